"""The one popup question: asked only where something would be lost, answered safely by Enter and
Esc."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.plain_tip import plain_tip
from ui.widgets.identify import identify


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``stay`` keeps everything as it is and is the default; ``go`` does what was asked for."""

    identifier: str
    text: str
    detail: str
    stay: str
    go: str


def confirmed(parent: QWidget, question: Question) -> bool:
    """Ask and return whether the person chose ``go``; identifiers are ``<identifier>.stay`` and
    ``.go``."""
    box = identify(QMessageBox(parent), question.identifier, question.text)
    box.setWindowTitle(QCoreApplication.translate("confirm", "Holdfast"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question.text)
    box.setInformativeText(plain_tip(question.detail))
    stay = box.addButton(question.stay, QMessageBox.ButtonRole.RejectRole)
    go = box.addButton(question.go, QMessageBox.ButtonRole.DestructiveRole)
    identify(stay, f"{question.identifier}.stay", question.stay)
    identify(go, f"{question.identifier}.go", question.go)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    chosen = box.clickedButton() is go
    box.deleteLater()
    return chosen
