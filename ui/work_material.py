"""What the screens for referrals, disagreements, plans and meetings are given to show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitLine:
    """Something that is waited for: the sentence, what to do when nobody answers, and where the
    time comes from (“local time limit, set by …”).
    """

    text: str
    over: bool = False
    silent: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One step of a history: when, what, who wrote it, and the words; ``tone`` as of a row."""

    id: str
    title: str
    detail: str = ""
    trailing: str = ""
    icon: str = ""
    tone: str = "muted"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkShown:
    """A referral, disagreement, plan or meeting on its page. ``children`` are (id, name), ``steps``
    the codes of what can be done now, the first one the usual next; ``notes`` are sentences about
    an unusual order and the like.
    """

    title: str
    subtitle: str
    children: tuple[tuple[str, str], ...] = ()
    case: str = ""
    waits: tuple[WaitLine, ...] = ()
    notes: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    story: tuple[StoryLine, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactShown:
    """A block of facts to copy; ``missing`` says what the record lacks."""

    code: str
    label: str
    text: str
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormBlockLine:
    """A block of a council's form: what the form calls it, and what the general form does."""

    code: str
    label: str
    usual: str
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FormOrderDraft:
    """The order of a council's form: (code, what it is called) of each block, and whence it is."""

    title: str
    blocks: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitLine:
    """A time limit as a list shows it: ``length`` in words, ``local`` whose it is or empty."""

    code: str
    label: str
    definition: str
    length: str
    local: str = ""
    amount: int = 0
    unit: str = "days"
    counted: str = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A service as a list shows it, and how it is reached here."""

    code: str
    label: str
    lines: tuple[str, ...]
    name: str = ""
    telephone: str = ""
    out_of_hours: str = ""
    email: str = ""
    portal: str = ""
