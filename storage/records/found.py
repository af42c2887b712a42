"""What a search found, as lists show it: people, documents, and rows of the record."""

from dataclasses import dataclass

from storage.records.search_words import Snippet, Term
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is looked for; what is empty does not narrow it.

    ``since`` and ``until`` are ISO days of when it happened (both count); ``author`` is a person's
    name, ``category`` a code whose parts count too, ``kinds`` are kinds of chronology rows.
    """

    terms: tuple[Term, ...] = ()
    pupil: str = ""
    since: str = ""
    until: str = ""
    category: str = ""
    author: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether anything but words narrows it."""
        return bool(
            self.pupil or self.since or self.until or self.category or self.author or self.kinds
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A row that was found: its number (newer is higher), and the children in whose files it
    stands.
    """

    number: int
    pupils: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A row with the place of the match: ``box`` is the name of the box (a code of record_fields),
    ``also`` the names of further boxes with matches.
    """

    number: int
    id: str
    kind: str
    happened: When
    author: str
    category: str
    box: str
    snippet: Snippet
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A child, or somebody around one: ``kind`` is "pupil", "contact", "relation",
    "professional", "front_sheet" or "person" (of the school). ``pupils`` are the ids of the
    children they belong to; ``boxes`` are (box, words) beside the name: address,
    telephone, organisation, notes.
    """

    kind: str
    id: str
    pupils: tuple[str, ...]
    name: str
    names: tuple[str, ...] = ()
    detail: str = ""
    boxes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """Somebody with the place of the match; ``alike`` says that only the sound of the name fits."""

    somebody: Somebody
    box: str
    snippet: Snippet
    alike: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A document that left the school."""

    id: str
    document: str
    pupils: tuple[str, ...]
    recorded_at: str
    recipient: str
    file_name: str
    box: str
    snippet: Snippet
