"""Who reads a concern about an adult: by rule, and never the adult it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import resources
from storage.letterbox.school_card import Reader, SchoolCard
from storage.letterbox.team_card import Contact, TeamCard
from storage.records.concern import ConcernDraft

_LEADS = frozenset(("lead", "deputy"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AdultRoute:
    """``reader`` opens it, None only where the school has no key at all; ``ring`` are the people to
    telephone, the adult it is about never among them. ``also_ring``: nobody has shown yet that this
    way works, so the telephone numbers stand beside it in any case.
    """

    reader: Reader | None
    ring: tuple[Contact, ...]
    also_ring: bool

    @property
    def post(self) -> str:
        """What the reader is: head, chair, spare (the printed code), or ""."""
        return self.reader.role if self.reader else ""


def route_for(
    school: SchoolCard,
    team: TeamCard | None,
    *,
    about_post: str = "",
    about_id: str = "",
    about_whom: str = "",
) -> AdultRoute:
    """Return who reads it and who is telephoned.

    ``about_id`` is the adult on the team card, where one was chosen, ``about_whom`` a name as it
    was typed: every post that this person holds counts, so a head who is the DSL as well never gets
    what is about either.
    """
    contacts = team.contacts if team else ()
    named = _named(contacts, about_id=about_id, about_whom=about_whom)
    posts = _posts(contacts, about_post=about_post, named=named)
    people = named | {
        holder for post in posts & {"head", "chair"} for holder in _holders(contacts, post)
    }
    rule = _rule(posts)
    reader = None
    for role in rule["readers"]:
        found = school.restricted_reader(role)
        if found is not None and not _is_subject(found, contacts, posts=posts, people=people):
            reader = found
            break
    ring = tuple(
        contact
        for role in rule["ring"]
        for contact in contacts
        if contact.role == role
        and contact.role not in posts
        and (not contact.person or contact.person not in people)
    )
    tried = reader is not None and reader.role != "spare" and reader.tested
    return AdultRoute(reader=reader, ring=ring, also_ring=not tried)


def route_of_draft(school: SchoolCard, team: TeamCard | None, draft: ConcernDraft) -> AdultRoute:
    """Return the route of a concern as the form holds it."""
    return route_for(
        school,
        team,
        about_post="head" if draft.about_head else draft.about_post,
        about_id=draft.about_id,
        about_whom=draft.about_whom,
    )


def _named(contacts: tuple[Contact, ...], *, about_id: str, about_whom: str) -> frozenset[str]:
    """The people of the card that the writer chose, or whose whole name they typed."""
    typed = _plain(about_whom)
    same = {contact.person for contact in contacts if typed and _plain(contact.name) == typed}
    return frozenset((same | {about_id}) - {""})


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _posts(
    contacts: tuple[Contact, ...], *, about_post: str, named: frozenset[str]
) -> frozenset[str]:
    """Every post of the adult: as answered, and as the card knows them."""
    held = {contact.role for contact in contacts if contact.person in named}
    posts = ({about_post} - {""}) | (held & {"head", "chair"})
    if held & _LEADS:
        posts.add("dsl")
    leads = {contact.person for contact in contacts if contact.role in _LEADS}
    if "dsl" in posts and not named and leads & _holders(contacts, "head"):
        posts.add("head")  # "the DSL" without a name, in a school whose head is a DSL
    return frozenset(posts)


def _holders(contacts: tuple[Contact, ...], role: str) -> set[str]:
    return {contact.person for contact in contacts if contact.role == role and contact.person}


def _is_subject(
    reader: Reader,
    contacts: tuple[Contact, ...],
    *,
    posts: frozenset[str],
    people: frozenset[str],
) -> bool:
    holders = {contact.person for contact in contacts if contact.key_id == reader.key_id}
    return reader.role in posts or bool(holders & people)


def _rule(posts: frozenset[str]) -> Mapping[str, Any]:
    """The rule of the highest post; about head and chair at once only the printed code is left."""
    rules: dict[str, dict[str, Any]] = {
        rule["about"]: rule for rule in resources.read_toml("restricted_routes.toml")["route"]
    }
    for post in ("head", "chair", "dsl"):
        if post in posts:
            return rules[post]
    return rules[""]
