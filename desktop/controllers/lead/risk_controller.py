"""One risk assessment: a new one, or the next version of one that stays readable."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.risk import save_risk_assessment
from storage.database.repositories import pupils, risks
from storage.records.risk_assessment import RiskAssessmentDraft
from ui.views.risk import RiskView


class RiskController(QObject):
    """Shows and saves one assessment."""

    def __init__(self, desk: Desk, *, pupil_id: str, risk_id: str = "") -> None:
        self.view = RiskView(lists=desk.lists, people=desk.people(), today=desk.today)
        super().__init__(self.view)
        self._desk = desk
        self._pupil_id = pupil_id
        self._risk_id = risk_id
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """Show the newest version, or an empty assessment."""
        versions = risks.versions(self._desk.reader, self._risk_id) if self._risk_id else []
        newest = max(versions, key=lambda item: item.version) if versions else None
        if newest is not None:
            self._pupil_id = newest.draft.pupil_id
        row = pupils.row(self._desk.reader, self._pupil_id)
        self.view.show_assessment(self._pupil_id, row.name if row else "", newest)

    def _save(self, draft: RiskAssessmentDraft) -> None:
        self._desk.run(
            self.view,
            lambda: save_risk_assessment(self._desk.casebook, draft=draft),
            lambda _: self._saved(),
        )

    def _saved(self) -> None:
        self.view.show_saved(self.tr("Saved. Earlier versions stay readable."))
        self._desk.shell.toast(self.tr("Saved. Earlier versions stay readable."))
        self._desk.shell.back()
