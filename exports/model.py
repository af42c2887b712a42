"""The smaller values documents are made from: text ready to print, no records, no keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCode:
    """The short readable form of the ledger's head: 13 groups of 4, entry count, UTC time."""

    code: str
    size: int
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One change of a printed entry. `at` is a UTC string or words; `was` may be unknown. `entry`
    is the position of the ledger entry that made it. `is_cut`: only the beginning of `now` stands
    here. `stated`: it is a statement of somebody who disagrees, in their own words, by whom and
    when.
    """

    field: str = ""
    was: str
    now: str
    by: str
    at: str
    reason: str = ""
    entry: int | None = None
    is_cut: bool = False
    stated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """One label that stands for something left out, with the reason and who decided."""

    label: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementParagraph:
    """One paragraph of the evidence statement under its own short heading."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortForm:
    """What a row in short leaves out: of the columns `cut` it prints the beginning, the columns
    `left_out` it does not print. `summary` is the position of the entry that holds the safeguarding
    lead's own summary, where that stands for what happened. `fields` are those of the row's own
    entry of which it prints something.
    """

    cut: tuple[str, ...]
    left_out: tuple[str, ...]
    summary: int | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNote:
    """Something that a further entry, at position `entry`, says of a row; `kind` as in row_notes.

    `by` and `at` (UTC text) are that entry's. For a row told elsewhere as well `text` is the time
    given there, `record` what is told there, and `serial` its number, 0 where it is not shown.
    """

    kind: str
    text: str = ""
    by: str
    at: str
    entry: int
    record: str = ""
    serial: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One entry of the chronology as it is printed.

    `section` groups entries in the outline, for example the year; where it is empty the year is
    read from `happened_text`. `happened_note` says how exact the date is, `conflicting_dates`
    what else was said about it or how it was read. `happened` and `recorded_at` are the times as
    the record keeps them, for the attached data: the words for them may change with the program.
    `dated_by` is the position of the correction that set the time, where one did.
    """

    serial: int
    happened_text: str
    happened_note: str = ""
    section: str = ""
    heading: str = ""
    what_happened: str
    child_words: str = ""
    source: str = ""
    record_ref: str = ""
    action_or_decision: str = ""
    reason: str = ""
    outcome: str = ""
    author: str = ""
    recorded_text: str = ""
    written_later_note: str = ""
    transcribed: bool = False
    corrections: tuple[Correction, ...] = ()
    conflicting_dates: str = ""
    happened: Mapping[str, str | None] = field(default_factory=dict)
    dated_by: int | None = None
    recorded_at: str = ""
    short: ShortForm | None = None
    notes: tuple[RowNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWarning:
    """Something the lead should know before the document leaves; worded by the messages file."""

    code: str
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedDocument:
    """An unsigned document and what was learnt while making it."""

    pdf: bytes
    pages: int
    page_codes: tuple[str, ...]
    warnings: tuple[ExportWarning, ...]
    title: str
