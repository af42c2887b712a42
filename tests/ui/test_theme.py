"""The colours hold the contrast they promise, and the theme reaches the widgets."""

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from ui.fonts import FAMILY
from ui.icons import set_icon
from ui.theme import BASE_POINT, TOKENS, Scheme, apply_theme, contrast, space, tokens_for
from ui.widgets.buttons import primary_button
from ui.widgets.labels import PlainLabel

TEXT = 4.5
NON_TEXT = 3.0
PAIRS = [
    ("text", "page", 7.0),
    ("text", "card", 7.0),
    ("text", "subtle", 7.0),
    ("muted", "page", TEXT),
    ("muted", "card", TEXT),
    ("muted", "subtle", TEXT),
    ("link", "page", TEXT),
    ("link", "card", TEXT),
    ("link", "subtle", TEXT),
    ("link", "info_tint", TEXT),
    ("on_accent", "accent", TEXT),
    ("on_accent", "link", TEXT),
    ("danger", "card", TEXT),
    ("danger", "page", TEXT),
    ("danger", "danger_tint", TEXT),
    ("warning", "card", TEXT),
    ("warning", "warning_tint", TEXT),
    ("success", "card", TEXT),
    ("success", "success_tint", TEXT),
    ("text", "info_tint", 7.0),
    ("text", "danger_tint", 7.0),
    ("text", "warning_tint", 7.0),
    ("text", "success_tint", 7.0),
    ("field", "card", NON_TEXT),
    ("field", "page", NON_TEXT),
    ("accent", "page", NON_TEXT),
    ("focus", "page", NON_TEXT),
    ("focus", "card", NON_TEXT),
    ("focus", "field", NON_TEXT),
    ("focus", "accent", NON_TEXT),
]


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(scheme: Scheme, front: str, back: str, least: float) -> None:
    tokens = TOKENS[scheme]
    assert contrast(getattr(tokens, front), getattr(tokens, back)) >= least


def test_high_contrast_text_is_as_strong_as_can_be() -> None:
    tokens = TOKENS[Scheme.CONTRAST]
    assert contrast(tokens.text, tokens.page) == pytest.approx(21)
    for name in ("muted", "link", "danger", "warning", "success"):
        assert contrast(getattr(tokens, name), tokens.page) >= 7


def test_contrast_is_the_figure_of_the_guideline() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_widgets_know_their_tokens(qtbot, qapp: QApplication, scheme: Scheme) -> None:
    apply_theme(qapp, scheme=scheme)
    qapp.setProperty("test_look", "")
    label = QLabel("words")
    qtbot.addWidget(label)
    assert tokens_for(label) == TOKENS[scheme]


def test_the_bundled_typeface_is_used(qtbot) -> None:
    label = PlainLabel("words")
    qtbot.addWidget(label)
    assert QFontInfo(label.font()).family() == FAMILY


def test_text_can_be_doubled(qtbot, qapp: QApplication, large_text: None) -> None:
    assert qapp.font().pointSizeF() == pytest.approx(2 * BASE_POINT)


@pytest.mark.parametrize("percent", [100, 200])
def test_targets_are_at_least_36_pixels(qtbot, qapp: QApplication, percent: int) -> None:
    apply_theme(qapp, text_percent=percent)
    qapp.setProperty("test_look", "")
    button = primary_button("some.button", "Save")
    qtbot.addWidget(button)
    button.show()
    assert button.height() >= 36


def test_markup_in_peoples_words_stays_words(qtbot) -> None:
    label = PlainLabel("<b>Tom</b>")
    qtbot.addWidget(label)
    plain = QLabel("Tom")
    qtbot.addWidget(plain)
    assert label.textFormat().name == "PlainText"
    assert label.sizeHint().width() > plain.sizeHint().width()


def test_icons_follow_the_theme(qtbot, qapp: QApplication) -> None:
    button = QPushButton("Lock")
    qtbot.addWidget(button)
    set_icon(button, "lock")
    before = button.icon().pixmap(18, 18).toImage()
    apply_theme(qapp, scheme=Scheme.DARK)
    qapp.setProperty("test_look", "")
    qapp.processEvents()
    assert button.icon().pixmap(18, 18).toImage() != before


def test_the_grid_has_eight_pixels() -> None:
    assert (space(1), space(2.5)) == (8, 20)


def test_many_calls_that_return_nothing_do_not_wear_out_python(qtbot) -> None:
    """A faulty binding once dropped a reference to None at every such call."""
    label = QLabel()
    qtbot.addWidget(label)
    for number in range(20_000):
        label.setObjectName(str(number % 7))
    assert label.objectName()
