"""Commands for people who come, change and go; each is handed the signed-in casebook."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from desktop.cli.people_commands import slip_reply
from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.change_person import PersonChanges, change_person
from desktop.usecases.lead.end_access import (
    AccessChanged,
    remove_person,
    resume_person,
    suspend_person,
)
from desktop.usecases.lead.hand_over import (
    HANDED,
    HandOver,
    HandOverItem,
    HandOverRecord,
    hand_over,
    hand_over_text,
    hand_overs,
    prepare_hand_over,
)
from desktop.usecases.lead.key_access import who_can_open
from desktop.usecases.lead.manage_people import all_people, new_slip
from desktop.usecases.lead.rotate_key import rotate_on_request
from storage.database.repositories import people
from storage.records.errors import UserFacingError
from storage.records.people import LEADS, Person, Role
from ui.messages import message_for

_NOT_SAID = "not said at the hand-over"


def suspend(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead suspend``, ``staff suspend``"""
    return _stop(suspend_person, context, casebook, args, text="Access is suspended.")


def resume(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead resume``, ``staff resume``"""
    return _stop(resume_person, context, casebook, args, text="Access is given back.")


def remove(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead remove``, ``staff remove``"""
    return _stop(remove_person, context, casebook, args, text="Access has ended.")


def change(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead change``, ``staff change``"""
    del context
    changes = PersonChanges(name=args.name, job_title=args.job_title, telephone=args.telephone)
    return _changed(casebook, args, changes)


def lead_role(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead role``"""
    del context
    return _changed(casebook, args, PersonChanges(role=Role(args.to)))


def staff_slip(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``staff slip``"""
    del context
    return slip_reply(new_slip(casebook, person_id=_named(casebook, args.account).id))


def staff_list(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``staff list``: who left is shown when asked for."""
    del context
    found = [
        person for person in all_people(casebook) if args.all or person.active or person.suspended
    ]
    return Reply(
        value=[person_value(person) for person in found],
        text="\n".join(person_line(person) for person in found),
    )


def lead_list(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead list``"""
    del context, args
    able = {person.id for person in who_can_open(casebook)}
    leads = [person for person in all_people(casebook) if person.role in LEADS]
    return Reply(
        value=[{**person_value(person), "can_open": person.id in able} for person in leads],
        text="\n".join(person_line(person) for person in leads),
    )


def handover(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``handover``"""
    if not args.to:
        records = hand_overs(casebook)
        return Reply(
            value=[_record_value(record) for record in records],
            text="\n\n".join(hand_over_text(record) for record in records)
            or "The casebook was never handed over.",
        )
    taker = _named(casebook, args.to)
    giver = _named(casebook, args.giver) if args.giver else casebook.person
    items = prepare_hand_over(casebook, to_person=taker.id, from_person=giver.id)
    done = hand_over(
        casebook,
        folder=context.paths.casebook,
        handover=HandOver(
            to_person=taker.id,
            from_person=giver.id,
            items=_said(items, done=args.done, still_open=args.open),
            note=args.note,
            end_access=args.end_access,
        ),
    )
    value = {**_record_value(done.record), "notices": _codes(done.notices)}
    return Reply(value=value, text=_lines(hand_over_text(done.record), done.notices))


def key_rotate(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``key rotate``: the file itself follows when this session ends."""
    begun = rotate_on_request(casebook, folder=context.paths.casebook, reason=args.reason)
    text = "The casebook gets a new key when this session ends."
    return Reply(
        value={"epoch": begun.epoch, "notices": _codes(begun.notices)},
        text=_lines(text, begun.notices),
    )


def person_value(person: Person) -> dict[str, Any]:
    """Somebody as JSON; ``state`` is active, suspended or ended."""
    return {
        "id": person.id,
        "account": person.account,
        "name": person.name,
        "role": str(person.role),
        "job_title": person.job_title,
        "has_key": person.key_id is not None,
        "state": _state(person),
        "since": person.since or None,
        "reason": person.reason,
    }


def person_line(person: Person) -> str:
    """Somebody as a line of a list."""
    state = "" if person.active else f"  ({_state(person)} since {person.since[:10]})"
    return f"{person.account:16}  {person.role:8}  {person.name}{state}"


def _state(person: Person) -> str:
    if person.active:
        return "active"
    return "suspended" if person.suspended else "ended"


def _named(casebook: OpenCasebook, account: str) -> Person:
    person = people.by_account(casebook.connection, account.strip())
    if person is None:
        raise UserFacingError("people.not_found")
    return person


def _stop(
    act: Callable[..., AccessChanged],
    context: Context,
    casebook: OpenCasebook,
    args: Namespace,
    *,
    text: str,
) -> Reply:
    person = _named(casebook, args.account)
    done = act(casebook, folder=context.paths.casebook, person_id=person.id, reason=args.reason)
    value = {
        **person_value(done.person),
        "open_actions": [
            {"id": row.id, "what": row.what, "due": row.due} for row in done.open_actions
        ],
        "new_key_at_end": done.rotation_due,
        "recovery_ended": done.recovery_ended,
        "notices": _codes(done.notices),
    }
    lines = [text, *(f"  {row.due}  {row.what}" for row in done.open_actions)]
    return Reply(value=value, text=_lines("\n".join(lines), done.notices))


def _changed(casebook: OpenCasebook, args: Namespace, changes: PersonChanges) -> Reply:
    person = change_person(
        casebook,
        person_id=_named(casebook, args.account).id,
        changes=changes,
        reason=args.reason,
    )
    return Reply(value=person_value(person), text=person_line(person))


def _said(
    items: Sequence[HandOverItem], *, done: Sequence[str], still_open: Sequence[str]
) -> tuple[HandOverItem, ...]:
    """What was typed about each thing; what was left out is recorded as not said."""
    why = dict(word.partition("=")[::2] for word in still_open)
    unknown = {*done, *why} - {item.code for item in items}
    if unknown:
        known = ", ".join(item.code for item in items)
        raise UserFacingError("cli.usage", problem=f"the things to hand over are: {known}")
    told = []
    for item in items:
        if item.code in done:
            told.append(replace(item, state=HANDED))
        elif item.state == HANDED:
            told.append(item)
        else:
            told.append(replace(item, note=why.get(item.code) or _NOT_SAID))
    return tuple(told)


def _record_value(record: HandOverRecord) -> dict[str, Any]:
    return {
        "entry": record.seq,
        "at": record.at,
        "from": record.from_name,
        "to": record.to_name,
        "items": [
            {"code": item.code, "state": item.state, "count": item.count, "note": item.note}
            for item in record.items
        ],
        "note": record.note,
    }


def _codes(notices: Sequence[UserFacingError]) -> list[str]:
    return [notice.code for notice in notices]


def _lines(text: str, notices: Sequence[UserFacingError]) -> str:
    return "\n".join([text, *(message_for(notice).text for notice in notices)])
