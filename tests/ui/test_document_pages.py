"""The pages of a document on the screen, and what is told of it once it has left."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.fakes import document_screens as screens
from ui.widgets.page_canvas import WHOLE, WIDTH, PageCanvas, PageSize


def seen(view: QWidget) -> str:
    """Every word in sight."""
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_pages_are_asked_for_one_at_a_time_what_is_in_sight_first(shown, qtbot) -> None:
    view = screens.export_form()
    asked: list[int] = []
    view.page_wanted.connect(lambda number, dpi: asked.append(number))
    shown(view)
    sizes = (PageSize(width=595, height=842),) * 540
    view.show_pages(screens.material.PreparedPages(title="", sizes=sizes))
    assert asked == [1]
    canvas = view.pages.canvas
    canvas.go_to(300)
    assert asked == [1], "one at a time"
    view.show_picture(screens.picture(1, 96))
    assert asked == [1, 300], "what is in sight now comes before what was passed over"


def test_only_a_few_pictures_are_kept(shown, qtbot) -> None:
    view = shown(screens.export_pages())
    canvas = view.pages.canvas
    for number in range(1, 13):
        canvas.go_to(number)
    assert sum(canvas.has_picture(number) for number in range(1, 13)) <= 10
    assert canvas.has_picture(12)


def test_pages_are_read_with_the_keyboard(shown, qtbot) -> None:
    canvas = shown(screens.export_pages()).pages.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.current() == 12
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.current() == 1
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.current() == 2
    canvas.set_zoom(WHOLE)
    qtbot.keyClick(canvas, Qt.Key.Key_PageDown)
    assert canvas.current() == 3
    canvas.set_zoom(WIDTH)
    assert canvas.current() == 3, "another size leaves the page where it is"
    before = canvas.verticalScrollBar().value()
    qtbot.keyClick(canvas, Qt.Key.Key_PageDown)
    assert canvas.verticalScrollBar().value() > before


def test_a_page_number_leads_to_its_page(shown, qtbot) -> None:
    panel = shown(screens.export_pages()).pages
    panel.number.setText("7")
    qtbot.keyClick(panel.number, Qt.Key.Key_Return)
    assert panel.canvas.current() == 7
    panel.number.setText("99")
    qtbot.keyClick(panel.number, Qt.Key.Key_Return)
    assert panel.number.text() == "12"


def test_the_words_of_a_page_can_be_read_and_are_read_out(shown, qtbot) -> None:
    view = shown(screens.export_pages())
    canvas = view.pages.canvas
    face = QAccessible.queryAccessibleInterface(canvas)
    assert face.text(QAccessible.Text.Name) == "Pages of the document, page 1 of 12"
    assert face.text(QAccessible.Text.Description) == "Words of page 1"
    view.findChild(object, "export.as_text").click()
    assert view.pages.words.isVisible()
    assert view.pages.words.toPlainText() == "Words of page 1"
    view.pages.turn(1)
    assert view.pages.words.toPlainText() == "Words of page 2"


def test_a_page_that_has_not_come_is_an_empty_sheet_with_its_number(qtbot) -> None:
    canvas = PageCanvas("x.pages", "Pages")
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.set_pages((PageSize(width=595, height=842),) * 3)
    canvas.show()
    qtbot.waitExposed(canvas)
    empty = canvas.grab().toImage().pixelColor(60, 60)
    assert empty.name() == "#ffffff"
    canvas.show_picture(screens.picture(1, 40.0))
    assert canvas.grab().toImage() != empty


def test_the_password_is_large_told_apart_and_gone_with_the_next_copy(shown, qtbot) -> None:
    view = shown(screens.exported())
    words = view.findChild(QLabel, "export.password")
    assert words.text().split() == ["lantern", "orbit", "velvet", "copper", "maple", "drift"]
    assert "by telephone" in seen(view)
    assert "not kept anywhere" in seen(view)
    assert "lantern" not in repr(screens.made(password="lantern orbit"))
    view.findChild(object, "export.again").click()
    assert words.text() == ""
    assert words.accessibleName() == ""
    assert view.form.recipient.text() == "Wexcombe Council legal services"
    assert view.form.path.path() == "/media/stick/court-p-1-2.pdf"


def test_the_copied_password_is_what_opens_the_file(shown, qtbot) -> None:
    view = shown(screens.exported())
    view.findChild(object, "export.password_copy").click()
    assert QApplication.clipboard().text() == "lantern orbit velvet copper maple drift"
    QApplication.clipboard().clear()


def test_the_result_shows_the_check_code_and_hides_the_long_number(shown, qtbot) -> None:
    view = shown(screens.exported())
    words = seen(view)
    assert "18 of 46" in words
    assert "ABCD-EFGH" in words
    assert "9f9f" not in words
    view.findChild(object, "export.more").click()
    assert "9f9f" in seen(view)
    with qtbot.waitSignal(view.open_requested) as caught:
        view.findChild(object, "export.open").click()
    assert caught.args == ["/media/stick/chronology-7k2m.pdf"]
    view.show_subject(screens.subject())
    assert "ABCD-EFGH" not in seen(view)


def test_a_working_copy_never_looks_signed(shown) -> None:
    view = screens.export()
    view.profile.set_value("working")
    shown(view)
    view.show_made(screens.made(path="a.docx", pages=0, check_code="", product="working"))
    words = seen(view)
    assert "not evidence" in words
    assert "signed copy" not in words.lower()
    assert not view.findChild(object, "export.password").isVisible()


def test_what_left_is_told_in_full_and_its_pages_are_asked_for(qtbot) -> None:
    view = screens.register()
    qtbot.addWidget(view)
    view.show()
    words = seen(view)
    for told in ("Wexcombe Council legal services", "Locked copy", "18 of 46", "[Child B]"):
        assert told in words
    assert "9f9f" not in words, "the long number is there for who asks for it"
    with qtbot.waitSignal(view.pages_requested) as caught:
        view.findChild(object, "register.pages").click()
    assert caught.args == ["x-0"]
    qtbot.keyClicks(view.code, "7k2m9q4r")
    with qtbot.waitSignal(view.code_searched) as caught:
        qtbot.keyClick(view.code, Qt.Key.Key_Return)
    assert caught.args == ["7k2m9q4r"]


def test_a_kept_document_begins_at_the_page_that_was_asked_for(qtbot) -> None:
    view = screens.kept()
    qtbot.addWidget(view)
    view.resize(1138, 728)
    view.show()
    assert view.pages.canvas.current() == 3
    assert view.pages.number.text() == "3"


def test_a_form_that_gives_out_numbers_is_made_only_when_somebody_says_so(qtbot) -> None:
    view = screens.sheets()
    qtbot.addWidget(view)
    with qtbot.assertNotEmitted(view.chosen):
        view.choose("green_form")
    with qtbot.waitSignal(view.chosen) as caught:
        view.findChild(object, "sheets.show").click()
    assert caught.args[0].kind == "green_form"
    with qtbot.waitSignal(view.chosen):
        view.choose("report_poster")
    with qtbot.waitSignal(view.save_requested) as caught:
        view.findChild(object, "sheets.save").click()
    assert caught.args[0].path == "/media/stick/report-poster.pdf"
