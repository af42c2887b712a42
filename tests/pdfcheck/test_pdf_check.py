"""The judge itself: it must tell a plain PDF from an archival one."""

from pathlib import Path

import pikepdf
import pytest

from tests.support import pdf_check


def test_a_plain_pdf_fails_with_reasons(tmp_path: Path) -> None:
    """An empty page is neither archival nor accessible, and the rules that say so are named."""
    path = tmp_path / "plain.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    judgements = pdf_check.judge(path, profiles="3a,ua1")
    assert [one.profile for one in judgements] == ["3a", "ua1"]
    assert all(one.verdict == "FAIL" and one.failed and one.checks for one in judgements)
    with pytest.raises(AssertionError, match="Catalog dictionary"):
        pdf_check.assert_keeps(path, profiles="3a")


def test_a_file_that_is_no_pdf_is_an_error(tmp_path: Path) -> None:
    """Rubbish never passes."""
    path = tmp_path / "rubbish.pdf"
    path.write_bytes(b"not a PDF")
    assert [one.verdict for one in pdf_check.judge(path, profiles="3b")] == ["ERROR"]


def test_an_archival_file_passes(tmp_path: Path) -> None:
    """The smallest PDF/A-3b: XMP says so, an output intent is there, nothing else is."""
    path = tmp_path / "archival.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        profile = pdf.make_stream((_profile()).read_bytes(), N=3)
        intent = pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name.GTS_PDFA1,
            OutputConditionIdentifier=pikepdf.String("sRGB"),
            DestOutputProfile=profile,
        )
        pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])
        with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta["pdfaid:part"] = "3"
            meta["pdfaid:conformance"] = "B"
        pdf.save(path, deterministic_id=True)
    pdf_check.assert_keeps(path, profiles="3b")


def _profile() -> Path:
    folder = Path(__file__).resolve().parents[2] / "resources" / "icc"
    return next(folder.glob("*.icc"))
