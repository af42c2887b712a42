"""From what a copy is asked to leave out to what leaves it out, and to the list of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_families import linked_family
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.withheld_names import Asked, kept_names, withheld_people
from exports.model import Redaction
from storage.database.repositories import amended, concerns, ledger_rows, people, pupils
from storage.intake import vocabularies
from storage.ledger.entries import StoredEntry
from storage.records import canonical_json
from storage.records.errors import UserFacingError
from storage.records.pupil import Pupil
from storage.records.redaction import EVERY_FIELD, WITHHELD, Printed, Redactor


def redactor_for(
    casebook: OpenCasebook,
    *,
    request: DocumentRequest,
    own: Sequence[Pupil] | None = None,
    watch: Callable[[Printed], None] | None = None,
) -> Redactor:
    """Return what leaves out of a document what its request withholds.

    ``own`` are the children whose document it is, who keep their names: when not given, the one of
    the request, with brothers and sisters where it is about the family. ``watch`` is told every
    text on its way into the document. Raises export.withholds_own_child,
    export.statement_left_out, pupils.not_found and documents.unknown_reason.
    """
    children = _own(casebook, request) if own is None else tuple(own)
    withhold = request.withhold
    _check_reasons(withhold)
    _check_statements(casebook, withhold)
    if not (withhold.names or withhold.reporters):
        return Redactor(fields=_fields(withhold), watch=watch)
    rows = _entries(casebook, request, children)
    return Redactor(
        withheld_people(
            casebook,
            own=children,
            asked=withhold.names,
            staff=_staff(casebook, rows) if withhold.reporters else (),
            reason=withhold.reason,
            texts=_texts(rows),
        ),
        keeps=kept_names(casebook, own=children),
        fields=_fields(withhold),
        hides_writers=withhold.reporters,
        watch=watch,
    )


def redaction_log(redactor: Redactor, *, by: str) -> tuple[Redaction, ...]:
    """Return the list of redactions that the document prints; ``by`` decided on them, and is named
    as the rest of the document names them.
    """
    by = redactor.apply(by)
    reasons = vocabularies.load("redaction_reasons")
    people_listed = dict.fromkeys((item.label, item.reason) for item in redactor.withheld)
    listed = [Redaction(label=label, reason=reason, by=by) for label, reason in people_listed]
    entries: dict[str, set[int]] = defaultdict(set)
    for (entry, _), reason in redactor.fields.items():
        entries[reason].add(entry)
    for reason, positions in sorted(entries.items()):
        where = ", ".join(str(position) for position in sorted(positions))
        word = "entry" if len(positions) == 1 else "entries"
        listed.append(
            Redaction(label=WITHHELD, reason=f"{reasons.label(reason)} ({word} {where})", by=by)
        )
    if redactor.hides_writers:
        why = f"{reasons.label('reporter')} (who wrote each record)"
        listed.append(Redaction(label=WITHHELD, reason=why, by=by))
    return tuple(listed)


def with_alias(withholding: Withholding, *, asked: str, alias: str) -> Withholding:
    """Return the same with a further name for the person that the line ``asked`` withholds, also
    where the line has got other names since; where there is no such line, with a line of its own.
    """
    if not any(f"{line};".startswith(f"{asked};") for line in withholding.names):
        return replace(withholding, names=(*withholding.names, alias.strip()))
    names = tuple(
        f"{line}; {alias.strip()}"
        if f"{line};".startswith(f"{asked};") and _is_new(line, alias)
        else line
        for line in withholding.names
    )
    return replace(withholding, names=names)


def _is_new(line: str, alias: str) -> bool:
    asked = Asked.read(line)
    return bool(alias.strip()) and alias.strip() not in (asked.name, *asked.aliases)


def _check_reasons(withhold: Withholding) -> None:
    reasons = vocabularies.load("redaction_reasons")
    for code in (*(reason for _, _, reason in withhold.fields), withhold.reason):
        if code and reasons.item(code) is None:
            raise UserFacingError(
                "documents.unknown_reason", known=", ".join(item.code for item in reasons.items)
            )


def _check_statements(casebook: OpenCasebook, withhold: Withholding) -> None:
    """What somebody says against an entry goes wherever the entry goes: it may only be left out
    where the whole entry is.
    """
    whole = {entry for entry, name, _ in withhold.fields if name in ("", EVERY_FIELD)}
    for entry, _name, _reason in withhold.fields:
        about = amended.statement_about(casebook.connection, entry)
        if about is not None and about not in whole:
            raise UserFacingError("export.statement_left_out", entry=entry)


def _fields(withhold: Withholding) -> dict[tuple[int, str], str]:
    return {
        (entry, name or EVERY_FIELD): reason or withhold.reason or "third_party"
        for entry, name, reason in withhold.fields
    }


def _own(casebook: OpenCasebook, request: DocumentRequest) -> tuple[Pupil, ...]:
    child = pupils.pupil(casebook.connection, request.pupil_id)
    if child is None:
        return ()
    return linked_family(casebook.connection, child) if request.family else (child,)


def _entries(
    casebook: OpenCasebook, request: DocumentRequest, children: Sequence[Pupil]
) -> list[StoredEntry]:
    """The entries that the document may speak of: enough to know who wrote and what is said."""
    positions = {
        seq for child in children for seq in ledger_rows.of_pupil(casebook.connection, child.id)
    }
    for record in request.records:
        concern = concerns.concern(casebook.connection, record)
        if concern is not None:
            positions.add(concern.seq)
    return ledger_rows.stored_some(casebook.connection, positions)


def _staff(casebook: OpenCasebook, rows: Iterable[StoredEntry]) -> tuple[str, ...]:
    """Everybody who may have reported: were it only who did, a label would say who it was.

    The lead who makes the copy is named in it as such.
    """
    found = dict.fromkeys(person.id for person in people.people(casebook.connection))
    for row in rows:
        reporter = (row.fields or {}).get("reporter")
        if reporter is not None:
            found[str(canonical_json.decode(reporter[0]))] = None
    found.pop(casebook.person.id, None)
    return tuple(name for name in found if name.strip())


def _texts(rows: Iterable[StoredEntry]) -> Iterator[str]:
    for row in rows:
        for value, _salt in (row.fields or {}).values():
            yield value.decode("utf-8")
