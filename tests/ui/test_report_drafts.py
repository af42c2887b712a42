"""Form to draft to form: nothing is lost, nothing is made up, whatever stands in the boxes."""

from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from storage.records.body_map import BodyMap, Mark
from storage.records.concern import (
    Attachment,
    ConcernDraft,
    LinkedPupil,
    Mention,
    PaperOriginal,
)
from storage.records.when import When
from tests.fakes.report_form import ELLIS, PUPILS, fill, new_form, now, start
from ui.drafts import ReportForm, WhenTyped, WhoDraft, WhoKind
from ui.views.report import ReportView
from ui.widgets.when_edit import WhenEdit

WORDS = st.text(alphabet="aZé’ “.\n–ب李", max_size=12).map(str.strip)
LINE = st.text(alphabet="aZé’ “.–ب李", max_size=8).map(str.strip)
MARK = Mark(number=1, view="child-front@1", x=1, y=2, region="r", site="s", kind="bruise")
TYPED = st.one_of(
    st.just(WhenTyped(kind="day", day="22/11/2026", time="09:10")),
    st.builds(
        WhenTyped,
        kind=st.sampled_from(("day", "between", "unknown")),
        day=st.sampled_from(("", "22/11/2026", "21.11.26", "31/02/2026", "Monday")),
        last_day=st.sampled_from(("", "21/11/2026", "soon")),
        time=st.sampled_from(("", "9.05", "23:59", "25:00")),
        about=st.booleans(),
        words=LINE,
    ),
)
PAPER = st.none() | st.builds(
    PaperOriginal,
    form=LINE,
    written=st.sampled_from(
        (
            When.unknown(),
            When.unknown(as_told="Friday 13:00"),
            When(earliest="2026-11-20", latest="2026-11-20", precision="day", as_told=""),
            When(
                earliest="2026-11-20T13:05",
                latest="2026-11-20T13:05",
                precision="minute",
                as_told="",
            ),
        )
    ),
    kept=LINE,
)
ADULT = st.one_of(
    st.sampled_from((("", ""), ("no", ""), ("no", "head"))).map(lambda answers: (answers, {})),
    st.builds(
        lambda post, whom: (
            ("yes", post),
            {
                "about_adult": True,
                "about_post": "" if post == "other" else post,
                "about_head": post == "head",
                "about_id": whom[0],
                "about_whom": whom[1],
            },
        ),
        st.sampled_from(("", "other", "dsl", "head", "chair")),
        st.sampled_from((("", ""), ("", "A driver"), ("u-2", "Ruth Hall"))),
    ),
)
CHILDREN = st.lists(
    st.tuples(st.sampled_from(PUPILS), st.sampled_from(("subject", "alleged", "witness", ""))),
    max_size=3,
    unique_by=lambda pair: pair[0].id,
)
ATTACHMENTS = st.lists(
    st.builds(
        Attachment,
        name=st.sampled_from(("note.pdf", "drawing.png")),
        media_type=st.sampled_from(("application/pdf", "image/png")),
        content=st.binary(min_size=1, max_size=9),
    ),
    max_size=2,
).map(tuple)
WHO = st.sampled_from(
    (
        WhoDraft(kind=WhoKind.MEMBER),
        WhoDraft(kind=WhoKind.MEMBER, person=ELLIS.id, name=ELLIS.name),
        WhoDraft(kind=WhoKind.FIRST_TIME, person=ELLIS.id, name=ELLIS.name),
        WhoDraft(kind=WhoKind.GUEST, name="Pat Gray, supply"),
    )
)


