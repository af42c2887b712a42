"""What is asked of a document, and what a kind of document answers with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from desktop.usecases.lead.casebook import OpenCasebook
from exports.document import LookName
from exports.parts import Fact, Part
from exports.pdfa import Attachment
from storage.records.redaction import Redactor

Product = Literal["signed", "locked", "working"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """What a copy leaves out.

    ``names`` are names as typed, or ids of pupils and people of the school; ``fields`` are
    (ledger position, field name, reason code) of texts withheld whole; ``reporters`` leaves out who
    wrote each record; ``reason`` is a code of resources/vocabularies/redaction_reasons.toml.
    """

    names: tuple[str, ...] = ()
    fields: tuple[tuple[int, str, str], ...] = ()
    reporters: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRequest:
    """What is asked for. ``kind`` is a code of resources/vocabularies/documents.toml.

    ``records`` are ids of the records chosen (concerns, risk assessments, disclosures), for kinds
    that choose. ``look`` and ``length`` ("page", "significant", "full") matter to chronologies.
    ``subject_access`` leaves out "n of m" and keeps it in the register. ``requested_by`` says who
    asked where a kind is offered only to a lawyer, the police or a court. ``answers`` are further
    values by name that a kind asks for.
    """

    kind: str
    pupil_id: str = ""
    purpose: str = ""
    recipient: str = ""
    product: Product = "locked"
    path: Path | None = None
    records: tuple[str, ...] = ()
    look: LookName = "court"
    length: str = "full"
    family: bool = False
    subject_access: bool = False
    requested_by: str = ""
    withhold: Withholding = field(default_factory=Withholding)
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a kind of document says, before its provenance is added.

    ``pupils`` are the ids of the children it is about, ``entries`` the ledger positions of what it
    prints, ``shown`` of ``total`` records were chosen by the rule ``selection``. ``files`` are put
    into the file as they are.
    """

    title: str
    subtitle: str = ""
    reference: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    look: LookName = "record"
    contents: bool = False
    pupils: tuple[str, ...]
    entries: tuple[int, ...]
    shown: int
    total: int
    selection: str
    files: tuple[Attachment, ...] = ()


Builder = Callable[[OpenCasebook, DocumentRequest, Redactor], Contents]
