"""What a child's file is given to show beside its chronology: names beside codes, days in words."""

from dataclasses import dataclass

from storage.records.around_child import BoxEntry, Professional, Status
from storage.records.casework import Action
from storage.records.family import FamilyPerson
from storage.records.family_tree import FamilyTree
from storage.records.file_contents import LastDecision
from storage.records.pupil import Pupil
from ui.widgets.choice_row import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontBox:
    """A box of the front sheet: its words, what stands in it, and what stood in it, newest first.
    ``group`` and ``lines`` are those of its list, ``first`` that it is shown before all else.
    """

    code: str
    label: str
    hint: str
    group: str
    lines: int
    value: str = ""
    first: bool = False
    history: tuple[BoxEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStatus:
    """A status with its word and whether it is a court order; ``now`` says that it holds today."""

    status: Status
    word: str
    court: bool
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLevel:
    """A level with its word, since when (UTC text), why and by whom; ``row`` says it."""

    word: str
    since: str
    reason: str
    by: str
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedChild:
    """A child who may be a brother or sister: name with class, and what the two have in common."""

    id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """A case, referral or plan of the child; ``kind`` is "case", "referral" or "plan", ``state`` a
    word.
    """

    kind: str
    id: str
    title: str
    detail: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileForms:
    """The answers that the forms of a file offer."""

    statuses: tuple[Choice, ...] = ()
    relatives: tuple[Choice, ...] = ()
    agencies: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontSheet:
    """The first page of a child's file, and the people around the child.

    ``warnings`` are what must be known before anybody is told anything. ``siblings`` are (pupil id,
    name with class), ``offered`` those who may be brothers or sisters. ``language`` and ``needs``
    are the words for the codes of the school's system; days are ISO text, moments UTC text.
    """

    pupil: Pupil
    level: str = ""
    open_concerns: int = 0
    entries: int = 0
    last_entry: str = ""
    next_due: str = ""
    next_due_words: str = ""
    language: str = ""
    needs: str = ""
    warnings: tuple[str, ...] = ()
    decision: LastDecision | None = None
    boxes: tuple[FrontBox, ...] = ()
    statuses: tuple[ShownStatus, ...] = ()
    levels: tuple[ShownLevel, ...] = ()
    people: tuple[FamilyPerson, ...] = ()
    tree: FamilyTree | None = None
    professionals: tuple[Professional, ...] = ()
    siblings: tuple[tuple[str, str], ...] = ()
    actions: tuple[Action, ...] = ()
    offered: tuple[OfferedChild, ...] = ()
