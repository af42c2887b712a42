"""One risk assessment: a new one, or the next version of one that stays readable."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.risk_material import risk_material
from desktop.usecases.lead.decide import NewAction
from desktop.usecases.lead.risk import for_other_child, save_risk_assessment, still_named
from storage.database.repositories import concerns, pupils, risks
from storage.records.risk_assessment import RiskAssessment
from ui.lead_words import day_for_people, first_words
from ui.risk_material import RiskConcern, RiskSaved, RiskStart
from ui.views.risk import RiskView

_CONCERNS = 20


class RiskController(QObject):
    """Shows and saves one assessment; ``like`` is the plan of another child that it is begun
    like.
    """

    def __init__(self, desk: Desk, *, pupil_id: str, risk_id: str = "", like: str = "") -> None:
        self.view = RiskView(lists=risk_material(desk.today), people=desk.people())
        super().__init__(self.view)
        self._desk = desk
        self._pupil_id, self._risk_id, self._like = pupil_id, risk_id, like
        self.view.saved.connect(self._save)
        self.view.kept_requested.connect(lambda: desk.go.open_risk_kept(self._risk_id))

    def begin(self) -> None:
        """Show the newest version, a plan begun like another child's, or an empty one."""
        newest = self._newest(self._risk_id)
        if newest is not None:
            self._pupil_id = newest.draft.pupil_id
        row = pupils.row(self._desk.reader, self._pupil_id)
        start = RiskStart(
            pupil_id=self._pupil_id,
            name=row.name if row else "",
            newest=newest,
            concerns=self._concerns(),
        )
        other = self._newest(self._like)
        if newest is None and other is not None:
            start = self._copied(start, other)
        self.view.show_assessment(start)

    def _copied(self, start: RiskStart, other: RiskAssessment) -> RiskStart:
        whose = pupils.pupil(self._desk.reader, other.draft.pupil_id)
        draft = for_other_child(other.draft, pupil_id=self._pupil_id, first=whose)
        return RiskStart(
            pupil_id=start.pupil_id,
            name=start.name,
            copied=draft,
            still_named=still_named(draft, whose) if whose else (),
            concerns=start.concerns,
        )

    def _newest(self, risk_id: str) -> RiskAssessment | None:
        versions = risks.versions(self._desk.reader, risk_id) if risk_id else []
        return versions[0] if versions else None

    def _concerns(self) -> tuple[RiskConcern, ...]:
        reader = self._desk.reader
        found = concerns.ids(reader, pupil=self._pupil_id, limit=_CONCERNS)
        return tuple(
            RiskConcern(
                id=item.id,
                words=f"{day_for_people(item.written_at)}: {first_words(item.first_words)}",
            )
            for item in concerns.rows(reader, found)
        )

    def _save(self, saved: RiskSaved) -> None:
        actions = [
            NewAction(what=each.what, owner=self._owner(each.owner), due=each.due)
            for each in saved.actions
        ]
        self._desk.save(
            self.view,
            lambda: save_risk_assessment(self._desk.casebook, draft=saved.draft, actions=actions),
            lambda _: self._saved(),
        )

    def _owner(self, name: str) -> str:
        """The id of the person of this name, where there is one: the action is theirs then."""
        known = {person.name.casefold(): person.id for person in self._desk.people()}
        return known.get(name.casefold(), name)

    def _saved(self) -> None:
        self.view.show_saved(self.tr("Saved. Earlier versions stay readable."))
        self._desk.shell.toast(self.tr("Saved. Earlier versions stay readable."))
        self._desk.shell.back()
