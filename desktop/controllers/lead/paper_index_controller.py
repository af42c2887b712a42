"""Asks what a child's old paper file holds, and writes it down."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.paper_index import index_paper
from ui.views.paper_index import paper_index_dialog, parts_of


def ask_for_paper_index(
    desk: Desk, *, page: QWidget, pupil_id: str, done: Callable[[], None]
) -> None:
    """Open the dialog; ``done`` is called when the index is kept, a refusal is said on ``page``."""

    def keep(answers: Mapping[str, str]) -> None:
        parts = [
            *parts_of(answers["parts"], scanned=False),
            *parts_of(answers["scanned"], scanned=True),
        ]
        desk.run(
            page,
            lambda: index_paper(
                desk.casebook,
                pupil_id=pupil_id,
                title=answers["title"],
                volume=answers["volume"],
                original_lies=answers["original_lies"],
                note=answers["note"],
                parts=parts,
            ),
            lambda _id: done(),
        )

    dialog = paper_index_dialog(page)
    dialog.confirmed.connect(keep)
    dialog.open()
