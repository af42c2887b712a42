"""The judge's verdict: PDF/A-3a and PDF/UA-1, before signing and after."""

import io
from pathlib import Path

import pikepdf

from exports.model import RenderedDocument
from tests.support import pdf_check


def test_no_rule_is_broken(
    rendered: dict[str, RenderedDocument], signed: dict[str, bytes], tmp_path: Path
) -> None:
    """0 failed rules on both profiles, many scripts and an empty selection; signed ones too."""
    for name, each in rendered.items():
        (tmp_path / f"{name}.pdf").write_bytes(each.pdf)
    for name in ("court", "scripts", "with-files"):
        (tmp_path / f"{name}-signed.pdf").write_bytes(signed[name])
    pdf_check.assert_keeps(*sorted(tmp_path.glob("*.pdf")))


def test_files_inside_come_out_as_they_were(rendered: dict[str, RenderedDocument]) -> None:
    """A scan or a letter that goes along is the very file, with its kind and what it is."""
    with pikepdf.open(_file(rendered["with-files"].pdf)) as pdf:
        files = {name: each.get_file() for name, each in pdf.attachments.items()}
        kinds = {name: files[name].mime_type for name in files}
        contents = {name: bytes(files[name].read_bytes()) for name in files}
    assert contents["file-17-0.png"] == bytes(range(256))
    assert contents["file-18-0.docx"] == b""
    assert kinds["file-17-0.png"] == "image/png"
    assert kinds["file-18-0.docx"].endswith("wordprocessingml.document")


def test_every_font_is_embedded_and_none_is_stray(rendered: dict[str, RenderedDocument]) -> None:
    """A viewer's own Helvetica would make the page look different on every machine."""
    for each in rendered.values():
        with pikepdf.open(_file(each.pdf)) as pdf:
            fonts = [one for one in pdf.objects if _type(one) == "/Font"]
            programs = [one for one in pdf.objects if _type(one) == "/FontDescriptor"]
            assert fonts
            assert all("/FontFile2" in one for one in programs)
            names = {str(one.BaseFont) for one in fonts}
            assert all(name.startswith("/HOLDFA+") for name in names), names


def test_a_row_over_a_page_break_stays_one_row(rendered: dict[str, RenderedDocument]) -> None:
    """The 400-word entry has one table row whose cell has marks on two pages."""
    with pikepdf.open(_file(rendered["referral"].pdf)) as pdf:
        cells = [one for one in pdf.objects if _tag(one) == "/TD"]
        pages = [{kid.Pg.objgen for kid in _kids(cell) if "/Pg" in kid} for cell in cells]
        assert max(len(each) for each in pages) == 2
        rows = [one for one in pdf.objects if _tag(one) == "/TR"]
        heads = [one for one in pdf.objects if _tag(one) == "/THead"]
        redaction_rows = 3
        assert len(rows) == 125 + 1 + redaction_rows
        assert len(heads) == 2


def test_court_rows_hang_together_by_row_spans(rendered: dict[str, RenderedDocument]) -> None:
    """The number of an entry heads all its rows, so that a screen reader says which entry it is."""
    with pikepdf.open(_file(rendered["court"].pdf)) as pdf:
        table = next(one for one in pdf.objects if _tag(one) == "/Table")
        body = next(kid for kid in _kids(table) if _tag(kid) == "/TBody")
        covered = 0
        for row in _kids(body):
            first = _kids(row)[0]
            span = int(first.A.get("/RowSpan", 1)) if "/A" in first else 1
            if covered == 0:
                assert _tag(first) == "/TH"
                assert len(_kids(row)) == 3
                covered = span
            else:
                assert len(_kids(row)) == 2
            covered -= 1
        assert covered == 0


def _file(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def _type(one: object) -> str:
    return str(one.get("/Type", "")) if isinstance(one, pikepdf.Dictionary) else ""


def _tag(one: object) -> str:
    if not isinstance(one, pikepdf.Dictionary) or "/P" not in one or "/S" not in one:
        return ""
    return str(one.S)


def _kids(element) -> list:
    return list(element.get("/K", []))
