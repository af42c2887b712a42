"""What the lead's screens send when a person presses save: plain values, no widgets, no rules."""

from dataclasses import dataclass

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

    ``category``, ``level`` and ``response`` are codes of the lists the screen was given.
    ``parents_informed`` is a code
    of its list, ``parents_note`` the sentence beside it (when, by whom, their account; or why not).
    """

    concern_id: str
    category: str
    level: str
    response: str
    decision: str
    reason: str
    actions: tuple[ActionDraft, ...] = ()
    parents_informed: str = ""
    parents_note: str = ""
    reply: str = ""
    significant: bool = False
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDraft:
    """A concern is finished: what came of it and why nothing more is needed."""

    concern_id: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDoneDraft:
    """An action is done; ``outcome`` says what came of it."""

    action_id: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntryDraft:
    """An entry that did not come as a concern. ``pupils`` are (pupil id, role); ``files`` are
    paths the person chose."""

    kind: str
    pupils: tuple[tuple[str, str], ...]
    happened: When
    text: str
    child_words: str = ""
    source: str = ""
    contact: str = ""
    action: str = ""
    decision: str = ""
    reason: str = ""
    outcome: str = ""
    significant: bool = False
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignificanceDraft:
    """Whether an entry belongs in the short chronology, and the one line that stands for it there.
    Whether an entry belongs in the short chronology, and the one line that stands for it there."""

    target: str
    significant: bool
    summary: str = ""


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
