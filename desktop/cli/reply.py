"""What a command answers: text for people, one JSON value for scripts, and the exit status."""

import json
import sys
import unicodedata
from dataclasses import dataclass
from typing import Any

from storage.records.errors import UserFacingError
from ui.messages import message_for

DONE, ANSWER_NO, UNUSABLE, NOT_SIGNED_IN = 0, 1, 2, 3

_UNUSABLE = (
    "cli.",
    "intake.",
    "attachments.",
    "chronology.",
    "staff.concern_file",
    "staff.incomplete",
    "school.name_",
    "school.urn_",
    "school.lead_",
    "school.account_",
    "exports.not_a_pdf",
    "exports.folder_missing",
    "pack.not_one",
    "verify.unreadable",
    "verify.not_a_check_code",
    "verify.one_file",
    "backup.not_a_backup",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer of one command."""

    value: Any
    text: str
    status: int = DONE


class SignInRefusedError(Exception):
    """Signing in failed; carries the reason so that the exit status says "not signed in"."""

    def __init__(self, reason: UserFacingError) -> None:
        super().__init__(reason.code)
        self.reason = reason


def status_of(error: UserFacingError) -> int:
    """The exit status of a refusal: unreadable input and wrong usage are 2, every other no is 1."""
    return UNUSABLE if error.code.startswith(_UNUSABLE) else ANSWER_NO


def say(reply: Reply, *, as_json: bool) -> None:
    """Print an answer on standard output."""
    out = json.dumps(reply.value, ensure_ascii=False) if as_json else _harmless(reply.text)
    if out:
        sys.stdout.write(out + "\n")
        sys.stdout.flush()


def _harmless(text: str) -> str:
    """Words of a record may come from elsewhere: none of them gives orders to the terminal."""
    return "".join(
        each if each in "\n\t" or unicodedata.category(each) != "Cc" else "\ufffd" for each in text
    )


def say_error(error: UserFacingError, *, as_json: bool) -> None:
    """Print a refusal: one sentence with what to do next; as JSON too where that was asked for."""
    message = message_for(error)
    if as_json:
        value = {
            "error": {
                "code": message.code,
                "message": message.message,
                "next_step": message.next_step,
            }
        }
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    sys.stderr.write(message.text + "\n")
