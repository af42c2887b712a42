"""Check codes that were given out, and the comparison of the record with what lies outside."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.controllers.lead.desk import Desk
from desktop.controllers.verdict_words import verdict_of
from desktop.usecases.lead.compare_anchors import (
    FoundCheckCode,
    compare_with_files,
    find_check_code,
)
from desktop.usecases.lead.given_out import count_anchors, list_anchors
from desktop.usecases.report import Report
from storage.records.times import for_people
from ui.care_drafts import CompareDraft
from ui.care_material import CodeRow, Verdict
from ui.views.checks_codes import CodesView
from ui.views.checks_compare import CompareView


class CodesController(QObject):
    """The list of every check code of the record that left this computer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.view = CodesView(fetch=self._fetch)
        super().__init__(self.view)

    def begin(self) -> None:
        """Show them, newest first."""
        self.view.show_ids(range(count_anchors(self._desk.reading())))

    def _fetch(self, places: Sequence[int]) -> Sequence[CodeRow]:
        found = list_anchors(self._desk.reading(), limit=len(places), offset=places[0])
        rows = [
            CodeRow(
                id=place,
                at=anchor.at,
                entries=anchor.size,
                where=anchor.where,
                code=anchor.check_code,
            )
            for place, anchor in zip(places, found, strict=False)
        ]
        # nothing is ever taken off the list; one that is shorter was read while it grew
        blank = CodeRow(id=-1, at="", entries=0, where="", code="")
        return rows + [blank] * (len(places) - len(rows))


class CompareController(QObject):
    """Compares files, or a check code typed from paper, with the open record."""

    progressed = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        self.view = CompareView(signed_in=True)
        super().__init__(self.view)
        self._desk = desk
        self.progressed.connect(self.view.show_progress)
        self.view.check_requested.connect(self._check)

    def begin(self) -> None:
        """Wait for files or a code."""

    def _check(self, draft: CompareDraft) -> None:
        self.view.show_progress(0, 0)
        casebook = self._desk.casebook
        if draft.paths:
            paths = [Path(path) for path in draft.paths]
            self._desk.run(
                self.view,
                lambda: compare_with_files(casebook, paths, progress=self.progressed.emit),
                self._compared,
            )
            return
        self._desk.run(self.view, lambda: find_check_code(casebook, draft.check_code), self._found)

    def _compared(self, report: Report) -> None:
        self.view.show_verdict(
            verdict_of(
                report,
                good=self.tr("The record agrees with what was given out."),
                bad=self.tr("The record does not agree with what was given out."),
                unreadable=self.tr("What you chose cannot be compared with the record."),
            )
        )

    def _found(self, found: FoundCheckCode) -> None:
        if not found.found:
            self.view.show_verdict(Verdict(sentence=found.sentence, severity="danger"))
            return
        facts = [(self.tr("Entries then"), f"{found.size:,}")]
        if found.at:
            facts.append((self.tr("Last entry then"), for_people(found.at)))
        self.view.show_verdict(
            Verdict(sentence=found.sentence, severity="success", facts=tuple(facts))
        )
