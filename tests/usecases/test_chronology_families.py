"""The files of brothers and sisters in one chronology: each entry once, with whose it is."""

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_families import joined_files, linked_family
from desktop.usecases.lead.documents.chronology import build
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from desktop.usecases.staff.station import team_card
from exports.parts import Entries
from storage.database.repositories import pupils
from storage.records.concern import LinkedPupil
from storage.records.events import Event
from storage.records.redaction import Redactor
from tests.fakes.small_school import WHEN, SmallSchool


def link(casebook: OpenCasebook, pupil: str, *siblings: str) -> None:
    """One file names the others as brothers and sisters."""
    fields = {"id": pupil, "source": "test", "siblings": list(siblings)}
    casebook.append(Event(type="pupil.changed", fields=fields))


def about(casebook: OpenCasebook, text: str, *children: str) -> str:
    """An entry in the files of these children."""
    links = tuple(LinkedPupil(id=child, role="subject") for child in children)
    entry = NewEntry(kind="call", pupils=links, happened=WHEN, text=text)
    return add_entry(casebook, entry=entry)


def test_links_are_followed_from_either_end_and_over_several_children(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, second, third, alone = pupils.all_pupils(casebook.connection)[:4]
        link(casebook, first.id, second.id)
        link(casebook, third.id, second.id)
        for start in (first, second, third):
            child = pupils.pupil(casebook.connection, start.id)
            assert child is not None
            family = linked_family(casebook.connection, child)
            assert family[0].id == start.id
            assert {one.id for one in family} == {first.id, second.id, third.id}
            born = [one.details.date_of_birth for one in family[1:]]
            assert born == sorted(born)
        assert [one.id for one in linked_family(casebook.connection, alone)] == [alone.id]


def test_a_link_to_a_child_who_is_not_known_is_no_child(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first = pupils.all_pupils(casebook.connection)[0]
        link(casebook, first.id, "p-000000000000")
        child = pupils.pupil(casebook.connection, first.id)
        assert child is not None
        assert [one.id for one in linked_family(casebook.connection, child)] == [first.id]


def test_an_entry_about_two_children_stands_there_once(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, second, third = pupils.all_pupils(casebook.connection)[:3]
        own = about(casebook, "One child alone.", first.id)
        joint = about(casebook, "Both children.", second.id, first.id)
        about(casebook, "Somebody else's child.", third.id)
        files = joined_files(casebook.connection, (first, second))
    assert [entry.id for entry in files.entries] == [own, joint]
    assert files.whose == {
        own: {first.id: "subject"},
        joint: {first.id: "subject", second.id: "subject"},
    }


def test_a_child_who_is_said_to_have_hurt_another_is_not_read_as_the_hurt_one(
    school: SmallSchool,
) -> None:
    """In each child's own chronology, and in that of both."""
    with school.signed_in() as casebook:
        hurt, other = pupils.all_pupils(casebook.connection)[:2]
        link(casebook, hurt.id, other.id)
        links = (
            LinkedPupil(id=hurt.id, role="subject"),
            LinkedPupil(id=other.id, role="alleged"),
        )
        add_entry(
            casebook,
            entry=NewEntry(kind="call", pupils=links, happened=WHEN, text="Bitten on the arm."),
        )
        headings = [
            heading(casebook, hurt.id),
            heading(casebook, other.id),
            heading(casebook, hurt.id, family=True),
        ]
    assert headings == [
        "Call",
        "Call (this child: said to have done it)",
        f"{hurt.display_name} and {other.display_name} (said to have done it): Call",
    ]


def heading(casebook: OpenCasebook, pupil_id: str, *, family: bool = False) -> str:
    """What stands above the only entry of a chronology."""
    request = DocumentRequest(kind="chronology", pupil_id=pupil_id, family=family)
    made = build(casebook, request, Redactor())
    (row,) = (row for part in made.parts if isinstance(part, Entries) for row in part.rows)
    return row.heading


def test_the_card_of_the_workstations_says_who_are_brothers_and_sisters(
    school: SmallSchool,
) -> None:
    """Over several links, either way round; whoever has left joins those who stay."""
    with school.signed_in() as casebook:
        first, second, third, alone, left = pupils.all_pupils(casebook.connection)[:5]
        link(casebook, first.id, left.id)
        link(casebook, left.id, second.id)
        link(casebook, alone.id, "p-000000000000")
        fields = {"id": left.id, "source": "test", "on_roll": False}
        casebook.append(Event(type="pupil.changed", fields=fields))
        publish_cards(cards_state(casebook))
    card = team_card(school.station())
    assert card is not None
    family = {pupil.id: pupil.family for pupil in card.pupils}
    assert left.id not in family
    assert family[first.id] == family[second.id] == "1"
    assert family[third.id] == family[alone.id] == ""
