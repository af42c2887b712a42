"""What the pages about documents are given to show: kinds, records, pages, found names, results."""

from dataclasses import dataclass, field

from ui.widgets.choice_row import Choice
from ui.widgets.page_canvas import PageSize
from ui.widgets.place_list import FoundPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentQuestion:
    """A further thing that a kind of document asks for; ``name`` is the key of its answer.

    ``tick`` is what a tick answers with; ``choices`` are answers to choose from; without both the
    answer is typed.
    """

    name: str
    text: str
    hint: str = ""
    tick: str = ""
    needed: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOption:
    """A record that may be chosen for a document: a concern, an assessment, an earlier document."""

    id: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """A document that can be made of one child, with the one line that says what it is for.

    ``group`` is a code of the groups shown beside each other; ``when_asked`` keeps it behind the
    question who asked for it. ``lengths`` and ``records`` are what is chosen from, of the records
    at least ``least`` and no more than ``most`` (0: any number); ``ticked`` ticks them all at
    first. ``products`` are codes ("locked", "signed", "working"), the first one is offered.
    ``file_name`` has no suffix and says nothing of the child.
    """

    value: str
    text: str
    hint: str
    group: str
    when_asked: bool = False
    lengths: tuple[Choice, ...] = ()
    records: tuple[RecordOption, ...] = ()
    records_word: str = ""
    least: int = 0
    most: int = 0
    ticked: bool = False
    products: tuple[str, ...] = ("locked", "signed")
    family: bool = False
    questions: tuple[DocumentQuestion, ...] = ()
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOption:
    """Somebody whose name may become a label: a pupil or a member of staff, by id."""

    id: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSubject:
    """Whose document is to be made, and what there is to choose from.

    ``groups`` are (code, heading) in order; ``askers`` who may ask for a paper of the court.
    ``recipients`` are those it may go to, offered in one press: the words that are printed, and
    how they are known.
    """

    pupil_id: str
    name: str
    total: int
    significant: int
    folder: str
    groups: tuple[Choice, ...]
    kinds: tuple[DocumentKind, ...]
    askers: tuple[Choice, ...] = ()
    reasons: tuple[Choice, ...] = ()
    names: tuple[NameOption, ...] = ()
    siblings: int = 0
    recipients: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """A text of a record that the document prints; ``reason`` is a code where it is withheld."""

    entry: int
    field: str
    record: str
    part: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlaces:
    """Every place of a copy before it leaves: names that become labels, names that may be meant,
    and all its texts.

    ``people`` are (as it was asked for, the name in full); ``writers`` counts the places where who
    reported or wrote something is left out.
    """

    places: tuple[FoundPlace, ...] = ()
    possible: tuple[FoundPlace, ...] = ()
    texts: tuple[ShownText, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    writers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPages:
    """A document that is ready to leave and has not left: its pages, and what was noticed."""

    title: str
    sizes: tuple[PageSize, ...]
    shown: int = 0
    total: int = 0
    edited: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMade:
    """A document as it was written. ``product`` is "locked", "signed" or "working"; a working copy
    carries no check code. ``password`` opens a locked copy and is kept nowhere."""

    path: str
    pages: int
    shown: int
    total: int
    check_code: str
    export_id: str
    product: str = "signed"
    sha256: str = ""
    password: str = field(default="", repr=False)
    recipient: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftDocument:
    """A line of the register of documents that left the school. ``receipt`` says of a file passed
    on to another school whether its receipt has come; ``awaits_receipt`` that it has not."""

    id: str
    at: str
    kind: str
    about: str
    recipient: str
    purpose: str
    product: str
    pages: int
    file_name: str = ""
    sha256: str = ""
    by: str = ""
    shown: str = ""
    withheld: tuple[str, ...] = ()
    page_codes: tuple[str, ...] = ()
    receipt: str = ""
    awaits_receipt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOffer:
    """A form or poster to print and use by hand, with what it asks for."""

    value: str
    text: str
    hint: str
    icon: str = "file-text"
    questions: tuple[DocumentQuestion, ...] = ()
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSchoolSubject:
    """Whose file goes to the next school, how it may be sent, and where the file is put.

    ``today`` is the school's ISO day; ``pack`` and ``pdf`` are the two names a file may have, with
    nothing of the child in them.
    """

    pupil_id: str
    name: str
    records: int
    today: str
    methods: tuple[Choice, ...]
    folder: str
    pack: str
    pdf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSchoolMade:
    """A file for the next school as it was written. The days are in words; ``password`` opens it
    and is kept nowhere."""

    path: str
    export_id: str
    recipient: str
    pages: int
    records: int
    files: int
    files_lost: int
    key_id: str
    sent_on: str
    answer_by: str
    answer_by_calendar: str
    as_pdf: bool
    password: str = field(default="", repr=False)
