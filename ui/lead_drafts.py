"""What the lead's screens send when a person presses save: plain values, no widgets, no rules."""

from dataclasses import dataclass, field

from storage.records.casework import ParentsTold
from storage.records.concern import Attachment
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDraft:
    """Something to be done; ``owner`` is a person's id, ``due`` an ISO day."""

    what: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageDraft:
    """What was decided about one concern.

    ``category``, ``level`` and ``response`` are codes of the lists the screen was given; ``case``
    is an open case the concern is added to, ``pupils`` are (pupil id, role) where the lead changed
    them.
    """

    concern_id: str
    category: str
    level: str
    response: str
    decision: str
    reason: str
    actions: tuple[ActionDraft, ...] = ()
    parents: ParentsTold = field(default_factory=ParentsTold)
    reply: str = ""
    significant: bool = False
    summary: str = ""
    so_what: str = ""
    case: str = ""
    pupils: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenDraft:
    """A closed concern is worked on again, and why."""

    concern_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateDraft:
    """A concern tells of another one a second time, and how that is known."""

    concern_id: str
    original: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDraft:
    """A concern is finished: what came of it and why nothing more is needed."""

    concern_id: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntryDraft:
    """An entry that did not come as a concern. ``pupils`` are (pupil id, role), ``boxes`` (code,
    words) of the further boxes of its kind; ``how`` is a code of the ways of being in touch,
    ``case`` the id of the case it is added to; ``files`` are cleaned already.
    """

    kind: str
    pupils: tuple[tuple[str, str], ...]
    happened: When
    text: str
    child_words: str = ""
    source: str = ""
    contact: str = ""
    how: str = ""
    action: str = ""
    decision: str = ""
    reason: str = ""
    outcome: str = ""
    case: str = ""
    significant: bool = False
    summary: str = ""
    so_what: str = ""
    boxes: tuple[tuple[str, str], ...] = ()
    next_action: ActionDraft | None = None
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignificanceDraft:
    """Whether an entry belongs in the short chronology, the one line that stands for it there, and
    what the lead makes of it; None leaves what stands.
    """

    target: str
    significant: bool
    summary: str | None = None
    so_what: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDraft:
    """Entries that tell of one event, and why."""

    targets: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDraft:
    """Entries (none: all) that are not the event after all, and why."""

    event: str
    reason: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentDraft:
    """A correction that stands beside the original. ``field`` is a code of the list the dialog was
    given.

    ``happened`` is set only when the date itself is corrected.
    """

    target: str
    field: str
    correction: str
    reason: str
    happened: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDraft:
    """Somebody disagrees with an entry, in their own words; ``stated_on`` is an ISO day, ``files``
    are cleaned already.
    """

    target: str
    stated_by: str
    relationship: str
    stated_on: str
    words: str
    reason: str = ""
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDraft:
    """Which children a record is about, (pupil id, part), and why it is moved; ``case`` is the id
    of the case it joins, empty where it stays as it is.
    """

    target: str
    pupils: tuple[tuple[str, str], ...]
    reason: str
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeDraft:
    """A scanned paper volume to attach; ``original_lies`` says where the paper itself is kept."""

    title: str
    number: int
    original_lies: str
    path: str
    pupil_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoice:
    """A file to be read and how its columns are to be understood: (column of the file, field of
    ours)."""

    path: str
    columns: tuple[tuple[str, str], ...] = ()
    pupil_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """Somebody of the school to be added; ``role`` is a code of its list, ``account`` what they
    sign in with."""

    account: str
    name: str
    role: str
    job_title: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupChoice:
    """Where the backup goes, or which backup is to be looked at."""

    folder: str
