"""The whole reporting form as bytes and back, for the unfinished one that is kept; never a PIN.

u32 length | JSON | u32 count x (u64 length | attached file). A value of a class is an object with
the class's name under "is"; boxes that came later take their usual value, unknown ones are left
out, so that a draft outlives an update of the program.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from storage.records.body_map import BodyMap, Mark
from storage.records.concern import (
    Attachment,
    ConcernDraft,
    LinkedPupil,
    Mention,
    PaperOriginal,
)
from storage.records.errors import UserFacingError
from storage.records.when import When
from ui import drafts as forms
from ui.drafts import ReportForm, WhoDraft

_OF_RECORDS = (
    *(Attachment, BodyMap, ConcernDraft, LinkedPupil),
    *(Mark, Mention, PaperOriginal, When),
)
_KINDS: Mapping[str, type[Any]] = {
    kind.__name__: kind
    for kind in (*_OF_RECORDS, *vars(forms).values())
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum))
}
_SECRETS = ("pin", "slip", "code", "number")


def pack_form(form: ReportForm, *, most_bytes: int) -> tuple[bytes, bool]:
    """Return the bytes, and whether the attached files are in them: together they may have
    ``most_bytes``.
    """
    blank: dict[str, Any] = {name: "" for name in _SECRETS if name in _names(WhoDraft)}
    who = replace(form.who, **blank)
    size = sum(len(attachment.content) for attachment in form.concern.attachments)
    concern = form.concern
    if size > most_bytes:
        concern = replace(concern, attachments=())
    files: list[bytes] = []
    value = _packed(replace(form, who=who, concern=concern, files=()), files)
    line = json.dumps(value, separators=(",", ":")).encode("ascii")
    parts = [len(line).to_bytes(4, "big"), line, len(files).to_bytes(4, "big")]
    for content in files:
        parts += (len(content).to_bytes(8, "big"), content)
    return b"".join(parts), size <= most_bytes


def unpack_form(data: bytes) -> ReportForm:
    """Return the form; raises ``staff.draft_damaged`` for bytes that are no form.

    Whoever knows a public key can seal something to it: each box has to be of its own kind, and no
    path in it is ever read.
    """
    try:
        end = 4 + int.from_bytes(data[:4], "big")
        value = json.loads(data[4:end])
        files, place = [], end + 4
        for _ in range(int.from_bytes(data[end:place], "big")):
            start = place + 8
            place = start + int.from_bytes(data[place:start], "big")
            files.append(data[start:place])
        form = _unpacked(value, files)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, AttributeError):
        raise UserFacingError("staff.draft_damaged") from None
    if not isinstance(form, ReportForm):
        raise UserFacingError("staff.draft_damaged")
    return replace(form, files=())


def _packed(value: Any, files: list[bytes]) -> Any:
    if is_dataclass(value):
        held = {name: _packed(getattr(value, name), files) for name in _names(type(value))}
        return {"is": type(value).__name__, **held}
    if isinstance(value, Enum):
        return {"is": type(value).__name__, "value": value.value}
    if isinstance(value, bytes):
        files.append(value)
        return {"is": "file", "number": len(files) - 1}
    if isinstance(value, tuple | list):
        return [_packed(item, files) for item in value]
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"no place in a draft for {type(value).__name__}")


def _unpacked(value: Any, files: list[bytes]) -> Any:
    if isinstance(value, list):
        return tuple(_unpacked(item, files) for item in value)
    if not isinstance(value, dict):
        return value
    if value["is"] == "file":
        return files[value["number"]]
    kind = _KINDS[value["is"]]
    if issubclass(kind, Enum):
        return kind(value["value"])
    known = _names(kind)
    held = {name: _unpacked(part, files) for name, part in value.items() if name in known}
    hints = get_type_hints(kind)
    if not all(_fits(part, hints[name]) for name, part in held.items()):
        raise TypeError(f"not a {kind.__name__}")
    return kind(**held)


def _fits(value: Any, hint: Any) -> bool:
    """Whether a value is what the box is declared to hold."""
    if isinstance(hint, UnionType):
        return any(_fits(value, one) for one in get_args(hint))
    if get_origin(hint) is tuple:
        each, more = get_args(hint)
        if more is not Ellipsis or not isinstance(value, tuple):
            return False
        return all(_fits(part, each) for part in value)
    return type(value) is hint


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
