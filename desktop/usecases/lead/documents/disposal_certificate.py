"""The certificate of what was destroyed: everything that the entry of a disposal still says."""

from datetime import date

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from desktop.usecases.lead.documents.told import told
from desktop.usecases.report import long_day, long_moment
from exports.care_values import Words
from exports.disposal_parts import DisposalFacts, disposal_parts
from storage.database.repositories import disposals, people
from storage.database.repositories.noted_settings import NotedEntry
from storage.ledger.walk import disposed_positions
from storage.records.errors import UserFacingError
from storage.records.redaction import Redactor
from storage.records.times import long_date


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build it for the disposals in ``request.records`` (their ids, or the positions of their
    entries), or for the last one when that is empty.

    No name of the child can be printed: the record does not have it any more. Raises
    disposal.not_found.
    """
    known = disposals.disposals(casebook.connection)
    chosen = _chosen(known, request.records)
    facts = tuple(_facts(casebook, row, redactor) for row in chosen)
    return Contents(
        title="Disposal certificate",
        reference=facts[0].disposal_id,
        facts=(),
        parts=disposal_parts(facts),
        pupils=(),
        entries=tuple(row.seq for row in chosen),
        shown=len(chosen),
        total=len(known),
        selection="Disposals chosen from the record",
    )


def _chosen(known: list[NotedEntry], asked: tuple[str, ...]) -> tuple[NotedEntry, ...]:
    if not known:
        raise UserFacingError("disposal.not_found")
    if not asked:
        return (known[-1],)
    chosen = []
    for name in dict.fromkeys(asked):
        found = [row for row in known if name in (row.values.get("id"), str(row.seq))]
        if not found:
            raise UserFacingError("disposal.not_found")
        chosen.append(found[0])
    return tuple(chosen)


def _facts(casebook: OpenCasebook, row: NotedEntry, redactor: Redactor) -> DisposalFacts:
    values = row.values
    names = [_name(casebook, person, redactor) for person in values["people"]]

    def words(name: str) -> Words:
        shown = told(redactor, entry=row.seq, name=name, text=str(values.get(name, "")))
        return Words(text=shown.text, source=shown.source if shown.text else None)

    return DisposalFacts(
        disposal_id=values.get("id", f"entry {row.seq}"),
        entry=row.seq,
        at=long_moment(row.at),
        positions=tuple(sorted(disposed_positions(values["targets"], ledger=casebook.ledger))),
        files=_count(values, "files"),
        documents=_count(values, "documents"),
        kept=_count(values, "kept"),
        period=_period(values),
        rule=words("rule"),
        edition=values.get("retention", ""),
        counted_from=_day(values.get("counted_from", "")),
        due=_day(values.get("due", "")),
        authority=words("authority"),
        method=words("method"),
        first_person=names[0] if names else "",
        second_person=names[1] if len(names) > 1 else "",
        pupil_reference=values.get("pupil", ""),
    )


def _name(casebook: OpenCasebook, person_id: str, redactor: Redactor) -> str:
    person = people.person(casebook.connection, person_id)
    return redactor.apply(person.name if person else person_id)


def _count(values: dict[str, object], name: str) -> str:
    return str(values[name]) if name in values else ""


def _period(values: dict[str, str]) -> str:
    first, last = values.get("first", ""), values.get("last", "")
    if not first:
        return ""
    return f"{long_day(first)} and {long_day(last)}"


def _day(iso: str) -> str:
    return long_date(date.fromisoformat(iso)) if iso else ""
