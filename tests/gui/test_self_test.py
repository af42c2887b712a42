"""Both processes test the primitives at their start; a failure is told and nothing is opened."""

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.context import make_context
from desktop.controllers import start_controller
from desktop.controllers.start_controller import StartController
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow
from ui.views.start import StartView


@pytest.fixture
def broken(monkeypatch) -> None:
    """A computer whose cryptographic library answers wrongly."""

    def fail() -> None:
        raise UserFacingError("keys.self_test_failed")

    monkeypatch.setattr(start_controller, "run_primitives_test", fail)


def test_the_first_screen_stops_when_the_primitives_fail(
    qtbot, tmp_path, clock, random_bytes, broken
) -> None:
    context = make_context(
        home=tmp_path,
        letterbox=None,
        clock=clock,
        random_bytes=random_bytes,
        app_version="0",
    )
    window = MainWindow()
    qtbot.addWidget(window)
    controller = StartController(window=window, context=context, made_up=False)
    controller.begin()
    window.show()
    try:
        view = window.content()
        assert isinstance(view, StartView)
        qtbot.waitUntil(lambda: bool(view.message.text()))
        tiles = [
            button
            for button in view.findChildren(QPushButton)
            if button.accessibleIdentifier().startswith("start.")
        ]
        assert tiles
        assert not any(tile.isEnabled() for tile in tiles)
    finally:
        controller.finish()
