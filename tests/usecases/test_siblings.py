"""Brothers and sisters: linked by a person, the same from every child's file, never by guessing."""

from dataclasses import replace

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_families import families_on_roll, linked_family
from desktop.usecases.lead.siblings import link_siblings, unlink_sibling
from desktop.usecases.lead.siblings_offered import alike_in, offered_for, offered_siblings
from desktop.usecases.lead.verify_casebook import replay_differences
from desktop.usecases.staff.station import team_card
from storage.database.repositories import ledger_rows, pupils
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.pupil import Contact, Pupil, PupilDetails
from tests.fakes.small_school import SmallSchool


def ids(casebook: OpenCasebook) -> list[str]:
    """Everybody of the small school, by surname."""
    return pupils.ids(casebook.connection)


def named(casebook: OpenCasebook, pupil_id: str) -> set[str]:
    """Whom this child's own entry names."""
    child = pupils.pupil(casebook.connection, pupil_id)
    assert child is not None
    return set(child.siblings)


def entries(casebook: OpenCasebook) -> int:
    """How long the record is."""
    return ledger_rows.heads(casebook.connection).size


def one_sided(casebook: OpenCasebook, child: str, *others: str) -> None:
    """An older entry in which only one file names the other."""
    fields = {"id": child, "source": "test", "siblings": list(others)}
    casebook.append(Event(type="pupil.changed", fields=fields))


def card_families(school: SmallSchool) -> dict[str, str]:
    """What the workstation's card says, by child."""
    card = team_card(school.station())
    assert card is not None
    return {pupil.id: pupil.family for pupil in card.pupils}


