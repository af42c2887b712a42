"""The questions about an old paper file: where it lies, and what it holds, a line for each part."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from storage.records.paper_index import PaperPart
from ui.widgets.form_dialog import TEXT, FormDialog, FormField


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper_index", text)


def paper_index_dialog(parent: QWidget) -> FormDialog:
    """Return the dialog; ``confirmed`` carries title, volume, original_lies, parts, scanned, note.

    The parts of the answer are read with ``parts_of``.
    """
    return FormDialog(
        "paper_index",
        _tr("What an old paper file holds"),
        (
            FormField(
                name="title",
                label=_tr("Title on the folder"),
                needed=_tr("Write what stands on the folder."),
            ),
            FormField(
                name="volume",
                label=_tr("Volume"),
                hint=_tr("For example 1 of 2"),
                beside=True,
            ),
            FormField(
                name="original_lies",
                label=_tr("Where the paper lies"),
                needed=_tr("Say where the paper is kept."),
            ),
            FormField(
                name="parts",
                label=_tr("On paper only: one part a line"),
                hint=_tr(
                    "What it is; pages; from; to. For example: Notes of calls; 1–14; 2015; 2017"
                ),
                kind=TEXT,
                lines=5,
            ),
            FormField(
                name="scanned",
                label=_tr("Scanned as well: one part a line"),
                kind=TEXT,
                lines=3,
            ),
            FormField(name="note", label=_tr("Note")),
        ),
        save=_tr("Save"),
        parent=parent,
    )


def parts_of(text: str, *, scanned: bool) -> list[PaperPart]:
    """Read one part a line: what it is, pages, from and to with semicolons between; what stands
    before a colon is its section.
    """
    parts = []
    for line in text.splitlines():
        what, pages, since, until, *more = (*map(str.strip, line.split(";")), "", "", "")
        section, colon, name = what.partition(": ")
        if what or pages:
            beyond = "; ".join(word for word in more if word)
            parts.append(
                PaperPart(
                    section=section if colon else "",
                    what="; ".join(word for word in (name if colon else what, beyond) if word),
                    pages=pages,
                    since=since,
                    until=until,
                    scanned=scanned,
                )
            )
    return parts
