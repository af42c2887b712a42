"""What a child's file holds, put together from its rows: the last decision, the child's own words,
the documents, and an index.
"""

from dataclasses import dataclass

from storage.records.casework import StoredFile
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDecision:
    """The decision that stands: what, why, when and by whom. ``row`` is the row that says it.

    ``closed`` is why the work on something was closed after it, and ``closed_on`` when (UTC text);
    both empty when nothing was.
    """

    row: str
    kind: str
    decision: str
    reason: str
    happened: When
    by: str
    recorded_at: str
    closed: str = ""
    closed_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildWords:
    """Words of the child as somebody wrote them down. ``at`` is when they wrote them (UTC text);
    ``correction`` stands beside them where somebody put them right; ``copied`` says that they were
    copied from an older record; ``role`` is the part the child had in it.
    """

    row: str
    kind: str
    happened: When
    words: str
    by: str
    at: str
    role: str = "subject"
    copied: bool = False
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDocument:
    """A file kept with a row of a child's file; ``words`` begin what the row says."""

    row: str
    kind: str
    category: str
    happened: When
    words: str
    by: str
    file: StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """A part of a file in its order: how many there are, and the ISO days of the first and last;
    ``opens`` is the section or page where they stand.
    """

    code: str
    label: str
    opens: str
    count: int
    first: str = ""
    last: str = ""
