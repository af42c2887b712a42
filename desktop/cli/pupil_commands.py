"""Commands about families: who are brothers and sisters, and who may be."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import Any

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_families import families_on_roll, linked_family
from desktop.usecases.lead.siblings import link_siblings, unlink_sibling
from desktop.usecases.lead.siblings_offered import (
    ADDRESS,
    CONTACT,
    OfferedSibling,
    offered_for,
    offered_siblings,
)
from storage.database.repositories import pupils
from storage.records.errors import UserFacingError

_WHY = {ADDRESS: "same address", CONTACT: "same first contact"}


def siblings(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``pupils siblings``"""
    del context
    if args.offered:
        return _offers(
            casebook,
            offered_for(casebook, args.pupil) if args.pupil else offered_siblings(casebook),
        )
    if args.link:
        linked = link_siblings(casebook, [*((args.pupil,) if args.pupil else ()), *args.link])
        return _family(casebook, linked)
    if args.unlink:
        return _family(casebook, unlink_sibling(casebook, args.pupil, args.unlink))
    if not args.pupil:
        return _families(casebook)
    child = pupils.pupil(casebook.connection, args.pupil)
    if child is None:
        raise UserFacingError("pupils.not_found")
    return _family(casebook, [each.id for each in linked_family(casebook.connection, child)])


def _family(casebook: OpenCasebook, pupil_ids: Sequence[str]) -> Reply:
    """One child and the others of the family."""
    child, *others = _shown(casebook, pupil_ids)
    value = {"pupil": child, "siblings": others}
    if not others:
        return Reply(value=value, text=f"{_line(child)}\n  No brothers or sisters are linked.")
    lines = [_line(child), *(f"  brother or sister: {_line(other)}" for other in others)]
    return Reply(value=value, text="\n".join(lines))


def _families(casebook: OpenCasebook) -> Reply:
    """Every family with two or more children on the roll."""
    value = [_shown(casebook, family) for family in families_on_roll(casebook.connection)]
    lines = [line for family in value for line in (*map(_line, family), "")]
    return Reply(
        value=value, text="\n".join(lines).rstrip() or "No brothers or sisters are linked."
    )


def _offers(casebook: OpenCasebook, offered: Iterable[OfferedSibling]) -> Reply:
    """Who may be brothers and sisters, and why."""
    value: list[dict[str, Any]] = []
    lines = []
    for offer in offered:
        one, other = _shown(casebook, (offer.pupil_id, offer.other_id))
        value.append({"pupil": one, "may_be": other, "why": list(offer.why)})
        why = ", ".join(_WHY[word] for word in offer.why)
        lines.append(f"{_line(one)}\n  may be: {_line(other)} ({why})")
    if not lines:
        return Reply(value=value, text="Nobody else looks like a brother or sister.")
    lines.append("Nothing was linked: “pupils siblings --pupil ID --link ID” does.")
    return Reply(value=value, text="\n".join(lines))


def _shown(casebook: OpenCasebook, pupil_ids: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"id": row.id, "name": row.name, "year_group": row.year_group, "class": row.class_name}
        for row in pupils.rows(casebook.connection, list(pupil_ids))
    ]


def _line(child: dict[str, Any]) -> str:
    place = " ".join(part for part in (child["year_group"], child["class"]) if part)
    return "  ".join(part for part in (child["id"], child["name"], place) if part)
