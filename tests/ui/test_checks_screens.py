"""The screens for checks, damage, backups, access and reminders: words, presses, names, large
text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QProgressBar, QWidget

from tests.fakes import care_screens, lead_screens
from ui import care_material as care
from ui.care_drafts import CertificateDraft, CompareDraft, RestoreDraft
from ui.theme import Scheme, apply_theme
from ui.views.access import AccessView
from ui.views.checks_compare import CompareView
from ui.views.checks_line import CheckLineBar
from ui.views.damage import LOOK, RESCUE, RESTORE, DamageView
from ui.views.damage_result import RescueResultView
from ui.views.start import StartView
from ui.widgets.tile import Tile

SCREENS = care_screens.every()


def seen(view: QWidget) -> str:
    """Every word that a person can see."""
    labels = [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]
    buttons = [b.text() for b in view.findChildren(QAbstractButton) if b.isVisibleTo(view)]
    return " ".join((*labels, *buttons))


def button(view: QWidget, identifier: str) -> QAbstractButton:
    """The button with this identifier."""
    found = view.findChild(QAbstractButton, identifier)
    assert found is not None, identifier
    return found


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_has_a_name_and_an_identifier(qtbot, nameless, name) -> None:
    view = SCREENS[name]()
    qtbot.addWidget(view)
    view.resize(1138, 700)
    view.show()
    assert nameless(view) == []


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("name", SCREENS)
def test_no_word_is_cut(qtbot, qapp, clipped, name, percent) -> None:
    apply_theme(qapp, scheme=Scheme.LIGHT, text_percent=percent)
    qapp.setProperty("test_look", f"light{percent}")
    view = SCREENS[name]()
    qtbot.addWidget(view)
    view.resize(1138, 700)
    view.show()
    qtbot.wait(10)
    assert clipped(view) == []


def test_what_was_seen_later_has_room_at_large_text(qtbot, large_text, clipped) -> None:
    """The page is on the screen before anything is known; it grows with what is found."""
    view = DamageView()
    qtbot.addWidget(view)
    view.resize(1366, 700)
    view.show()
    qtbot.waitExposed(view)
    view.show_progress("Reading every part of the file", 5, 10)
    qtbot.wait(20)
    view.show_damage(care_screens.damage_seen())
    qtbot.wait(20)
    assert clipped(view) == []


def test_at_most_one_primary_action_stands_on_each_screen(qtbot) -> None:
    crowded = {}
    for name, make in SCREENS.items():
        view = make()
        qtbot.addWidget(view)
        primary = [
            b.accessibleIdentifier()
            for b in view.findChildren(QAbstractButton)
            if b.isVisibleTo(view)
            and (b.property("kind") == "primary" or b.property("main") == "true")
        ]
        if len(primary) > 1:
            crowded[name] = primary
    assert crowded == {}


def test_each_place_says_when_it_got_a_backup_and_what_is_wrong_there(qtbot) -> None:
    view = care_screens.backup()
    qtbot.addWidget(view)
    words = seen(view)
    assert "Last backup here: 21 Nov 2026, 15:42, 18 MB" in words
    assert "Last backup here: 18 Nov 2026, 15:40" in words
    assert "This folder cannot be reached. Is the network there?" in words
    with qtbot.waitSignal(view.second_folder_chosen) as caught:
        view.second_folder.set_path("/media/safe")
    assert caught.args[0].folder == "/media/safe"


@pytest.mark.parametrize(
    ("identifier", "signal"),
    [
        ("backup.codes", "codes_requested"),
        ("backup.compare", "compare_requested"),
        ("backup.certificate", "certificate_requested"),
        ("backup.access", "access_requested"),
    ],
)
def test_the_page_leads_to_each_of_its_parts(qtbot, identifier, signal) -> None:
    view = care_screens.backup()
    qtbot.addWidget(view)
    with qtbot.waitSignal(getattr(view, signal)):
        button(view, identifier).click()


def test_a_running_check_can_be_stopped_and_its_last_end_is_said(qtbot) -> None:
    view = care_screens.backup()
    qtbot.addWidget(view)
    assert "All 4,312 entries checked today at 09:12." in seen(view)
    view.show_progress("verify", 1200, 4312)
    assert "1,200 of 4,312" in seen(view)
    with qtbot.waitSignal(view.verify_stopped):
        button(view, "backup.verify.stop").click()
    view.show_record(care.RecordState(checked="Stopped; it goes on at the next start."))
    assert not button(view, "backup.verify.stop").isVisibleTo(view)
    assert button(view, "backup.verify").isEnabled()


def test_what_differs_from_the_backup_stands_out_by_its_weight_and_tone(qtbot) -> None:
    view = care_screens.backup()
    qtbot.addWidget(view)
    tones = {
        label.accessibleName(): label.property("tone")
        for label in view.restore.table.findChildren(QLabel)
        if label.accessibleName()
    }
    assert tones["Entries, Now: 1,204"] == "warning"
    assert tones["Children, Now: 148"] == "strong"


def test_the_line_at_the_foot_shows_progress_then_the_end(qtbot) -> None:
    bar = care_screens.check_line()
    qtbot.addWidget(bar)
    progress = bar.findChild(QProgressBar, "casebook.check_progress")
    assert progress.isVisibleTo(bar)
    assert (progress.value(), progress.maximum()) == (1200, 4312)
    bar.show_line(care.CheckLine(text="All 4,312 entries checked.", severity="success"))
    assert not progress.isVisibleTo(bar)
    assert bar.text() == "All 4,312 entries checked."
    bar.show_line(care.CheckLine(text=""))
    assert bar.isHidden()


def test_a_fault_in_the_line_offers_one_press(qtbot) -> None:
    bar = CheckLineBar()
    qtbot.addWidget(bar)
    bar.show_line(
        care.CheckLine(text="Entry 77 was changed.", severity="danger", action="What to do")
    )
    with qtbot.waitSignal(bar.pressed):
        button(bar, "casebook.check_action").click()


def test_damage_names_the_parts_and_puts_the_recommended_way_first(qtbot) -> None:
    view = care_screens.damage()
    qtbot.addWidget(view)
    view.show()
    words = seen(view)
    assert "40 entries written between 3 and 19 March 2026 cannot be read." in words
    assert "Nothing is deleted" in words
    tiles = view.findChildren(Tile)
    assert [tile.accessibleIdentifier() for tile in tiles] == [
        f"damage.{way}" for way in (RESCUE, RESTORE, LOOK)
    ]
    assert tiles[0].accessibleName() == "Rescue what can be read (recommended)"
    for way, signal in (
        (RESCUE, view.rescue_requested),
        (RESTORE, view.restore_requested),
        (LOOK, view.look_requested),
    ):
        with qtbot.waitSignal(signal):
            button(view, f"damage.{way}").click()


def test_without_a_backup_there_is_nothing_to_go_back_to(qtbot) -> None:
    view = care_screens.damage(backup="")
    qtbot.addWidget(view)
    assert [tile.accessibleIdentifier() for tile in view.findChildren(Tile)] == [
        "damage.rescue",
        "damage.look",
    ]


def test_while_a_rescue_runs_nothing_else_can_be_pressed(qtbot) -> None:
    view = care_screens.damage()
    qtbot.addWidget(view)
    view.show_progress("Reading every page", 200, 900)
    assert "Reading every page – 200 of 900" in seen(view)
    assert not any(tile.isEnabled() for tile in view.findChildren(Tile))
    view.show_problem("The disk is full.", "Make room and try again.")
    assert all(tile.isEnabled() for tile in view.findChildren(Tile))
    assert "The disk is full." in seen(view)


def test_the_list_of_missing_entries_is_read_row_by_row(qtbot) -> None:
    many = tuple((str(number), "Nothing is known") for number in range(5000))
    view = RescueResultView(
        care.RescueSeen(whole=False, sentence="Some came back.", facts=(), lost=many)
    )
    qtbot.addWidget(view)
    view.show()
    table = view.findChild(QWidget, "rescued.lost")
    model = table.model()
    assert model.rowCount() == 5000
    assert model.index(4999, 0).data() == "4999"
    with qtbot.waitSignal(view.print_requested):
        button(view, "rescued.print").click()


def test_a_restore_over_a_readable_casebook_needs_a_reason(qtbot) -> None:
    view = care_screens.restore()
    qtbot.addWidget(view)
    with qtbot.assertNotEmitted(view.restore_requested):
        button(view, "restore.go").click()
    assert "Say in a few words why." in seen(view)
    view.reason.setText("The laptop was set up anew")
    with qtbot.waitSignal(view.restore_requested) as caught:
        button(view, "restore.go").click()
    assert caught.args[0] == RestoreDraft(
        path="/media/stick/holdfast-20261121T154200Z.cbk",
        replace=True,
        reason="The laptop was set up anew",
    )


def test_a_backup_that_does_not_verify_cannot_be_restored(qtbot) -> None:
    view = care_screens.restore()
    qtbot.addWidget(view)
    view.show_plan(
        care.RestorePlan(
            made_at="", children="1", entries="2", last_entry="", good=False, sentence="It differs."
        )
    )
    assert not button(view, "restore.go").isEnabled()


def test_a_check_needs_a_file_or_a_code(qtbot) -> None:
    view = CompareView(signed_in=True)
    qtbot.addWidget(view)
    assert not button(view, "compare.check").isEnabled()
    view.code.setText("VI6K YXHA")
    with qtbot.waitSignal(view.check_requested) as caught:
        button(view, "compare.check").click()
    assert caught.args[0] == CompareDraft(check_code="VI6K YXHA")
    view.files.add("/t/a.pdf")
    view.code.clear()
    with qtbot.waitSignal(view.check_requested) as caught:
        button(view, "compare.check").click()
    assert caught.args[0] == CompareDraft(paths=("/t/a.pdf",))


def test_proved_and_not_proved_stand_apart(qtbot) -> None:
    view = care_screens.document()
    qtbot.addWidget(view)
    words = seen(view)
    assert words.index("Proved") < words.index("Nothing in this file has changed")
    assert words.index("Not proved by this") < words.index("Whose key it is")
    assert view.verdict.text() == "This file is as the school exported it."


def test_a_certificate_asks_who_is_given_the_page(qtbot) -> None:
    view = care_screens.certificate()
    qtbot.addWidget(view)
    view.recipient.clear()
    with qtbot.assertNotEmitted(view.make_requested):
        button(view, "certificate.make").click()
    assert "Say who is given the page." in seen(view)
    view.recipient.setText("Chair of governors")
    with qtbot.waitSignal(view.make_requested) as caught:
        button(view, "certificate.make").click()
    assert caught.args[0] == CertificateDraft(
        path="/home/ruth/Documents/certificate-autumn-2026.pdf", recipient="Chair of governors"
    )


def test_the_access_list_reads_only_the_page_in_sight(qtbot) -> None:
    asked: list[int] = []

    def fetch(places):
        asked.extend(places)
        rows = care_screens.access_rows(1)
        return [rows[0] for _ in places]

    view = AccessView(fetch=fetch, child="Amelia Hartley")
    qtbot.addWidget(view)
    view.resize(1138, 700)
    view.show_total(100_000)
    view.show()
    view.grab()
    assert 0 < len(asked) <= 400
    assert "100,000 lines, newest first" in seen(view)
    assert "read a backup on another computer" in seen(view)
    assert "whoever owns the disk can delete that file" in seen(view)


def test_today_says_the_most_pressing_reminder_in_one_line(qtbot) -> None:
    view = lead_screens.today_view()
    qtbot.addWidget(view)
    view.show_reminders(care_screens.reminders())
    words = seen(view)
    assert "Only one person can open this casebook. Add a deputy." in words
    assert "No backup has been tried" not in words
    assert "2 more" in words
    with qtbot.waitSignal(view.reminder_acted) as caught:
        button(view, "today.reminder_action").click()
    assert caught.args == ["people"]
    with qtbot.waitSignal(view.reminders_requested):
        button(view, "today.reminders_more").click()
    view.show_reminders(())
    assert view.reminders.isHidden()


def test_the_backup_page_lists_every_reminder(qtbot) -> None:
    view = care_screens.backup()
    qtbot.addWidget(view)
    view.show_reminders(care_screens.reminders())
    words = seen(view)
    for line in care_screens.reminders():
        assert line.text in words


def test_a_document_can_be_checked_from_every_kind_of_computer(qtbot) -> None:
    for show in (
        lambda view: view.show_empty(),
        lambda view: view.show_workstation(school="Oakfield"),
        lambda view: view.show_casebook(school="Oakfield"),
    ):
        view = StartView()
        qtbot.addWidget(view)
        show(view)
        with qtbot.waitSignal(view.document_requested):
            qtbot.mouseClick(button(view, "start.document"), Qt.MouseButton.LeftButton)


def test_an_empty_computer_offers_reading_a_backup_and_restoring_one(qtbot) -> None:
    view = StartView()
    qtbot.addWidget(view)
    view.show_empty()
    with qtbot.waitSignal(view.open_backup_requested):
        button(view, "start.open_backup").click()
    with qtbot.waitSignal(view.restore_requested):
        button(view, "start.restore").click()
