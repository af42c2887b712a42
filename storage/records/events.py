"""The facts that may enter the ledger: one type of entry for each, with the fields it must and may
carry.

Types and field names are frozen once released: a field may be added, never renamed or given another
meaning.
An entry's fields are committed one by one, so each is shown or withheld as a whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.records.pupil import PupilDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class FileContent:
    """The bytes of a file that belongs to an entry.

    ``salt`` is set when a workstation committed to the file before the casebook saw it; else one is
    drawn.
    """

    name: str
    media_type: str
    content: bytes
    salt: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedField:
    """A field whose salt was drawn elsewhere: a reporter's workstation commits before the casebook
    sees it.
    """

    value: Any
    salt: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact on its way into the ledger.

    ``fields`` are JSON values by name; a PreparedField keeps the salt it came with. ``files`` are
    kept in chunks beside
    the entry; the unit of work adds the field ``files``: [{name, media_type, bytes, salt, hmac}].
    """

    type: str
    fields: Mapping[str, Any]
    files: tuple[FileContent, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """The fields an entry of one type must carry, and those it may."""

    required: frozenset[str]
    optional: frozenset[str] = frozenset()


def _type(required: str, optional: str = "") -> EventType:
    return EventType(required=frozenset(required.split()), optional=frozenset(optional.split()))


_PUPIL = " ".join(PupilDetails.__slots__)
# What the reporter's key signed, box by box (storage.records.concern.ConcernDraft.to_fields).
_CONCERN = (
    "pupils unlisted_pupil what_happened child_words opinion happened place place_kind source"
    " who_else did_at_once told_dsl told_whom about_adult about_head body_maps follow_up_to"
)
# Everything that happens to a child's file says to whom, when it happened, and what is said of it.
_ON_FILE = "pupils happened text"

EVENT_TYPES: dict[str, EventType] = {
    # The casebook itself
    "ledger.opened": _type("school urn store_id school_keys first_person", "app_version"),
    "session.opened": _type("person", "failed_attempts recovery device"),
    "settings.changed": _type("name value"),
    "backup.made": _type("at size root sha256", "pupils entries"),
    # a backup took the place of a lost or damaged casebook; ``replaced_*`` is the head it replaced
    # ``receipts``: check codes given out after the backup, of entries that the restored one lacks
    "restore.made": _type("at made_at size root", "reason replaced_size replaced_root receipts"),
    # readable entries of a damaged casebook, brought into this one; ``lost``: [{seq, leaf_known,
    # what: "entry" | "content"}], ``files_lost``: [{seq, file}], ``rebuilt_from``: the first
    # position whose leaf is unknown
    "rescue.made": _type("at entries lost", "files_lost backups pages rebuilt_from"),
    # a check code that was given away to be kept outside: the termly certificate
    "checkpoint.given": _type("where size root", "document recipient sha256 files"),
    # People and keys: a key speaks only after an entry of an authorised key introduced it
    "person.added": _type("id account name role", "job_title telephone enrolment"),
    # not active: suspended (may be resumed), or gone for good
    "person.changed": _type(
        "id", "name role job_title telephone active suspended enrolment reason"
    ),
    "key.introduced": _type("owner kind public", "person workstation proof note"),
    "key.ended": _type("key_id reason"),
    # the database got a new key, because somebody left or on request
    "key.rotated": _type("epoch reason", "person"),
    # what somebody signs in with: password, telephone, printed codes, recovery code, device secret
    "way_in.changed": _type("person what", "reason by_recovery"),
    # who handed the casebook to whom, and what was handed over
    "handover.made": _type("from_person to_person at items", "note"),
    # the yearly proof that the recovery code opens the casebook
    "recovery.rehearsed": _type("person opened at", "kind entries"),
    "workstation.paired": _type("id name code", "public"),
    "workstation.ended": _type("id reason"),
    # Pupils
    "pupil.added": _type("id source", _PUPIL),
    "pupil.changed": _type("id source", _PUPIL + " on_roll siblings"),
    "pupils.imported": _type("file_kind new changed unchanged refused", "file_sha256"),
    # Concerns; one that was typed in from a sheet of paper has no signed_block, its signature is
    # "paper" and ``transcribed_by`` the id of whoever typed it
    "concern.received": _type(
        "id reporter written_at workstation " + _CONCERN,
        "slip_no slip_digest slip_chain signature checks files questions told_by mentions paper"
        " about_whom about_id about_post signed_block transcribed_by",
    ),
    # somebody has read the recording guide: ``digest`` is of its text, ``signature`` by their key
    "guide.signed": _type(
        "person version digest at workstation signature key_id", "slip_no slip_digest"
    ),
    "slip.kept": _type("slip_digest reason", "workstation slip_no"),
    "concern.opened": _type("concern"),
    "triage.decided": _type(
        "concern category level response decision reason vocabulary",
        # pupils: the links as the lead sets them, e.g. when the report named an unlisted child;
        # parents: {told, when, by, account, why_not}; owner: a person's id
        "parents_informed outcome significant summary next_review pupils parents owner case"
        " so_what",
    ),
    "concern.closed": _type("concern outcome reason"),
    "concern.reopened": _type("concern reason"),
    "reply.sent": _type("concern text"),
    "action.added": _type("id what owner due pupils", "concern case kind referral plan risk"),
    "action.done": _type("action outcome"),
    # another owner or day, or no longer needed: what was set before stays readable
    "action.changed": _type("action reason", "owner due what dropped"),
    # a concern or entry put into the right children's files; the files it leaves keep a trace
    "record.moved": _type("target pupils reason", "left"),
    # rows that tell of one event, also where their dates differ
    # with ``parted`` the rows named are no longer taken as that event
    "events.linked": _type("id targets reason", "parted"),
    # Cases: what belongs together, from the first worry to the outcome
    "case.opened": _type(
        "id pupils title", "happened owner sought level next_review began_with reason"
    ),
    "case.changed": _type("case reason", "title owner sought level next_review pupils"),
    "case.joined": _type("case target reason", "left duplicate"),
    "case.monitored": _type("case until reason"),
    "case.merged": _type("case into reason"),
    # outcome: the words chosen, ``code`` theirs in the list of outcomes; ``second``: who was asked
    # for a second signature, a person's id or "anyone"
    "case.closed": _type(
        "case outcome reason",
        "text action decision reached child_words next_review code vocabulary second",
    ),
    # a second person has read the closing and agrees, signed with their own key
    "case.countersigned": _type("case text"),
    "case.reopened": _type("case reason", "next_review"),
    # Referrals, and what was heard of them; ``state`` is a code of its list
    "referral.made": _type(
        "id pupils happened to text",
        "case concern form urgency consent parents reference advice reason child_words facts"
        " vocabulary sent files",
    ),
    "referral.noted": _type(
        "referral state happened", "text reason reference by outcome next_chase facts files"
    ),
    "disagreement.raised": _type(
        "id pupils happened text step", "case referral with_whom sought reason vocabulary files"
    ),
    "disagreement.noted": _type(
        "disagreement step happened text", "by with_whom decision reason outcome ended files"
    ),
    # Plans and meetings
    "plan.started": _type(
        "id pupils kind happened title", "text case review_date lead_worker aims vocabulary files"
    ),
    "plan.changed": _type("plan happened reason", "title review_date lead_worker aims text"),
    "plan.ended": _type("plan happened reason", "outcome"),
    "meeting.planned": _type("id pupils kind on", "plan case place invited note"),
    "meeting.dropped": _type("meeting reason", "on"),
    "meeting.held": _type(
        "id pupils kind happened text",
        "meeting plan case attended apologies place decision action reason outcome child_words"
        " parents_view next_date files",
    ),
    # The child's file
    "entry.added": _type(
        "id kind " + _ON_FILE,
        "child_words source contact action decision reason outcome concern significant files"
        # how: a code of contact_types
        " case summary so_what how",
    ),
    "entry.transcribed": _type(
        "id source_file row " + _ON_FILE,
        "child_words source action decision outcome source_ref context significant undecided files"
        # out of another system: its name, and what it said of who, when and under which heading
        " system written_by written_on category level",
    ),
    # a log of another system was taken in: so many rows, those refused, and the columns as mapped
    # already: rows known from before; left_out: rows whose child a person set aside, and why
    "history.imported": _type(
        "id rows refused", "file_sha256 columns system pupils already left_out reason files"
    ),
    # what a paper file holds, part by part, whether scanned or not
    "paper.indexed": _type("id pupils title original_lies items", "volume note"),
    "volume.attached": _type("id pupils title volume original_lies files", "pages note"),
    "risk.saved": _type(
        "id version pupil_id title hazards review_date scale",
        "child_view parent_view supersedes template kind role concerns facts allegation considered"
        " needs supervision staff_briefed families contingency agencies occasion reason",
    ),
    # somebody agreed to a version: ``role`` head, parent, agency …; ``on`` an ISO day
    "risk.signed": _type("risk version name role on", "text"),
    "risk.ended": _type("risk happened reason", "outcome"),
    "significance.set": _type("target significant", "summary so_what"),
    # a statement of disagreement names who made it: ``stated_by``, ``relationship``, ``stated_on``
    "amendment.added": _type(
        "target field correction reason", "happened stated_by relationship stated_on files"
    ),
    # what a child is from a day to a day: on a plan, looked after, a young carer …
    "status.set": _type("id pupils kind happened", "until text reason source vocabulary"),
    "status.ended": _type("status happened reason"),
    # beside the chronology: what the front sheet says, whom the child lives with, who works with it
    # not_siblings: ids of children who are no brothers or sisters, although they seemed to be
    "front_sheet.noted": _type("pupil boxes", "reason not_siblings"),
    "relation.set": _type(
        "id pupils name relationship",
        "other_pupil lives_with parental_responsibility date_of_birth telephone address since"
        " parent_of note",
    ),
    "relation.ended": _type("relation until reason"),
    "professional.noted": _type(
        "id pupils name organisation role", "kind telephone email address since note"
    ),
    "professional.changed": _type(
        "professional reason", "pupils name organisation role telephone email address until note"
    ),
    # sessions a child could and did not attend, from a day to a day, as another system counted them
    "attendance.taken": _type(
        "id pupils since until possible missed", "unauthorised late source_file row note"
    ),
    # What left the school, and who has looked
    "file.opened": _type("pupil"),
    "disclosure.made": _type(
        "id document pupils purpose recipient sha256 pages page_codes shown total selection",
        # product: locked, signed or working; how: file or print; copy_of: made again, same pages;
        # kept_sha256 and master_sha256 are of the copies kept with this entry
        "profile redactions file_name size root locked files product how kept_sha256"
        " master_sha256 copy_of subject_access requested_by look length title period"
        # a file passed on to the next school: how it was sent, and the ISO day
        " method sent_on",
    ),
    # the receiving school said that it has it: who, on which ISO day
    "disclosure.acknowledged": _type("id by on", "note"),
    # what a lawful disposal destroyed: ``people`` are the two who agreed, ``first`` and ``last``
    # when the oldest and newest destroyed entry was recorded, ``kept`` how many entries of the file
    # stay because they belong to another child's file as well
    "disposal.made": _type(
        "targets rule authority people",
        "id pupil method retention counted_from due first last files documents kept",
    ),
}


def check_event(event: Event) -> None:
    """Raise ValueError when the type is unknown, a field is missing or one does not belong; never
    says values.
    """
    known = EVENT_TYPES.get(event.type)
    if known is None:
        raise ValueError(f"unknown type of entry: {event.type}")
    names = set(event.fields) | ({"files"} if event.files else set())
    missing = known.required - names
    strange = names - known.required - known.optional
    if missing:
        raise ValueError(f"{event.type} lacks {', '.join(sorted(missing))}")
    if strange:
        raise ValueError(f"{event.type} does not take {', '.join(sorted(strange))}")
