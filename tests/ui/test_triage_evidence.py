"""The sheet of a concern shows whom the writer chose, and that a copy is a copy."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from storage.records.concern import Mention, PaperOriginal
from storage.records.when import When
from tests.fakes import lead_school
from ui.lead_material import ShownConcern
from ui.views.triage_paper import ConcernPaper


@pytest.fixture
def paper(qtbot) -> ConcernPaper:
    """An empty sheet."""
    sheet = ConcernPaper(identifier="triage.concern", lists=lead_school.lists())
    qtbot.addWidget(sheet)
    return sheet


def words(paper: ConcernPaper, shown: ShownConcern) -> str:
    """Everything that stands on the sheet."""
    paper.show_concern(shown)
    return "\n".join(label.text() for label in paper.findChildren(QLabel))


def test_whom_the_writer_chose_stands_on_the_sheet(paper: ConcernPaper) -> None:
    plain = shown()
    assert "Names chosen from the list" not in words(paper, plain)
    child = plain.pupils[0]
    mentions = (
        Mention(id=child[0], kind="pupil", text="As typed"),
        Mention(id="u-1", kind="staff", text="Megan Price"),
        Mention(id="u-1", kind="staff", text="Megan Price"),
    )
    text = words(paper, replace(plain, concern=replace(plain.concern, mentions=mentions)))
    assert "Names chosen from the list" in text
    assert f"{child[1]}; Megan Price (staff)" in text


def test_a_copy_from_paper_says_so_beside_its_signature(paper: ConcernPaper) -> None:
    plain = shown()
    assert "On paper first" not in words(paper, plain)
    sheet = PaperOriginal(form="7", written=When.unknown(), kept="In the office")
    copied = replace(plain, concern=replace(plain.concern, paper=sheet))
    assert "On paper first; the writer typed it in later" in words(paper, copied)


def shown() -> ShownConcern:
    """A concern that was signed with a PIN."""
    return lead_school.shown_concern()
