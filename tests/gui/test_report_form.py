"""The reporting form with a real card, real files and the real worker, up to the casebook."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.controllers.read_files import read_file
from desktop.controllers.staff.report_controller import ReportController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from storage.database.repositories import concerns, files, pupils
from storage.intake import attachments
from storage.records.concern import LinkedPupil
from storage.records.events import Event
from tests.fakes.small_school import PIN, SmallSchool
from ui.main_window import MainWindow
from ui.views.body_map_page import BodyMapPage
from ui.views.receipt import ReceiptView
from ui.widgets.person_picker import PersonOption

Find = Callable[[str], QWidget]
WHAT = "He had no coat again today and said that he was cold at night."


@pytest.fixture
def begun(
    school: SmallSchool, jobs: JobRunner, window: MainWindow
) -> Callable[..., ReportController]:
    """Opens the form at the workstation of the school."""

    def open_form(**options: Any) -> ReportController:
        station = school.station()
        controller = ReportController(
            window=window, station=station, jobs=jobs, parent=window, **options
        )
        controller.begin()
        return controller

    return open_form


def fill(controller: ReportController) -> None:
    """Megan writes about one child; a DSL has been told."""
    view = controller.view
    view.adult.about_adult.set_value("no")
    view.who.person.set_person("megan")
    view.who.pin.setText(PIN)
    view.account.happened.set_text(WHAT)
    view.account.told.set_value("yes")


def send(qtbot: Any, window: MainWindow, controller: ReportController) -> None:
    """Press and wait for the receipt."""
    controller.view.send.click()
    qtbot.waitUntil(lambda: isinstance(window.content(), ReceiptView), timeout=10_000)


def test_a_photograph_arrives_without_the_place_it_was_taken(
    qtbot: Any,
    begun: Callable[..., ReportController],
    window: MainWindow,
    school: SmallSchool,
    shared_data: Path,
) -> None:
    """Said by name in the form; neither the letter nor the casebook ever holds the original."""
    path = shared_data / "images" / "gps_DSCN0010.jpg"
    controller = begun()
    fill(controller)
    controller.view.facts.pupils.line.setText("a child of the visiting team")
    controller.view.account.files.add(str(path))
    qtbot.waitUntil(lambda: bool(controller.view.concern().attachments), timeout=10_000)
    words = [
        label.text()
        for label in controller.view.account.files.findChildren(QWidget)
        if hasattr(label, "text")
    ]
    assert any(
        text.startswith("Taken out: place where it was taken, camera details") for text in words
    )
    assert any("Do not photograph" in text for text in words)
    (kept,) = controller.view.concern().attachments
    assert not attachments.inspect(kept.name, kept.content).has_location
    send(qtbot, window, controller)
    assert controller.author is not None
    assert controller.author.account == "megan"
    original = path.read_bytes()
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        concern = concerns.concern(casebook.connection, concerns.ids(casebook.connection)[0])
        assert concern is not None
        (file,) = concern.files
        stored = files.content(casebook.connection, file)
    assert stored == kept.content
    assert len(stored) < len(original)


def test_brothers_and_sisters_come_from_the_card(
    qtbot: Any, begun: Callable[..., ReportController], school: SmallSchool, find: Find
) -> None:
    with school.signed_in() as casebook:
        first, second = pupils.all_pupils(casebook.connection)[:2]
        fields = {"id": first.id, "source": "test", "siblings": [second.id]}
        casebook.append(Event(type="pupil.changed", fields=fields))
        publish_cards(cards_state(casebook))
    view = begun().view
    qtbot.keyClicks(view.facts.pupils.line, first.details.legal_forename[:3])
    qtbot.keyClick(view.facts.pupils.line, Qt.Key.Key_Return)
    find(f"report.pupil.{first.id}.family_{second.id}").click()
    assert view.facts.links() == (
        LinkedPupil(id=first.id, role="subject"),
        LinkedPupil(id=second.id, role="sibling"),
    )


def test_several_body_maps_are_drawn_changed_and_given_up(
    begun: Callable[..., ReportController], window: MainWindow, find: Find
) -> None:
    controller = begun()
    view = controller.view
    find("report.body_map").click()
    find("body_map.region").click()
    find("body_map.done").click()
    assert window.content() is view
    assert len(view.body_maps()) == 1
    find("report.body_map").click()
    find("body_map.cancel").click()
    assert len(view.body_maps()) == 1
    first = view.body_maps()
    find("report.body_map_1").click()
    find("body_map.done")
    (page,) = [page for page in window.findChildren(BodyMapPage) if page.isVisible()]
    assert page.editor.body_map().marks == first[0].marks
    find("body_map.done").click()
    assert view.body_maps() == first


def test_an_adult_on_the_card_is_never_the_reader(
    begun: Callable[..., ReportController],
) -> None:
    view = begun().view
    view.adult.about_adult.set_value("yes")
    assert {person.name for person in view.adult.whom._people} >= {"Megan Price", "Ruth Okafor"}
    view.adult.about_post.set_value("head")
    route = view.adult.route()
    assert route.reader != "head"
    assert all("Head" not in line.what for line in route.ring)


def test_a_known_author_signs_with_the_pin_alone(
    qtbot: Any, begun: Callable[..., ReportController], window: MainWindow
) -> None:
    controller = begun(known_author=PersonOption(id="megan", name="Megan Price"))
    view = controller.view
    view.adult.about_adult.set_value("no")
    view.who.pin.setText(PIN)
    view.facts.pupils.line.setText("a child of the visiting team")
    view.account.happened.set_text(WHAT)
    view.account.told.set_value("yes")
    send(qtbot, window, controller)


def test_files_that_cannot_go_say_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large, gone, empty: one sentence each and nothing attached."""
    empty, large = tmp_path / "empty.txt", tmp_path / "large.bin"
    empty.touch()
    with large.open("wb") as file:
        file.truncate(attachments.SIZE_LIMIT + 1)
    for path, words in (
        (empty, "The file is empty."),
        (large, "The file is larger than 25 MB."),
        (tmp_path / "gone.jpg", "The file cannot be read."),
        (tmp_path, "The file cannot be read."),
    ):
        shown = read_file(str(path))
        assert shown.attachment is None
        assert len(shown.lines) == 1
        assert shown.lines[0].startswith(words)


def test_what_cannot_be_cleaned_goes_and_is_said(tmp_path: Path) -> None:
    photo = tmp_path / "IMG_1.HEIC"
    photo.write_bytes(b"\0\0\0\x18ftypheic" + bytes(64))
    shown = read_file(str(photo))
    assert shown.attachment is not None
    assert shown.is_picture
    assert "this program cannot take that out" in " ".join(shown.lines)
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.4\n1 0 obj<</OpenAction 2 0 R>>endobj")
    assert "acts when it is opened" in " ".join(read_file(str(letter)).lines)
