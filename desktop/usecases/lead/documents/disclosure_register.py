"""The register of disclosures as a document: everything that left, or what left about one child."""

from collections.abc import Sequence

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.registered import (
    form_words,
    kind_words,
    left_out_words,
    pupils_of,
)
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from desktop.usecases.lead.documents.told import told
from desktop.usecases.report import long_day
from exports.care_values import Words
from exports.parts import Fact
from exports.register_parts import RegisterLine, register_parts
from storage.database.repositories import disclosures, pupils
from storage.database.repositories.disclosures import DisclosureRow
from storage.records.errors import UserFacingError
from storage.records.redaction import Redactor
from storage.records.times import for_people

_ALL = 1_000_000


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build it for ``request.pupil_id``, or for the whole school when that is empty; the oldest
    comes first. Raises pupils.not_found.
    """
    connection = casebook.connection
    found = disclosures.register(connection, pupil=request.pupil_id, limit=_ALL)
    rows = tuple(sorted(found, key=lambda row: (row.recorded_at, row.seq)))
    pupil = pupils.pupil(connection, request.pupil_id) if request.pupil_id else None
    if request.pupil_id and pupil is None:
        raise UserFacingError("pupils.not_found")
    names = pupils.names(connection, pupils_of(rows))
    lines = tuple(_line(row, names=names, redactor=redactor) for row in rows)
    children = () if pupil is None else (Fact(label="Child", text=pupil.display_name),)
    return Contents(
        title="Register of disclosures",
        subtitle=pupil.display_name if pupil else "",
        reference=request.pupil_id or "register",
        facts=(
            *children,
            Fact(label="Period", text=_period(rows)),
        ),
        parts=register_parts(lines, one_child=pupil is not None),
        look="referral",
        pupils=(request.pupil_id,) if request.pupil_id else pupils_of(rows),
        entries=tuple(row.seq for row in rows),
        shown=len(rows),
        total=len(rows),
        selection="Every document of this child in the register of disclosures, oldest first"
        if pupil
        else "Every document in the register of disclosures, oldest first",
    )


def _line(row: DisclosureRow, *, names: dict[str, str], redactor: Redactor) -> RegisterLine:
    day, _, time = for_people(row.recorded_at).partition(", ")
    return RegisterLine(
        entry=row.seq,
        export_id=row.id,
        day=day,
        time=time,
        by=redactor.writer(row.seq, row.author),
        kind=kind_words(row),
        form=form_words(row),
        recipient=_words(redactor, row, name="recipient", text=row.recipient),
        purpose=_words(redactor, row, name="purpose", text=row.purpose),
        about="\n".join(redactor.apply(names.get(pupil, pupil)) for pupil in row.pupils),
        left_out=left_out_words(row),
        pages=len(row.page_codes),
        page_codes=row.page_codes,
        sha256=row.sha256,
    )


def _words(redactor: Redactor, row: DisclosureRow, *, name: str, text: str) -> Words:
    shown = told(redactor, entry=row.seq, name=name, text=text)
    return Words(text=shown.text, source=shown.source)


def _period(rows: Sequence[DisclosureRow]) -> str:
    if not rows:
        return "nothing has left"
    first, last = long_day(rows[0].recorded_at), long_day(rows[-1].recorded_at)
    return first if first == last else f"{first} to {last}"
