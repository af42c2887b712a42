"""Destroying a child's file whose time is over: one rule, two people, never by itself.

Nothing is destroyed by age alone. One lead plans it and asks; a second one agrees at the same
screen with their own password and code. What was destroyed, by which rule and on whose authority
stays in the record as an entry that can never be destroyed.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.legal_hold import read_day, require_no_hold
from desktop.usecases.lead.sign_in import Credentials, unlock_slot
from desktop.usecases.lead.used_codes import use_up
from storage.database.connection import vacuum
from storage.database.repositories import actions, cases, concerns, disposals, people, pupils
from storage.database.repositories.disposals import FileEntries
from storage.database.repositories.noted_settings import NotedEntry
from storage.intake.retention import BIRTH, RetentionRule, longer_rules, rules
from storage.keys import key_file_store
from storage.keys.device_secret import SecretStore
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.people import LEADS
from storage.records.pupil import Pupil
from storage.records.times import SCHOOL_ZONE, long_date

METHOD = (
    "Words and files were erased from the casebook’s encrypted file, which is then written anew"
    " without them."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalRequest:
    """What is asked for: whose file, by which rule (a code of retention.toml), on whose authority.

    ``counted_from`` is the ISO day from which the rule's years count; the date of birth unless
    given, where the rule counts from birth.
    """

    pupil_id: str
    rule: str
    authority: str
    counted_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalPlan:
    """What would be destroyed. ``kept`` entries stay: they stand in another child's file as well.

    ``first`` and ``last`` are UTC texts, ``due`` and ``counted_from`` ISO days. ``documents`` of
    the entries are copies of documents that had left.
    """

    pupil_id: str
    rule: RetentionRule
    counted_from: str
    due: str
    entries: tuple[int, ...]
    kept: tuple[int, ...]
    files: int
    documents: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposed:
    """What was destroyed; ``seq`` is the position of the entry that says so, ``notices`` what to
    tell.
    """

    id: str
    seq: int
    entries: int
    kept: int
    files: int
    notices: tuple[UserFacingError, ...] = ()


def plan_disposal(casebook: OpenCasebook, *, request: DisposalRequest) -> DisposalPlan:
    """Say what a disposal would take, and refuse one that must not be.

    Raises pupils.not_found, disposal.incomplete, .rule_unknown, .held, .on_roll, .open_work,
    .day_needed, .not_a_day, .too_early, .longer_rule, .nothing.
    """
    permissions.require(casebook.person.role, permissions.DISPOSE)
    connection = casebook.connection
    pupil = pupils.pupil(connection, request.pupil_id)
    if pupil is None:
        raise UserFacingError("pupils.not_found")
    if not request.authority.strip():
        raise UserFacingError("disposal.incomplete")
    rule = _rule(request.rule)
    require_no_hold(casebook, pupil_id=pupil.id)
    _require_closed(casebook, pupil)
    categories = _categories(casebook, pupil.id)
    longer = longer_rules(rule, categories=categories, in_care=bool(pupil.details.in_care))
    if longer:
        raise UserFacingError("disposal.longer_rule", rule=longer[0].label)
    counted_from = _counted_from(request, rule=rule, pupil=pupil)
    due = rule.over_on(counted_from)
    if casebook.clock().astimezone(SCHOOL_ZONE).date() < due:
        raise UserFacingError("disposal.too_early", due=long_date(due))
    found = disposals.file_entries(connection, pupil.id)
    if not found.own:
        raise UserFacingError("disposal.nothing")
    return _plan(pupil.id, rule=rule, counted_from=counted_from, due=due, found=found)


def dispose(
    casebook: OpenCasebook,
    *,
    folder: Path,
    request: DisposalRequest,
    entries: int,
    second: Credentials,
    secrets: SecretStore | None = None,
) -> Disposed:
    """Destroy what the plan names, once a second person has agreed.

    ``entries`` is the number that the plan showed: when the file grew since, nothing happens.
    Backups made before, copies that others hold and paper are not reached. Raises what
    ``plan_disposal`` raises, disposal.changed, disposal.second_person, keys.*, people.suspended,
    database.not_disposable.
    """
    casebook.require_fresh_code()
    plan = plan_disposal(casebook, request=request)
    if entries != len(plan.entries):
        raise UserFacingError("disposal.changed", entries=len(plan.entries))
    agreed = _second_person(casebook, folder=folder, credentials=second, secrets=secrets)
    disposal_id = new_id("disposal", casebook.random_bytes)
    fields = _fields(casebook, plan, request=request, disposal_id=disposal_id, second=agreed)
    letters = concerns.letters(casebook.connection, plan.entries)
    (row,) = casebook.append(Event(type="disposal.made", fields=fields))
    return Disposed(
        id=disposal_id,
        seq=row.seq,
        entries=len(plan.entries),
        kept=len(plan.kept),
        files=plan.files,
        notices=(*_written_anew(casebook), *_letters_gone(casebook, letters)),
    )


def _letters_gone(casebook: OpenCasebook, letters: frozenset[str]) -> tuple[UserFacingError, ...]:
    """The sealed letters that the words came in still lie in the letterbox: delete them too."""
    try:
        for name in casebook.spool.collected():
            if casebook.spool.collected_digest(name).hex() in letters:
                casebook.spool.discard_collected(name)
    except (UserFacingError, OSError):
        return (UserFacingError("disposal.letters_left"),)
    return ()


def _written_anew(casebook: OpenCasebook) -> tuple[UserFacingError, ...]:
    """Freed places are overwritten with the entry already; this takes them out of the file."""
    try:
        vacuum(casebook.connection)
    except UserFacingError:
        return (UserFacingError("disposal.not_written_anew"),)
    return ()


def disposals_made(casebook: OpenCasebook) -> tuple[NotedEntry, ...]:
    """Every disposal that the record names, the oldest first."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    return tuple(disposals.disposals(casebook.connection))


