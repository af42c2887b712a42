"""What both windows need before they show: name, theme, text size; nothing personal in any of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.settings import Settings
from ui.theme import Scheme, apply_theme


def set_up_application(app: QApplication, settings: Settings) -> None:
    """Apply the theme and text size of this home."""
    app.setApplicationName("Holdfast")
    app.setApplicationDisplayName("Holdfast")
    app.setDesktopFileName("holdfast")
    app.setQuitOnLastWindowClosed(False)
    apply_theme(app, scheme=_scheme(app, settings), text_percent=settings.text_percent)


def _scheme(app: QApplication, settings: Settings) -> Scheme:
    if settings.scheme in ("light", "dark", "contrast"):
        return Scheme(settings.scheme)
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return Scheme.DARK if dark else Scheme.LIGHT
