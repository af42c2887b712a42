"""A name taken out before rendering is nowhere in the file; the search itself is tested on files
in which it is hidden in every way we know.
"""

import io
import json
import zipfile
from pathlib import Path

import pikepdf
import pytest

from exports.chronology_working_copy import working_copy_csv, working_copy_docx
from exports.document_rendering import render_document
from exports.model import DocumentRow
from exports.seal import SealKey, seal
from storage.records.redaction import NameForm, Redactor, Withheld
from tests.fakes.chronology_documents import document, page_code
from tests.support import leak_search

SECRET = "Wojciechowska"
LETTERS = "żółwikę"  # letters that nothing else in the document needs
AT = "2026-11-22T09:10:05.000Z"


def _chronology(name: str):
    row = DocumentRow(
        serial=1,
        happened_text="16 April 2020",
        what_happened=f"{name} said that {name}’s brother was there too.",
        child_words=f"I saw {name}.",
        author="Ngozi Okafor",
    )
    return document("referral", [row])


def _pdf(name: str) -> bytes:
    return render_document(_chronology(name), page_code=page_code).pdf


def test_the_search_finds_what_is_there(key: SealKey, tmp_path: Path) -> None:
    """The positive control: text of three readers, the data stream and its attachment."""
    data = seal(_pdf(SECRET), key=key, signed_at=AT)
    found = leak_search.in_pdf(data, folder=tmp_path).find(SECRET)
    assert {"poppler", "mutool", "pdfium", "attachment chronology.json"} <= found
    assert any(place.startswith("packed at") for place in found)


def test_a_withheld_name_is_nowhere(key: SealKey, tmp_path: Path) -> None:
    """Rendering from redacted values leaves nothing to find."""
    data = seal(_pdf("[Child B]"), key=key, signed_at=AT)
    assert leak_search.in_pdf(data, folder=tmp_path).find(SECRET) == set()


def test_a_black_box_hides_nothing(tmp_path: Path) -> None:
    """What people do with a drawing program: all readers still read the name under the box."""
    with pikepdf.open(io.BytesIO(_pdf(SECRET))) as pdf:
        for page in pdf.pages:
            page.contents_add(b"0 0 0 rg 0 0 2000 2000 re f")
        changed = io.BytesIO()
        pdf.save(changed)
    found = leak_search.in_pdf(changed.getvalue(), folder=tmp_path).find(SECRET)
    assert {"poppler", "mutool", "pdfium"} <= found


def _in_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = SECRET