def _rule(code: str) -> RetentionRule:
    for rule in rules():
        if rule.code == code:
            return rule
    raise UserFacingError("disposal.rule_unknown", known=", ".join(rule.code for rule in rules()))


def _require_closed(casebook: OpenCasebook, pupil: Pupil) -> None:
    if pupil.on_roll:
        raise UserFacingError("disposal.on_roll")
    connection = casebook.connection
    waiting = [
        *concerns.ids(connection, status="waiting", pupil=pupil.id),
        *concerns.ids(connection, status="open", pupil=pupil.id),
        *actions.ids(connection, open_only=True, pupil=pupil.id),
        *(case.id for case in cases.open_of_pupils(connection, [pupil.id])),
    ]
    if waiting:
        raise UserFacingError("disposal.open_work", count=len(waiting))


def _categories(casebook: OpenCasebook, pupil_id: str) -> frozenset[str]:
    found = concerns.of_pupil(casebook.connection, pupil_id)
    return frozenset(item.category for concern in found for item in concern.triage)


def _counted_from(request: DisposalRequest, *, rule: RetentionRule, pupil: Pupil) -> date:
    if request.counted_from:
        return read_day(request.counted_from)
    if rule.counts_from == BIRTH and pupil.details.date_of_birth:
        return read_day(pupil.details.date_of_birth)
    raise UserFacingError("disposal.day_needed", what=rule.counts_from)


def _plan(
    pupil_id: str, *, rule: RetentionRule, counted_from: date, due: date, found: FileEntries
) -> DisposalPlan:
    return DisposalPlan(
        pupil_id=pupil_id,
        rule=rule,
        counted_from=counted_from.isoformat(),
        due=due.isoformat(),
        entries=tuple(item.seq for item in found.own),
        kept=tuple(item.seq for item in found.shared),
        files=sum(item.files for item in found.own),
        documents=sum(item.type == "disclosure.made" for item in found.own),
        first=min(item.at for item in found.own),
        last=max(item.at for item in found.own),
    )


def _second_person(
    casebook: OpenCasebook,
    *,
    folder: Path,
    credentials: Credentials,
    secrets: SecretStore | None,
) -> str:
    """Check the second person's password and code; return their id."""
    file = key_file_store.load_key_file(folder).file
    slot = file.slot_for_account(credentials.account.strip())
    person = people.person(casebook.connection, slot.person)
    if person is None or not person.active or person.role not in LEADS:
        raise UserFacingError("disposal.second_person")
    if person.id == casebook.person.id:
        raise UserFacingError("disposal.second_person")
    unlocked, payload = unlock_slot(
        folder,
        file,
        slot=slot,
        credentials=credentials,
        clock=casebook.clock,
        random_bytes=casebook.random_bytes,
        secrets=secrets,
    )
    with casebook.connection.transaction():
        use_up(casebook.connection, slot_id=slot.id, before=unlocked.payload, after=payload)
    return person.id


def _fields(
    casebook: OpenCasebook,
    plan: DisposalPlan,
    *,
    request: DisposalRequest,
    disposal_id: str,
    second: str,
) -> dict[str, Any]:
    ledger = casebook.ledger.hex()
    return {
        "id": disposal_id,
        "pupil": plan.pupil_id,
        "targets": [{"ledger": ledger, "seq": seq} for seq in plan.entries],
        "rule": plan.rule.words,
        "retention": plan.rule.edition,
        "authority": request.authority.strip(),
        "people": [casebook.person.id, second],
        "method": METHOD,
        "counted_from": plan.counted_from,
        "due": plan.due,
        "first": plan.first,
        "last": plan.last,
        "files": plan.files,
        "documents": plan.documents,
        "kept": len(plan.kept),
    }
