"""Made-up facts of every type of entry, field by field, so that no type can be forgotten.

``FactWriter`` knows a value for each field name; a new field with words of its own needs nothing
here, one of another shape is added to ``_SHAPED``.
"""

import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

from storage.records.events import EVENT_TYPES, Event, FileContent
from storage.records.row_types import naming
from storage.records.when import When
from tests.fakes.casebook import Casebook, concern_fields

# What the casebook itself says of people, keys and copies: no child's file has it.
NOT_OF_A_CHILD = frozenset(
    name
    for name in EVENT_TYPES
    if name.partition(".")[0]
    in (
        *("ledger", "session", "settings", "backup", "restore", "rescue", "checkpoint", "person"),
        *("key", "way_in", "handover", "recovery", "workstation", "guide", "slip", "pupils"),
        *("disposal",),
    )
)
OF_A_CHILD = tuple(name for name in EVENT_TYPES if name not in NOT_OF_A_CHILD)
# The letter before the number of an id, by the field that names such a thing.
_THINGS = {
    "concern": "c", "case": "k", "into": "k", "referral": "f", "disagreement": "g", "plan": "n",
    "meeting": "m", "status": "s", "risk": "r", "relation": "h", "professional": "o",
    "copy_of": "x", "follow_up_to": "c", "supersedes": "r",
}  # fmt: skip
_OWN_ID = {
    "concern.received": "c", "action.added": "a", "events.linked": "j", "case.opened": "k",
    "referral.made": "f", "disagreement.raised": "g", "plan.started": "n", "meeting.planned": "m",
    "risk.saved": "r", "status.set": "s", "relation.set": "h", "professional.noted": "o",
    "attendance.taken": "t", "disclosure.made": "x", "disclosure.acknowledged": "x",
    "pupil.added": "p",
}  # fmt: skip
# What stands in boxes that hold a code of a list, everywhere and in entries of one type.
CODES = {
    "vocabulary": "list@2026-09", "level": "early_help", "category": "neglect", "code": "resolved",
    "urgency": "today", "state": "told", "step": "manager", "ended": "resolved", "kind": "call",
    "to": "early_help", "relationship": "mother", "reached": "partly", "second": "",
    "how": "phone_in", "parents_informed": "yes", "response": "school", "source": "parent",
    "owner": "u-1", "duplicate": "", "scale": "five-by-five@1", "template": "", "role": "subject",
}  # fmt: skip
_KINDS = {
    "plan.started": "cp", "meeting.planned": "core_group", "meeting.held": "core_group",
    "status.set": "child_protection", "professional.noted": "health", "risk.saved": "",
    "action.added": "",
}  # fmt: skip
_FLAGS = ("dropped", "parted", "significant", "on_roll", "subject_access", "locked", "in_care")
_FLAGS += ("parental_responsibility", "lives_with", "about_adult", "about_head")
_NUMBERS = ("possible", "missed", "unauthorised", "late", "pages", "rows", "refused")
_NUMBERS += ("shown", "total", "size", "undated")
_DAYS = (
    *("until", "due", "review_date", "next_review", "next_chase", "next_date", "on", "since"),
    *("stated_on", "sent_on", "date_of_birth", "leaving_date", "by_when"),
)


