"""Who reads a concern about an adult: every combination of people, and never its subject."""

import itertools
from collections.abc import Iterable

import pytest

from desktop.usecases.staff.adult_reader import route_for
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.station import known_team_card
from storage.keys.person_keys import PersonKeys
from storage.letterbox.school_card import Reader, SchoolCard
from storage.letterbox.slip import open_slip
from storage.letterbox.team_card import Contact, TeamCard
from storage.records.errors import UserFacingError
from tests.fakes.restricted_readers import add_chair, add_head, enrol, make_head, room
from tests.fakes.small_school import SmallSchool

STORE = "a0" * 16
KEYS = {
    name: PersonKeys.from_seed(bytes([number]) * 32)
    for number, name in enumerate(("head", "chair", "spare"), start=1)
}
LADO = Contact(person="", role="lado", name="Jo Marsh", telephone="01632 960900")


def school_card(readers: Iterable[str], *, tested: Iterable[str] = ()) -> SchoolCard:
    """A card with the keys of these posts."""
    return SchoolCard(
        school_name="Made-up",
        urn="1",
        store_id=STORE,
        version=1,
        issued_at="2026-11-22T09:10:00.000Z",
        school_key=bytes(32),
        readers=(),
        restricted=tuple(
            Reader(
                role=post,
                key_id=KEYS[post].key_id,
                x25519=KEYS[post].public.x25519,
                tested=post in tested,
            )
            for post in readers
        ),
    )


def team(posts: dict[str, tuple[str, ...]], readers: Iterable[str]) -> TeamCard:
    """A card on which each person holds these posts."""
    contacts = [
        Contact(
            person=person,
            role=role,
            name=f"Name of {person}",
            telephone="1",
            key_id=KEYS[role].key_id if role in readers and role in KEYS else "",
        )
        for person, roles in posts.items()
        for role in roles
    ]
    return TeamCard(
        store_id=STORE,
        version=1,
        issued_at="2026-11-22T09:10:00.000Z",
        guide_version="1",
        staff=(),
        contacts=(*contacts, LADO),
        pupils=(),
    )


USUAL = {"ruth": ("lead",), "dan": ("deputy",), "hana": ("head",), "cleo": ("chair",)}
HEAD_IS_DSL = {"ruth": ("lead", "head"), "dan": ("deputy",), "cleo": ("chair",)}
HEAD_IS_CHAIR = {"ruth": ("lead",), "hana": ("head", "chair")}
HEAD_IS_DEPUTY = {"ruth": ("lead",), "dan": ("deputy", "head"), "cleo": ("chair",)}
BOTH = ("head", "chair", "spare")

CASES = [
    # school, keys, what the form says, who reads it
    (USUAL, BOTH, {}, "head"),
    (USUAL, BOTH, {"about_id": "megan"}, "head"),
    (USUAL, BOTH, {"about_post": "dsl"}, "head"),
    (USUAL, BOTH, {"about_id": "ruth"}, "head"),
    (USUAL, BOTH, {"about_post": "head"}, "chair"),
    (USUAL, BOTH, {"about_id": "hana"}, "chair"),
    (USUAL, BOTH, {"about_whom": "  name OF  hana "}, "chair"),
    (USUAL, BOTH, {"about_post": "chair"}, "head"),
    (USUAL, BOTH, {"about_id": "cleo"}, "head"),
    (USUAL, BOTH, {"about_post": "head", "about_id": "cleo"}, "spare"),
    (USUAL, ("head", "spare"), {"about_post": "head"}, "spare"),
    (USUAL, ("chair", "spare"), {}, "chair"),
    (USUAL, ("chair", "spare"), {"about_post": "chair"}, "spare"),
    (USUAL, ("head", "spare"), {"about_post": "chair"}, "head"),
    (USUAL, ("spare",), {}, "spare"),
    (HEAD_IS_DSL, BOTH, {}, "head"),
    (HEAD_IS_DSL, BOTH, {"about_post": "dsl"}, "chair"),
    (HEAD_IS_DSL, BOTH, {"about_id": "ruth"}, "chair"),
    (HEAD_IS_DSL, BOTH, {"about_post": "dsl", "about_id": "dan"}, "head"),
    (HEAD_IS_DSL, BOTH, {"about_post": "head"}, "chair"),
    (HEAD_IS_DSL, ("head", "spare"), {"about_post": "dsl"}, "spare"),
    (HEAD_IS_CHAIR, BOTH, {"about_post": "head"}, "spare"),
    (HEAD_IS_CHAIR, BOTH, {"about_post": "chair"}, "spare"),
    (HEAD_IS_DEPUTY, BOTH, {"about_post": "dsl"}, "chair"),
    (HEAD_IS_DEPUTY, BOTH, {"about_id": "ruth"}, "head"),
    (HEAD_IS_DEPUTY, BOTH, {"about_id": "dan"}, "chair"),
]


