"""An icon is drawn once and kept: a page that shows hundreds does not draw them again."""

from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPixmapCache
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

import resources
from ui.icons import pixmap, set_icon


@pytest.fixture(autouse=True)
def _nothing_kept(qapp: QApplication) -> None:
    QPixmapCache.clear()


def test_same_icon_is_drawn_once() -> None:
    with patch.object(resources, "read_text", wraps=resources.read_text) as read:
        first = pixmap("plus", colour=QColor("#102030"), size=20)
        second = pixmap("plus", colour=QColor("#102030"), size=20)
    assert read.call_count == 1
    assert first.cacheKey() == second.cacheKey()


@pytest.mark.parametrize(
    "other",
    [
        {"name": "x"},
        {"colour": QColor("#302010")},
        {"size": 24},
        {"ratio": 2.0},
        {"gap": 4},
    ],
)
def test_another_look_is_drawn_anew(other: dict[str, object]) -> None:
    usual: dict[str, object] = {"name": "plus", "colour": QColor("#102030"), "size": 20}
    first = pixmap(**usual)  # type: ignore[arg-type] # one look, one of its parts changed
    second = pixmap(**(usual | other))  # type: ignore[arg-type] # the same
    assert first.toImage() != second.toImage()


def test_a_double_density_picture_keeps_its_density() -> None:
    for _time in range(2):
        picture = pixmap("plus", colour=QColor("#102030"), size=20, ratio=2.0)
        assert (picture.width(), picture.devicePixelRatio()) == (40, 2.0)


def test_a_button_is_given_a_picture_only_when_its_look_changes(qtbot: QtBot) -> None:
    button = QPushButton("Save")
    qtbot.addWidget(button)
    set_icon(button, "plus")
    before = button.icon().cacheKey()
    QApplication.sendEvent(button, QEvent(QEvent.Type.PaletteChange))
    assert button.icon().cacheKey() == before
    set_icon(button, "x")
    assert button.icon().cacheKey() != before