class FactWriter:
    """Writes facts about the children ``pupils``; ``words`` gives the words of a box by its name,
    ``count`` is how many things there are of each kind (two facts may be about one), ``prefix``
    sets their ids apart from those of another writer; ``codes`` stand in boxes that hold a
    code, such as CODES.
    """

    def __init__(
        self,
        chance: random.Random,
        *,
        pupils: tuple[str, ...],
        count: int = 2,
        words: Any = None,
        prefix: str = "",
        codes: Mapping[str, str] | None = None,
    ) -> None:
        self._codes = codes or {}
        self._prefix = prefix
        self._chance = chance
        self._pupils = pupils
        self._count = count
        self._words = words or (lambda name: f"{name} {chance.randrange(1000)}")
        self._made: Counter[str] = Counter()

    def fields(self, type_: str, *, optional: float = 1.0, **given: Any) -> dict[str, Any]:
        """Return fields of an entry of a type: all it must have, and of those it may each with the
        chance ``optional``; ``given`` as they are.
        """
        kind = EVENT_TYPES[type_]
        names = [
            *sorted(kind.required),
            *(name for name in sorted(kind.optional) if self._chance.random() < optional),
        ]
        names = [name for name in names if name != "files"]
        made = {name: self._value(type_, name) for name in names}
        if type_ == "concern.received":
            made = {**concern_fields(str(made["id"])), **self._of_concern(made)}
        return {**made, **given}

    def event(self, type_: str, *, optional: float = 1.0, **given: Any) -> Event:
        """Such an entry, with a file where it takes one."""
        kind = EVENT_TYPES[type_]
        takes = "files" in kind.required or ("files" in kind.optional and optional == 1.0)
        fields = self.fields(type_, optional=optional, **given)
        if not takes:
            return Event(type=type_, fields=fields)
        name = f"{self._words('file')}.txt"
        file = FileContent(name=name, media_type="text/plain", content=name.encode())
        return Event(type=type_, fields=fields, files=(file,))

    def tell(self, casebook: Casebook, type_: str, *, optional: float = 1.0) -> int:
        """Append such an entry; return its position."""
        event = self.event(type_, optional=optional)
        return casebook.append(event.type, files=event.files, **event.fields).seq

    def _of_concern(self, made: Mapping[str, Any]) -> dict[str, Any]:
        kept = ("id", "pupils", "what_happened", "child_words", "opinion", "place", "who_else")
        return {name: made[name] for name in kept}

    def thing(self, letter: str) -> str:
        """The id of a thing of the kind that the letter stands for."""
        return f"{letter}-{self._prefix}{self._chance.randrange(self._count)}"

    def new(self, letter: str) -> str:
        """An id that no fact has yet: 0 for the first of its kind."""
        self._made[letter] += 1
        return f"{letter}-{self._prefix}{self._made[letter] - 1}"

    def _value(self, type_: str, name: str) -> Any:
        chance = self._chance
        if name == "id":
            return self._own_id(type_)
        if name == "action" and "action" in naming(type_):
            return self.thing("a")
        if name == "version":
            return self.version()
        if name in _THINGS:
            return self.thing(_THINGS[name])
        if name in self._codes:
            return _KINDS.get(type_, self._codes[name]) if name == "kind" else self._codes[name]
        if (type_, name) == ("case.joined", "target"):
            return self.thing(chance.choice("ce"))  # no case joins a case: they are merged
        if name in _SHAPED:
            return _SHAPED[name](self)
        if name in _FLAGS:
            return chance.random() < 0.5
        if name in _NUMBERS:
            return chance.randrange(1, 5)
        if name in _DAYS:
            return chance.choice(("2026-09-01", "2026-10-12", "2027-01-04"))
        if name in ("pupil", "pupil_id"):
            return chance.choice(self._pupils)
        return self._words(name)

    def _own_id(self, type_: str) -> str:
        if type_ == "pupil.changed":
            return self._chance.choice(self._pupils)
        letter = _OWN_ID.get(type_, "e")
        again = letter in "rho" or type_ == "disclosure.acknowledged"
        return self.thing(letter) if again else self.new(letter)

    def version(self) -> int:
        """A number of a version that no fact has yet."""
        self._made["version"] += 1
        return self._made["version"]

    def _links(self) -> list[str]:
        return sorted(self._chance.sample(self._pupils, self._chance.randint(1, len(self._pupils))))

    def _target(self) -> str:
        return self.thing(self._chance.choice("ceakfn"))

    def _targets(self) -> list[str]:
        return [self.thing("e"), self.thing("c")]

    def _when(self) -> dict[str, Any]:
        day = self._chance.choice(("2026-09-01", "2025-03-04"))
        return When(
            earliest=day, latest=day, precision="day", as_told=self._words("as_told")
        ).to_value()

    def _hazard(self) -> list[dict[str, Any]]:
        words = {name: self._words(name) for name in ("hazard", "where", "control", "owner")}
        after = {"likelihood_after": None, "severity_after": None}
        return [{**words, "likelihood": 3, "severity": 2, **after}]

    def _guests(self) -> list[dict[str, str]]:
        return [{"name": self._words("name"), "agency": self._words("agency")}]


_SHAPED: dict[str, Any] = {
    "pupils": FactWriter._links,
    "happened": FactWriter._when,
    "target": FactWriter._target,
    "targets": FactWriter._targets,
    "hazards": FactWriter._hazard,
    "attended": FactWriter._guests,
    "apologies": FactWriter._guests,
    "invited": FactWriter._guests,
    "boxes": lambda writer: {"gp": writer._words("gp")},
    "advice": lambda writer: [{"who": writer._words("who"), "advice": writer._words("advice")}],
    "consent": lambda writer: {"given": "refused", "why": writer._words("why")},
    "sent": lambda writer: {"phoned": writer._when()},
    "began_with": lambda writer: [writer.thing("c")],
    "concerns": lambda writer: [writer.thing("c")],
    "not_siblings": lambda writer: [],
    "siblings": lambda writer: [],
    "contacts": lambda writer: [],
    "considered": lambda writer: [],
    "facts": lambda writer: None,
    "items": lambda writer: [{"title": writer._words("item"), "lies": writer._words("lies")}],
    "columns": lambda writer: {},
    "redactions": lambda writer: [],
    "page_codes": lambda writer: [],
    "parents": lambda writer: {"told": "yes", "account": writer._words("account")},
    "other_pupil": lambda writer: "",
    "parent_of": lambda writer: [],
    "left": lambda writer: "",
    "mentions": lambda writer: [],
    "sha256": lambda writer: "ab" * 32,
    "kept_sha256": lambda writer: "ab" * 32,
    "master_sha256": lambda writer: "",
    "root": lambda writer: "ab" * 32,
    "paper": lambda writer: {},
    "body_maps": lambda writer: [],
    "checks": lambda writer: {},
    "signed_block": lambda writer: {"v": 1},
    "field": lambda writer: "text",
}
