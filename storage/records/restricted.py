"""Letters about adults, as the head or the chair of governors reads and keeps them."""

from dataclasses import dataclass

# Where a reader stands: the key is not on the school card yet, is, or no longer is.
WAITING, ACTIVE, ENDED = "waiting", "active", "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One letter in a list: ``number`` is its entry, ``concern`` the number its writer knows.

    ``readable`` is False for a letter that this program did not make: it is kept as it came.
    ``follows`` is the entry of the letter it belongs to, 0 for none.
    """

    number: int
    concern: int
    received_at: str
    written_at: str
    reporter: str
    adult: str
    first_words: str
    kind: str
    outcome: str
    replied: bool
    readable: bool
    follows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPart:
    """A box of the letter: its label and the words as written; ``quote`` for the child's own."""

    label: str
    text: str
    quote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the reader added: ``kind`` is note, decision, reply, correction, printed or copied.

    ``lines`` are (label, words); ``corrects`` is the entry that a correction stands beside.
    """

    number: int
    at: str
    kind: str
    lines: tuple[tuple[str, str], ...]
    corrects: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file that came with a letter."""

    place: int
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictedLetter:
    """One letter with all that was kept beside it.

    ``signed``: the words and the writer's key belong together; it does not say who typed them.
    """

    row: LetterRow
    parts: tuple[LetterPart, ...]
    files: tuple[FileRow, ...]
    kept: tuple[Kept, ...]
    signed: bool
    name_checked: bool
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdultDecision:
    """What the head or the chair decided about one letter; codes are of the vocabularies
    adult_concerns, adult_thresholds and adult_outcomes. Times are as the person writes them.
    """

    kind: str
    reason: str
    adult: str = ""
    thresholds: tuple[str, ...] = ()
    lado_called: str = ""
    lado_name: str = ""
    lado_advice: str = ""
    outcome: str = ""
    action: str = ""

    def to_value(self) -> dict[str, str | list[str]]:
        """Return the value that the store keeps; what says nothing is left out."""
        value: dict[str, str | list[str]] = {
            name: getattr(self, name)
            for name in self.__slots__
            if name != "thresholds" and getattr(self, name)
        }
        return value | ({"thresholds": list(self.thresholds)} if self.thresholds else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class AdultPattern:
    """Everything kept about one adult over time: (when, what it was, entry), oldest first."""

    adult: str
    items: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreReport:
    """What a check of the store found: ``faults`` are (entry, code of the sentence)."""

    entries: int
    letters: int
    faults: tuple[tuple[int, str], ...]
    unsigned: tuple[int, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing or changed."""
        return not self.faults
