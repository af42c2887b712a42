"""A dated observation on an outline, and its numbered marks. No floats: positions are thousandths
of the picture.
"""

from dataclasses import dataclass
from typing import Any

SEEN = ("yes", "no", "not seen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One numbered mark with its description.

    ``view`` names the drawing and its version, e.g. ``child-front@1``; ``x`` and ``y`` are
    thousandths (0-1000) of the
    picture's width and height. ``size`` is in words ("about 2 cm"); ``measured`` tells measured
    from estimated.
    The age of a mark is never estimated, so there is no field for it.
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

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "Mark":
        """Read a value of the ledger back."""
        return cls(**value)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMap:
    """What one person saw on one occasion; a new occasion is a new map.

    ``seen`` is free text for when and how the marks came to be seen ("while changing for PE").
    """

    marks: tuple[Mark, ...]
    seen: str = ""
    who_present: str = ""
    first_aid: str = ""

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {
            "marks": [mark.to_value() for mark in self.marks],
            "seen": self.seen,
            "who_present": self.who_present,
            "first_aid": self.first_aid,
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "BodyMap":
        """Read a value of the ledger (or of a JSON file) back; marks may leave out what was not
        said.
        """
        marks = tuple(Mark.from_value(mark) for mark in value.get("marks", []))
        texts = {name: value.get(name, "") for name in ("seen", "who_present", "first_aid")}
        return cls(marks=marks, **texts)
