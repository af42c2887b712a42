"""The recording guide: one page to read, and a name and PIN under it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.drafts import WhoKind
from ui.guide_material import GuideShown
from ui.views.report_who import WhoBox
from ui.widgets.buttons import primary_button
from ui.widgets.guide_text import GuideText
from ui.widgets.page import Page
from ui.widgets.person_picker import PersonOption
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide


class GuideReadView(Page):
    """``signed`` carries the WhoDraft of whoever says that they have read it."""

    signed = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="guide", max_width=820, parent=parent)
        self.show_back(self.tr("Back"))
        self.text = GuideText()
        self.who = WhoBox("guide", ways=(WhoKind.MEMBER,))
        page = SectionCard()
        page.body.addWidget(self.text)
        self._card = SectionCard(self.tr("I have read it"))
        self._card.body.addWidget(self.who)
        self.body.addWidget(SideBySide(page))
        self.body.addWidget(SideBySide(self._card))
        self.body.addStretch(1)
        self.sign = primary_button("guide.sign", self.tr("I have read it"), icon="check")
        self.sign.clicked.connect(self._sign)
        self.add_footer(self.sign)

    def start(self, guide: GuideShown, people: Sequence[PersonOption]) -> None:
        """Show the guide, and ask who has read it."""
        self.set_title(guide.title)
        subtitle = self.tr("Your school’s own guide, version {version}")
        usual = self.tr("Version {version}")
        self.set_subtitle((subtitle if guide.own else usual).format(version=guide.version))
        self.text.show_text(guide.text)
        self.who.set_people(people)
        self._card.setVisible(bool(people))
        self.sign.setVisible(bool(people))
        self._back.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Nothing is signed twice."""
        self.sign.setEnabled(not busy)

    def show_signed(self, name: str) -> None:
        """Say that it is on its way; the next person may sign."""
        self.who.clear()
        self.set_busy(False)
        self.message.show_message(
            self.tr("Thank you, {name}. Your DSL will see that you have read it.").format(
                name=name
            ),
            severity="success",
        )

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what is wrong, e.g. a wrong PIN."""
        self.set_busy(False)
        self.who.clear_secrets()
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _sign(self) -> None:
        if not self.who.show_missing():
            self.set_busy(True)
            self.signed.emit(self.who.draft())
