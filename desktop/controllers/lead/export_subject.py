"""Gathers what may be chosen for a document: kinds, records, names, reasons."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.chronology_families import linked_family
from desktop.usecases.lead.documents import kinds
from desktop.usecases.lead.documents.register import disclosures_of
from exports.file_writer import safe_file_name
from storage.database.connection import Connection
from storage.database.repositories import (
    chronology,
    chronology_lists,
    concerns,
    disclosures,
    people,
    professionals,
    pupils,
    risks,
)
from storage.intake import vocabularies
from storage.records.times import for_people
from ui.document_material import (
    DocumentKind,
    DocumentQuestion,
    DocumentSubject,
    NameOption,
    RecordOption,
)
from ui.lead_words import counted, first_words
from ui.views.export import NEXT_SCHOOL
from ui.widgets.choice_row import Choice

CHRONOLOGY = "chronology"
LOOKS = ("referral", "court", "working")
_GROUP_OF_LOOK = {"referral": "referral", "court": "court", "working": "next"}
LENGTHS = {"all": "full", "significant": "significant", "page": "page"}
_BODY_MAP = "body_map"
# so many recipients are offered, from so many documents that left last
_OFFERED, _LATELY = 6, 40


def _words(text: str) -> str:
    return QCoreApplication.translate("export_subject", text)


def subject_of(desk: Desk, *, pupil_id: str, chosen: Sequence[str] = ()) -> DocumentSubject:
    """Return what may be made of one child, or of the whole school where ``pupil_id`` is empty.

    ``chosen`` are exports of the register that papers for a court are asked about.
    """
    reader = desk.reader
    row = pupils.row(reader, pupil_id) if pupil_id else None
    pupil = pupils.pupil(reader, pupil_id) if pupil_id else None
    total = chronology.entries_total(reader, pupil_id)
    significant = chronology_lists.kept_when_significant(reader, pupil_id)
    return DocumentSubject(
        pupil_id=pupil_id,
        name=row.name if row else _words("the school"),
        total=total,
        significant=significant,
        folder=str(documents_folder()),
        groups=groups(),
        kinds=tuple(_Kinds(desk, pupil_id, total, significant, tuple(chosen)).all()),
        askers=askers(),
        reasons=_reasons(),
        names=_names(desk, pupil_id),
        siblings=len(linked_family(reader, pupil)) - 1 if pupil is not None else 0,
        recipients=recipients_of(reader, pupil_id) if pupil_id else (),
    )


def recipients_of(connection: Connection, pupil_id: str) -> tuple[Choice, ...]:
    """Return those whom a document about this child may go to: who works with the child, then who
    had one about this child before, then who had one about anybody, the latest first.
    """
    known: dict[str, str] = {}
    for one in professionals.of_pupil(connection, pupil_id):
        words = ", ".join(part for part in (one.name, one.organisation) if part)
        known.setdefault(words, one.role)
    for pupil in (pupil_id, ""):
        for left in disclosures.register(connection, pupil=pupil, limit=_LATELY):
            known.setdefault(left.recipient, "")
    return tuple(
        Choice(value=words, text=words, hint=hint)
        for words, hint in islice(known.items(), _OFFERED)
        if words
    )


def groups() -> tuple[Choice, ...]:
    """Return the groups of resources/vocabularies/documents.toml, as the screen heads them."""
    return (
        Choice(value="referral", text=_words("For a referral")),
        Choice(value="court", text=_words("For a court")),
        Choice(value="next", text=_words("For the next school or an agency")),
        Choice(value="inside", text=_words("For inside the school")),
    )


def askers() -> tuple[Choice, ...]:
    """Return who may ask for a paper that is made only when one of them asks."""
    return (
        Choice(value="lawyer", text=_words("A lawyer")),
        Choice(value="police", text=_words("The police")),
        Choice(value="court", text=_words("A court")),
    )


def questions_of(code: str) -> tuple[DocumentQuestion, ...]:
    """Return what a kind of document, or a form, asks further."""
    return tuple(
        DocumentQuestion(
            name=item.code.partition(".")[2],
            text=item.label,
            hint=item.definition,
            tick=str(item.extra.get("tick", "")),
            needed=bool(item.extra.get("needed")),
        )
        for item in vocabularies.load("document_questions").items
        if item.code.partition(".")[0] == code
    )


def documents_folder() -> Path:
    """Where documents go first: the person's own folder for them."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def _next_school() -> DocumentKind:
    """No document to be put together here: it leads to the page for a child who moves."""
    return DocumentKind(
        value=NEXT_SCHOOL,
        text=_words("The child moves: pass the file on…"),
        hint=_words("The whole file, locked, with a receipt slip that comes back."),
        group="next",
    )


