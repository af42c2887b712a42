"""The one small style sheet over Fusion; colours come in as tokens."""

from collections.abc import Mapping
from string import Template

_SHEET = Template(
    """
QLabel { background: transparent; }
QLabel[tone="display"] { font-size: ${pt_display}pt; font-weight: 700; }
QLabel[tone="title"] { font-size: ${pt_title}pt; font-weight: 700; }
QLabel[tone="subtitle"] { color: $muted; }
QLabel[tone="section"] { font-size: ${pt_section}pt; font-weight: 600; }
QLabel[tone="strong"] { font-weight: 600; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="small"] { color: $muted; font-size: ${pt_small}pt; }
QLabel[tone="danger"] { color: $danger; font-weight: 600; }
QLabel[tone="warning"] { color: $warning; font-weight: 600; }
QLabel[tone="success"] { color: $success; font-weight: 600; }
QLabel[tone="badge"] { color: $link; background: $info_tint; border: 1px solid $link;
    border-radius: 4px; padding: 1px 8px; font-size: ${pt_small}pt; font-weight: 600; }
QLabel[tone="mono"] { font-size: ${pt_section}pt; font-weight: 600; letter-spacing: 1px; }

QFrame[kind="card"] { background: $card; border: 1px solid $border; border-radius: 8px; }
QFrame[kind="sidebar"] { background: $card; border: none; border-right: 1px solid $border; }
QFrame[kind="footer"] { background: $card; border: none; border-top: 1px solid $border; }
QFrame[kind="bar"] { border-radius: 6px; border: 1px solid $link; background: $info_tint; }
QFrame[kind="bar"][severity="success"] { border-color: $success; background: $success_tint; }
QFrame[kind="bar"][severity="warning"] { border-color: $warning; background: $warning_tint; }
QFrame[kind="bar"][severity="danger"] { border-color: $danger; background: $danger_tint; }
QFrame[kind="foot"] { background: $card; border: none; border-top: 1px solid $border; }
QFrame[kind="foot"][severity="warning"] { border-color: $warning; background: $warning_tint; }
QFrame[kind="foot"][severity="danger"] { border-color: $danger; background: $danger_tint; }
QFrame[kind="strip"] { border: none; border-bottom: 1px solid $warning;
    background: $warning_tint; }
QScrollArea[kind="page"] { background: transparent; border: none; }
QScrollArea[kind="sheet"] { background: transparent; border: 2px solid transparent; }
QScrollArea[kind="sheet"]:focus { border: 2px solid $focus; border-radius: 8px; }
QWidget[kind="plain"] { background: transparent; }

QPushButton { background: $card; color: $text; border: 1px solid $field; border-radius: 6px;
    padding: 7px 16px; min-height: ${line}px; font-weight: 600; }
QPushButton:hover { background: $subtle; }
QPushButton:focus { border: 2px solid $focus; padding: 6px 15px; }
QPushButton:disabled { color: $muted; border-color: $border; background: $page; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $link; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus; }
QPushButton[kind="primary"]:disabled { background: $subtle; color: $muted; border-color: $field; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:focus { border-color: $focus; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $link;
    padding: 7px 8px; }
QPushButton[kind="quiet"]:hover { background: $subtle; }
QPushButton[kind="quiet"]:focus { border: 2px solid $focus; padding: 6px 7px; }
QPushButton[kind="quiet"]:disabled { color: $muted; background: transparent; }
QPushButton[flush="true"] { padding-left: 0; }
QPushButton[flush="true"]:focus { padding-left: 0; }
QPushButton[kind="tile"] { text-align: left; padding: 0; border: 1px solid $border;
    border-radius: 10px; background: $card; }
QPushButton[kind="tile"][main="true"] { border: 2px solid $accent; background: $info_tint; }
QPushButton[kind="tile"]:hover { border-color: $accent; background: $info_tint; }
QPushButton[kind="tile"]:focus, QPushButton[kind="tile"][main="true"]:focus {
    border: 2px solid $focus; }
QPushButton[kind="nav"] { text-align: left; background: transparent; border: 1px solid transparent;
    padding: 7px 10px; font-weight: 400; }
QPushButton[kind="nav"]:hover { background: $subtle; }
QPushButton[kind="nav"]:checked { background: $info_tint; color: $link; font-weight: 600;
    border-color: $link; }
QPushButton[kind="nav"]:focus { border: 2px solid $focus; padding: 6px 9px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit {
    background: $card; color: $text; border: 1px solid $field; border-radius: 6px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted; }
QLineEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit { padding: 7px 10px; min-height: ${line}px; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QTimeEdit:focus {
    border: 2px solid $focus; padding: 6px 9px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 3px 5px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QTextEdit[wrong="true"],
QComboBox[wrong="true"] {
    border: 2px solid $danger; }
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus,
QTextEdit[wrong="true"]:focus, QComboBox[wrong="true"]:focus {
    border: 3px solid $danger; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {
    background: $page; color: $muted; border-color: $border; }
QLineEdit[readOnly="true"] { background: $page; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QFrame[kind="popup"] { background: $card; border: 1px solid $field; }
QListView[kind="popup"]::item { padding: 0 10px; }
QCalendarWidget QAbstractItemView { border: none; outline: none;
    selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QToolButton { color: $on_accent; background: transparent; font-weight: 600;
    padding: 4px 8px; border: 2px solid transparent; border-radius: 4px; }
QCalendarWidget QToolButton:focus { border-color: $focus; }
QListView[kind="popup"] { background: $card; color: $text; border: none; outline: none;
    selection-background-color: $accent; selection-color: $on_accent; }
QComboBox QAbstractItemView { background: $card; color: $text; border: 1px solid $field;
    selection-background-color: $accent; selection-color: $on_accent;
    outline: none; }
QTimeEdit::up-button, QTimeEdit::down-button, QSpinBox::up-button, QSpinBox::down-button {
    width: 0; border: none; }

QTableView[kind="records"], QListView[kind="rows"] { background: $card; border: 1px solid $border;
    border-radius: 8px; gridline-color: $border; outline: none; }
QListView[kind="rows"] { padding: 1px; }
QListView[kind="rows"]:focus { border: 1px solid $focus; }
QTableView[kind="records"]:focus { border: 2px solid $focus; }
QTableView[kind="records"] { selection-background-color: $info_tint; selection-color: $text; }
QTableView[kind="records"]::item { padding: 0 8px; border: none; border-bottom: 1px solid $border; }
QTableView[kind="records"]::item:selected { background: $info_tint; color: $text; }
QTableView[kind="records"]::item:focus { border: 2px solid $focus; }
QHeaderView { background: $card; border: none; }
QHeaderView::section { background: $page; color: $muted; border: none; padding: 8px 11px;
    border-bottom: 1px solid $field; }
QTableCornerButton::section { background: $page; border: none; }
QMenu { background: $card; color: $text; border: 1px solid $field; padding: 3px; }
QMenu::item { padding: 6px 22px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $muted; background: transparent; }
QMenu::separator { height: 1px; background: $border; margin: 3px 8px; }
QToolTip { background: $card; color: $text; border: 1px solid $field; padding: 4px; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 14px;
    border: 2px solid transparent; border-bottom: 3px solid transparent; }
QTabBar::tab:hover { background: $subtle; }
QTabBar::tab:selected { color: $link; font-weight: 600; border-bottom: 3px solid $accent; }
QTabBar::tab:focus { border: 2px solid $focus; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QProgressBar { background: $subtle; border: 1px solid $border; border-radius: 4px; height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; border: none; }
QScrollBar::handle { background: $field; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
)


def style_sheet(colours: Mapping[str, str], *, point: float) -> str:
    """Return the sheet for these token colours; ``point`` is the body size in points."""
    sizes: dict[str, float] = {
        "pt_display": round(point * 1.9, 1),
        "pt_title": round(point * 1.55, 1),
        "pt_section": round(point * 1.15, 1),
        "pt_small": round(point * 0.9, 1),
    }
    return _SHEET.substitute(colours, line=round(point * 20 / 11), **sizes)
