"""A saved plan: versions side by side, who agreed, the same for another child, its end."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.risk_material import risk_material
from desktop.usecases.lead.risk import end_risk_assessment, sign_risk_assessment
from storage.database.repositories import pupils, risks
from ui.risk_material import NewAgreement
from ui.views.risk_kept import RiskKeptView


class RiskKeptController(QObject):
    """Shows all versions of one plan, and adds to them."""

    def __init__(self, desk: Desk, *, risk_id: str) -> None:
        self.view = RiskKeptView(
            lists=risk_material(desk.today), search=desk.search_pupils, today=desk.today
        )
        super().__init__(self.view)
        self._desk, self._risk_id, self._pupil_id = desk, risk_id, ""
        view = self.view
        view.change_requested.connect(lambda: desk.go.open_risk(self._pupil_id, risk_id))
        view.extract_requested.connect(lambda: desk.go.open_export(self._pupil_id))
        view.other_requested.connect(lambda pupil: desk.go.open_risk(pupil, like=risk_id))
        view.agreed.connect(self._agree)
        view.ended.connect(self._end)

    def begin(self) -> None:
        """Show the plan."""
        versions = risks.versions(self._desk.reader, self._risk_id)
        if not versions:
            return
        self._pupil_id = versions[0].draft.pupil_id
        row = pupils.row(self._desk.reader, self._pupil_id)
        self.view.show_plan(row.name if row else "", versions)

    def refresh(self) -> None:
        """Read it anew, unless words would be lost."""
        if not self.view.unsaved():
            self.begin()

    def _agree(self, new: NewAgreement) -> None:
        self._desk.save(
            self.view,
            lambda: sign_risk_assessment(
                self._desk.casebook,
                risk_id=self._risk_id,
                version=new.version,
                name=new.name,
                role=new.role,
                on=new.on,
                text=new.text,
            ),
            lambda _: self._done(self.tr("Kept with this version.")),
        )

    def _end(self, on: str, reason: str, outcome: str) -> None:
        self._desk.save(
            self.view,
            lambda: end_risk_assessment(
                self._desk.casebook, risk_id=self._risk_id, on=on, reason=reason, outcome=outcome
            ),
            lambda _: self._done(self.tr("Ended. Every version stays readable.")),
        )

    def _done(self, words: str) -> None:
        self.begin()
        self.view.show_done(words)
