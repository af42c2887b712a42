"""How concerns reach this laptop: the three ways, and taking another folder into use."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.letterbox_place import LetterboxPlace
from desktop.usecases.lead.letterbox_moved import use_letterbox
from ui.views.letterbox_way import LetterboxWayView


class LetterboxController(QObject):
    """The page and what follows when a folder is used."""

    def __init__(self, desk: Desk) -> None:
        self._place = LetterboxPlace(context=desk.context, jobs=desk.jobs, lead=True)
        self.view: LetterboxWayView = self._place.view
        super().__init__(self.view)
        self._desk = desk
        self._place.used.connect(self._use)
        self.view.back_requested.connect(desk.shell.back)

    def begin(self) -> None:
        """Show what is used now, or the three ways."""
        self._place.begin()

    def _use(self, way: str, path: str) -> None:
        self._desk.run(
            self.view,
            lambda: use_letterbox(self._desk.casebook, folder=Path(path)),
            lambda _: self._used(way, path),
        )

    def _used(self, way: str, path: str) -> None:
        self._place.keep(way, path)
        self._desk.shell.toast(self.tr("Concerns are collected from this folder from now on."))
        self._desk.shell.back()
