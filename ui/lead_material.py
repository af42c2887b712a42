"""What the lead's screens are given to show where a record alone is not enough: names beside ids,
counts, lists."""

from dataclasses import dataclass

from storage.records.casework import Action, Concern, PupilRow, StoredFile
from storage.records.chronology import ChronologyEntry
from ui.widgets.choice_row import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category of the first tier with the parts it may be divided into; each with its definition
    in one line."""

    value: str
    text: str
    hint: str = ""
    parts: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadLists:
    """Every list the lead's screens offer, as data; empty lists leave their control out."""

    levels: tuple[Choice, ...] = ()
    categories: tuple[Category, ...] = ()
    responses: tuple[Choice, ...] = ()
    responses_without_action: tuple[str, ...] = ()
    parents_informed: tuple[Choice, ...] = ()
    entry_kinds: tuple[Choice, ...] = ()
    sources: tuple[Choice, ...] = ()
    pupil_roles: tuple[Choice, ...] = ()
    roles: tuple[Choice, ...] = ()
    profiles: tuple[Choice, ...] = ()
    purposes: tuple[Choice, ...] = ()
    amendment_fields: tuple[Choice, ...] = ()
    pupil_fields: tuple[Choice, ...] = ()
    chronology_fields: tuple[Choice, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def word(self, code: str) -> str:
        """Return the word for a code of any list (kinds, levels, roles, places …), or the code
        itself."""
        for group in _LISTS:
            for choice in getattr(self, group):
                if choice.value == code:
                    return str(choice.text)
        for category in self.categories:
            if category.value == code:
                return category.text
            for part in category.parts:
                if part.value == code:
                    return f"{category.text} – {part.text}"
        return dict(self.words).get(code, code)


_LISTS = (
    "levels",
    "responses",
    "parents_informed",
    "entry_kinds",
    "sources",
    "pupil_roles",
    "roles",
    "profiles",
    "amendment_fields",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownConcern:
    """A concern with the names its ids stand for. ``place_in_queue`` is 0 when it is not waiting.

    ``together`` are (id, words) of concerns it was added to or that were added to it; the id is
    empty for one that has not come."""

    concern: Concern
    pupils: tuple[tuple[str, str], ...]  # (pupil id, name with class), in the order of the concern
    reporter: str
    actions: tuple[Action, ...] = ()
    place_in_queue: int = 0
    waiting: int = 0
    together: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildHistory:
    """What is already known of a child, beside the concern: newest entries first."""

    pupil_id: str
    name: str
    summary: str = ""  # e.g. "Year 4 · 3 open concerns · child in need"
    entries: tuple[ChronologyEntry, ...] = ()
    total: int = 0
    siblings: tuple[PupilRow, ...] = ()
    # (concern id, words) of each concern of a brother or sister that is not closed
    sibling_concerns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMapRow:
    """A body map in a child's file: where it belongs, which time stands for it ("Seen 3 May 2026"),
    how many marks.
    """

    id: str
    when: str
    author: str
    marks: int
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRow:
    """A scanned paper volume in a child's file."""

    id: str
    title: str
    volume: int
    original_lies: str
    file: StoredFile | None
    pages: int | None = None
    attached_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """A row of a preview. ``changes`` are (field as shown, old, new); ``line`` is 0 where the file
    has no lines."""

    line: int
    name: str
    detail: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What taking a file of pupils would do. ``refused`` and ``warnings`` are (line, name or
    empty, sentence)."""

    file_name: str
    file_kind: str
    new: tuple[ImportRow, ...] = ()
    changed: tuple[ImportRow, ...] = ()
    unchanged: int = 0
    refused: tuple[tuple[int, str, str], ...] = ()
    warnings: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownColumns:
    """The file's columns with an example of each, and what they were guessed to be (field code or
    empty)."""

    file_name: str
    columns: tuple[tuple[str, str, str], ...]  # (column, example, guessed field code)
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyPreview:
    """What taking a paper chronology would do; nothing of it is dropped.

    ``rows`` are as they will stand; ``notes`` are (row number as in the file, sentence).
    """

    file_name: str
    rows: tuple[ChronologyEntry, ...]
    undated: int = 0
    notes: tuple[tuple[int, str], ...] = ()
    refused: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSlip:
    """A sheet shown and printed once: how somebody signs in the first time. ``lines`` are (label,
    value); ``qr`` is the text of a picture for the phone."""

    person: str
    title: str
    lines: tuple[tuple[str, str], ...]
    note: str = ""
    qr: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingRequest:
    """A computer that asks to be let in; the code stands on its screen too."""

    request_id: str
    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreSeen:
    """What a restored backup holds, beside what the casebook holds now."""

    children: int
    entries: int
    last_entry: str
    children_now: int
    entries_now: int
    ledger_ok: bool
    last_entry_now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutcome:
    """How a check ended, as a sentence and what to do next."""

    check: str
    ok: bool
    sentence: str
    next_step: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    mendable: bool = False
