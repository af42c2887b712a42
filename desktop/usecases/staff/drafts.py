"""Unfinished concerns: sealed to their author while they are written, opened again with name and
PIN, deleted when sent or after a day.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.usecases.staff.say_who import member_of
from desktop.usecases.staff.sign_policy import limits
from desktop.usecases.staff.station import Station, known_team_card
from storage.keys.opening_key import Opener
from storage.keys.person_keys import PublicKeys
from storage.keys.reporter_keys import ReporterFolder
from storage.letterbox.draft_age import AgeClock, Steady
from storage.letterbox.drafts import (
    DRAFT,
    NOTE,
    DraftFolder,
    age_of,
    new_draft_name,
    open_draft,
    seal_draft,
)
from storage.letterbox.team_card import WorkstationPolicy
from storage.records import times
from storage.records.errors import UserFacingError

FOLDER = "drafts"
_AGE = "age.json"
_GUESTS = "guests"
_NOT_THERE = ("staff.draft_not_yours", "staff.draft_damaged", "staff.draft_gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDraft:
    """What its author finds again; ``content`` as it was kept."""

    name: str
    content: bytes
    age: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftsWaiting:
    """What anybody may know: how many wait, and until when at least one of them can be opened.

    ``deleted`` were too old; their writers have not been told yet. ``clock_odd``: this computer's
    clock jumped, so that nobody knows how old they are; they are kept.
    """

    count: int = 0
    until: datetime | None = None
    clock_odd: bool = False
    deleted: int = 0


def folder_of(station: Station) -> DraftFolder:
    """The drafts of this workstation."""
    return DraftFolder(station.folder / FOLDER)


def guests_of(station: Station) -> ReporterFolder:
    """The keys of guests who chose a number for today, each under the name of its draft."""
    return ReporterFolder(station.folder / FOLDER / _GUESTS)


def age_clock(station: Station, *, steady: Steady) -> AgeClock:
    """What counts how long drafts wait; one for as long as the program runs."""
    return AgeClock(
        station.folder / FOLDER / _AGE,
        clock=station.clock,
        steady=steady,
        believed=timedelta(hours=limits()["believed_hours"]),
    )


def reader_of(station: Station, account: str) -> PublicKeys | None:
    """The public keys that this person's drafts are sealed to; None before a PIN is set here."""
    member = member_of(known_team_card(station)[0], account)
    if member is None:
        return None
    try:
        return station.reporters.load(member.person).public
    except UserFacingError:
        return None


def new_name(station: Station) -> str:
    """A name for the draft of a new form."""
    return new_draft_name(station.random_bytes)


def keep_draft(
    station: Station, *, name: str, content: bytes, to: PublicKeys, ages: AgeClock
) -> None:
    """Seal ``content`` to its author and keep it; it lies on the disk when this returns.

    What was kept under ``name`` before stays until then. Raises staff.draft_disk_full and
    staff.draft_fault.
    """
    folder = folder_of(station)
    locked = folder.lock(name, content, random_bytes=station.random_bytes)
    for kind, words in ((DRAFT, locked), (NOTE, _note(station))):
        if kind == NOTE and name in folder.names(NOTE):
            continue
        data = seal_draft(
            words,
            kind=kind,
            name=name,
            age=ages.seconds(),
            to_x25519=to.x25519,
            random_bytes=station.random_bytes,
        )
        folder.save(name, data, kind=kind)


def _note(station: Station) -> bytes:
    return json.dumps({"begun": times.to_text(station.now())}).encode()


def delete_draft(station: Station, name: str) -> None:
    """Delete a draft that was sent, or that its author does not want any more."""
    folder = folder_of(station)
    folder.delete(name, kind=NOTE)
    folder.delete(name)
    guests_of(station).remove(name)


def look_after_drafts(
    station: Station, *, ages: AgeClock, policy: WorkstationPolicy, writing: str = ""
) -> DraftsWaiting:
    """Delete what was sent or is too old, and say what waits; call at start and every minute.

    ``writing`` is the draft of the form that is open now: it does not wait. Raises what the disk
    says: staff.draft_fault.
    """
    folder = folder_of(station)
    if not writing:
        folder.sweep()
    found = dict(_with_age(folder, DRAFT))
    ages.at_least(max(found.values(), default=0))
    now = ages.seconds()
    sent = station.outbox.sent_drafts() if found else frozenset[str]()
    oldest = policy.draft_hours * 3600
    waiting = []
    for name, age in found.items():
        if name in sent or (name != writing and (age > now or not folder.has_key(name))):
            # sent; or sealed at a time that has not come, or without its key: not written here
            delete_draft(station, name)
        elif name != writing and now - age >= oldest:
            folder.delete(name)
            guests_of(station).remove(name)
        elif name != writing:
            waiting.append(age)
    _forget_old_notes(folder, now=now)
    if found or folder.names(NOTE):
        _keep_count(ages)
    left = timedelta(seconds=max(0, min(waiting) + oldest - now)) if waiting else None
    return DraftsWaiting(
        count=len(waiting),
        until=station.now() + left if left is not None else None,
        clock_odd=ages.odd and bool(waiting),
        deleted=len(set(folder.names(NOTE)) - set(folder.names(DRAFT)) - {writing}),
    )


def drafts_of(station: Station, *, keys: Opener) -> tuple[OpenedDraft, ...]:
    """Open everything that is sealed to these keys, the newest first; what was sent is left out."""
    folder, sent, opened = folder_of(station), station.outbox.sent_drafts(), []
    for name, age in _with_age(folder, DRAFT):
        if name in sent:
            continue
        try:
            content = folder.unlock(name, open_draft(folder.load(name), name=name, keys=keys))
        except UserFacingError as error:
            if error.code not in _NOT_THERE:
                raise
            continue
        opened.append(OpenedDraft(name=name, content=content, age=age))
    return tuple(sorted(opened, key=lambda draft: draft.age, reverse=True))


def take_warnings(station: Station, *, keys: Opener) -> tuple[datetime, ...]:
    """When the drafts were begun that were deleted unsent since this person's last visit; each is
    told once.
    """
    folder, told = folder_of(station), []
    there = set(folder.names(DRAFT))
    for name, _ in _with_age(folder, NOTE):
        if name in there:
            continue
        try:
            words = open_draft(folder.load(name, kind=NOTE), kind=NOTE, name=name, keys=keys)
        except UserFacingError:
            continue
        folder.delete(name, kind=NOTE)
        told.append(times.from_text(json.loads(words)["begun"]))
    return tuple(sorted(told))


def _with_age(folder: DraftFolder, kind: bytes) -> Iterator[tuple[str, int]]:
    for name in folder.names(kind):
        try:
            yield name, age_of(folder.load(name, kind=kind), kind=kind)
        except UserFacingError as error:
            # a damaged one opens for nobody; it goes with its age, which nobody can read: at once
            if error.code == "staff.draft_damaged":
                folder.delete(name, kind=kind)


def _forget_old_notes(folder: DraftFolder, *, now: int) -> None:
    longest = limits()["note_days"] * 86400
    for name, age in _with_age(folder, NOTE):
        if now - age >= longest:
            folder.delete(name, kind=NOTE)


def _keep_count(ages: AgeClock) -> None:
    try:
        ages.keep()
    except OSError as error:
        raise UserFacingError("staff.draft_fault") from error


def megabytes_kept() -> int:
    """So many megabytes of an unfinished form are kept at most."""
    return limits()["draft_megabytes"]
