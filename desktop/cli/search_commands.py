"""``search`` and ``today``: what the screens of these names show."""

from argparse import Namespace
from dataclasses import asdict, fields
from typing import Any

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.day import todays_list
from desktop.usecases.lead.search_casebook import Finder
from desktop.usecases.lead.search_kinds import KINDS
from storage.database.repositories import pupils
from storage.records.errors import UserFacingError
from storage.records.found import Ask, FoundRow
from storage.records.search_words import terms_of


def search(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``search WORDS``; no words and nothing that narrows it finds nothing."""
    del context
    if args.kind and args.kind not in KINDS:
        raise UserFacingError("cli.search_kind", kinds=", ".join(KINDS))
    finder = Finder(casebook)
    found = finder.find(
        Ask(
            terms=terms_of(args.words),
            pupil=args.pupil,
            since=args.since,
            until=args.until,
            category=args.category,
            author=args.author,
            kinds=KINDS[args.kind][1] if args.kind else (),
        ),
        limit=max(args.limit, 0),
    )
    rows = finder.rows([hit.number for hit in found.hits], found.ask.terms)
    names = pupils.names(casebook.connection, [pupil for hit in found.hits for pupil in hit.pupils])
    value = {
        "people": [
            {
                **asdict(person.somebody),
                "box": person.box,
                "snippet": asdict(person.snippet),
                "alike": person.alike,
            }
            for person in found.people
        ],
        "documents": [asdict(document) for document in found.documents],
        "rows": [
            {**_row(row), "pupils": list(hit.pupils)}
            for hit, row in zip(found.hits, rows, strict=True)
        ],
        "more": found.more,
    }
    lines = [
        f"{person.somebody.name}  {person.somebody.detail}"
        f"{'  (sounds alike)' if person.alike else ''}"
        for person in found.people
    ]
    lines += [
        f"{document.id}  {document.document}  {document.recipient}" for document in found.documents
    ]
    lines += [
        f"{row.id}  {row.happened.for_people()}"
        f"  {', '.join(names.get(pupil, '') for pupil in hit.pupils)}"
        f"\n    {row.box}: {row.snippet.text}"
        for hit, row in zip(found.hits, rows, strict=True)
    ]
    if found.more:
        lines.append("There are more: add a word, or ask for more with --limit.")
    return Reply(value=value, text="\n".join(lines) or "Nothing found.")


def today(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``today``"""
    del context, args
    found = todays_list(casebook)
    value: dict[str, Any] = asdict(found)
    lines: list[str] = []
    for name in (one.name for one in fields(found)):
        items = value[name]
        if not isinstance(items, tuple | list) or not items:
            continue
        lines.append(f"{name}:")
        lines += [f"  {_line(item)}" for item in items]
    return Reply(value=value, text="\n".join(lines) or "Nothing waits for you.")


def _line(item: dict[str, Any]) -> str:
    names = item.get("names") or item.get("pupils") or ""
    words = item.get("words") or item.get("first_words") or ""
    when = item.get("due") or item.get("at") or item.get("written_at") or ""
    return "  ".join(str(part) for part in (item["id"], when, names, words) if part)


def _row(row: FoundRow) -> dict[str, Any]:
    return {**asdict(row), "happened": row.happened.to_value()}
