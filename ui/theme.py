"""Colours, type sizes and spacing, and the one function that puts them on the application."""

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ui.fonts import load_fonts
from ui.style_sheet import style_sheet

GRID = 8
TARGET = 36
BASE_POINT = 11.0
TEXT_STEPS = (100, 110, 125, 150, 175, 200)


class Scheme(StrEnum):
    """The three looks a person can choose."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every colour of the program, as ``#RRGGBB``; the contrast figures are held by a test."""

    page: str
    card: str
    subtle: str
    text: str
    muted: str
    border: str
    field: str
    accent: str
    on_accent: str
    link: str
    focus: str
    danger: str
    warning: str
    success: str
    info_tint: str
    danger_tint: str
    warning_tint: str
    success_tint: str


TOKENS = {
    Scheme.LIGHT: Tokens(
        page="#F4F6F6", card="#FFFFFF", subtle="#E9EEEE", text="#18242A", muted="#52616A",
        border="#D3DBDD", field="#7C8A91", accent="#1D6777", on_accent="#FFFFFF", link="#185A68",
        focus="#05090B", danger="#A3262A", warning="#7A4A00", success="#1F6A3C",
        info_tint="#E3F0F2", danger_tint="#FCECEC", warning_tint="#FDF3DC", success_tint="#E7F4EA",
    ),
    Scheme.DARK: Tokens(
        page="#12191D", card="#1B2429", subtle="#243036", text="#E9EFF1", muted="#A9B7BE",
        border="#35444B", field="#7F9099", accent="#4598A9", on_accent="#061014", link="#7CC4D2",
        focus="#FFFFFF", danger="#FF9C99", warning="#F0C26A", success="#8AD3A2",
        info_tint="#18323A", danger_tint="#3A1F21", warning_tint="#352A14", success_tint="#19301F",
    ),
    Scheme.CONTRAST: Tokens(
        page="#000000", card="#000000", subtle="#1A1A1A", text="#FFFFFF", muted="#F0F0F0",
        border="#FFFFFF", field="#8F8F8F", accent="#3594F8", on_accent="#000000", link="#8CC8FF",
        focus="#FFFFFF", danger="#FF9C99", warning="#FFD84D", success="#7CF29B",
        info_tint="#000000", danger_tint="#000000", warning_tint="#000000", success_tint="#000000",
    ),
}  # fmt: skip


def space(steps: float) -> int:
    """Return ``steps`` of the 8-pixel grid in pixels."""
    return round(GRID * steps)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def tokens_for(widget: QWidget) -> Tokens:
    """Return the tokens the widget is drawn with; they are recognised by the palette's accent."""
    accent = widget.palette().color(QPalette.ColorRole.Accent)
    for tokens in TOKENS.values():
        if QColor(tokens.accent) == accent:
            return tokens
    return TOKENS[Scheme.LIGHT]


def text_scale() -> float:
    """Return how much larger than at 100 % the application's text is, 1.0 to 2.0."""
    return QApplication.font().pointSizeF() / BASE_POINT


def scaled(pixels: float) -> int:
    """Return a length that has to grow with the text (icons, picture sizes), in pixels."""
    return round(pixels * max(1.0, text_scale()))


def restyle(widget: QWidget) -> None:
    """Have the style sheet looked at again after a dynamic property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def palette_for(tokens: Tokens) -> QPalette:
    """Return the palette that Fusion draws with; BrightText holds the focus colour."""
    role = QPalette.ColorRole
    palette = QPalette()
    for target, colour in (
        (role.Window, tokens.page), (role.WindowText, tokens.text), (role.Base, tokens.card),
        (role.AlternateBase, tokens.subtle), (role.Text, tokens.text), (role.Button, tokens.card),
        (role.ButtonText, tokens.text), (role.PlaceholderText, tokens.muted),
        (role.ToolTipBase, tokens.card), (role.ToolTipText, tokens.text),
        (role.BrightText, tokens.focus), (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent), (role.Accent, tokens.accent),
        (role.Link, tokens.link), (role.LinkVisited, tokens.link), (role.Mid, tokens.border),
        (role.Midlight, tokens.subtle), (role.Dark, tokens.field), (role.Light, tokens.info_tint),
    ):  # fmt: skip
        palette.setColor(target, QColor(colour))
    for target in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.muted))
    return palette


def apply_theme(
    app: QApplication, *, scheme: Scheme = Scheme.LIGHT, text_percent: int = 100
) -> None:
    """Give the application its font, palette and style sheet; call again after a change."""
    percent = min(200, max(100, text_percent))
    tokens = TOKENS[scheme]
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, True)
    font = QFont(load_fonts())
    font.setPointSizeF(BASE_POINT * percent / 100)
    app.setFont(font)
    app.setPalette(palette_for(tokens))
    colours = {item.name: getattr(tokens, item.name) for item in fields(tokens)}
    app.setStyleSheet(style_sheet(colours, point=BASE_POINT * percent / 100))


def system_scheme(app: QApplication) -> Scheme:
    """Return the look that the operating system asks for; light where it does not say."""
    hints = app.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    return Scheme.DARK if dark else Scheme.LIGHT
