"""Reads a concern from a JSON file, as scripts and checks write it, into the same draft the form
makes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from resources.body_maps.drawings import current_view
from storage.intake.attachments import clean
from storage.intake.vocabularies import load_calendar
from storage.records.body_map import BodyMap, Mark
from storage.records.concern import (
    ABOUT_POSTS,
    MENTION_KINDS,
    PUPIL_ROLES,
    Attachment,
    ConcernDraft,
    LinkedPupil,
    Mention,
    PaperOriginal,
)
from storage.records.dates_as_told import DateReader
from storage.records.errors import UserFacingError
from storage.records.names import is_whole
from storage.records.times import SCHOOL_ZONE, Clock
from storage.records.when import When

_TEXTS = (
    "what_happened",
    "child_words",
    "opinion",
    "place",
    "place_kind",
    "source",
    "who_else",
    "did_at_once",
    "told_whom",
    "unlisted_pupil",
    "follow_up_to",
    "questions",
    "told_by",
    "about_whom",
    "about_id",
    "about_post",
)
_KNOWN = frozenset(
    (*_TEXTS, "account", "pin", "code", "slip_code", "guest", "pupils", "happened", "told_dsl")
) | {"about_adult", "about_head", "body_maps", "attachments", "mentions", "paper"}
_MARK_TEXTS = (
    "region", "site", "kind", "size", "colour", "shape", "broken_skin", "swelling", "pain", "said",
    "note", "heat", "said_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernFile:
    """The concern and who says they write it; ``slip_code`` is the one-time slip of paper for a
    first time, ``code`` the one-time code where the school asks for one.
    """

    account: str
    pin: str
    slip_code: str
    guest: str
    code: str
    draft: ConcernDraft


def read_concern_file(path: Path, *, clock: Clock) -> ConcernFile:
    """Read ``path``; attachments are paths beside it. Raises staff.concern_file with the box that
    is wrong.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserFacingError("staff.concern_file_missing", file=path.name) from error
    except (ValueError, RecursionError) as error:
        raise UserFacingError("staff.concern_file", box="the file", problem="not JSON") from error
    if not isinstance(data, dict):
        raise _wrong("the file", "not one JSON object")
    strange = sorted(set(data) - _KNOWN)
    if strange:
        raise _wrong("a box of the file", f"not one of {', '.join(sorted(_KNOWN))}")
    texts = {name: _text(data, name) for name in _TEXTS}
    if texts["about_post"] not in ABOUT_POSTS:
        raise _wrong("about_post", f"one of {', '.join(ABOUT_POSTS[1:])}, or left out")
    return ConcernFile(
        account=_text(data, "account"),
        pin=_text(data, "pin"),
        slip_code=_text(data, "slip_code"),
        guest=_text(data, "guest"),
        code=_text(data, "code"),
        draft=ConcernDraft(
            **texts,
            mentions=tuple(_mention(item) for item in _list(data.get("mentions"), "mentions")),
            paper=_paper(data.get("paper"), clock=clock),
            pupils=_pupils(data.get("pupils", [])),
            happened=_when(data.get("happened"), clock=clock),
            told_dsl=_told(data.get("told_dsl")),
            about_adult=_yes(data, "about_adult"),
            about_head=_yes(data, "about_head") or texts["about_post"] == "head",
            body_maps=tuple(_body_map(item) for item in _list(data.get("body_maps"), "body_maps")),
            attachments=tuple(
                _attachment(path.parent, item)
                for item in _list(data.get("attachments"), "attachments")
            ),
        ),
    )


def _wrong(box: str, problem: str) -> UserFacingError:
    return UserFacingError("staff.concern_file", box=box, problem=problem)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and name == "pin":
        return str(value)
    if not isinstance(value, str) or not is_whole(value):
        raise _wrong(name, "not text")
    return value


def _yes(data: Mapping[str, Any], name: str) -> bool:
    value = data.get(name, False)
    if value in (None, "", "no", "No"):
        return False
    if value in (True, "yes", "Yes"):
        return True
    if value is False:
        return False
    raise _wrong(name, "not yes or no")


def _told(value: Any) -> str:
    if value in (True, "yes", "Yes"):
        return "yes"
    if value in (False, "no", "No"):
        return "no"
    return ""


def _list(value: Any, name: str) -> Sequence[Any]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise _wrong(name, "not a list")
    return value


