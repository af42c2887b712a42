"""All referrals: those waiting for an answer first, with what is due and how long a wait has
lasted.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from storage.records.referrals import ReferralRow
from ui.lead_words import day_for_people
from ui.models.paged_model import Column, PagedModel
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page
from ui.widgets.record_table import RecordTable

WHICH = ("waiting", "refused", "done", "all")


def _words(text: str) -> str:
    return QCoreApplication.translate("referral_list", text)


class ReferralModel(PagedModel):
    """Child, to whom, where it stands, what is waited for, by when."""

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[str]], Sequence[ReferralRow]],
        word: Callable[[str], str],
        today: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        columns = (
            Column(key="made", title=_words("Made"), width_chars=12, spare=3),
            Column(key="names", title=_words("Child"), width_chars=20),
            Column(key="to", title=_words("To whom"), width_chars=26, spare=2),
            Column(key="state", title=_words("Where it stands"), width_chars=22),
            Column(key="wait", title=_words("Waiting for"), stretch=True),
            Column(key="due", title=_words("By"), width_chars=20),
        )
        super().__init__(columns, fetch=fetch, text=self._cell, parent=parent)
        self._word, self._today = word, today

    def _cell(self, row: ReferralRow, key: str) -> str:
        if key == "state":
            state = self._word(row.state) if row.state else _words("Nothing has gone yet")
            if row.weeks < 1:
                return state
            weeks = _words("1 week") if row.weeks == 1 else _words("{n} weeks")
            return f"{state} · {weeks.format(n=row.weeks)}"
        if key == "due" and row.due:
            day = day_for_people(row.due)
            if row.long_wait:
                return _words("{day} · a long wait").format(day=day)
            return _words("{day} · overdue").format(day=day) if row.due < self._today() else day
        cells = {
            "made": day_for_people(row.made_on),
            "names": row.names,
            "to": self._word(row.to),
            "wait": row.wait,
        }
        return cells.get(key, "")


class ReferralListView(Page):
    """``chosen`` carries a filter, ``opened`` a referral's id, ``asked`` "new" or "limits"."""

    chosen = Signal(str)
    opened = Signal(str)
    asked = Signal(str)

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[str]], Sequence[ReferralRow]],
        word: Callable[[str], str],
        today: Callable[[], str],
        child: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="referrals", scroll=False, parent=parent)
        self.set_title(
            self.tr("Referrals of {name}").format(name=child) if child else self.tr("Referrals")
        )
        self.show_back(self.tr("Back"))
        limits = secondary_button(
            "referrals.limits", self.tr("Council and time limits…"), icon="clock"
        )
        limits.clicked.connect(lambda: self.asked.emit("limits"))
        new = primary_button("referrals.new", self.tr("New referral"), icon="send")
        new.clicked.connect(lambda: self.asked.emit("new"))
        self.add_action(limits)
        self.add_action(new)
        self.which = ChoiceRow("referrals.which", self.tr("Which referrals"), self._choices({}))
        self.which.changed.connect(self.chosen)
        self.model = ReferralModel(fetch=fetch, word=word, today=today, parent=self)
        self.table = RecordTable("referrals.list", self.tr("Referrals"))
        self.table.set_model(self.model)
        self.table.set_empty(
            EmptyState(
                "send",
                self.tr("No referral here"),
                self.tr("What you refer to social care, health and others stands here."),
            )
        )
        self.table.opened.connect(self.opened.emit)
        self.body.addWidget(self.which)
        self.body.addWidget(self.table, 1)
        self.setFocusProxy(self.table.view)

    def show_ids(self, ids: Sequence[str], *, which: str, counts: Mapping[str, int]) -> None:
        """Show these referrals, and how many each list holds."""
        self.which.blockSignals(True)
        self.which.set_words(self._choices(counts))
        self.which.set_value(which)
        self.which.blockSignals(False)
        self.model.set_ids(ids)
        if ids:
            self.table.view.selectRow(0)

    def _choices(self, counts: Mapping[str, int]) -> tuple[Choice, ...]:
        words = {
            "waiting": self.tr("Waiting for an answer"),
            "refused": self.tr("Refused"),
            "done": self.tr("Finished or withdrawn"),
            "all": self.tr("All"),
        }
        return tuple(
            Choice(value=which, text=f"{words[which]}{self._count_words(counts, which)}")
            for which in WHICH
        )

    @staticmethod
    def _count_words(counts: Mapping[str, int], which: str) -> str:
        return f" ({counts[which]})" if which in counts else ""
