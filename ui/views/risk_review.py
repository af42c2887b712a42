"""When a plan is looked at again, and why there is a new version."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.risk_reviews import ReviewOffer
from ui.lead_words import day_for_people
from ui.plain_tip import plain_tip
from ui.theme import scaled, space
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.compact_row import compact_row
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class ReviewPart(QWidget):
    """The day, with the usual days to press; no day is set before somebody presses one."""

    changed = Signal()

    def __init__(
        self,
        *,
        offers: Callable[[int, str], Sequence[ReviewOffer]],
        occasions: Sequence[Choice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._offers, self._version = offers, 1
        self.day = DateEdit("risk.review", self.tr("Look at it again on"))
        self.row = FieldRow(self.tr("Look at it again on"), self.day)
        self.row.setMinimumWidth(scaled(230))
        self._chips = {
            offer.code: quiet_button(f"risk.review.{offer.code}", offer.label)
            for offer in offers(1, "")
        }
        chips = QWidget()
        chips.setProperty("kind", "plain")
        flow = FlowLayout(chips, spacing=space(0.5))
        policy = chips.sizePolicy()
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        for code, chip in self._chips.items():
            chip.clicked.connect(lambda _=False, code=code: self._choose(code))
            flow.addWidget(chip)
        self.occasion = compact_row("risk.occasion", self.tr("Why this version"), occasions)
        self.reason = TextLine(
            "risk.reason",
            self.tr("In one sentence"),
            placeholder=self.tr("What happened, or what was found"),
        )
        self._why = SideBySide(
            FieldRow(self.tr("Why this version"), self.occasion, optional=True),
            FieldRow(self.tr("In one sentence"), self.reason, optional=True),
            weights=(3, 2),
            gap=2,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.5))
        column.addWidget(SideBySide(self.row, FieldRow(" ", chips), weights=(2, 5), gap=2))
        column.addWidget(self._why)
        self.setFocusProxy(self.day)
        self.day.changed.connect(lambda _: self.changed.emit())
        self.occasion.changed.connect(lambda _: self._show_offers())
        self.reason.textChanged.connect(self.changed)

    def start(self, *, version: int) -> None:
        """Ask anew, for the version about to be saved."""
        self._version = version
        self.day.set_value("")
        self.row.clear_error()
        self.occasion.set_value("")
        self.reason.setText("")
        self._why.setVisible(version > 1)
        self._show_offers()

    def check(self) -> QWidget | None:
        """Mark a missing day; return the control to go to, None when there is a day."""
        self.row.clear_error()
        if self.day.value():
            return None
        self.row.set_error(self.day.problem() or self.tr("Every assessment has a review day."))
        return self.day

    def _choose(self, code: str) -> None:
        found = {offer.code: offer for offer in self._offers(self._version, self.occasion.value())}
        if code in found:
            self.day.set_value(found[code].day)

    def _show_offers(self) -> None:
        for offer in self._offers(self._version, self.occasion.value()):
            day = day_for_people(offer.day)
            words = self.tr("{when}: {day}").format(when=offer.label, day=day)
            if offer.usual:
                words = self.tr("{when}: {day} (usual)").format(when=offer.label, day=day)
            chip = self._chips.get(offer.code)
            if chip is not None:
                chip.setText(words)
                chip.setAccessibleName(self.tr("Look at it again {when}").format(when=words))
                chip.setToolTip(plain_tip(offer.why))
        self.changed.emit()
