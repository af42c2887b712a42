"""What both windows need before they show: name, theme, text size; nothing personal in any
of it.
"""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.clipboard_guard import ClipboardGuard
from desktop.settings import Settings, load_settings, save_settings
from ui.theme import Scheme, apply_theme

_STEP = 25


def set_up_application(app: QApplication, settings: Settings) -> ClipboardGuard:
    """Apply the theme and text size of this home; return what watches the clipboard."""
    app.setApplicationName("Holdfast")
    app.setApplicationDisplayName("Holdfast")
    app.setDesktopFileName("holdfast")
    app.setQuitOnLastWindowClosed(False)
    apply_theme(app, scheme=_scheme(app, settings), text_percent=settings.text_percent)
    return ClipboardGuard(app, parent=app)


def change_text_size(app: QApplication, settings_file: Path, step: int) -> None:
    """Make all text larger (+1), smaller (-1) or as it was (0), and remember it for this home."""
    settings = load_settings(settings_file)
    percent = 100 if step == 0 else settings.text_percent + step * _STEP
    changed = replace(settings, text_percent=min(200, max(100, percent)))
    save_settings(settings_file, changed)
    apply_theme(app, scheme=_scheme(app, changed), text_percent=changed.text_percent)


def _scheme(app: QApplication, settings: Settings) -> Scheme:
    if settings.scheme in ("light", "dark", "contrast"):
        return Scheme(settings.scheme)
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return Scheme.DARK if dark else Scheme.LIGHT
