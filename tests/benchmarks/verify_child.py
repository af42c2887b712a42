"""Verifies one signed document in a process of its own, beside a bare loop of the same library
calls; prints what both cost as JSON. Imports do not count, and processor time is used.

``python verify_child.py FILE ROUNDS``
"""

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import pikepdf  # noqa: E402 - after the path is set, as all below
import pypdfium2  # noqa: E402 - the same

from desktop.usecases.verify_document import verify_pdf  # noqa: E402 - the same
from exports.offline_signing import load  # noqa: E402 - the same


def bare(data: bytes) -> None:
    """Open, check the signature, read the attachments and the text of every page: no more."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        for each in opened.attachments.values():
            json.loads(each.get_file().read_bytes())
    reader = load("pyhanko.pdf_utils.reader").PdfFileReader(io.BytesIO(data), strict=False)
    signature = reader.embedded_signatures[0]
    intact, valid = load("pyhanko.sign.validation.generic_cms").validate_sig_integrity(
        signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
    )
    assert intact
    assert valid
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def ours(data: bytes) -> None:
    """What the command does."""
    report = verify_pdf(data)
    assert report.result == "ok", report.first_fault


def seconds(work: Callable[[bytes], None], data: bytes) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work(data)
    return time.process_time() - start


def main() -> None:
    """Measure turn by turn; the first turn of each, which still imports, does not count."""
    data, rounds = Path(sys.argv[1]).read_bytes(), int(sys.argv[2])
    first_start = time.perf_counter()
    ours(data)
    first = time.perf_counter() - first_start
    bare(data)
    turns = [(seconds(ours, data), seconds(bare, data)) for _ in range(rounds)]
    print(
        json.dumps(
            {
                "ours": statistics.median(turn[0] for turn in turns),
                "bare": statistics.median(turn[1] for turn in turns),
                "first": first,
            }
        )
    )


if __name__ == "__main__":
    main()