def _in_metadata(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(update_docinfo=False) as metadata:
        metadata["dc:title"] = SECRET


def _in_outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def _as_file_name(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{SECRET}.txt"] = b"nothing"


def _in_escaped_json(pdf: pikepdf.Pdf) -> None:
    letters = "".join(f"\\u{ord(letter):04x}" for letter in SECRET)
    pdf.attachments["a.json"] = f'{{"{letters}": 1}}'.encode()


def _as_alternative(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot["/Alt"] = pikepdf.String(SECRET.upper())


def _as_hex(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/Hidden"] = pikepdf.String(SECRET.encode().hex())


def _as_wide_letters(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/Hidden"] = pdf.make_stream(SECRET.encode("utf-16-le"))


def _in_many_layers(pdf: pikepdf.Pdf) -> None:
    inner = pikepdf.Dictionary(Deep=pikepdf.Array([pikepdf.String(SECRET)]))
    pdf.Root["/Hidden"] = pikepdf.Array([pikepdf.Dictionary(In=inner)])


@pytest.mark.parametrize(
    "hide",
    [
        *(_in_title, _in_metadata, _in_outline, _as_file_name, _in_escaped_json),
        *(_as_alternative, _as_hex, _as_wide_letters, _in_many_layers),
    ],
    ids=lambda function: function.__name__.strip("_"),
)
def test_every_hiding_place_is_searched(hide, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(_pdf("[Child B]"))) as pdf:
        hide(pdf)
        changed = io.BytesIO()
        pdf.save(changed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert leak_search.in_pdf(changed.getvalue(), folder=tmp_path).find(SECRET)


def test_earlier_versions_and_loose_objects_are_searched(tmp_path: Path) -> None:
    """A file that was added to keeps what it had; an object nobody points to is still there."""
    open_file, closed = _pdf(SECRET), _pdf("[Child B]")
    together = open_file + closed
    found = leak_search.in_pdf(together, folder=tmp_path, readers=()).find(SECRET)
    assert any(place.startswith("until") for place in found)
    loose = b"99 0 obj<</Length 13>>stream\n" + SECRET.encode() + b"\nendstream endobj\n"
    with pikepdf.open(io.BytesIO(open_file)) as pdf:
        stream = pikepdf.Stream(pdf, SECRET.encode() * 9)
        stream.write(stream.read_bytes())
        packed = bytes(pdf.make_indirect(stream).read_raw_bytes())
    for piece in (loose, b"stream\n" + packed):
        hay = leak_search.in_pdf(closed + piece, folder=tmp_path, readers=())
        assert hay.find(SECRET)


def test_a_locked_copy_is_searched_inside(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(_pdf(SECRET))) as pdf:
        locked = io.BytesIO()
        pdf.save(locked, encryption=pikepdf.Encryption(user="a b", owner="a b", R=6))
    found = leak_search.in_pdf(locked.getvalue(), folder=tmp_path, password="a b").find(SECRET)
    assert {"poppler", "mutool", "pdfium", "attachment chronology.json"} <= found
    with pytest.raises(pikepdf.PasswordError):
        leak_search.in_pdf(locked.getvalue(), folder=tmp_path, password="b a")


def test_working_copies_are_searched_in_every_part() -> None:
    made = working_copy_docx(_chronology(SECRET))
    assert leak_search.in_packed_xml(made).find(SECRET)
    closed = working_copy_docx(_chronology("[Child B]"))
    assert leak_search.in_packed_xml(closed).find(SECRET) == set()
    for part, content in (
        ("docProps/custom.xml", f"<dc:creator>{SECRET}</dc:creator>"),
        ("word/comments.xml", f"<w:t>{SECRET[:4]}</w:t><w:t>{SECRET[4:]}</w:t>"),
        (f"word/media/{SECRET}.png", "picture"),
    ):
        changed = io.BytesIO(closed)
        with zipfile.ZipFile(changed, "a") as packed:
            packed.writestr(part, content)
        assert leak_search.in_packed_xml(changed.getvalue()).find(SECRET), part
    table = working_copy_csv(_chronology(SECRET))
    assert leak_search.in_text(table).find(SECRET)
    assert leak_search.in_text(json.dumps({SECRET: LETTERS}).encode()).find(LETTERS)


def test_fonts_hold_no_letter_of_a_withheld_name() -> None:
    """The letters a subset holds would tell something about a name of rare letters."""
    rare = {letter for letter in LETTERS if not letter.isascii()}
    assert rare <= leak_search.font_letters(_pdf(LETTERS))
    assert rare & leak_search.font_letters(_pdf("[Child B]")) == set()


@pytest.mark.parametrize("name", ["Al", "Wojciechowska-Brzęczyszczykiewicz", "محمد"])
def test_what_is_left_out_cannot_be_measured(name: str) -> None:
    """Whatever stood there, the same bytes leave: nobody can tell how long it was."""
    person = Withheld(label="[Child B]", forms=(NameForm(text=name),), reason="another child")
    redactor = Redactor([person], fields={(4, "child_words"): "third_party"}, hides_writers=True)
    row = DocumentRow(
        serial=1,
        happened_text="16 April 2020",
        what_happened=redactor.field(4, "what_happened", f"{name} said no."),
        child_words=redactor.field(4, "child_words", f"{name} " * len(name)),
        author=redactor.writer(4, name),
    )
    made = render_document(document("referral", [row]), page_code=page_code).pdf
    expected = DocumentRow(
        serial=1,
        happened_text="16 April 2020",
        what_happened="[Child B] said no.",
        child_words="[Withheld]",
        author="[Withheld]",
    )
    assert made == render_document(document("referral", [expected]), page_code=page_code).pdf
