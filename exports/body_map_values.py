"""What one person saw on a child at one time, as a document tells it."""

from dataclasses import dataclass

from exports.care_values import NOTHING, Words
from storage.records.body_map import BodyMap


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLine:
    """One line of the key; what was not noted is empty."""

    number: int
    place: Words
    kind: Words
    size: Words = NOTHING
    colour: Words = NOTHING
    shape: Words = NOTHING
    measured: bool = False
    broken_skin: Words = NOTHING
    swelling: Words = NOTHING
    pain: Words = NOTHING
    said: Words = NOTHING
    note: Words = NOTHING
    heat: Words = NOTHING
    said_to: Words = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What one person saw at one time. ``body_map`` is ready to print, as all its texts are.

    ``happened`` is the time that the concern gives, ``written`` when the map was written down,
    ``day`` the day of that; all in words. ``seen_at`` is when the marks were seen, as the observer
    gave it, ``whose_body`` the name of the child where that was asked, ``moves`` whether a baby can
    move about; each empty where nobody was asked. ``whose`` warns where the concern names several
    children. ``withheld`` says that the map itself is left out of this copy.
    """

    number: int
    concern: str
    day: str
    happened: str
    written: str
    observer: str
    observer_role: str = ""
    signed: str
    how_seen: Words = NOTHING
    who_present: Words = NOTHING
    first_aid: Words = NOTHING
    body_map: BodyMap
    marks: tuple[MarkLine, ...]
    seen_at: str = ""
    whose_body: str = ""
    moves: str = ""
    whose: str = ""
    withheld: str = ""
