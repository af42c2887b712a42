"""What the pages about documents send when a person presses a button: plain values, no rules."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDraft:
    """A text of a record to be withheld whole: the entry's position, the field, a reason code."""

    entry: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOutDraft:
    """What a copy leaves out. ``names`` are ids of pupils and people, or names as typed with their
    further forms behind semicolons; ``reason`` is a code of the list the page was given."""

    names: tuple[str, ...] = ()
    texts: tuple[TextDraft, ...] = ()
    reporters: bool = False
    reason: str = ""

    def anything(self) -> bool:
        """Whether anything at all is left out."""
        return bool(self.names or self.texts or self.reporters)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """A document to be made. ``kind`` is a value of the kinds the page was given; ``path`` is where
    the file goes."""

    pupil_id: str
    kind: str
    purpose: str
    recipient: str
    product: str
    path: str
    length: str = ""
    records: tuple[str, ...] = ()
    family: bool = False
    subject_access: bool = False
    requested_by: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    leave_out: LeaveOutDraft = field(default_factory=LeaveOutDraft)


@dataclass(frozen=True, slots=True, kw_only=True)
class NicknameDraft:
    """A further form of a name that is left out; ``person`` as the list of places names them."""

    person: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDraft:
    """A form or poster to be made, where it goes, and what it asked for."""

    kind: str
    path: str
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSchoolDraft:
    """A child's file for the next school. ``method`` is a code of the list the page was given,
    ``sent_on`` an ISO day; ``as_pdf`` makes a locked document that opens without Holdfast."""

    pupil_id: str
    recipient: str
    method: str
    sent_on: str
    path: str
    as_pdf: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptDraft:
    """That the next school has the file: who signed there, and on which (ISO) day."""

    export_id: str
    by: str
    on: str
    note: str = ""
