"""Reads a risk assessment from a JSON file, as scripts write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.usecases.lead import risk_lists
from desktop.usecases.lead.decide import NewAction
from desktop.usecases.lead.json_boxes import read_json
from storage.records.errors import UserFacingError
from storage.records.names import is_whole
from storage.records.risk_assessment import Considered, Control, Hazard, RiskAssessmentDraft

_TEXTS = (
    *("child_view", "parent_view", "supersedes", "template", "kind", "role", "facts"),
    *("allegation", "needs", "supervision", "families", "contingency", "agencies"),
    *("occasion", "reason"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRisk:
    """A risk assessment and the actions that are to come of it."""

    draft: RiskAssessmentDraft
    actions: tuple[NewAction, ...]


def read_risk_assessment(path: Path) -> ReadRisk:
    """A risk-assessment file: pupil_id, title, hazards, review_date, and any field of
    RiskAssessmentDraft; ``scale`` is a scale's name, the usual one unless said.

    A hazard has hazard, where, likelihood, severity and either control and owner or ``controls``:
    a list of {control, owner, by_when}. Raises cli.unreadable, cli.file_missing,
    risk.scale_unknown.
    """
    data = read_json(path)
    texts = {name: _text(data, name, path) for name in _TEXTS}
    draft = RiskAssessmentDraft(
        pupil_id=_text(data, "pupil_id", path) or _text(data, "pupil", path),
        title=_text(data, "title", path),
        hazards=tuple(_hazard(item, path) for item in _list(data, "hazards", path)),
        review_date=_text(data, "review_date", path) or _text(data, "review", path),
        scale=_scale(_text(data, "scale", path)),
        concerns=_texts(data, "concerns", path),
        staff_briefed="\n".join(_texts(data, "staff_briefed", path)),
        considered=tuple(
            Considered(code=code, text=_as_text(text, "considered", path))
            for code, text in _table(data, "considered", path).items()
        ),
        **texts,
    )
    return ReadRisk(
        draft=draft,
        actions=tuple(
            NewAction(
                what=_text(_object(item, "actions", path), "what", path),
                owner=_text(item, "owner", path),
                due=_text(item, "due", path),
            )
            for item in _list(data, "actions", path, missing=[])
        ),
    )


def _hazard(value: Any, path: Path) -> Hazard:
    item = _object(value, "hazards", path)
    controls = [
        Control(
            control=_text(_object(each, "controls", path), "control", path),
            owner=_text(each, "owner", path),
            by_when=_text(each, "by_when", path),
        )
        for each in _list(item, "controls", path, missing=[])
    ]
    if not controls:
        controls = [
            Control(
                control=_text(item, "control", path),
                owner=_text(item, "owner", path),
                by_when=_text(item, "by_when", path),
            )
        ]
    first, *more = controls
    return Hazard(
        hazard=_text(item, "hazard", path),
        where=_text(item, "where", path),
        likelihood=_number(item.get("likelihood"), path),
        severity=_number(item.get("severity"), path),
        control=first.control,
        owner=first.owner,
        by_when=first.by_when,
        more_controls=tuple(more),
        likelihood_after=_number_or_none(item.get("likelihood_after"), path),
        severity_after=_number_or_none(item.get("severity_after"), path),
        setting=_text(item, "setting", path),
        times=_texts(item, "times", path),
        key=_text(item, "key", path),
    )


def _scale(name: str) -> str:
    found = risk_lists.scale(name or risk_lists.SCALES[0])
    if found is None:
        raise UserFacingError("risk.scale_unknown")
    return found.reference


def _number(value: Any, path: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(path, "hazards")
    return value


def _number_or_none(value: Any, path: Path) -> int | None:
    return None if value is None else _number(value, path)


def _text(data: Mapping[str, Any], name: str, path: Path) -> str:
    return _as_text(data.get(name), name, path)


def _as_text(value: Any, name: str, path: Path) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or not is_whole(value):
        raise _wrong(path, name)
    return value


def _texts(data: Mapping[str, Any], name: str, path: Path) -> tuple[str, ...]:
    value = data.get(name)
    if isinstance(value, str):
        return tuple(line for line in _as_text(value, name, path).splitlines() if line.strip())
    return tuple(_as_text(item, name, path) for item in _list(data, name, path, missing=[]))


def _list(
    data: Mapping[str, Any], name: str, path: Path, *, missing: list[Any] | None = None
) -> list[Any]:
    value = data.get(name, missing)
    if not isinstance(value, list):
        raise _wrong(path, name)
    return value


def _table(data: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    return _object(data.get(name, {}), name, path)


def _object(value: Any, name: str, path: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(path, name)
    return value


def _wrong(path: Path, box: str) -> UserFacingError:
    return UserFacingError(
        "cli.unreadable", file=path.name, problem=f"“{box}” is not as it should be", kind="JSON"
    )