@st.composite
def forms(draw: st.DrawFn) -> ReportForm:
    """Any form as a view can hold it."""
    children = draw(CHILDREN)
    account, opinion = draw(WORDS), draw(WORDS)
    mentions: tuple[Mention, ...] = ()
    if draw(st.booleans()):
        account, opinion = f"Zoë O’Brien {account}".strip(), f"{opinion} Sam Ellis".strip()
        mentions = (
            Mention(id="p-1", kind="pupil", text="Zoë O’Brien"),
            Mention(id="u-1", kind="staff", text="Sam Ellis"),
        )
    answers, adult = draw(ADULT)
    edit = WhenEdit("a.happened", "When", now=now)
    edit.set_typed(draw(TYPED))
    happened = When.unknown(as_told=edit.as_typed()) if edit.problem() else edit.value()
    concern = ConcernDraft(
        pupils=tuple(LinkedPupil(id=child.id, role=role) for child, role in children),
        unlisted_pupil=draw(LINE),
        what_happened=account,
        child_words=draw(WORDS),
        opinion=opinion,
        questions=draw(WORDS),
        did_at_once=draw(WORDS),
        mentions=mentions,
        happened=happened,
        told_dsl=draw(st.sampled_from(("", "yes", "no"))),
        place=draw(LINE),
        place_kind=draw(st.sampled_from(("", "home", "playground"))),
        source=draw(st.sampled_from(("", "saw", "parent"))),
        told_by=draw(LINE),
        who_else=draw(LINE),
        paper=draw(PAPER),
        body_maps=draw(
            st.sampled_from(((), (BodyMap(marks=(MARK,)),), (BodyMap(marks=(MARK,)),) * 2))
        ),
        attachments=draw(ATTACHMENTS),
        follow_up_to=draw(st.sampled_from(("", "12"))),
        **adult,
    )
    names = tuple(child.display for child, _ in children)
    return ReportForm(
        who=draw(WHO), concern=concern, happened=edit.typed(), names=names, answers=answers
    )


@pytest.fixture
def view(qtbot) -> ReportView:
    form = new_form()
    qtbot.addWidget(form)
    return form


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(form=forms(), card_is_new=st.booleans())
def test_a_form_comes_back_as_it_was(view: ReportView, form: ReportForm, card_is_new: bool) -> None:
    """Also where the children have left the list of the school meanwhile."""
    start(view)
    view.show_draft(form, pupils=() if card_is_new else PUPILS)
    assert view.form() == form
    again = view.form()
    start(view)
    assert view.untouched()
    view.show_draft(again)
    assert view.form() == form


def test_every_box_of_a_concern_is_drawn_above() -> None:
    """A box added later must be added here too; told_whom is asked by nobody."""
    drawn = {
        *("pupils", "unlisted_pupil", "what_happened", "child_words", "opinion", "questions"),
        *("did_at_once", "mentions", "happened", "told_dsl", "place", "place_kind", "source"),
        *("told_by", "who_else", "paper", "body_maps", "attachments", "follow_up_to"),
        *("about_adult", "about_head", "about_post", "about_id", "about_whom"),
    }
    assert {field.name for field in fields(ConcernDraft)} - drawn == {"told_whom"}


def test_a_half_typed_time_is_kept_as_it_stands(view: ReportView) -> None:
    start(view)
    fill(view)
    view.facts.when.kind.set_value("day")
    view.facts.when.day.line.setText("31/02/26")
    form = view.form()
    assert form.concern.happened == When.unknown(as_told="31/02/26")
    start(view)
    view.show_draft(form)
    assert view.facts.when.day.line.text() == "31/02/26"
    assert view.facts.when.kind.value() == "day"


def test_an_author_who_is_known_stays_when_a_draft_is_shown(view: ReportView) -> None:
    start(view)
    fill(view)
    form = view.form()
    view.start(people=(ELLIS,), contacts=view._contacts, author=ELLIS, ask_pin=False)
    view.show_draft(form)
    assert view.who.author() == ELLIS
    assert not view.who.pin.isVisibleTo(view)


def test_details_of_a_draft_are_unfolded(view: ReportView, qapp: QApplication) -> None:
    start(view)
    fill(view)
    view.more.opinion.set_text("I think he is hungry, because he asked for seconds twice.")
    form = view.form()
    start(view)
    assert not view.more.isVisibleTo(view)
    view.show_draft(form)
    assert view.more.isVisibleTo(view)
    assert view.account.more.isChecked()