@pytest.mark.parametrize(("posts", "readers", "said", "expected"), CASES)
def test_the_rule_finds_the_reader(posts, readers, said, expected) -> None:
    route = route_for(school_card(readers), team(posts, readers), **said)
    assert route.post == expected


@pytest.mark.parametrize("posts", [USUAL, HEAD_IS_DSL, HEAD_IS_DEPUTY])
def test_whoever_is_named_never_reads_it_and_is_never_to_be_rung(posts) -> None:
    people = [*posts, "megan", ""]
    keys = [readers for count in range(4) for readers in itertools.combinations(BOTH, count)]
    tried = 0
    for person, readers, post in itertools.product(people, keys, ("", "dsl", "head", "chair")):
        card = team(posts, readers)
        route = route_for(school_card(readers), card, about_id=person, about_post=post)
        subjects = {person} - {""}
        subjects |= {
            c.person for c in card.contacts if post in ("head", "chair") and c.role == post
        }
        if route.reader is not None and route.reader.role != "spare":
            holders = {c.person for c in card.contacts if c.key_id == route.reader.key_id}
            assert holders.isdisjoint(subjects)
            assert route.reader.role != post
        assert {contact.person for contact in route.ring}.isdisjoint(subjects)
        assert LADO in route.ring
        tried += 1
    assert tried > 150


def test_telephone_numbers_stand_beside_a_way_that_nobody_has_tried() -> None:
    card = team(USUAL, BOTH)
    assert route_for(school_card(BOTH), card).also_ring
    assert not route_for(school_card(BOTH, tested=("head",)), card).also_ring
    assert route_for(school_card(BOTH, tested=("head",)), card, about_post="head").also_ring
    assert route_for(school_card(("spare",), tested=("spare",)), card).also_ring
    about_chair = route_for(school_card(BOTH), card, about_post="chair")
    assert [contact.role for contact in about_chair.ring] == ["lado", "head"]


def test_without_the_card_of_names_the_answers_alone_decide() -> None:
    assert route_for(school_card(BOTH), None).post == "head"
    assert route_for(school_card(BOTH), None, about_post="head").post == "chair"
    assert route_for(school_card(("spare",)), None, about_post="head").ring == ()


@pytest.mark.parametrize(
    ("said", "reader"),
    [
        ({}, "head"),
        ({"about_post": "dsl"}, "chair"),
        ({"about_id": "ruth"}, "chair"),
        ({"about_head": True}, "chair"),
        ({"about_id": "dan"}, "head"),
    ],
)
def test_in_a_real_school_whose_head_is_the_dsl(school: SmallSchool, said, reader) -> None:
    """Real keys: the letter opens for its reader, and for nobody else of the school."""
    with school.signed_in() as casebook:
        make_head(casebook, "ruth")
        add_chair(casebook)
        for post in ("head", "chair"):
            enrol(school, casebook, post)
        lead_keys = casebook.keys
    station = school.station()
    card, _ = known_team_card(station)
    ids = {contact.name: contact.person for contact in card.contacts}
    ids = {"ruth": ids["Ruth Okafor"], "dan": ids["Dan Whitcombe"]}
    said = {name: ids.get(value, value) for name, value in said.items()}
    before = set(school.letterbox.glob("out/*.slip"))
    log_concern(
        station,
        draft=school.draft(about_adult=True, **said),
        author=school.megan(station),
    )
    (letter,) = set(school.letterbox.glob("out/*.slip")) - before
    opened = []
    for post in ("head", "chair"):
        try:
            open_slip(letter.read_bytes(), keys=room(school, post).keys, known_keys=lambda _: None)
            opened.append(post)
        except UserFacingError:
            continue
    assert opened == [reader]
    with pytest.raises(UserFacingError, match=r"letterbox\.slip_not_for_you"):
        open_slip(letter.read_bytes(), keys=lead_keys, known_keys=lambda _: None)


def test_nobody_enrolled_is_no_reason_to_refuse(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        add_head(casebook)
    sent = school.send(about_adult=True, about_head=True, told_dsl="yes")
    assert sent.spare_key
    assert sent.carried
