"""Commands about referrals and professional disagreements."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.disagreements import note_disagreement, raise_disagreement
from desktop.usecases.lead.json_boxes import read_json, text_of, wrong
from desktop.usecases.lead.referral_facts import referral_facts
from desktop.usecases.lead.referral_json import (
    read_disagreement,
    read_disagreement_news,
    read_referral,
    read_referral_news,
)
from desktop.usecases.lead.referral_places import BOXES, Place, places, set_places
from desktop.usecases.lead.referrals import found, make_referral, note_referral, odd_sentences
from storage.database.repositories import disagreements, limits, referrals
from storage.intake import vocabularies
from storage.records.referral_waits import Wait
from storage.records.times import SCHOOL_ZONE


def make(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``referral make FILE``"""
    path = Path(args.file)
    referral = make_referral(casebook, draft=read_referral(path, clock=context.clock))
    return _waiting(casebook, referral, [f"Referral {referral}."])


def note(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``referral note FILE``"""
    news = read_referral_news(Path(args.file), clock=context.clock)
    odd = note_referral(casebook, news=news)
    return _waiting(casebook, news.referral, ["Noted.", *odd], odd=odd)


def list_referrals(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``referral list``"""
    today = context.clock().astimezone(SCHOOL_ZONE).date().isoformat()
    ids = referrals.ids(casebook.connection, which=args.which, pupil=args.pupil, case=args.case)
    rows = referrals.rows(casebook.connection, ids, today=today)
    states = vocabularies.load("referral_states")
    lines = [
        f"{row.id}  {row.made_on}  {row.names}  {limits.service(row.to).label}"
        f"  {states.label(row.state) if row.state else 'nothing has gone yet'}"
        f"  {f'{row.due} {row.wait}' if row.wait else ''}".rstrip()
        for row in rows
    ]
    return Reply(
        value=[asdict(row) for row in rows], text="\n".join(lines) or "No referrals of this kind."
    )


def show(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``referral show ID``"""
    del context
    referral = found(casebook, args.id)
    waits = referrals.waits_of(casebook.connection, referral)
    odd = odd_sentences(referral)
    lines = [f"{referral.id}  {referral.text}"]
    lines += [
        f"  {step.happened.for_people()}  {step.state}  {step.text}" for step in referral.steps
    ]
    lines += [f"  Waiting: {wait.words}, by {wait.at or wait.day}. {wait.silent}" for wait in waits]
    value = {**asdict(referral), "state": referral.state, "waits": _waits(waits), "odd": list(odd)}
    return Reply(value=value, text="\n".join([*lines, *(f"  {one}" for one in odd)]))


def facts(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``referral facts ID``"""
    del context
    told = referral_facts(casebook, referral_id=args.id, form_code=args.form)
    lines = [*told.warnings, told.form.title]
    for block in told.blocks:
        missing = f"[missing: {', '.join(block.missing)}]" if block.missing else ""
        lines += ["", block.label, *(part for part in (block.text, missing) if part)]
    value = {
        "form": told.form.code,
        "warnings": list(told.warnings),
        "blocks": [asdict(block) for block in told.blocks],
    }
    return Reply(value=value, text="\n".join(lines))


def show_places(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``referral places``: a file has ``council``, ``reason`` and ``places``: {code: {name, …}}"""
    del context
    if args.set:
        path = Path(args.set)
        data = read_json(path)
        given = data.get("places") or {}
        if not isinstance(given, dict) or not all(isinstance(one, dict) for one in given.values()):
            raise wrong(path, "places")
        set_places(
            casebook,
            council=text_of(data, "council", path),
            changed={
                code: Place(**{name: text_of(one, name, path) for name in BOXES})
                for code, one in given.items()
            },
            reason=text_of(data, "reason", path),
        )
    known = places(casebook.connection)
    lines = [known.council or "No council has been named."]
    for code, place in known.places.items():
        lines += [limits.service(code).label, *(f"  {line}" for line in place.lines)]
    value = {
        "council": known.council,
        "places": {code: asdict(place) for code, place in known.places.items()},
    }
    return Reply(value=value, text="\n".join(lines))


def raise_one(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``disagreement raise FILE``"""
    draft = read_disagreement(Path(args.file), clock=context.clock)
    disagreement = raise_disagreement(casebook, draft=draft)
    return _disputed(casebook, disagreement, [f"Disagreement {disagreement}."])


def note_one(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``disagreement note FILE``"""
    news = read_disagreement_news(Path(args.file), clock=context.clock)
    odd = note_disagreement(casebook, news=news)
    return _disputed(casebook, news.disagreement, ["Noted.", *odd], odd=odd)


def list_disagreements(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``disagreement list``"""
    del context
    ids = disagreements.ids(
        casebook.connection, open_only=args.open, pupil=args.pupil, case=args.case
    )
    wholes = [disagreements.disagreement(casebook.connection, item) for item in ids]
    value = [{**asdict(one), "ended": one.ended} for one in wholes if one is not None]
    lines = [f"{one['id']}  {one['ended'] or 'open'}  {one['steps'][0]['text']}" for one in value]
    return Reply(value=value, text="\n".join(lines) or "No disagreements.")


def _waiting(
    casebook: OpenCasebook, referral_id: str, lines: list[str], *, odd: Sequence[str] = ()
) -> Reply:
    waits = referrals.waits_of(casebook.connection, found(casebook, referral_id))
    lines += [f"Waiting: {wait.words}, by {wait.at or wait.day}." for wait in waits]
    return Reply(
        value={"referral": referral_id, "waits": _waits(waits), "odd": list(odd)},
        text="\n".join(lines),
    )


def _disputed(
    casebook: OpenCasebook, disagreement_id: str, lines: list[str], *, odd: Sequence[str] = ()
) -> Reply:
    one = disagreements.disagreement(casebook.connection, disagreement_id)
    wait = disagreements.wait_of(casebook.connection, one) if one else None
    if wait is not None:
        lines.append(f"Waiting: {wait.words}, by {wait.day}.")
    return Reply(
        value={
            "disagreement": disagreement_id,
            "waits": _waits([wait] if wait else []),
            "odd": list(odd),
        },
        text="\n".join(lines),
    )


def _waits(waits: Sequence[Wait]) -> list[dict[str, Any]]:
    return [
        {
            "kind": wait.kind,
            "words": wait.words,
            "day": wait.day,
            "at": wait.at or None,
            "silent": wait.silent,
            "local": bool(wait.limit and wait.limit.local),
        }
        for wait in waits
    ]
