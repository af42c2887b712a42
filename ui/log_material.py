"""What the page of another system's log shows, and what it sends."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ui.lead_material import UnknownColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """A row of the file: its line, whose it is, when it happened as people read it, what it
    says.
    """

    line: int
    child: str
    when: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogChild:
    """A child of the file whom nobody is certain of: the file's own words, how many rows and where
    the first is, why; ``decided`` says who it is or why its rows are left out.
    """

    key: str
    said: str
    rows: int
    line: int
    why: str
    perhaps: tuple[tuple[str, str], ...] = ()
    decided: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPreview:
    """What taking a log would do. ``rows`` and ``already`` are the first of theirs; ``refused`` are
    (line, sentence); ``notes`` are sentences about the whole file.
    """

    file_name: str
    total: int
    take: int
    pupils: int
    undated: int
    rows: tuple[LogLine, ...]
    children: tuple[LogChild, ...]
    waiting: int
    left_out: int
    refused: tuple[tuple[int, str], ...]
    already: tuple[LogLine, ...]
    already_count: int
    notes: tuple[str, ...]
    columns: UnknownColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class LogDecision:
    """Who a child of the file is; without ``pupil`` its rows are left out for ``reason``."""

    pupil: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogChoice:
    """A log to be read: where it lies, where it comes from, what was said of columns and children;
    ``keep_file`` keeps the file itself as well.
    """

    path: str
    system: str
    columns: tuple[tuple[str, str], ...] = ()
    decisions: Mapping[str, LogDecision] = field(default_factory=dict)
    keep_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendancePreview:
    """What taking a file of attendance would do: ``total`` rows, of which ``take`` periods of
    ``pupils`` children within ``period``. ``rows`` and ``already`` are the first of theirs;
    ``refused`` are (line, sentence).
    """

    file_name: str
    total: int
    take: int
    pupils: int
    period: str
    rows: tuple[LogLine, ...]
    refused: tuple[tuple[int, str], ...]
    already: tuple[LogLine, ...]
    already_count: int