class _Kinds:
    """The kinds of one child, each with what is chosen for it."""

    def __init__(
        self,
        desk: Desk,
        pupil_id: str,
        total: int,
        significant: int,
        chosen: tuple[str, ...],
    ) -> None:
        self._desk, self._pupil_id, self._chosen = desk, pupil_id, chosen
        self._total, self._significant = total, significant
        self._day = desk.today().isoformat()
        self._records: dict[str, tuple[RecordOption, ...]] = {}

    def all(self) -> list[DocumentKind]:
        """Every kind that can be made here, in the order of the list."""
        moves = self._pupil_id and not self._chosen
        made: list[DocumentKind] = [_next_school()] if moves else []
        for kind in kinds.kinds():
            if kind.needs_pupil and not self._pupil_id:
                continue
            if self._chosen and not kind.asked_by:
                continue
            if kind.code == CHRONOLOGY:
                made += self._chronologies()
            else:
                shown = self._kind(kind)
                if shown.records or not shown.least:  # of what is not there nothing can be made
                    made.append(shown)
        return made

    def _chronologies(self) -> list[DocumentKind]:
        looks = vocabularies.load("export_profiles")
        lengths = (
            Choice(
                value="all",
                text=_words("All {n} entries").format(n=f"{self._total:,}"),
            ),
            Choice(
                value="significant",
                text=_words("Significant only ({n})").format(n=f"{self._significant:,}"),
            ),
            Choice(value="page", text=_words("One page")),
        )
        made = []
        for look in LOOKS:
            item = looks.item(look)
            made.append(
                DocumentKind(
                    value=look,
                    text=looks.label(look),
                    hint=item.definition if item else "",
                    group=_GROUP_OF_LOOK[look],
                    lengths=lengths,
                    products=("working",) if look == "working" else ("locked", "signed"),
                    family=True,
                    questions=questions_of(CHRONOLOGY),
                    file_name=self._file_name(CHRONOLOGY, look),
                )
            )
        return made

    def _kind(self, kind: kinds.DocumentKind) -> DocumentKind:
        chooses = "maps" if kind.code == _BODY_MAP else kind.chooses
        records = self._options(chooses) if chooses else ()
        return DocumentKind(
            value=kind.code,
            text=kind.label,
            hint=kind.help,
            group=kind.group,
            when_asked=bool(kind.asked_by),
            records=records,
            records_word=_record_words(kind.chooses),
            least=kind.least,
            ticked=kind.code == _BODY_MAP or bool(self._chosen),
            most=kind.most,
            products=kind.products,
            questions=questions_of(kind.code),
            file_name=self._file_name(kind.code),
        )

    def _file_name(self, *parts: str) -> str:
        words = [part.replace("_", "-") for part in parts]
        return safe_file_name(*words, *filter(None, (self._pupil_id,)), self._day, suffix="")

    def _options(self, chooses: str) -> tuple[RecordOption, ...]:
        if chooses not in self._records:
            self._records[chooses] = tuple(self._read(chooses))
        return self._records[chooses]

    def _read(self, chooses: str) -> list[RecordOption]:
        if chooses == "records":
            return [*self._options("concerns"), *self._options("risks")]
        if chooses in ("concerns", "maps"):
            return self._concerns(with_map=chooses == "maps")
        if chooses == "risks":
            return self._risks()
        return self._disclosures() if chooses == "disclosures" else []

    def _concerns(self, *, with_map: bool) -> list[RecordOption]:
        word = self._desk.lists.word
        return [
            RecordOption(
                id=concern.id,
                text=" · ".join(
                    part
                    for part in (
                        concern.happened.for_people(),
                        word(concern.triage[-1].category) if concern.triage else "",
                    )
                    if part
                ),
                detail=first_words(concern.what_happened),
            )
            for concern in reversed(concerns.of_pupil(self._desk.reader, self._pupil_id))
            if concern.body_maps or not with_map
        ]

    def _risks(self) -> list[RecordOption]:
        return [
            RecordOption(
                id=item.id,
                text=_words("Risk assessment: {title}").format(title=item.draft.title),
                detail=_words("version {n}").format(n=item.version),
            )
            for item in risks.latest(self._desk.reader, self._pupil_id)
        ]

    def _disclosures(self) -> list[RecordOption]:
        left = disclosures_of(self._desk.reading(), pupil_id=self._pupil_id)
        return [
            RecordOption(
                id=one.id,
                text=_words("{what} for {who}").format(what=one.label, who=one.recipient),
                detail=for_people(one.at),
            )
            for one in left
            if one.pages and (not self._chosen or one.id in self._chosen)
        ]


def _record_words(chooses: str) -> str:
    words = {
        "concerns": _words("Which concerns"),
        "risks": _words("Which risk assessment"),
        "records": _words("Records to add"),
        "disclosures": _words("Which documents that left"),
    }
    return words.get(chooses, "")


def _reasons() -> tuple[Choice, ...]:
    return tuple(
        Choice(value=item.code, text=item.label, hint=item.definition)
        for item in vocabularies.load("redaction_reasons").items
    )


def _names(desk: Desk, pupil_id: str) -> tuple[NameOption, ...]:
    """The other children of this child's entries, then who reported or wrote them."""
    reader = desk.reader
    pupil = pupils.pupil(reader, pupil_id) if pupil_id else None
    # brothers and sisters are offered even where no entry names them as well
    seen: dict[str, int] = (
        {each.id: 0 for each in linked_family(reader, pupil)[1:]} if pupil is not None else {}
    )
    seen |= chronology_lists.others(reader, pupil_id)
    children = [
        NameOption(
            id=row.id,
            text=row.name,
            detail=" · ".join(
                part
                for part in (
                    row.class_name,
                    counted(seen[row.id], _words("in 1 entry"), _words("in {n} entries"))
                    if seen[row.id]
                    else _words("brother or sister"),
                )
                if part
            ),
        )
        for row in pupils.rows(reader, sorted(seen))
    ]
    writers = concerns.reporters_of_pupil(reader, pupil_id)
    staff = [
        NameOption(
            id=person.id,
            text=person.name,
            detail=person.job_title or desk.lists.word(str(person.role)),
        )
        for person in people.people(reader)
        if person.id in writers
    ]
    return (*children, *staff)
