"""What the start, set-up, sign-in and reporting screens hand over, and what they show."""

from dataclasses import dataclass
from enum import StrEnum

from storage.records.concern import Attachment, ConcernDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInDraft:
    """What a lead typed to sign in; the code is from the phone or a printed one-time code."""

    account: str
    password: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpDraft:
    """A school about to be made and its first lead; folders as the person chose them."""

    school: str
    urn: str
    telephone: str
    name: str
    account: str
    job_title: str
    password: str
    letterbox: str
    backup: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpSecrets:
    """Shown once during set-up: for the phone, and for paper."""

    otpauth: str
    secret_text: str
    recovery_code: str
    one_time_codes: tuple[str, ...]
    spare_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskState:
    """Whether the disk is encrypted: ``severity`` is success, warning or info."""

    severity: str
    sentence: str
    next_step: str = ""


class WhoKind(StrEnum):
    """How somebody says who they are at the workstation."""

    MEMBER = "member"
    FIRST_TIME = "first_time"
    GUEST = "guest"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoDraft:
    """Who is writing: a member with a PIN (and a one-time ``code`` where the school asks for it), a
    member setting the first PIN, or a guest by name, perhaps with a ``number`` for today.
    """

    kind: WhoKind
    person: str = ""
    name: str = ""
    pin: str = ""
    slip: str = ""
    code: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenTyped:
    """The boxes of a time exactly as they stand, read or not: ``kind`` is day, between or unknown;
    "now" and "earlier today" are kept as the day and minute they meant.
    """

    kind: str
    day: str = ""
    last_day: str = ""
    time: str = ""
    about: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """The whole reporting form. ``files`` are paths still being read; what has been read stands,
    cleaned, in the concern. ``names`` are those of the children linked, in their order;
    ``answers`` what was answered about an adult and about their post, "" where nothing was yet.
    """

    who: WhoDraft
    concern: ConcernDraft
    files: tuple[str, ...] = ()
    happened: WhenTyped | None = None
    names: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShown:
    """A file that was read: ``lines`` say what was taken out of it and what to know, ``attachment``
    is what goes with the concern, None when it cannot go.
    """

    path: str
    name: str
    lines: tuple[str, ...]
    is_picture: bool = False
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """Somebody to find or to telephone: ``what`` is e.g. "DSL", "Head teacher", "LADO"."""

    name: str
    what: str
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindNow:
    """Whom to find in person, depending on what the concern is about."""

    leads: tuple[ContactLine, ...] = ()
    about_adult: tuple[ContactLine, ...] = ()
    about_head: tuple[ContactLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteShown:
    """Who reads a concern about an adult (head, chair, spare: the printed code, or "" for nobody
    yet), and whom to telephone; ``also_ring`` while that way has not been tried out.
    """

    reader: str
    ring: tuple[ContactLine, ...]
    also_ring: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptShown:
    """What the person sees after sending; nothing of the child in it.

    ``carried`` is False while the letterbox folder cannot be reached. ``spare_key``: the school has
    no reader of its own for letters about adults yet, so somebody must be telephoned.
    """

    number: int
    sent_at: str
    told_dsl: bool
    carried: bool
    about_adult: bool
    spare_key: bool
    find_now: tuple[ContactLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentShown:
    """One of my concerns: number, when it was sent, when it was received, the short reply; ``here``
    while it waits on this computer and does not lie in the letterbox."""

    number: int
    sent_at: str
    received_at: str
    reply: str
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingDraft:
    """The letterbox folder and what this computer is called, e.g. "Staff room"."""

    letterbox: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingShown:
    """The code to compare with the one on the lead's screen."""

    school: str
    code: str
    confirmed: bool
