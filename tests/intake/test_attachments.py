"""Attachments: what they are, what they carry, harmless names; the original stays byte for byte."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storage.intake import attachments
from storage.intake.attachments import archive_problem, inspect, safe_name, strip_metadata
from storage.records.errors import UserFacingError
from ui.messages import message_for


@pytest.mark.parametrize("name", ["gps_DSCN0010.jpg", "Canon_40D.jpg"])
def test_a_photograph_is_kept_as_it_is_and_copied_clean(shared_data: Path, name: str) -> None:
    content = (shared_data / "images" / name).read_bytes()
    found = inspect(name, content)
    assert found.attachment.content == content
    assert (found.attachment.media_type, found.kind) == ("image/jpeg", "image")
    copy = strip_metadata(content)
    assert copy.clean
    assert "camera details" in copy.removed
    assert b"Canon" not in copy.content
    assert b"NIKON" not in copy.content
    assert not inspect(name, copy.content).has_location
    with Image.open(BytesIO(content)) as original, Image.open(BytesIO(copy.content)) as clean:
        assert clean.tobytes() == original.tobytes()
        assert not clean.getexif()


def test_says_that_a_photograph_tells_where_it_was_taken(shared_data: Path) -> None:
    content = (shared_data / "images" / "gps_DSCN0010.jpg").read_bytes()
    found = inspect("x.jpg", content)
    assert found.has_location
    assert "attachments.has_location" in found.remarks
    assert "place where it was taken" in strip_metadata(content).removed
    assert (found.width, found.height) == (640, 480)


def test_the_way_up_stays_in_a_clean_copy() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Maker"
    data = BytesIO()
    Image.new("RGB", (4, 8)).save(data, "JPEG", exif=exif)
    copy = strip_metadata(data.getvalue()).content
    with Image.open(BytesIO(copy)) as clean:
        assert dict(clean.getexif()) == {0x0112: 6}


def test_a_clean_copy_has_no_tail(shared_data: Path) -> None:
    content = (shared_data / "hostile" / "jpeg_with_html_tail.jpg").read_bytes()
    assert inspect("x.jpg", content).attachment.content == content
    copy = strip_metadata(content)
    assert copy.content.endswith(b"\xff\xd9")
    assert "bytes after the end of the picture" in copy.removed


def test_texts_in_a_png_are_left_out_of_a_copy() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Somebody")
    data = BytesIO()
    Image.new("RGB", (4, 8), "red").save(data, "PNG", pnginfo=info)
    copy = strip_metadata(data.getvalue() + b"tail")
    assert copy.removed == ("texts", "bytes after the end of the picture")
    assert b"Somebody" not in copy.content
    with Image.open(BytesIO(copy.content)) as clean:
        assert clean.getpixel((0, 0)) == (255, 0, 0)


def test_a_picture_of_many_pixels_is_refused_by_its_header(shared_data: Path) -> None:
    content = (shared_data / "hostile" / "png_decompression_bomb_60000x60000.png").read_bytes()
    with pytest.raises(UserFacingError) as caught:
        inspect("x.png", content)
    assert caught.value.code == "attachments.picture_too_large"
    assert "60000 by 60000" in message_for(caught.value).message


def test_a_pdf_that_acts_is_flagged_and_kept(shared_data: Path) -> None:
    content = (shared_data / "hostile" / "pdf_openaction_js.pdf").read_bytes()
    found = inspect("x.pdf", content)
    assert found.active_content
    assert found.attachment.content == content
    hidden = content.replace(b"/OpenAction", b"/Op#65nAction").replace(
        b"/JavaScript", b"/J#61vaScript"
    )
    assert inspect("x.pdf", hidden).active_content
    assert not inspect("x.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj").active_content


def test_empty_and_large_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "SIZE_LIMIT", 3)
    for content, code in ((b"", "attachments.empty"), (b"1234", "attachments.too_large")):
        with pytest.raises(UserFacingError) as caught:
            inspect("x.txt", content)
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("claimed", "shown"),
    [
        ("../../x", "x"),
        ("..\\..\\evil.exe", "evil.exe"),
        ("/etc/passwd", "passwd"),
        ("C:\\a\\b.txt", "b.txt"),
        ("CON.txt", "_CON.txt"),
        ("nul", "_nul"),
        ("a:b?.doc", "a_b_.doc"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("", "file"),
        ("...", "file"),
        ("Róisín’s drawing.png", "Róisín’s drawing.png"),
    ],
)
def test_names_are_made_harmless(claimed: str, shown: str) -> None:
    found = inspect(claimed, b"text")
    assert found.attachment.name == shown
    assert found.original_name == claimed
    assert ("attachments.renamed" in found.remarks) == (claimed != shown)


def test_a_long_name_keeps_its_ending() -> None:
    shown = safe_name("a" * 300 + ".pdf")
    assert len(shown) == 120
    assert shown.endswith("a.pdf")


@given(st.text())
def test_no_name_is_a_path_or_a_device(name: str) -> None:
    shown = safe_name(name)
    assert 0 < len(shown) <= 120
    assert not set(shown) & set('/\\<>:"|?*\0')
    assert shown.strip(" .") == shown
    assert safe_name(shown) == shown


def test_archives_that_leave_their_folder_are_told(shared_data: Path) -> None:
    content = (shared_data / "hostile" / "zip_slip.zip").read_bytes()
    assert archive_problem(content) == "attachments.archive_paths"
    found = inspect("x.zip", content)
    assert found.kind == "archive"
    assert "attachments.archive_paths" in found.remarks
    for name in ("../x", "C:\\x", "/x", "a/../../x", "\\\\server\\x"):
        assert archive_problem(packed({name: b"1"})) == "attachments.archive_paths", name


def test_other_archives() -> None:
    assert archive_problem(packed({"a/b.txt": b"1"})) == ""
    assert archive_problem(b"PK\x03\x04 broken") == "attachments.archive_broken"
    bomb = packed({"a": bytes(150 * 2**20)})
    assert archive_problem(bomb) == "attachments.archive_too_large"


def packed(files: dict[str, bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


@given(st.binary(max_size=300))
def test_no_bytes_break_the_look(tail: bytes) -> None:
    starts = (b"", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"%PDF-", b"GIF89a")
    for start in (*starts, b"\xff\xd8\xff\xe1\x00\x40Exif\x00\x00II*\x00\x08\x00\x00\x00"):
        content = start + tail
        try:
            found = inspect("x", content)
        except UserFacingError:
            continue
        assert found.attachment.content == content
        strip_metadata(content)
