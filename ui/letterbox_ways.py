"""The three ways in which concerns reach the DSL's laptop, read from the dated guide."""

from dataclasses import dataclass

import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way; ``steps`` for this side, each a sentence or two."""

    id: str
    icon: str
    title: str
    text: str
    note: str
    steps: tuple[str, ...]


def ways(*, lead: bool) -> tuple[Way, ...]:
    """Return the ways with the steps for the DSL's laptop or for a staff computer."""
    side = "lead" if lead else "station"
    return tuple(
        Way(
            id=way["id"],
            icon=way["icon"],
            title=way["title"],
            text=way["text"],
            note=way["note"],
            steps=tuple(way[side]),
        )
        for way in resources.read_toml("letterbox_guide.toml")["ways"]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChecked:
    """What the check of a folder found: ``problem`` (sentence, next step), or nothing; ``notes``
    are sentences worth knowing."""

    problem: tuple[str, str] | None
    notes: tuple[str, ...] = ()
