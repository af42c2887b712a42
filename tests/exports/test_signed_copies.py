"""Signed and locked copies: intact ones pass, every change is found, nothing reaches out."""

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from exports.inspect import inspect_pdf
from exports.model import RenderedDocument
from exports.seal import SealKey, certificate_fingerprint, seal
from exports.signature_check import check_signature
from storage.records.errors import UserFacingError

SIGNED_AT = "2026-11-22T09:10:05.000Z"


def _codes(data: bytes, password: str | None = None) -> list[str]:
    return [fault.code for fault in inspect_pdf(data, password=password).faults]


@pytest.mark.parametrize("name", ["court", "referral", "scripts", "scripts-court", "empty"])
def test_a_signed_copy_is_intact(
    name: str, signed: dict[str, bytes], rendered: dict[str, RenderedDocument], key: SealKey
) -> None:
    """Everything that `verify` lists is read back from the file alone."""
    found = inspect_pdf(signed[name])
    assert (found.result, found.faults) == ("ok", ())
    assert (found.signed, found.signature_intact, found.whole_file) == (True, True, True)
    assert found.certificate == key.certificate
    assert found.certificate_fingerprint == certificate_fingerprint(key.certificate)
    assert found.signed_at == SIGNED_AT
    assert found.pages == rendered[name].pages
    assert found.page_codes == rendered[name].page_codes
    assert found.export_id == "x-2026-0042"
    assert found.child_reference == "p-7k2m9q4rtx"
    assert found.check_code_size == 4182
    assert found.ledger_extract == b'{"v":1}'


def test_the_signature_follows_the_document(
    signed: dict[str, bytes], rendered: dict[str, RenderedDocument]
) -> None:
    """The bytes that were rendered are the beginning of what was signed."""
    assert signed["court"].startswith(rendered["court"].pdf)


