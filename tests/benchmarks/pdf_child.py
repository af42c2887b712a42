"""Makes one document in a process of its own and prints what it cost as JSON.

``python pdf_child.py product|raw|canvas|typst|platypus ENTRIES`` — imports and the making of the
data do not count; processor time is used, so that waiting for the other core does not count either.
"""

import json
import resource
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import pdf_data  # noqa: E402 - found beside this file, after the path is set


def main() -> None:
    """Run one program once."""
    program, entries = sys.argv[1], int(sys.argv[2])
    document = pdf_data.document(entries)
    figures = product(document) if program == "product" else reference(program, document)
    figures["megabytes"] = peak_megabytes()
    print(json.dumps(figures))


def peak_megabytes() -> float:
    """The most memory this process had; the usual figure keeps that of the process which started
    it, so where the system tells its own, that is taken.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def product(document: "pdf_data.Document") -> dict[str, float]:
    """Render, sign, and lock and sign; seconds of each."""
    from pdf_key import make_key

    from exports import offline_signing
    from exports.document_layout import lay_out_document
    from exports.document_rendering import render_document
    from exports.lock import lock_and_seal
    from exports.seal import seal

    start = time.process_time()
    made = render_document(document, page_code=pdf_data.page_code)
    built = time.process_time() - start
    memory = peak_megabytes()
    start = time.process_time()
    lay_out_document(document, page_code=pdf_data.page_code)
    laid_out = time.process_time() - start
    key, at = make_key(), document.provenance.compiled_at
    offline_signing.load("pyhanko.sign.signers")
    start = time.process_time()
    seal(made.pdf, key=key, signed_at=at)
    signed = time.process_time() - start
    start = time.process_time()
    lock_and_seal(made.pdf, password="five words for this file", key=key, signed_at=at)
    locked = time.process_time() - start
    return {
        "seconds": built,
        "layout": laid_out,
        "sign": signed,
        "lock": locked,
        "pages": made.pages,
        "kilobytes": len(made.pdf) / 1024,
        "build megabytes": memory,
    }


def reference(program: str, document: "pdf_data.Document") -> dict[str, float]:
    """Write with one of the reference programs."""
    import importlib

    module = importlib.import_module(f"reference.pdf_{program}")
    start = time.process_time()
    data = module.write(document)
    seconds = time.process_time() - start
    return {"seconds": seconds, "kilobytes": len(data) / 1024, "pages": data.count(b"/Type/Page/")}


if __name__ == "__main__":
    main()
