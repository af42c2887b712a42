"""The lead's forms say exactly what was typed, and nothing before everything needed is there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from storage.records.risk_assessment import Hazard, RiskAssessmentDraft
from tests.fakes import lead_school as school
from tests.fakes import risk_plans
from tests.fakes.lead_screens import (
    backup,
    chronology_preview,
    import_chronology,
    import_columns,
    import_pupils,
    new_entry,
    people,
    pupil_preview,
    risk,
    search,
    slip,
    unknown_columns,
)
from ui import lead_material as material
from ui.lead_drafts import (
    ActionDraft,
    BackupChoice,
    ImportChoice,
    NewEntryDraft,
    PersonDraft,
)
from ui.views.import_chronology import ImportChronologyView
from ui.views.people_add import AddPersonDialog
from ui.views.people_slip import SlipDialog


def seen(view) -> str:
    """Every word in sight."""
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_a_new_entry_says_what_was_typed(qtbot) -> None:
    view = new_entry()
    qtbot.addWidget(view)
    view.kind.set_value("call")
    view.pupils.add(school.pupils()[0])
    view.text.set_text("Grandmother rang at nine.")
    view.contact.line.setText("Maureen Hartley, grandmother")
    view.more.significant.setChecked(True)
    happened = view.when.value()
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    assert caught.args[0] == NewEntryDraft(
        kind="call",
        pupils=(("p-1", "subject"),),
        happened=happened,
        text="Grandmother rang at nine.",
        contact="Maureen Hartley, grandmother",
        significant=True,
    )


def test_a_new_entry_names_each_box_that_is_missing(qtbot) -> None:
    view = new_entry()
    qtbot.addWidget(view)
    view.show()
    with qtbot.assertNotEmitted(view.saved):
        view.save()
    words = seen(view)
    for sentence in ("Choose what kind it is.", "Choose the child.", "Write what happened."):
        assert sentence in words


def test_a_second_child_needs_a_part(qtbot) -> None:
    view = new_entry()
    qtbot.addWidget(view)
    view.show()
    view.kind.set_value("meeting")
    view.text.set_text("Met both mothers.")
    for option in school.pupils()[:2]:
        view.pupils.add(option)
    with qtbot.assertNotEmitted(view.saved):
        view.save()
    assert "what part they had" in seen(view)


def test_saving_empties_the_entry_and_a_problem_keeps_it(qtbot) -> None:
    view = new_entry()
    qtbot.addWidget(view)
    view.text.set_text("Home visit done.")
    view.show_problem("The disk is full.")
    assert view.unsaved()
    view.start()
    assert not view.unsaved()


def test_a_risk_assessment_saves_as_a_new_version(qtbot) -> None:
    view = risk()
    qtbot.addWidget(view)
    view.review.set_value("2026-12-04")
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    former = school.risk_assessment()
    assert caught.args[0].actions == ()
    assert caught.args[0].draft == RiskAssessmentDraft(
        pupil_id="p-1",
        title="Leaving the site",
        hazards=former.draft.hazards,
        review_date="2026-12-04",
        scale="five-by-five@1",
        child_view=former.draft.child_view,
        supersedes="r-1",
    )


def test_a_risk_is_said_in_words_beside_its_colour(qtbot) -> None:
    view = risk()
    qtbot.addWidget(view)
    view.show()
    words = seen(view)
    assert "High · 16" in words
    assert "Medium · 8" in words


def test_a_risk_assessment_needs_title_hazard_and_review(qtbot) -> None:
    view = risk()
    qtbot.addWidget(view)
    view.show()
    view.show_assessment(risk_plans.start())
    with qtbot.assertNotEmitted(view.saved):
        view.save()
    words = seen(view)
    for sentence in ("Say what it is about.", "Name the hazard.", "has a review day"):
        assert sentence in words
    assert not view.unsaved()


def test_hazards_come_and_go(qtbot) -> None:
    view = risk()
    qtbot.addWidget(view)
    third = view.add_hazard()
    third.show_hazard(
        Hazard(hazard="Dark path", where="Lane", likelihood=1, severity=1, control="", owner="")
    )
    view.findChild(object, "risk.remove.2").click()
    view.review.set_value("2026-12-04")
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    named = [hazard.hazard for hazard in caught.args[0].draft.hazards]
    assert named == ["Runs out of the gate at home time", "Dark path"]


def test_a_preview_comes_before_the_taking(qtbot) -> None:
    view = import_pupils()
    qtbot.addWidget(view)
    view.show()
    assert view.take.text() == "Import 3 children"
    assert view.rows.rows()[0].detail == "There is no name in this line."
    view.findChild(object, "import.group.changed").click()
    assert view.rows.rows()[0].detail == "Class: Acorn → Oak"
    with qtbot.waitSignal(view.take_requested) as caught:
        view.take.click()
    assert caught.args[0] == ImportChoice(path="/home/ruth/801_CTF.xml")
    assert not view.take.isEnabled()


def test_another_file_takes_the_former_preview_away(qtbot) -> None:
    view = import_pupils()
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.file_chosen) as caught:
        view.path.set_path("/home/ruth/other.csv")
    assert caught.args[0] == ImportChoice(path="/home/ruth/other.csv")
    assert not view.take.isEnabled()
    view.show_problem("This is not a list of children.", "Choose another file.")
    assert not view.take.isEnabled()


def test_nothing_to_take_offers_nothing(qtbot) -> None:
    view = import_pupils()
    qtbot.addWidget(view)
    view.show_preview(material.ImportPreview(file_name="a.csv", file_kind="CSV", unchanged=148))
    assert not view.take.isEnabled()
    assert "nothing new" in view.message.text()


def test_columns_nobody_knows_are_asked_about(qtbot) -> None:
    view = import_columns()
    qtbot.addWidget(view)
    view.show()
    view.path.line.setText("/home/ruth/children.csv")
    view.findChild(object, "import.column.2").set_value("class_name")
    with qtbot.waitSignal(view.columns_chosen) as caught:
        view.findChild(object, "import.columns").click()
    columns = (("Name (last)", "legal_surname"), ("Lunch", "class_name"))
    assert caught.args[0] == ImportChoice(path="/home/ruth/children.csv", columns=columns)
    view.show_preview(pupil_preview())
    with qtbot.waitSignal(view.take_requested) as caught:
        view.take.click()
    assert caught.args[0].columns == columns


def test_no_row_of_a_paper_chronology_is_dropped(qtbot) -> None:
    view = import_chronology()
    qtbot.addWidget(view)
    view.show()
    assert view.model.rowCount() == 3
    assert "1 of them not dated" in seen(view)
    with qtbot.waitSignal(view.take_requested) as caught:
        view.take.click()
    assert caught.args[0] == ImportChoice(path="/home/ruth/binder.csv", pupil_id="p-1")


def test_a_paper_chronology_needs_its_child(qtbot) -> None:
    view = ImportChronologyView(lists=school.lists(), search=search)
    qtbot.addWidget(view)
    view.show()
    view.start()
    view.show_preview(chronology_preview())
    assert not view.take.isEnabled()
    assert "Choose the child" in view.message.text()
    view.pupil.setFocus()
    qtbot.keyClicks(view.pupil, "amelia")
    qtbot.keyClick(view.pupil, Qt.Key.Key_Return)
    assert view.take.isEnabled()
    qtbot.keyClicks(view.pupil, "x")
    assert not view.take.isEnabled()


def test_columns_of_a_chronology_are_asked_about(qtbot) -> None:
    view = import_chronology()
    qtbot.addWidget(view)
    view.show_columns(unknown_columns())
    view.findChild(object, "import.column.1").set_value("text")
    with qtbot.waitSignal(view.columns_chosen) as caught:
        view.findChild(object, "import.columns").click()
    assert ("Name (last)", "text") in caught.args[0].columns
    assert caught.args[0].pupil_id == "p-1"


def test_a_person_is_added_with_an_account_offered_from_the_name(qtbot) -> None:
    view = people()
    qtbot.addWidget(view)
    view.show()
    view.findChild(object, "people.add").click()
    dialog = view.findChild(AddPersonDialog)
    qtbot.keyClicks(dialog.name, "Zoe O'Brien")
    assert dialog.account.text() == "zoe.obrien"
    with qtbot.assertNotEmitted(view.person_added):
        dialog.findChild(object, "person.add").click()
    dialog.role.set_value("staff")
    dialog.job.setText("Class teacher")
    with qtbot.waitSignal(view.person_added) as caught:
        dialog.findChild(object, "person.add").click()
    assert caught.args[0] == PersonDraft(
        account="zoe.obrien", name="Zoe O'Brien", role="staff", job_title="Class teacher"
    )


def test_a_sheet_shown_once_does_not_go_by_accident(qtbot) -> None:
    view = people()
    qtbot.addWidget(view)
    view.show()
    view.show_slip(material.PaperSlip(person="Megan", title="For Megan", lines=(("Code", "K-1"),)))
    dialog = view.findChild(SlipDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.findChild(object, "slip.done").isEnabled()
    dialog.findChild(object, "slip.handed_over").setChecked(True)
    with qtbot.waitSignal(view.slip_done):
        dialog.findChild(object, "slip.done").click()
    assert not dialog.isVisible()


def test_a_sheet_that_cannot_be_printed_says_so_on_itself(qtbot) -> None:
    dialog = slip()
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.print_requested):
        dialog.findChild(object, "slip.print").click()
    dialog.show_problem("No printer is set up on this computer.", "Copy it by hand instead.")
    assert "Copy it by hand" in seen(dialog)


@pytest.mark.parametrize(
    ("button", "same"), [("people.pairing_same", True), ("people.pairing_other", False)]
)
def test_a_computer_comes_in_only_by_a_person_s_answer(qtbot, button, same) -> None:
    view = people()
    qtbot.addWidget(view)
    view.show()
    assert "482 019 337" in seen(view)
    with qtbot.waitSignal(view.pairing_answered) as caught:
        view.findChild(object, button).click()
    assert caught.args == ["w-9", same]
    view.show_pairing(None)
    assert "482 019 337" not in seen(view)
    view.show_waiting_for_computer("Open Holdfast at the other computer.")
    assert "Open Holdfast" in seen(view)
    assert not view.findChild(object, "people.pairing_same").isVisible()


def test_the_backup_page_asks_for_what_was_pressed(qtbot) -> None:
    view = backup()
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.backup_requested):
        view.findChild(object, "backup.now").click()
    with qtbot.waitSignal(view.verify_requested):
        view.findChild(object, "backup.verify").click()
    with qtbot.waitSignal(view.replay_requested):
        view.findChild(object, "backup.replay").click()
    with qtbot.waitSignal(view.restore_check_requested) as caught:
        view.findChild(object, "backup.restore").click()
    assert caught.args[0] == BackupChoice(folder="/a")
    with qtbot.waitSignal(view.folder_chosen) as caught:
        view.folder.set_path("/media/other")
    assert caught.args[0] == BackupChoice(folder="/media/other")


def test_a_check_shows_how_far_it_is_and_how_it_ended(qtbot) -> None:
    view = backup()
    qtbot.addWidget(view)
    view.show()
    view.show_progress("verify", 640, 1204)
    button = view.findChild(object, "backup.verify")
    assert not button.isEnabled()
    assert view.findChild(object, "backup.verify.progress").value() == 640
    view.show_outcome(
        material.CheckOutcome(check="verify", ok=False, sentence="Entry 77 does not match.")
    )
    assert button.isEnabled()
    assert "Entry 77 does not match." in seen(view)
    view.show_progress("backup", 0, 0)
    assert not view.findChild(object, "backup.now").isEnabled()
    view.show_outcome(material.CheckOutcome(check="backup", ok=True, sentence="Backed up."))
    assert "Backed up." in seen(view)


def test_a_restore_shows_children_entries_and_the_last_day(qtbot) -> None:
    view = backup()
    qtbot.addWidget(view)
    view.show()
    cells = {label.accessibleName() for label in view.findChildren(QLabel)}
    assert {"Children, In the backup: 148", "Children, Now: 148"} <= cells
    assert {"Entries, In the backup: 1,203", "Entries, Now: 1,204"} <= cells
    assert "21 Nov 2026, 15:40" in seen(view)


def test_a_press_puts_in_whom_it_was_with_and_the_letters_choose_the_kind(qtbot) -> None:
    view = new_entry()
    qtbot.addWidget(view)
    view.show()
    view.pupils.add(school.pupils()[0])
    button = next(
        each
        for each in view.findChildren(QPushButton)
        if each.accessibleIdentifier() == "entry.contact_of.1"
    )
    assert button.text() == "Maureen Hartley, grandmother"
    button.click()
    button.click()
    assert view.contact.line.text() == "Maureen Hartley, grandmother, 01234 567890"
    first = view.kind.button("call")
    qtbot.keyClick(first, Qt.Key.Key_P)
    assert view.kind.value() == "police"
    qtbot.keyClick(view.kind.button("police"), Qt.Key.Key_P)
    assert view.kind.value() == "positive"
    assert view.contact.isHidden()


def test_boxes_and_a_case_go_along_and_a_half_said_next_step_is_asked_for(qtbot) -> None:
    view = new_entry()
    qtbot.addWidget(view)
    view.kind.set_value("police")
    view.pupils.add(school.pupils()[0])
    assert view.more.source.value() == "child"
    view.boxes.field("reference").setText("WX-4711")
    view.case.set_value("k-1")
    view.more.next.what.setText("Ring")
    with qtbot.assertNotEmitted(view.saved):
        view.save()
    assert "Say who does it." in view.message.text()
    assert not view.more.next.owner.isHidden()
    view.more.next.owner.set_value(school.people()[0].id)
    view.more.next.set_due(7)
    view.more.summary.setText("Not kept: it is not significant")
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    draft = caught.args[0]
    assert (draft.case, draft.boxes, draft.text) == ("k-1", (("reference", "WX-4711"),), "")
    assert draft.next_action == ActionDraft(
        what="Ring", owner=school.people()[0].id, due="2026-11-29"
    )
    assert draft.summary == ""
    view.start()
    assert not view.unsaved()


def test_what_else_may_be_said_is_folded_away_and_says_what_it_holds(qtbot) -> None:
    view = new_entry()
    qtbot.addWidget(view)
    view.show()
    boxes = (view.more.next.what, view.more.decision, view.more.action, view.more.significant)
    assert not any(box.isVisible() for box in boxes)
    button = view.findChild(QPushButton, "entry.more.decided")
    assert button is not None
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert view.more.decision.isVisible()
    view.more.decision.setText("Walk home with an adult")
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert not view.more.decision.isVisible()
    assert "written" in button.text()
    view.more.show_written()
    assert view.more.decision.isVisible()
    assert not view.more.action.isVisible()
    view.start()
    assert not view.more.decision.isVisible()
    assert "written" not in button.text()
