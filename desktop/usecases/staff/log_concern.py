"""A member of staff's words become a sealed concern in the letterbox, and a numbered receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.usecases.staff.adult_reader import AdultRoute, route_of_draft
from desktop.usecases.staff.say_who import Author
from desktop.usecases.staff.station import Station, known_school_card, known_team_card
from storage.ledger.commitments import field_commitment, file_commitment
from storage.letterbox.school_card import SchoolCard
from storage.letterbox.slip import SealedSlip, seal_slip
from storage.letterbox.team_card import Contact, TeamCard
from storage.records import canonical_json
from storage.records.concern import (
    REPORT_LABEL,
    Attachment,
    ConcernDraft,
    draft_problems,
)
from storage.records.errors import UserFacingError
from storage.records.times import to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class SentConcern:
    """The receipt the person sees: nothing of the child in it.

    ``find_now`` are the people to find when no DSL was told in person; ``carried`` is False while
    the letterbox folder cannot be reached (the concern waits, sealed, at this computer and is sent
    by itself). ``problem`` is the code of what the DSL should be told: why it was not carried, or
    why the folder's card was refused and the last good one used.
    """

    number: int
    workstation_id: str
    digest: str
    sent_at: str
    told_dsl: bool
    carried: bool
    problem: str
    find_now: tuple[Contact, ...]
    spare_key: bool
    about_adult: bool


def log_concern(
    station: Station, *, draft: ConcernDraft, author: Author, kept_as: str = ""
) -> SentConcern:
    """Seal a concern to the leads (about an adult: to the head or the chair) and put it into the
    letterbox.

    It is sealed in memory before anything touches the disk, kept here until the receipt comes, and
    acknowledged only
    when it lies durably on a disk. ``kept_as`` is the name of the sealed draft that it was, if any:
    delete that one afterwards. Raises staff.incomplete, letterbox.attachment_too_large,
    letterbox.disk_full.
    """
    problems = draft_problems(draft)
    if problems:
        raise UserFacingError(
            "staff.incomplete", boxes=", ".join(_BOX_NAMES[name] for name in problems)
        )
    card, card_problem = known_school_card(station)
    written_at = to_text(station.now())
    readers, route = _readers(station, card, draft)
    sealed = _seal(
        station, draft=draft, author=author, card=card, readers=readers, written_at=written_at
    )
    told = draft.told_dsl == "yes"
    station.outbox.store(
        sealed,
        author=author.keys,
        sealed_at=station.now(),
        nobody_told=not told,
        random_bytes=station.random_bytes,
        draft=kept_as,
    )
    delivery = station.outbox.deliver(station.spool, school=station.pinned)
    problem = delivery.problem or card_problem
    return SentConcern(
        number=sealed.number,
        workstation_id=sealed.workstation_id,
        digest=sealed.digest.hex(),
        sent_at=written_at,
        told_dsl=told,
        carried=delivery.problem is None,
        problem=problem.code if problem else "",
        find_now=_find_now(station, route, told=told),
        spare_key=route is not None and route.post == "spare",
        about_adult=draft.about_adult,
    )


def _seal(
    station: Station,
    *,
    draft: ConcernDraft,
    author: Author,
    card: SchoolCard,
    readers: Sequence[bytes],
    written_at: str,
) -> SealedSlip:
    return seal_slip(
        kind="concern",
        content=_content(station, draft=draft, author=author, written_at=written_at),
        attachments=draft.attachments,
        author=author.keys,
        readers=readers,
        link=station.outbox.next_link(),
        epoch=card.version,
        random_bytes=station.random_bytes,
    )


def _find_now(station: Station, route: AdultRoute | None, *, told: bool) -> tuple[Contact, ...]:
    """Also when told, where nobody has shown yet that the way to the head or the chair works."""
    if route is not None:
        return route.ring if route.also_ring or not told else ()
    return () if told else find_now(known_team_card(station)[0])


_BOX_NAMES = {
    "pupil": "which child it is about",
    "what_happened": "what happened",
    "told_dsl": "whether you have told a DSL in person",
}


def find_now(
    card: TeamCard | None, *, about_adult: bool = False, about_head: bool = False
) -> tuple[Contact, ...]:
    """The people to find in person, in the order to try them."""
    if card is None:
        return ()
    wanted = ("lead", "deputy")
    if about_adult:
        wanted = ("chair", "lado") if about_head else ("head", "lado")
    return tuple(contact for role in wanted for contact in card.contacts if contact.role == role)


def _readers(
    station: Station, card: SchoolCard, draft: ConcernDraft
) -> tuple[Sequence[bytes], AdultRoute | None]:
    if not draft.about_adult:
        return [reader.x25519 for reader in card.readers], None
    team, _ = known_team_card(station)
    route = route_of_draft(card, team, draft)
    if route.reader is None:
        raise UserFacingError("staff.no_restricted_reader")
    return [route.reader.x25519], route


def _content(
    station: Station, *, draft: ConcernDraft, author: Author, written_at: str
) -> Mapping[str, Any]:
    fields = draft.to_fields()
    fields["reporter"] = author.person or author.name
    fields["written_at"] = written_at
    fields["workstation"] = station.identity.workstation_id
    fields["files"] = [_file_value(station, attachment) for attachment in draft.attachments]
    if not draft.attachments:
        del fields["files"]
    salts = {name: station.random_bytes(32) for name in fields}
    block = canonical_json.encode(
        {
            "at": written_at,
            "author": author.keys.key_id,
            "fields": {
                name: field_commitment(
                    salt=salts[name], name=name, value=canonical_json.encode(value)
                ).hex()
                for name, value in fields.items()
            },
            "kind": "concern",
            "v": 1,
            "workstation": station.identity.workstation_id,
        }
    )
    names = _names(station, draft) if draft.about_adult else {}
    return {
        **({"names": names} if names else {}),
        "v": 1,
        "account": author.account,
        "reporter_name": author.name,
        "person": author.person,
        "pin_checked": author.checked,
        "fields": fields,
        "salts": {name: salt.hex() for name, salt in salts.items()},
        "block": block.decode("utf-8"),
        "signature": author.keys.sign(REPORT_LABEL + block).hex(),
        "public": author.keys.public.to_value(),
    }


def _names(station: Station, draft: ConcernDraft) -> dict[str, str]:
    """Who the children of a concern about an adult are: its reader has no casebook to look in."""
    card, _ = known_team_card(station)
    wanted = {pupil.id for pupil in draft.pupils}
    wanted |= {body_map.pupil for body_map in draft.body_maps}
    return {
        pupil.id: " · ".join(
            part for part in (pupil.name, _year(pupil.year), pupil.class_name) if part
        )
        for pupil in (card.pupils if card else ())
        if pupil.id in wanted
    }


def _year(year: str) -> str:
    return f"Year {year}" if year.isdigit() else year


def _file_value(station: Station, attachment: Attachment) -> dict[str, Any]:
    salt = station.random_bytes(32)
    return {
        "name": attachment.name,
        "media_type": attachment.media_type,
        "bytes": len(attachment.content),
        "salt": salt.hex(),
        "hmac": file_commitment(salt=salt, content=attachment.content).hex(),
    }
