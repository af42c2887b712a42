"""One letter on paper: made in memory from the reader's own store; no casebook is needed."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.usecases.restricted.keeping import note_printed
from desktop.usecases.restricted.reading import read_letter
from desktop.usecases.restricted.room import Room

if TYPE_CHECKING:
    from exports.document import Sheet

READERS = {
    "head": "Head teacher",
    "chair": "Chair of governors",
    "spare": "Holder of the printed spare code",
}


def letter_paper(room: Room, *, letter: int, program: str) -> "Sheet":
    """Return the letter with its notes as a sheet; raises restricted.not_a_letter."""
    from exports.sheets_restricted import letter_sheet  # late: needs the whole document engine

    return letter_sheet(
        read_letter(room, letter),
        school_name=room.school_name,
        reader=READERS[room.post],
        made_at=room.now(),
        program=program,
    )


def save_letter(room: Room, *, letter: int, path: Path, program: str) -> int:
    """Write the letter as a PDF, not protected: it is written down that it was. Returns its pages.

    Raises restricted.not_a_letter, exports.folder_missing and others.
    """
    from exports.document_rendering import render_sheet  # late: needs the whole document engine
    from exports.file_writer import write_atomically  # late: as above

    drawn = render_sheet(letter_paper(room, letter=letter, program=program))
    note_printed(room, letter=letter, what="Saved as a file")
    write_atomically(path, drawn.pdf)
    return drawn.pages