def test_every_flipped_byte_is_found(signed: dict[str, bytes]) -> None:
    """Wherever the byte lies, the file is called changed or is no longer one of ours."""
    data = signed["empty"]
    for place in range(9, len(data), len(data) // 60):
        flipped = bytearray(data)
        flipped[place] ^= 0x01
        assert _answer(bytes(flipped)) in {"changed", "exports.not_a_pdf", "exports.not_ours"}


def _answer(data: bytes) -> str:
    try:
        return inspect_pdf(data).result
    except UserFacingError as error:
        return error.code


def test_no_byte_of_the_signature_can_be_changed(signed: dict[str, bytes]) -> None:
    """The container has fields that no signature covers, and filling behind it; both count."""
    data = signed["empty"]
    found = re.search(rb"<[0-9A-F]{1000,}>", data)
    assert found is not None
    own = check_signature(data).certificate
    for place in range(found.start() + 1, found.end() - 1, 41):
        flipped = bytearray(data)
        flipped[place] ^= 0x01
        verdict = check_signature(bytes(flipped))
        fits = verdict.certificate == own
        assert not (verdict.intact and verdict.whole_file and fits), place - found.start()


def test_poppler_agrees(signed: dict[str, bytes], tmp_path: Path) -> None:
    """pdfsig: the signed copy is valid and whole, the flipped not valid, the longer not whole."""
    data = signed["court"]
    flipped = bytearray(data)
    flipped[len(data) // 3] ^= 0x01
    assert _pdfsig(data, tmp_path) == (True, True)
    assert _pdfsig(bytes(flipped), tmp_path)[0] is False
    assert _pdfsig(_with_update(data), tmp_path) == (True, False)


def _pdfsig(data: bytes, folder: Path, *options: str) -> tuple[bool, bool]:
    path = folder / "signed.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        ["pdfsig", *options, str(path)], capture_output=True, text=True, check=False
    )
    whole = "  - Total document signed" in done.stdout
    return "Signature is Valid" in done.stdout, whole


def _with_update(data: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    writer.root["/Lang"] = generic.pdf_string("fr-FR")
    writer.update_root()
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def test_an_appended_update_is_found(signed: dict[str, bytes]) -> None:
    """The signature is still intact, which is why the whole-file check stands beside it."""
    found = inspect_pdf(_with_update(signed["court"]))
    assert found.signature_intact
    assert [fault.code for fault in found.faults] == ["exports.changed_after_signing"]
    assert found.changed_after_signing


def test_bytes_after_the_end_are_found(signed: dict[str, bytes]) -> None:
    """Rubbish behind the last line is an addition too."""
    assert "exports.changed_after_signing" in _codes(signed["court"] + b"\n% more\n")


def test_an_unsigned_copy_says_so(rendered: dict[str, RenderedDocument]) -> None:
    """Without a signature nothing is proved."""
    assert _codes(rendered["court"].pdf) == ["exports.not_signed"]


def test_another_key_is_found_by_the_printed_certificate(
    rendered: dict[str, RenderedDocument], another_key: Callable[[], SealKey]
) -> None:
    """Somebody who signs our pages with a key of their own contradicts what the pages say."""
    forged = seal(rendered["court"].pdf, key=another_key(), signed_at=SIGNED_AT)
    assert _codes(forged) == ["exports.other_certificate"]


def test_a_page_taken_out_and_signed_again_is_found(
    rendered: dict[str, RenderedDocument], key: SealKey
) -> None:
    """The embedded data know how many pages there were."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(rendered["court"].pdf)) as pdf:
        del pdf.pages[1]
        pdf.save(output)
    assert _codes(seal(output.getvalue(), key=key, signed_at=SIGNED_AT)) == ["exports.page_count"]


def test_pages_that_changed_places_are_found(
    rendered: dict[str, RenderedDocument], key: SealKey
) -> None:
    """Each page carries the code it was exported under."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(rendered["court"].pdf)) as pdf:
        pdf.pages.reverse()
        pdf.save(output)
    found = _codes(seal(output.getvalue(), key=key, signed_at=SIGNED_AT))
    assert set(found) == {"exports.page_code_missing"}


def test_a_locked_copy_opens_with_its_password_only(
    locked: bytes, password: str, tmp_path: Path
) -> None:
    """AES-256 of revision 6, signed after encrypting; every reader asks for the password."""
    assert inspect_pdf(locked, password=password).result == "ok"
    with pytest.raises(UserFacingError) as missing:
        inspect_pdf(locked)
    assert missing.value.code == "exports.password_needed"
    with pytest.raises(UserFacingError) as wrong:
        inspect_pdf(locked, password="harbour")
    assert wrong.value.code == "exports.password_wrong"
    assert _pdfsig(locked, tmp_path, "-upw", password) == (True, True)
    with pikepdf.open(io.BytesIO(locked), password=password) as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
    assert b"Okafor" not in locked


@pytest.mark.parametrize(
    "data", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + b"x" * 999]
)
def test_rubbish_is_refused_in_words(data: bytes) -> None:
    """No traceback, whatever the file holds."""
    with pytest.raises(UserFacingError) as refused:
        inspect_pdf(data)
    assert refused.value.code in {"exports.not_a_pdf", "exports.not_ours"}


def test_somebody_elses_pdf_is_not_ours(shared_data: Path) -> None:
    """A hostile PDF of others is refused, and none of it is run."""
    with pytest.raises(UserFacingError) as refused:
        inspect_pdf((shared_data / "hostile" / "pdf_openaction_js.pdf").read_bytes())
    assert refused.value.code in {"exports.not_a_pdf", "exports.not_ours"}


_OFFLINE = """
import sys
opened = []
sys.addaudithook(lambda event, _: opened.append(event) if event.startswith("socket.") else None)
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from exports.inspect import inspect_pdf
from exports.seal import SealKey, seal
folder = Path(sys.argv[2])
key = SealKey(private_key=(folder / "key").read_bytes(),
              certificate=(folder / "certificate").read_bytes())
signed = seal((folder / "a.pdf").read_bytes(), key=key, signed_at="2026-11-22T09:10:05.000Z")
assert inspect_pdf(signed).signature_intact
assert opened == [], opened
for name in ("aiohttp", "requests", "urllib3", "yarl"):
    assert getattr(sys.modules.get(name), "__file__", None) is None, name
"""


def test_signing_opens_no_socket_and_loads_no_client(
    rendered: dict[str, RenderedDocument], key: SealKey, tmp_path: Path, project_root: Path
) -> None:
    """Not even the socket pair of an event loop: on Windows that one is a network socket."""
    (tmp_path / "a.pdf").write_bytes(rendered["empty"].pdf)
    (tmp_path / "key").write_bytes(key.private_key)
    (tmp_path / "certificate").write_bytes(key.certificate)
    done = subprocess.run(
        [sys.executable, "-c", _OFFLINE, str(project_root), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
