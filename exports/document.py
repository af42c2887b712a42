"""The values every document is made from: what it says, and by what it can be checked."""

from dataclasses import dataclass
from typing import Literal

from exports.model import CheckCode, Redaction, StatementParagraph
from exports.parts import Fact, Part

# court: portrait, 12 point, wide margin and a clear corner for the bundle's stamp; referral:
# landscape; record: portrait, 10.5 point, for concern records, files and certificates.
LookName = Literal["court", "referral", "record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who made a document, for whom and why, and against what it can be checked later.

    ``compiled_at`` is a UTC string of storage.records.times and becomes the file's date.
    ``ledger_extract`` is embedded byte for byte. ``statement`` are the paragraphs of the evidence
    statement, in order.
    """

    export_id: str
    school_name: str
    school_urn: str = ""
    school_address: str = ""
    compiled_by: str
    compiled_role: str
    compiled_at: str
    purpose: str
    recipient: str
    redactions: tuple[Redaction, ...] = ()
    edited: bool = False
    check_code: CheckCode
    checkpoint_note: str
    certificate_fingerprint: str
    key_id: str
    verification_result: str
    statement: tuple[StatementParagraph, ...] = ()
    ledger_extract: bytes = b""
    program: str = "Holdfast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that leaves the school, with its evidence statement at the end.

    ``kind`` is a code of resources/vocabularies/documents.toml. ``reference`` stands in the header
    of every page and in the metadata instead of a name. ``subtitle`` is the child's name on the
    first page. ``facts`` are the labelled facts of the first page. ``contents`` asks for a list of
    the headings of level 1 there. ``shown`` of ``total`` records were chosen by the rule
    ``selection``; a ``total`` of None is nowhere in the file.
    """

    kind: str
    title: str
    subtitle: str = ""
    reference: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    look: LookName = "record"
    contents: bool = False
    shown: int = 0
    total: int | None = None
    selection: str = ""
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page or two to print and use by hand, which proves nothing: a form, a slip, a poster.

    ``foot`` stands at the foot of every page; ``made_at`` is a UTC string and the file's date.
    ``confidential`` puts the line about safe keeping on every page. ``band`` is a dark band across
    the head of the first page with the title in white on it; it survives black and white.
    """

    kind: str
    title: str
    subtitle: str = ""
    school_name: str
    parts: tuple[Part, ...]
    foot: str = ""
    made_at: str
    confidential: bool = False
    large: bool = False
    band: Literal["", "green"] = ""
    program: str = "Holdfast"
