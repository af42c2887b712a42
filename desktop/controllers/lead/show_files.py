"""Lets a lead save an attached file where she chooses; the program itself writes it
nowhere else.
"""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.controllers.lead.desk import Desk
from exports.file_writer import write_atomically
from storage.database.repositories import files
from storage.records.casework import StoredFile
from ui.widgets.choose_file import choose_to_save


def save_stored_file(desk: Desk, *, parent: QWidget, stored: StoredFile) -> bool:
    """Ask where the file goes and write it there; False when the person changed her mind.

    The proposed name says nothing of the child. Raises exports.* when it cannot be written.
    """
    suffix = Path(stored.name).suffix[:8]
    proposed = str(Path.home() / f"attachment-{stored.seq}-{stored.number}{suffix}")
    path = choose_to_save(parent, desk.shell.tr("Save the attached file"), proposed)
    if not path:
        return False
    write_atomically(Path(path), files.content(desk.reader, stored))
    desk.shell.toast(
        desk.shell.tr("Saved. The copy is not protected: delete it when you are done with it.")
    )
    return True
