"""What a document will hold, said before it is made and while the choices change."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.lead_words import counted
from ui.theme import space
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel

_EDITABLE = "working"


class ExportContents(QWidget):
    """Plain sentences; nothing here can be pressed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        title = self.tr("What will be in it")
        self._words = identify(PlainLabel(tone="muted"), "export.contents", title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addWidget(PlainLabel(title, tone="strong"))
        column.addWidget(self._words)
        self.show_choices(name="", profile="", entries=0, of=0, withheld=0)

    def show_choices(
        self, *, name: str, profile: str, entries: int, of: int, withheld: int
    ) -> None:
        """Say what these choices give: ``entries`` of all ``of``; 0 while none are chosen."""
        if not profile or not entries:
            self._words.setText(self.tr("Choose the document and the entries first."))
            return
        amount = counted(entries, self.tr("1 entry"), self.tr("{n} entries"))
        left_out = of - entries
        lines = [
            self.tr("{amount} of {name}, oldest first, not dated ones last.").format(
                amount=amount, name=name
            ),
            counted(
                left_out,
                self.tr("1 entry stays out. The document says so."),
                self.tr("{n} entries stay out. The document says so."),
            )
            if left_out
            else "",
            counted(
                withheld,
                self.tr("1 part is withheld; the reason stands in its place."),
                self.tr("{n} parts are withheld; the reasons stand in their place."),
            )
            if withheld
            else "",
            self.tr("A file that anybody can change: no check code, not evidence.")
            if profile == _EDITABLE
            else self.tr("A signed PDF. Each page carries the check code and page x of y."),
        ]
        self._words.setText("\n".join(line for line in lines if line))
        self._words.setAccessibleDescription(self._words.text())
