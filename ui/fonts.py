"""Loads the bundled typeface, so that every machine shows the same letters."""

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

import resources

FAMILY = "Atkinson Hyperlegible Next"
_FACES = ("Regular", "Italic", "SemiBold", "Bold")


def load_fonts() -> str:
    """Add the four bundled faces to Qt's font list once and return the family's name."""
    if FAMILY not in QFontDatabase.families():
        for face in _FACES:
            name = f"AtkinsonHyperlegibleNext-{face}.ttf"
            data = resources.read_bytes("fonts", "atkinson", name)
            QFontDatabase.addApplicationFontFromData(QByteArray(data))
    return FAMILY
