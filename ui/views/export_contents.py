"""What a document will hold, said before it is made and while the choices change."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.lead_words import counted
from ui.theme import space
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What has been chosen so far. ``entries`` of ``of`` are shown; both 0 where a kind does not
    count them. ``left_out`` is how many names and texts."""

    name: str
    product: str
    entries: int = 0
    of: int = 0
    left_out: int = 0
    subject_access: bool = False


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

    def show_choices(self, choices: Choices) -> None:
        """Say what these choices give."""
        lines = (*self._amounts(choices), self._left_out(choices), self._product(choices.product))
        self._words.setText("\n".join(line for line in lines if line))
        self._words.setAccessibleDescription(self._words.text())

    def text(self) -> str:
        """The sentences being shown."""
        return self._words.text()

    def _amounts(self, choices: Choices) -> tuple[str, ...]:
        if not choices.of:
            return ()
        if not choices.entries:
            return (self.tr("Choose the entries first."),)
        amount = counted(choices.entries, self.tr("1 entry"), self.tr("{n} entries"))
        words = self.tr("{amount} of {name}, oldest first, undated ones last.").format(
            amount=amount, name=choices.name
        )
        out = choices.of - choices.entries
        if not out:
            return (words,)
        if choices.subject_access:
            stays = self.tr("How many stay out is kept in the register only.")
        else:
            stays = counted(
                out,
                self.tr("1 entry stays out. The document says so."),
                self.tr("{n} entries stay out. The document says so."),
            )
        return words, stays

    def _left_out(self, choices: Choices) -> str:
        if not choices.left_out:
            return ""
        return counted(
            choices.left_out,
            self.tr("1 thing is left out; you see every place before the copy leaves."),
            self.tr("{n} things are left out; you see every place before the copy leaves."),
        )

    def _product(self, product: str) -> str:
        words = {
            "locked": self.tr(
                "A signed PDF that opens only with a password. You tell the password by telephone."
            ),
            "signed": self.tr("A signed PDF that anybody can open who has the file."),
            "working": self.tr("A file that anybody can change: no check code, not evidence."),
        }
        return words.get(product, "")
