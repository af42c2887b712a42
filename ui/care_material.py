"""What the screens for checks, damage, backups and access are given to show: numbers, dates and
ready sentences, never a record's words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """The quiet line of the background check. ``total`` 0 shows no progress; ``severity`` is a
    message bar's severity; ``action`` empty leaves the button out."""

    text: str
    severity: str = "info"
    done: int = 0
    total: int = 0
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlace:
    """One place where backups go. ``last_at`` is UTC text or empty; ``problem`` a sentence about
    the last try, empty when it went well."""

    folder: str = ""
    last_at: str = ""
    problem: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """Where the backups stand. ``earlier`` are (path, date as people read it), newest first."""

    first: BackupPlace
    second: BackupPlace = BackupPlace()
    sentence: str = ""
    severity: str = "success"
    next_step: str = ""
    last_size: str = ""
    earlier: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordState:
    """What is known of the record without looking anew: when it was last checked, how many check
    codes were given out, the last certificate. Each is a sentence."""

    checked: str = ""
    checked_severity: str = "info"
    codes: int = 0
    certificate: str = ""
    certificate_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """A check code that was given out: when, with how many entries, on what."""

    id: int
    at: str
    entries: int
    where: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer of a check of a file: one sentence, what to do next, what was proved and what was
    not. ``steps`` are (severity, sentence), one a file where several were compared."""

    sentence: str
    severity: str
    next_step: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    proved: tuple[str, ...] = ()
    not_proved: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateMade:
    """A termly certificate as it was written."""

    path: str
    entries: int
    check_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageSeen:
    """What is damaged and which ways lead on. ``parts`` are sentences. ``backup`` names the newest
    readable backup, empty when there is none; ``behind`` says what would be missing with it;
    ``fills`` says how far backups fill the gaps; ``best`` is the recommended way: "rescue" or
    "restore"."""

    sentence: str
    parts: tuple[str, ...]
    backup: str = ""
    behind: str = ""
    best: str = "rescue"
    fills: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueSeen:
    """What came of a rescue. ``lost`` are (entry number, what is known of it); ``facts`` are
    (label, value); ``kept_file`` is where the damaged file lies now."""

    whole: bool
    sentence: str
    facts: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...] = ()
    kept_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorePlan:
    """A backup beside what lies here, before anything is swapped. ``now`` values are empty where
    no casebook can be read here. ``missing`` are sentences about what the backup does not have;
    ``replaces`` is true where a casebook that still reads would be put aside."""

    made_at: str
    children: str
    entries: str
    last_entry: str
    children_now: str = ""
    entries_now: str = ""
    last_entry_now: str = ""
    good: bool = True
    sentence: str = ""
    missing: tuple[str, ...] = ()
    replaces: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreDone:
    """A backup has become the casebook. ``kept_file`` is where the former one lies, if any."""

    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    kept_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLine:
    """One time somebody saw something: who, when, what in words, whose file, further details."""

    id: str
    person: str
    at: str
    what: str
    child: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderLine:
    """Something to be done for the safety of the record: a sentence and one press."""

    code: str
    text: str
    next_step: str = ""
    severity: str = "info"
    action: str = ""
