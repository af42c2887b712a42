"""The fixed sentences of the documents: what they are, what they prove and what they do not."""

from exports.document import Provenance
from storage.records import times

CONFIDENTIAL = "CONFIDENTIAL – child protection record. Keep it locked away; share only as needed."
EDITED_COPY = "EDITED COPY"  # stands on every page where names or texts were left out
COMPARE = (
    "Ask the school for these by telephone or on paper, not by the way this file came,"
    " and compare them."
)
CHECKPOINT_ALTERNATIVE = "QR code of the checkpoint: check code, number of entries and time."


def codes_of(document: Provenance) -> tuple[tuple[str, str], ...]:
    """Return the codes to compare by another channel, with their labels."""
    code = document.check_code
    return (
        ("Export", document.export_id),
        ("Check code", code.code),
        ("Entries in the record", f"{code.size:,}, on {times.for_people(code.at)}"),
        ("Signing key", document.key_id),
        ("Certificate", document.certificate_fingerprint),
    )


# The made-up school says in its name that it is made up; whatever carries that name says it again.
PRACTICE = "PRACTICE \u2013 made-up school"
_MADE_UP = "(made up)"


def practice_mark(school_name: str) -> str:
    """Return the mark for every page of a made-up school's papers, "" for a real school's."""
    return PRACTICE if school_name.rstrip().endswith(_MADE_UP) else ""
