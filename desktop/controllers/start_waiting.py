"""What the first screen says of unfinished concerns, to anybody who stands before it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.context import Context
from desktop.controllers.staff_side import StaffSide
from ui.main_window import MainWindow
from ui.views.start import StartView

if TYPE_CHECKING:
    from desktop.usecases.staff.drafts import DraftsWaiting


class StartWaiting(QObject):
    """Remembers what was found last, and shows it whenever the first screen is there."""

    def __init__(
        self,
        *,
        window: MainWindow,
        staff: StaffSide,
        context: Callable[[], Context],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._context = context
        self._words, self._deleted = "", 0
        staff.waiting.connect(self._note)
        staff.put_away.connect(self._show_put_away)

    def show(self) -> None:
        """Show it on the first screen, if that is there and staff report at this computer."""
        content = self._window.content()
        if isinstance(content, StartView) and self._context().paths.is_workstation:
            content.show_unfinished(self._words)
            content.show_deleted(self._deleted)

    def _note(self, found: "DraftsWaiting", held: int) -> None:
        from desktop.controllers.staff.until_words import (  # late: nothing of it on a new computer
            waiting_words,
        )

        self._words = waiting_words(found, held, now=self._context().clock())
        self._deleted = found.deleted
        self.show()

    def _show_put_away(self) -> None:
        content = self._window.content()
        if isinstance(content, StartView):
            content.show_put_away()
