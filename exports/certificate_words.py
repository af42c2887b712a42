"""What the record certificate says: its facts, what it proves and what not, how to check it."""

from dataclasses import dataclass

from exports.model import CheckCode
from storage.records import canonical_json, times

TITLE = "Record certificate"
DATA_NAME = "ledger-certificate.json"
FORMAT = "holdfast/ledger-certificate/v1"
QR_ALTERNATIVE = "QR code of the check code as signed: record, number of entries, code, signature."
LEAD = (
    "The check code below stands for every entry that the school’s safeguarding record had when it"
    " was made. Kept on paper, outside the school’s computers, it shows later whether any of them"
    " was changed, taken away or put in."
)
PROVES = (
    "Whoever holds this page can have the school’s record compared with it. If the record still had"
    " this check code after this number of entries, then none of them was changed, moved or taken"
    " out and nothing was slipped in. Where words were lost or destroyed since, the gap shows.",
    "That holds against everybody, also against a person who has all passwords and keys: nobody can"
    " make another record with the same code.",
)
DOES_NOT_PROVE = (
    "That what was written is true, or that everything was written down.",
    "Anything about entries made after this page.",
    "When it was made, beyond the date written by hand below: the printed time is that of the"
    " school’s computer.",
)
STEPS = (
    "On the school’s computer: Backup & checks, “Compare with a check code”; type the code or open"
    " the file of this certificate. Or: holdfast verify --check-code CODE",
    "With a later signed document of the school and no password: holdfast verify CERTIFICATE.pdf"
    " DOCUMENT.pdf says whether both come from one record.",
    "Without this program: the code is the root of a Merkle tree (RFC 9162, SHA-256) in base32; the"
    " QR code is a C2SP checkpoint. The data attached to the file say the same.",
)
BY_HAND = "To be filled in by hand, by the head or the chair of governors"
HANDWRITTEN = ("Name", "Role", "Signature", "Date", "Kept where")
FOOT = "This page names no child. Keep it with the school’s papers, not beside the laptop."


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDocument:
    """Everything that a record certificate shows; moments are UTC texts of storage.records.times.

    ``gone`` of the ``entries`` were lost or destroyed before. ``ledger_extract`` (consistency
    proofs, no entries) is embedded byte for byte. ``document_key`` signed the file, ``ledger_key``
    the check code; both are key ids in groups.
    """

    certificate_id: str
    school_name: str
    school_urn: str
    entries: int
    last_entry_at: str
    made_at: str
    made_by: str
    given_to: str
    kept_where: str
    check_code: CheckCode
    checkpoint_note: str
    certificate_fingerprint: str
    document_key: str
    ledger_key: str
    ledger_extract: bytes
    program: str
    gone: int = 0


def facts_of(document: CertificateDocument) -> tuple[tuple[str, str], ...]:
    """Return the labelled facts, in order."""
    gone = f" ({document.gone:,} of them lost or destroyed)" if document.gone else ""
    return (
        ("Entries in the record", f"{document.entries:,}{gone}"),
        ("The last of them", times.for_people(document.last_entry_at)),
        ("Made", f"{times.for_people(document.made_at)}, {document.made_by}"),
        ("Given to", document.given_to),
    )


def keys_of(document: CertificateDocument) -> tuple[tuple[str, str], ...]:
    """Return the keys to compare with the school by another channel."""
    return (
        ("Key that signed this file", document.document_key),
        ("Key that signed the code", document.ledger_key),
        ("Certificate", document.certificate_id),
    )


def attached_data(document: CertificateDocument) -> bytes:
    """Return canonical JSON of everything that is printed."""
    code = document.check_code
    value: dict[str, canonical_json.Value] = {
        "format": FORMAT,
        "export_id": document.certificate_id,
        "school": {"name": document.school_name, "urn": document.school_urn},
        "entries": document.entries,
        "gone": document.gone,
        "last_entry_at": document.last_entry_at,
        "made": {"at": document.made_at, "by": document.made_by},
        "given_to": document.given_to,
        "kept_where": document.kept_where,
        "check_code": {"code": code.code, "size": code.size, "at": code.at},
        "checkpoint": document.checkpoint_note,
        "certificate": document.certificate_fingerprint,
        "key_id": document.document_key,
        "ledger_key_id": document.ledger_key,
        # one page, and its own code is its name
        "page_codes": [document.certificate_id],
        "program": document.program,
    }
    return canonical_json.encode(value)