def test_every_file_of_a_family_names_all_the_others(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, second, third, fourth, alone = ids(casebook)
        assert link_siblings(casebook, [first, second])[0] == first
        link_siblings(casebook, [third, fourth])
        family = link_siblings(casebook, [second, third])
        assert family[0] == second
        assert set(family) == {first, second, third, fourth}
        for child in family:
            assert named(casebook, child) == set(family) - {child}
        assert named(casebook, alone) == set()
        assert {frozenset(each) for each in families_on_roll(casebook.connection)} == {
            frozenset(family)
        }
        assert not replay_differences(casebook)


def test_links_of_one_side_only_are_made_whole(school: SmallSchool) -> None:
    """Also over a child who is not in the casebook any more."""
    with school.signed_in() as casebook:
        first, second, third = ids(casebook)[:3]
        one_sided(casebook, first, "p-000000000000", second)
        link_siblings(casebook, [third, second])
        for child in (first, second, third):
            assert named(casebook, child) == {first, second, third} - {child}


def test_what_is_so_already_is_not_recorded_again(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, second, third = ids(casebook)[:3]
        link_siblings(casebook, [first, second])
        before = entries(casebook)
        link_siblings(casebook, [second, first, second])
        assert entries(casebook) == before
        link_siblings(casebook, [second, third])
        assert entries(casebook) == before + 3


def test_a_child_taken_out_leaves_the_others_together(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, second, third, fourth = ids(casebook)[:4]
        link_siblings(casebook, [first, second, third, fourth])
        assert set(unlink_sibling(casebook, first, [second, third])) == {first, fourth}
        assert named(casebook, first) == {fourth}
        assert named(casebook, fourth) == {first}
        assert named(casebook, second) == {third}
        assert named(casebook, third) == {second}
        assert unlink_sibling(casebook, first, [fourth]) == (first,)
        assert named(casebook, first) == named(casebook, fourth) == set()
        assert not replay_differences(casebook)
    families = card_families(school)
    assert families[first] == families[fourth] == ""
    assert families[second] == families[third] != ""


def test_the_card_follows_each_change(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, second = ids(casebook)[:2]
        assert set(card_families(school).values()) == {""}
        link_siblings(casebook, [first, second])
        families = card_families(school)
        assert families[first] == families[second] != ""
        unlink_sibling(casebook, second, [first])
        assert set(card_families(school).values()) == {""}


def test_a_child_who_has_left_can_be_linked_and_is_not_on_the_card(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, left = ids(casebook)[:2]
        fields = {"id": left, "source": "test", "on_roll": False}
        casebook.append(Event(type="pupil.changed", fields=fields))
        link_siblings(casebook, [first, left])
        child = pupils.pupil(casebook.connection, left)
        assert child is not None
        assert [one.id for one in linked_family(casebook.connection, child)] == [left, first]
        assert offered_for(casebook, left) == ()
    assert left not in card_families(school)


def test_what_cannot_be_is_refused_and_changes_nothing(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, second, third = ids(casebook)[:3]
        link_siblings(casebook, [first, second])
        before = entries(casebook)
        unknown = "p-000000000000"
        for code, change in (
            ("siblings.two_needed", lambda: link_siblings(casebook, [first, first])),
            ("siblings.two_needed", lambda: unlink_sibling(casebook, first, [first])),
            ("siblings.two_needed", lambda: unlink_sibling(casebook, first, [])),
            ("siblings.not_linked", lambda: unlink_sibling(casebook, first, [second, third])),
            ("pupils.not_found", lambda: link_siblings(casebook, [first, unknown])),
            ("pupils.not_found", lambda: unlink_sibling(casebook, unknown, [first])),
            ("pupils.not_found", lambda: offered_for(casebook, unknown)),
        ):
            with pytest.raises(UserFacingError) as refused:
                change()
            assert refused.value.code == code
        assert entries(casebook) == before
        backup = replace(casebook, read_only=True)
        with pytest.raises(UserFacingError) as refused:
            link_siblings(backup, [first, third])
        assert refused.value.code == "casebook.read_only"


def test_two_children_of_the_transfer_file_are_offered_and_not_linked(school: SmallSchool) -> None:
    """Shân and Tomasz live at one address with one mother; nobody else of the file is like that."""
    with school.signed_in() as casebook:
        (offer,) = offered_siblings(casebook)
        names = pupils.names(casebook.connection, [offer.pupil_id, offer.other_id])
        assert {name.split()[0] for name in names.values()} == {"Shân", "Tomasz"}
        assert offer.why == ("address", "contact")
        for one, other in ((offer.pupil_id, offer.other_id), (offer.other_id, offer.pupil_id)):
            (found,) = offered_for(casebook, one)
            assert (found.pupil_id, found.other_id, found.why) == (one, other, offer.why)
        assert families_on_roll(casebook.connection) == ()
        link_siblings(casebook, [offer.pupil_id, offer.other_id])
        assert offered_siblings(casebook) == offered_for(casebook, offer.pupil_id) == ()
        unlink_sibling(casebook, offer.pupil_id, [offer.other_id])
        assert offered_siblings(casebook) == (offer,)


def kim(**changes: object) -> Pupil:
    """A child of a house in a village, with a mother to ring."""
    mother = Contact(name="Mrs Sarah Jones", relationship="Mother", phones=("07700 900123",))
    usual = {
        "legal_surname": "Jones",
        "address": "4 Mill Lane, Wexcombe, ZZ1 2AB",
        "contacts": (mother,),
    }
    return Pupil(id="p-1", details=PupilDetails(**{**usual, **changes}))  # type: ignore[arg-type]  # any field


def sarah(*phones: str, name: str = "Mrs Sarah Jones", email: str = "") -> tuple[Contact, ...]:
    """Somebody to ring first."""
    return (Contact(name=name, relationship="Mother", phones=phones, email=email),)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ("address", "contact")),
        ({"address": "4 MILL LANE Wexcombe ZZ12AB", "contacts": ()}, ("address",)),
        ({"address": "14 Mill Lane, Wexcombe, ZZ1 2AB"}, ("contact",)),
        ({"address": "", "contacts": sarah("07700-900123", "01632 960001")}, ("contact",)),
        ({"address": "", "contacts": sarah()}, ("contact",)),
        # another mother of that name
        ({"address": "", "contacts": sarah("07700 900999")}, ()),
        # the same telephone, somebody else: the other half of a couple, or a refuge
        ({"address": "", "contacts": sarah("07700 900123", name="Ms Ann Lee")}, ()),
        ({"legal_surname": "Jones-Lee"}, ()),
        ({"legal_surname": "JONES", "contacts": ()}, ("address",)),
        ({"legal_surname": ""}, ()),
    ],
)
def test_what_makes_two_children_look_like_one_family(
    changes: dict[str, object], why: tuple[str, ...]
) -> None:
    assert alike_in(kim(), kim(**changes)) == alike_in(kim(**changes), kim()) == why


@pytest.mark.parametrize("address", ["", "No fixed address, c/o the refuge", "Wexcombe"])
def test_an_address_without_a_number_is_nobodys_home(address: str) -> None:
    assert alike_in(kim(address=address, contacts=()), kim(address=address, contacts=())) == ()


def test_two_children_without_a_surname_are_not_alike() -> None:
    assert alike_in(kim(legal_surname=""), kim(legal_surname="")) == ()
