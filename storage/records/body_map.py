"""A dated observation on an outline, and its numbered marks. No floats: positions are thousandths
of the picture.
"""

from dataclasses import dataclass
from typing import Any

# Whether a baby can move about by itself; "" for any other child.
MOVES = ("yes", "no", "not known", "")
# What came after the first edition is left out of the record while it says nothing.
_LATER_IN_MARK = {"heat": "not seen", "said_to": "", "across": 0, "down": 0, "turn": 0}
_LATER_IN_MAP = ("pupil", "seen_at", "moves")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One numbered mark with its description.

    ``view`` names the drawing and its version, e.g. ``child-front@1``; ``x`` and ``y`` are
    thousandths (0-1000) of the
    picture's width and height. ``size`` is in words ("about 2 cm"); ``measured`` tells measured
    from estimated.
    ``across`` and ``down`` are the extent of the mark's oval in thousandths of the picture's longer
    side (both 0: a point), ``turn`` its turn clockwise in degrees below 180. ``said_to`` is who the
    child said it to. The age of a mark is never estimated, so there is no field for it.
    """

    number: int
    view: str
    x: int
    y: int
    region: str
    site: str
    kind: str
    size: str = ""
    measured: bool = False
    colour: str = ""
    shape: str = ""
    broken_skin: str = "not seen"
    swelling: str = "not seen"
    pain: str = "not seen"
    said: str = ""
    note: str = ""
    heat: str = "not seen"
    said_to: str = ""
    across: int = 0
    down: int = 0
    turn: int = 0

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {
            name: getattr(self, name)
            for name in self.__slots__
            if name not in _LATER_IN_MARK or getattr(self, name) != _LATER_IN_MARK[name]
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "Mark":
        """Read a value of the ledger back."""
        return cls(**value)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMap:
    """What one person saw on one occasion; a new occasion is a new map.

    ``seen`` is free text for how the marks came to be seen ("while changing for PE"), ``seen_at``
    when, by the school's own time ("2026-11-22T12:40", or only the day), ``pupil`` whose body it
    is (the id, "" for the child the concern is about), ``moves`` one of MOVES.
    """

    marks: tuple[Mark, ...]
    seen: str = ""
    who_present: str = ""
    first_aid: str = ""
    pupil: str = ""
    seen_at: str = ""
    moves: str = ""

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {
            "marks": [mark.to_value() for mark in self.marks],
            "seen": self.seen,
            "who_present": self.who_present,
            "first_aid": self.first_aid,
            **{name: getattr(self, name) for name in _LATER_IN_MAP if getattr(self, name)},
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "BodyMap":
        """Read a value of the ledger (or of a JSON file) back; marks may leave out what was not
        said.
        """
        marks = tuple(Mark.from_value(mark) for mark in value.get("marks", []))
        names = ("seen", "who_present", "first_aid", *_LATER_IN_MAP)
        texts = {name: value.get(name, "") for name in names}
        return cls(marks=marks, **texts)
