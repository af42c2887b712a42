"""The head or the chair of governors reads a letter about an adult; the casebook is never
involved.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.usecases.restricted.reading import letter_parts
from storage.keys.recovery_code import keys_from_code, parse_code
from storage.letterbox.school_card import read_school_card
from storage.letterbox.slip import open_slip
from storage.letterbox.spool import Spool
from storage.records.errors import UserFacingError
from storage.records.restricted import LetterPart
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFile:
    """What was written, ``parts`` box by box; ``signature_ok`` says whether the writer's key fits
    the words, ``files`` are the names of those that came with it.
    """

    reporter: str
    written_at: str
    happened: str
    what_happened: str
    child_words: str
    told_whom: str
    about_head: bool
    signature_ok: bool
    parts: tuple[LetterPart, ...] = ()
    files: tuple[str, ...] = ()

    def to_value(self) -> dict[str, Any]:
        """Return the JSON value that the command line prints."""
        return asdict(self)


def open_restricted_letter(data: bytes, *, code: str, letterbox: Path) -> OpenedFile:
    """Open ``data`` (a letter of the letterbox) with a printed code; raises
    letterbox.slip_not_for_you.

    The letter stays where it is.
    """
    card = read_school_card(Spool(letterbox).read_school_card())
    keys = keys_from_code(parse_code(code), store_id=card.store_id)
    slip = open_slip(data, keys=keys, known_keys=lambda _: None)
    try:
        fields = slip.content["fields"]
        return OpenedFile(
            reporter=str(slip.content["reporter_name"]),
            written_at=str(fields["written_at"]),
            happened=When.from_value(fields["happened"]).for_people(),
            what_happened=str(fields["what_happened"]),
            child_words=str(fields["child_words"]),
            told_whom=str(fields["told_whom"]),
            about_head=bool(fields["about_head"]),
            signature_ok=slip.signature_ok,
            parts=letter_parts(slip),
            files=tuple(each.name for each in slip.attachments),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UserFacingError("letterbox.content_unreadable") from error
