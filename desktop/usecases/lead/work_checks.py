"""What referrals, disagreements, plans and meetings all check before anything is kept."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import cases, pupils
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When


def require_record(casebook: OpenCasebook) -> None:
    """Raise NotPermittedError, or casebook.read_only before anything was typed in vain."""
    permissions.require(casebook.person.role, permissions.RECORD)
    casebook.require_writable()


def require_boxes(code: str, boxes: Mapping[str, object]) -> None:
    """Raise ``code`` with the names of the boxes that are empty."""
    empty = [name for name, value in boxes.items() if not _filled(value)]
    if empty:
        raise UserFacingError(code, boxes=", ".join(empty))


def require_children(casebook: OpenCasebook, pupil_ids: Iterable[str]) -> None:
    """Raise pupils.not_found for an id that is no child's."""
    for pupil in pupil_ids:
        if pupils.pupil(casebook.connection, pupil) is None:
            raise UserFacingError("pupils.not_found")


def require_case(casebook: OpenCasebook, case_id: str) -> None:
    """Raise work.case_not_found for an id that is no case's; an empty one is none."""
    if case_id and cases.case(casebook.connection, case_id) is None:
        raise UserFacingError("work.case_not_found")


def require_code(vocabulary: str, word: str, box: str) -> str:
    """Return the code of a word, which may be a code or its label, letter case aside; raises
    work.unknown_word.
    """
    items = vocabularies.load(vocabulary).items
    wanted = word.strip().casefold()
    for item in items:
        if wanted in (item.code.casefold(), item.label.casefold()):
            return item.code
    raise UserFacingError(
        "work.unknown_word", box=box, known=", ".join(item.code for item in items)
    )


def iso_day(text: str, box: str) -> str:
    """Return an ISO day, or empty text as it is; raises work.not_a_day."""
    if not text.strip():
        return ""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise UserFacingError("work.not_a_day", box=box) from None


def iso_moment(text: str, box: str) -> str:
    """Return an ISO day or a minute (``2026-11-22T12:40``) of the school's own time; raises
    work.not_a_day.
    """
    try:
        if len(text.strip()) <= len("2026-11-22"):
            return date.fromisoformat(text.strip()).isoformat()
        return datetime.fromisoformat(text.strip()).strftime("%Y-%m-%dT%H:%M")
    except ValueError:
        raise UserFacingError("work.not_a_day", box=box) from None


def now(casebook: OpenCasebook) -> When:
    """This minute at school."""
    return When.at_minute(casebook.clock().astimezone(SCHOOL_ZONE))


def filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that say something; texts without the spaces around them."""
    trimmed = {
        name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
    }
    return {name: value for name, value in trimmed.items() if _filled(value)}


def _filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)