def _pupils(value: Any) -> tuple[LinkedPupil, ...]:
    result = []
    for item in _list(value, "pupils"):
        entry = {"id": item} if isinstance(item, str) else item
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise _wrong("pupils", "each needs an id")
        role = entry.get("role") or "subject"
        if role not in PUPIL_ROLES:
            raise _wrong("pupils", f"a role is one of {', '.join(PUPIL_ROLES)}")
        result.append(LinkedPupil(id=entry["id"], role=role))
    return tuple(result)


def _when(value: Any, *, clock: Clock) -> When:
    now = clock().astimezone(SCHOOL_ZONE)
    if value in (None, "", "now"):
        return When.at_minute(now)
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return DateReader(load_calendar()).read(value).when
        if len(value) <= len("2026-11-22"):
            return When.on_day(moment.date(), as_told=value)
        local = moment.astimezone(SCHOOL_ZONE) if moment.tzinfo else moment
        return When.at_minute(local, as_told=value)
    try:
        return When(
            earliest=value.get("earliest"),
            latest=value.get("latest", value.get("earliest")),
            precision=value.get("precision") or _precision(value),
            as_told=value.get("as_told", ""),
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise _wrong("happened", "not a time that can be read") from error


def _precision(value: Mapping[str, Any]) -> str:
    first, last = value.get("earliest"), value.get("latest", value.get("earliest"))
    if first is None:
        return "unknown"
    if first != last:
        return "range"
    return "minute" if "T" in first else "day"


def _mention(value: Any) -> Mention:
    if not isinstance(value, dict) or value.get("kind") not in MENTION_KINDS:
        raise _wrong("mentions", f"a kind is one of {', '.join(MENTION_KINDS)}")
    return Mention(id=_text(value, "id"), kind=value["kind"], text=_text(value, "text"))


def _paper(value: Any, *, clock: Clock) -> PaperOriginal | None:
    if value is None:
        return None
    if not isinstance(value, dict) or not value.get("written"):
        raise _wrong("paper", "it needs when the sheet was written")
    return PaperOriginal(
        form=_text(value, "form"),
        written=_when(value["written"], clock=clock),
        kept=_text(value, "kept"),
    )


def _body_map(value: Any) -> BodyMap:
    if not isinstance(value, dict):
        raise _wrong("body_maps", "each is one object")
    marks = _list(value.get("marks"), "body_maps")
    view = value.get("view") or current_view("child-front")
    names = ("seen", "who_present", "first_aid", "pupil", "seen_at", "moves")
    texts = {name: _text(value, name) for name in names}
    return BodyMap(
        marks=tuple(_mark(mark, number, view) for number, mark in enumerate(marks, start=1)),
        **texts,
    )


def _mark(value: Any, number: int, view: str) -> Mark:
    if not isinstance(value, dict):
        raise _wrong("body_maps", "each mark is one object")
    texts = {name: _text(value, name) for name in _MARK_TEXTS}
    for name in ("broken_skin", "swelling", "pain", "heat"):
        texts[name] = texts[name] or "not seen"
    texts["kind"] = texts["kind"] or "other"
    said = value.get("text") or value.get("description")
    if isinstance(said, str):
        texts["note"] = f"{texts['note']} {said}".strip()
    given = value.get("number")
    return Mark(
        number=given if isinstance(given, int) else number,
        view=_text(value, "view") or view,
        x=_thousandths(value.get("x", 0)),
        y=_thousandths(value.get("y", 0)),
        measured=_yes(value, "measured"),
        across=_thousandths(value.get("across", 0)),
        down=_thousandths(value.get("down", 0)),
        turn=_turn(value.get("turn", 0)),
        **texts,
    )


def _thousandths(value: Any) -> int:
    """Accept thousandths (0-1000) or a fraction (0.0-1.0) of the picture."""
    if isinstance(value, float) and 0.0 <= value <= 1.0:
        return round(value * 1000)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1000:
        return round(value)
    raise _wrong("body_maps", "a position is 0 to 1000 thousandths of the picture")


def _turn(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 180:
        return value
    raise _wrong("body_maps", "a turn is 0 to 179 degrees")


def _attachment(folder: Path, value: Any) -> Attachment:
    if not isinstance(value, str):
        raise _wrong("attachments", "each is a path")
    path = folder / value
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserFacingError("staff.concern_file_missing", file=path.name) from error
    return clean(path.name, content).attachment
