"""Loads the templates of risk assessments and safety plans: dated data files, never code."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import resources
from storage.records.risk_templates import Question, RiskTemplate, SuggestedHazard

_FOLDER = "risk_templates"


@cache
def load_all() -> tuple[RiskTemplate, ...]:
    """Return every template, in the order in which it is offered."""
    names = sorted(
        file.name.removesuffix(".toml")
        for file in resources.find(_FOLDER).iterdir()
        if file.name.endswith(".toml")
    )
    read = [(resources.read_toml(_FOLDER, f"{name}.toml"), name) for name in names]
    return tuple(_template(data, name) for data, name in sorted(read, key=_order))


def find(code: str) -> RiskTemplate | None:
    """Return the template of a code, or of a reference with its edition; None when there is none
    (a newer program, or an older edition, may have had it).
    """
    return next((each for each in load_all() if code in (each.code, each.reference)), None)


def _order(read: tuple[Mapping[str, Any], str]) -> tuple[int, str]:
    return read[0]["order"], read[1]


def _template(data: Mapping[str, Any], code: str) -> RiskTemplate:
    return RiskTemplate(
        code=code,
        title=data["title"],
        edition=data["edition"],
        in_force=data["in_force"],
        source=data["source"],
        kind=data["kind"],
        about=data["about"],
        guidance=data["guidance"],
        one_child=data.get("one_child", False),
        consider=tuple(Question(**item) for item in data["consider"]),
        hazards=tuple(
            SuggestedHazard(
                code=item["code"],
                hazard=item["hazard"],
                setting=item["setting"],
                times=tuple(item["times"]),
                controls=tuple(item["controls"]),
                roles=tuple(item.get("roles", ())),
            )
            for item in data["hazards"]
        ),
    )
