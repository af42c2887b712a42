"""A name taken out before rendering is nowhere in the file; the search itself is tested."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf

from exports import preview
from exports.chronology_document import render_chronology
from exports.model import DocumentRow
from exports.seal import SealKey, seal
from tests.fakes.chronology_documents import document, page_code

SECRET = "Wojciechowska"
LETTERS = "żółw"  # letters that nothing else in the document needs


def _document(name: str):
    row = DocumentRow(
        serial=1,
        happened_text="16 April 2020",
        what_happened=f"{name} said that {name}’s brother was there too.",
        child_words=f"I saw {name}.",
        author="Ngozi Okafor",
    )
    return document("referral", [row])


def _found_in(data: bytes, secret: str, folder: Path) -> set[str]:
    """Search raw bytes, every stream, string and attachment, and the text of two readers."""
    forms = [secret.encode(), secret.encode("utf-16-be")]
    found = set()
    if any(form in data or form.hex().encode() in data.lower() for form in forms):
        found.add("raw")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and any(
                form in bytes(one.read_bytes()) for form in forms
            ):
                found.add("stream")
            if re.search(secret, str(one)):
                found.add("object")
        for name, one in pdf.attachments.items():
            if any(form in one.get_file().read_bytes() for form in forms):
                found.add(f"attachment {name}")
    path = folder / "leak.pdf"
    path.write_bytes(data)
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    if secret in done.stdout:
        found.add("poppler")
    if secret in "".join(preview.page_texts(data)):
        found.add("pdfium")
    return found


def test_the_search_finds_what_is_there(key: SealKey, tmp_path: Path) -> None:
    """The positive control: text of both readers, the data stream and its attachment."""
    made = render_chronology(_document(SECRET), page_code=page_code)
    data = seal(made.pdf, key=key, signed_at="2026-11-22T09:10:05.000Z")
    found = _found_in(data, SECRET, tmp_path)
    assert {"poppler", "pdfium", "stream", "attachment chronology.json"} <= found


def test_a_withheld_name_is_nowhere(key: SealKey, tmp_path: Path) -> None:
    """Rendering from redacted values leaves nothing to find."""
    made = render_chronology(_document("[Child B]"), page_code=page_code)
    data = seal(made.pdf, key=key, signed_at="2026-11-22T09:10:05.000Z")
    assert _found_in(data, SECRET, tmp_path) == set()


def test_fonts_hold_no_letter_of_a_withheld_name() -> None:
    """The letters a subset holds would tell something about a name of rare letters."""
    open_text = render_chronology(_document(LETTERS), page_code=page_code)
    closed = render_chronology(_document("[Child B]"), page_code=page_code)
    assert set(LETTERS) & _letters(open_text.pdf) == set(LETTERS)
    assert set("żółw") & _letters(closed.pdf) <= {"w"}


def _letters(data: bytes) -> set[str]:
    letters = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and b"beginbfchar" in one.read_bytes():
                codes = re.findall(rb"<[0-9A-F]{4}><([0-9A-F]+)>", one.read_bytes())
                letters |= {bytes.fromhex(code.decode()).decode("utf-16-be") for code in codes}
    return letters
