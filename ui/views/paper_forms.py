"""Every numbered form on paper: where it is, and typing in what stands on one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.lead_words import counted
from ui.paper_material import PaperFormShown
from ui.theme import scaled, space
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.tab_order import in_reading_order
from ui.widgets.text_line import TextLine

_TONES = {"out": "warning", "entered": "success", "lost": "danger", "strange": "danger"}


class PaperFormsView(Page):
    """The list of the numbers, and beside it what can be said of the one that is chosen."""

    type_in_requested = Signal(str)
    concern_requested = Signal(str)
    fate_chosen = Signal(str, str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="paper_forms", max_width=1180, parent=parent)
        self.set_title(self.tr("Paper forms"))
        self.show_back(self.tr("Forms and posters"))
        self._forms: dict[str, PaperFormShown] = {}
        self.list = RowList("paper_forms.list", self.tr("Numbered forms"))
        self.list.setMinimumHeight(scaled(220))
        self.list.selected.connect(self._show)
        self.list.opened.connect(self._opened)
        numbers = SectionCard(self.tr("The numbers"))
        numbers.body.addWidget(self.list, 1)
        self._panel = self._build_panel()
        self._lists = SideBySide(numbers, self._panel, weights=(3, 2), gap=2)
        self._empty = EmptyState(
            "file-plus",
            self.tr("No numbered form has been printed yet"),
            self.tr(
                "Print a pad under “Forms and posters”, for days without a computer. Each form has"
                " a number, and each number is accounted for here."
            ),
        )
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._lists, 1)
        other = secondary_button(
            "paper_forms.other", self.tr("Type in a sheet without a number"), icon="pencil"
        )
        other.clicked.connect(lambda: self.type_in_requested.emit(""))
        self.add_footer(other)
        self._lists.hide()

    def _build_panel(self) -> SectionCard:
        card = SectionCard()
        card.setMinimumWidth(scaled(320))
        self._title = PlainLabel(tone="section")
        self._state = identify(PlainLabel(tone="strong"), "paper_forms.state", "")
        self._since = PlainLabel(tone="muted")
        self._concerns = QVBoxLayout()
        self._type_in = primary_button(
            "paper_forms.type_in", self.tr("Type in this form"), icon="pencil"
        )
        self._type_in.clicked.connect(lambda: self.type_in_requested.emit(self._chosen()))
        self._note = TextLine(
            "paper_forms.note",
            self.tr("Why, or who was asked"),
            placeholder=self.tr("e.g. spoilt by coffee; Mr Lowe was asked on Monday"),
        )
        self._note_row = FieldRow(self.tr("If it holds no concern"), self._note, optional=True)
        fates = QWidget()
        fates.setProperty("kind", "plain")
        row = FlowLayout(fates, spacing=space(1))
        for fate, words in (
            ("spoilt", self.tr("Spoilt")),
            ("unused", self.tr("Handed back unused")),
            ("lost", self.tr("Lost")),
        ):
            button = secondary_button(f"paper_forms.{fate}", words)
            button.clicked.connect(lambda _=False, fate=fate: self._say(fate))
            row.addWidget(button)
        policy = fates.sizePolicy()
        policy.setHeightForWidth(True)
        fates.setSizePolicy(policy)
        for part in (self._title, self._state, self._since):
            card.body.addWidget(part)
        card.body.addLayout(self._concerns)
        card.body.addWidget(self._type_in)
        card.body.addWidget(self._note_row)
        card.body.addWidget(fates)
        card.body.addStretch(1)
        return card

    def begin(self) -> None:
        """Go to the list."""
        self.list.setFocus()

    def show_forms(self, forms: Sequence[PaperFormShown]) -> None:
        """Show every number, the ones that are out first; the chosen one stays chosen."""
        chosen = self.list.current_id()
        ordered = sorted(forms, key=lambda form: form.state != "out")
        self._forms = {form.number: form for form in ordered}
        out = sum(form.state == "out" for form in forms)
        self.set_subtitle(self._summary(forms, out))
        self._empty.setVisible(not forms)
        self._lists.setVisible(bool(forms))
        self.list.set_rows([_row(form, self.tr("Form {n}")) for form in ordered])
        if ordered:
            known = chosen if chosen in self._forms else ordered[0].number
            self.list.set_current(known or ordered[0].number)
        in_reading_order(self)

    def show_done(self, text: str) -> None:
        """Say what was noted."""
        self._note.clear()
        self.message.show_message(text, severity="success")

    def _summary(self, forms: Sequence[PaperFormShown], out: int) -> str:
        if not forms:
            return ""
        oldest = next((form.since for form in forms if form.state == "out"), "")
        if not out:
            return self.tr("Every number is accounted for.")
        words = counted(out, self.tr("1 form is out"), self.tr("{n} forms are out"))
        return self.tr("{forms}; the oldest was {since}.").format(
            forms=words, since=oldest[:1].lower() + oldest[1:]
        )

    def _chosen(self) -> str:
        return self.list.current_id() or ""

    def _show(self, number: str) -> None:
        form = self._forms[number]
        self._title.setText(self.tr("Form {n}").format(n=number))
        self._state.setText(form.state_words)
        self._state.setAccessibleName(form.state_words)
        self._since.setText(" · ".join(part for part in (form.since, form.note) if part))
        while (item := self._concerns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (concern, words) in enumerate(form.concerns, start=1):
            link = quiet_button(f"paper_forms.concern.{place}", words, icon="link")
            link.setProperty("flush", "true")
            link.clicked.connect(lambda _=False, id_=concern: self.concern_requested.emit(id_))
            self._concerns.addWidget(link)
        is_entered = bool(form.concerns)
        self._type_in.setText(
            self.tr("Type in another sheet with this number")
            if is_entered
            else self.tr("Type in this form")
        )
        self._type_in.setAccessibleName(self._type_in.text())
        in_reading_order(self)

    def _opened(self, number: str) -> None:
        form = self._forms[number]
        if form.concerns:
            self.concern_requested.emit(form.concerns[0][0])
        else:
            self.type_in_requested.emit(number)

    def _say(self, fate: str) -> None:
        if self._chosen():
            self.fate_chosen.emit(self._chosen(), fate, self._note.text().strip())


def _row(form: PaperFormShown, title: str) -> RowItem:
    return RowItem(
        id=form.number,
        title=title.format(n=form.number),
        detail=" · ".join(part for part in (form.since, form.note) if part),
        trailing=form.state_words,
        icon="file-text",
        tone=_TONES.get(form.state, "muted"),
    )
