"""A reporting form on the screen with a few made-up children and colleagues."""

from collections.abc import Sequence
from datetime import UTC, datetime

from storage.records.name_tokens import NamedPerson
from ui.drafts import ContactLine, FindNow
from ui.views.report import ReportView
from ui.widgets.choice_row import Choice
from ui.widgets.fold import NameIndex
from ui.widgets.person_picker import PersonOption
from ui.widgets.pupil_picker import PupilOption

ZOE = PupilOption(id="p-1", display="Zoë O’Brien", year="3", klass="Owls")
ZAK = PupilOption(id="p-2", display="Zachary O’Brien", year="R", klass="Ducks")
ZIA = PupilOption(id="p-3", display="Zia O’Brien", year="6", klass="Hawks")
SAM = PupilOption(id="p-4", display="Sam Price", year="5", klass="Elm")
OTHER_SAM = PupilOption(id="p-5", display="Sam Price", year="2", klass="Oak")
PUPILS = (ZOE, ZAK, ZIA, SAM, OTHER_SAM)
ELLIS = PersonOption(id="sam.ellis", name="Sam Ellis", detail="Teaching assistant")
PEOPLE = (ELLIS, PersonOption(id="sue.ellis", name="Sue Ellis", detail="Kitchen"))
ADULTS = (
    PersonOption(id="u-1", name="Sam Ellis", detail="Teaching assistant"),
    PersonOption(id="u-2", name="Ruth Hall", detail="Head teacher"),
)
ROLES = tuple(
    Choice(value=code, text=text)
    for code, text in (
        ("subject", "This happened to them"),
        ("alleged", "Said to have done it"),
        ("other_child", "Also affected"),
        ("witness", "Saw or heard it"),
        ("sibling", "Brother or sister"),
        ("context", "Mentioned"),
    )
)
PLACES = (Choice(value="playground", text="Playground"), Choice(value="home", text="At home"))
SOURCES = tuple(
    Choice(value=code, text=text)
    for code, text in (("saw", "I saw it"), ("parent", "A parent told me"), ("police", "Police"))
)
CONTACTS = FindNow(
    leads=(ContactLine(name="Anna Lee", what="DSL", telephone="01632 960001"),),
    about_adult=(ContactLine(name="Ruth Hall", what="Head teacher"),),
    about_head=(ContactLine(name="Mo Khan", what="Chair of governors", telephone="01632 960002"),),
)
NAMED = (
    *(NamedPerson(id=child.id, kind="pupil", name=child.display) for child in PUPILS),
    *(NamedPerson(id=adult.id, kind="staff", name=adult.name) for adult in ADULTS),
)
_INDEX = NameIndex(PUPILS, name=lambda child: child.display)


def now() -> datetime:
    """Ten past nine on a Sunday in winter, when the school's time is UTC."""
    return datetime(2026, 11, 22, 9, 10, tzinfo=UTC)


def relatives(identifier: str) -> Sequence[PupilOption]:
    """The three O'Briens are brothers and sisters."""
    family = (ZOE, ZAK, ZIA)
    here = any(child.id == identifier for child in family)
    return [child for child in family if here and child.id != identifier]


def known(identifier: str) -> PupilOption | None:
    """The child of an id."""
    return next((child for child in PUPILS if child.id == identifier), None)


def new_form() -> ReportView:
    """The view, not started."""
    return ReportView(
        search=lambda typed: _INDEX.find(typed, limit=12),
        roles=ROLES,
        places=PLACES,
        sources=SOURCES,
        now=now,
        relatives=relatives,
        known=known,
        picture_advice="Draw injuries, do not photograph them.",
    )


def start(form: ReportView) -> None:
    """Show it empty."""
    form.start(people=PEOPLE, adults=ADULTS, contacts=CONTACTS)
    form.set_named(NAMED)


def fill(form: ReportView) -> None:
    """Everything that must be there."""
    form.adult.about_adult.set_value("no")
    form.who.person.set_person("sam.ellis")
    form.who.pin.setText("4821")
    form.facts.pupils.add(ZOE)
    form.account.happened.set_text("She would not take off her coat.")
    form.account.told.set_value("yes")
