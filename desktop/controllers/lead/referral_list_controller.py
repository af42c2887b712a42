"""The list of referrals, and the page of the school's own council and time limits."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.work_shown import limit_words
from desktop.usecases.lead import time_limits
from desktop.usecases.lead.referral_places import BOXES, Place, places, set_places
from storage.database.repositories import limits, pupils, referrals
from storage.intake import vocabularies
from storage.records.referrals import ReferralRow
from ui.views.referral_limits import ReferralLimitsView
from ui.views.referral_list import ReferralListView
from ui.work_material import LimitLine, PlaceLine


class ReferralListController(QObject):
    """Shows referrals by where they stand."""

    def __init__(
        self, desk: Desk, *, pupil_id: str = "", case_id: str = "", which: str = "waiting"
    ) -> None:
        row = pupils.row(desk.reader, pupil_id) if pupil_id else None
        self.view = ReferralListView(
            fetch=self._fetch,
            word=_word,
            today=lambda: desk.today().isoformat(),
            child=row.name if row else "",
        )
        super().__init__(self.view)
        self._desk, self._pupil, self._case, self._which = desk, pupil_id, case_id, which
        self.view.chosen.connect(self._choose)
        self.view.opened.connect(desk.go.open_referral)
        self.view.asked.connect(self._ask)

    def begin(self) -> None:
        """Show those that wait for an answer."""
        self.refresh()
        self.view.setFocus()

    def refresh(self) -> None:
        """Show what has changed since."""
        reader = self._desk.reader
        whole = not (self._pupil or self._case)
        ids = referrals.ids(reader, which=self._which, pupil=self._pupil, case=self._case)
        counts = referrals.counts(reader) if whole else {}
        self.view.show_ids(ids, which=self._which, counts=counts)

    def _fetch(self, ids: Sequence[str]) -> Sequence[ReferralRow]:
        return referrals.rows(self._desk.reader, ids, today=self._desk.today().isoformat())

    def _choose(self, which: str) -> None:
        self._which = which
        self.refresh()

    def _ask(self, what: str) -> None:
        if what == "limits":
            self._desk.go.open_time_limits()
        else:
            self._desk.go.open_referral(pupil_id=self._pupil, case_id=self._case)


class TimeLimitsController(QObject):
    """Shows and changes whom the school rings where, and its local time limits."""

    def __init__(self, desk: Desk) -> None:
        self.view = ReferralLimitsView()
        super().__init__(self.view)
        self._desk = desk
        self.view.place_saved.connect(self._save_place)
        self.view.limit_saved.connect(self._save_limit)

    def begin(self) -> None:
        """Show them."""
        self.refresh()

    def refresh(self) -> None:
        """Show what has changed since."""
        known = places(self._desk.reader)
        self.view.show_all(
            council=known.council,
            places=[
                _place_line(code, service.label, known.place(code))
                for code, service in limits.services().items()
            ],
            limits=[
                LimitLine(
                    code=limit.code,
                    label=limit.label,
                    definition=limit.definition,
                    length=time_limits.words_of(limit),
                    local=limit_words(limit) if limit.local else "",
                    amount=limit.amount,
                    unit=limit.unit,
                    counted=limit.counted,
                )
                for limit in time_limits.in_force(self._desk.reading())
            ],
        )

    def _save_place(self, code: str, answers: Mapping[str, str]) -> None:
        place = Place(**{name: answers[name] for name in BOXES})
        self._desk.run(
            self.view,
            lambda: set_places(
                self._desk.casebook,
                council=answers["council"],
                changed={code: place},
                reason="Set on the page of the council and the time limits",
            ),
            lambda _: self._saved(),
        )

    def _save_limit(self, code: str, answers: Mapping[str, str]) -> None:
        unit, _, counted = answers["unit"].partition(":")
        amount = int(answers["amount"]) if answers["amount"].isdigit() else 0
        casebook, reason = self._desk.casebook, answers["reason"]

        def work() -> None:
            if unit == "usual":
                time_limits.unset_limit(casebook, code=code, reason=reason)
            else:
                time_limits.set_limit(
                    casebook, code=code, amount=amount, unit=unit, counted=counted, reason=reason
                )

        self._desk.run(self.view, work, lambda _: self._saved())

    def _saved(self) -> None:
        self.view.message.clear()
        self._desk.shell.toast(self.tr("Saved; what was set before stays in the record."))
        self.refresh()


def _place_line(code: str, label: str, place: Place) -> PlaceLine:
    return PlaceLine(
        code=code,
        label=label,
        lines=place.lines,
        **{name: getattr(place, name) for name in BOXES},
    )


def _word(code: str) -> str:
    item = vocabularies.load("referral_states").item(code)
    return item.label if item else limits.service(code).label
