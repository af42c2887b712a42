"""The screens of a plan: nothing is filled in silently, and every box is sent as it was typed."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from storage.records.risk_assessment import Considered, Control, Hazard
from tests.fakes import lead_school as school
from tests.fakes import risk_plans
from tests.fakes.lead_screens import risk_kept, search, today
from ui.risk_material import NewAgreement, RiskAction
from ui.views.risk import RiskView
from ui.views.risk_kept import RiskKeptView


@pytest.fixture
def plan(qtbot) -> RiskView:
    """A new plan for Amelia."""
    view = RiskView(lists=risk_plans.lists(), people=school.people())
    qtbot.addWidget(view)
    view.show_assessment(risk_plans.start())
    view.resize(1138, 728)
    view.show()
    return view


def choose(view: QWidget, identifier: str, text: str) -> None:
    combo = view.findChild(QComboBox, identifier)
    place = combo.findText(text)
    assert place >= 0, f"{identifier} offers no {text}"
    combo.setCurrentIndex(place)
    QApplication.processEvents()  # what is new on the page is shown


def press(view: QWidget, identifier: str) -> None:
    button = view.findChild(QAbstractButton, identifier)
    assert button.isVisible(), identifier
    button.click()


def seen(view: QWidget) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def sent(qtbot, view: RiskView):
    with qtbot.waitSignal(view.saved) as caught:
        view.save()
    return caught.args[0]


def test_a_template_fills_nothing_in_by_itself(plan: RiskView) -> None:
    """It offers a title and ticks; no hazard, no rating, no owner, no day."""
    choose(plan, "risk.template", "Between children")
    assert plan.title.text() == "Keeping safe"
    assert plan.review.value() == ""
    assert plan.suggestions.ticked() == ()
    assert not plan._rows[0].started()
    assert "One plan for each child." in seen(plan)
    assert "It never rates a child." in seen(plan)


def test_what_is_ticked_comes_into_the_plan_unrated(qtbot, plan: RiskView) -> None:
    """With the controls that were ticked, word for word, and no others."""
    choose(plan, "risk.template", "Between children")
    press(plan, "risk.suggest.toilets")
    press(plan, "risk.suggest.toilets.2")
    press(plan, "risk.suggest.take")
    row = plan._rows[0]
    assert row.hazard.text() == "Meets the other child alone"
    assert [each.control for each in row.controls.controls()] == [
        "An adult waits outside, in hearing."
    ]
    assert not row.rated()
    with qtbot.assertNotEmitted(plan.saved):
        plan.save()
    choose(plan, "risk.likelihood", "Likely")
    choose(plan, "risk.severity", "Serious")
    press(plan, "risk.review.in_2_weeks")
    draft = sent(qtbot, plan).draft
    (hazard,) = draft.hazards
    assert (hazard.setting, hazard.times) == ("toilets", ("lessons", "break"))
    assert (hazard.likelihood, hazard.severity, hazard.likelihood_after) == (4, 4, None)
    assert (draft.template, draft.kind) == ("between 1", "risk_assessment")
    assert draft.review_date == "2026-12-04"
    assert not plan.findChild(QAbstractButton, "risk.suggest.toilets").isVisible()


def test_suggestions_follow_the_child_s_part(plan: RiskView) -> None:
    """What is only for the child who is said to have done it is not offered to the other."""
    choose(plan, "risk.template", "Between children")
    assert plan.findChild(QAbstractButton, "risk.suggest.again").isVisible()
    choose(plan, "risk.role", "This happened to them")
    assert plan.suggestions.findChild(QAbstractButton, "risk.suggest.toilets").isVisible()
    left = [
        button for button in plan.findChildren(QAbstractButton, "risk.suggest.again")
        if button.isVisible()
    ]  # fmt: skip
    assert left == []


def test_every_box_is_sent_as_it_was_typed(qtbot, plan: RiskView) -> None:
    """Texts, considered, concerns, several controls with owner and day, and an action."""
    choose(plan, "risk.template", "Between children")
    plan.considered.findChild(QWidget, "risk.considered.victim").set_text(" Sit with Kit ")
    press(plan, "risk.more")
    for name, area in plan.more.areas.items():
        area.set_text(f"about {name}")
    plan.more.concerns.set_values(["c-1"])
    row = plan._rows[0]
    row.hazard.setText("Is followed")
    row.controls.lines[0].show_control(
        Control(control="Zones", owner="Pat Lowe", by_when="2026-11-27")
    )
    row.controls.lines[0].action.setChecked(True)
    press(plan, "risk.add_control")
    row.controls.lines[1].show_control(Control(control="Radio", owner="Megan Price"))
    choose(plan, "risk.likelihood", "Rare")
    choose(plan, "risk.severity", "Slight")
    plan.review.set_value("2026-12-04")
    saved = sent(qtbot, plan)
    draft = saved.draft
    assert draft.considered == (Considered(code="victim", text="Sit with Kit"),)
    assert draft.concerns == ("c-1",)
    assert {name: getattr(draft, name) for name in plan.more.areas} == {
        name: f"about {name}" for name in plan.more.areas
    }
    assert draft.hazards[0].controls == (
        Control(control="Zones", owner="Pat Lowe", by_when="2026-11-27"),
        Control(control="Radio", owner="Megan Price"),
    )
    assert saved.actions == (RiskAction(what="Zones", owner="Pat Lowe", due="2026-11-27"),)


def test_an_action_lacks_neither_owner_nor_day(qtbot, plan: RiskView) -> None:
    plan.title.setText("Play")
    plan.review.set_value("2026-12-04")
    row = plan._rows[0]
    row.hazard.setText("Is followed")
    choose(plan, "risk.likelihood", "Rare")
    choose(plan, "risk.severity", "Slight")
    row.controls.lines[0].control.set_text("Zones")
    row.controls.lines[0].action.setChecked(True)
    with qtbot.assertNotEmitted(plan.saved):
        plan.save()
    assert "An action has an owner." in seen(plan)
    assert "An action has a day." in seen(plan)


def test_another_scale_takes_the_ratings_off(plan: RiskView) -> None:
    """A five is never read as a three."""
    choose(plan, "risk.likelihood", "Almost certain")
    choose(plan, "risk.severity", "Grave")
    assert "High · 25" in seen(plan)
    choose(plan, "risk.scale", "Three by three")
    assert "High · 25" not in seen(plan)
    assert not plan._rows[0].rated()
    assert "the ratings were taken off" in plan.message.text()
    assert plan.findChild(QComboBox, "risk.likelihood").count() == 3


def test_a_version_comes_back_whole_and_asks_for_the_next_review(qtbot, plan: RiskView) -> None:
    newest = risk_plans.versions()[0]
    plan.show_assessment(risk_plans.start(newest))
    assert not plan.unsaved()
    plan.review.set_value("2027-01-08")
    draft = sent(qtbot, plan).draft
    assert draft.hazards == newest.draft.hazards
    assert draft.supersedes == newest.id
    for name in ("facts", "supervision", "considered", "template", "role", "title"):
        assert getattr(draft, name) == getattr(newest.draft, name), name


def test_a_copied_plan_says_what_to_check(plan: RiskView) -> None:
    """Where the other child may still be named is said, and leaving asks."""
    plan.show_assessment(risk_plans.start(copied=risk_plans.version(1).draft, still_named=(1, 2)))
    assert "read every word before saving" in plan.message.text()
    assert "hazard 1, 2" in plan.message.next_step()
    assert plan.unsaved()


def test_a_scale_of_another_program_is_said(plan: RiskView) -> None:
    plan.show_assessment(risk_plans.start(risk_plans.version(1, scale="ten by ten 1")))
    assert "a scale that this program does not have" in plan.message.text()


@pytest.fixture
def kept(qtbot) -> RiskKeptView:
    view = risk_kept()
    qtbot.addWidget(view)
    view.resize(1138, 728)
    view.show()
    return view


def cells(view: RiskKeptView) -> list[list[str]]:
    model = view.table.model()
    return [
        [model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())
    ]


def test_versions_stand_side_by_side(kept: RiskKeptView) -> None:
    """Added, taken out, changed, each said in a word; the same only when asked for."""
    assert [row[3] for row in cells(kept)] == ["Added", "Taken out", "Changed", "Changed"]
    assert "Is messaged at night" in cells(kept)[0][2]
    assert cells(kept)[1][2] == "–"
    assert "1 added, 1 taken out, 0 changed, 1 the same" in seen(kept)
    choose(kept, "risk_kept.earlier", "Version 1, 1 Nov 2026, Ruth Okafor")
    changed = next(row for row in cells(kept) if row[3].startswith("Changed: "))
    assert changed[3] == "Changed: risk now, what is done"
    assert "Now: High 16 (4 × 4)" in changed[1]
    assert "Now: Medium 8 (2 × 4)" in changed[2]
    assert "• Uses a named toilet – Megan Price, by 20 Nov 2026" in changed[1]
    shown = len(cells(kept))
    press(kept, "risk_kept.everything")
    assert len(cells(kept)) > shown
    assert ["What it is about", "Keeping safe", "Keeping safe", "The same"] in cells(kept)


def test_the_table_is_moved_through_by_arrows_and_left_by_tab(qtbot, kept: RiskKeptView) -> None:
    kept.table.setFocus()
    qtbot.keyClick(kept.table, Qt.Key.Key_Down)
    assert kept.table.currentIndex().row() == 1
    qtbot.keyClick(kept.table, Qt.Key.Key_Tab)
    assert kept.table.currentIndex().row() == 1
    assert not kept.table.hasFocus()


def test_an_agreement_needs_who_as_what_and_when(qtbot, kept: RiskKeptView) -> None:
    assert "Dan Whitcombe, Head teacher, on 3 Nov 2026: “Yes.”" in seen(kept)
    with qtbot.assertNotEmitted(kept.agreed):
        press(kept, "risk_kept.sign.keep")
    assert "Say who agreed." in seen(kept)
    kept.findChild(QLineEdit, "risk_kept.sign.name").setText("Mrs Hartley")
    choose(kept, "risk_kept.sign.role", "Parent or carer")
    assert kept.unsaved()
    with qtbot.waitSignal(kept.agreed) as caught:
        press(kept, "risk_kept.sign.keep")
    assert caught.args[0] == NewAgreement(
        version=3, name="Mrs Hartley", role="parent", on=today().isoformat()
    )


def test_an_end_needs_its_reason(qtbot, kept: RiskKeptView) -> None:
    with qtbot.assertNotEmitted(kept.ended):
        press(kept, "risk_kept.end")
    kept.findChild(QLineEdit, "risk_kept.end.reason").setText("Moved class")
    with qtbot.waitSignal(kept.ended) as caught:
        press(kept, "risk_kept.end")
    assert caught.args == [today().isoformat(), "Moved class", ""]


def test_an_ended_plan_says_why_and_is_changed_no_more(qtbot) -> None:
    view = RiskKeptView(lists=risk_plans.lists(), search=search, today=today)
    qtbot.addWidget(view)
    view.show_plan("Amelia Hartley", risk_plans.ended())
    view.show()
    assert "Ended on 20 Nov 2026 by Ruth Okafor. Why: Moved school" in seen(view)
    assert "Plan passed on" in seen(view)
    for identifier in ("risk_kept.change", "risk_kept.end"):
        assert not view.findChild(QAbstractButton, identifier).isVisible()


def test_another_child_is_one_child(qtbot, kept: RiskKeptView) -> None:
    with qtbot.assertNotEmitted(kept.other_requested):
        press(kept, "risk_kept.other.begin")
    kept.other.add(school.pupils()[1])
    with qtbot.waitSignal(kept.other_requested) as caught:
        press(kept, "risk_kept.other.begin")
    assert caught.args == ["p-2"]


def test_no_line_of_a_compared_hazard_is_cut(kept: RiskKeptView) -> None:
    """The last line says how high the risk is: no wrapping may push it out of its row."""
    table = kept.table
    model = table.model()
    cut = set()
    for words in range(4, 40):  # somewhere a word just fits without the padding, and not with it
        hazard = risk_plans.version(1).draft.hazards[0].to_value()
        said = {**hazard, "control": "An adult knocks " * words}
        later = risk_plans.version(2, hazards=(Hazard.from_value(said),))
        table.show_versions(risk_plans.version(1), later, everything=True)
        for column in range(1, 3):
            text = model.index(0, column).data()
            room = QRect(0, 0, table.columnWidth(column) - 24, 9_999)
            flags = Qt.TextFlag.TextWordWrap
            need = QFontMetrics(table.font()).boundingRect(room, flags, text).height()
            if table.rowHeight(0) < need:
                cut.add(words)
    assert cut == set()
