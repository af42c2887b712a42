"""Search over everything a lead may see: people, documents that left, and rows of the record.

Nothing of what is looked for is kept: not in the ledger, not in the settings, not in a log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import (
    ledger_rows,
    search_documents,
    search_people,
    search_rows,
)
from storage.intake.name_sounds import name_sounds
from storage.records import permissions
from storage.records.found import Ask, FoundDocument, FoundPerson, FoundRow, Hit
from storage.records.name_index import NameIndex
from storage.records.search_words import Term, terms_of

# The newest come first and at once; older ones on request.
FIRST_ROWS = 1_000
MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found; ``ask`` is what was looked for, with the names said alike. ``more`` says
    that there are older rows than those of ``hits``.
    """

    ask: Ask
    people: tuple[FoundPerson, ...]
    documents: tuple[FoundDocument, ...]
    hits: tuple[Hit, ...]
    more: bool


class Finder:
    """Searches over one connection; people and documents are read once, and again when something
    was written.
    """

    def __init__(self, casebook: OpenCasebook) -> None:
        permissions.require(casebook.person.role, permissions.READ_FILES)
        self._connection: Connection = casebook.connection
        self._written = -1
        self._names = NameIndex((), sounds=name_sounds())
        self._documents: list[search_documents.DocumentWords] = []

    def prepare(self) -> None:
        """Read who is known by name before somebody has typed the first word."""
        self._current_names()

    def find(self, ask: Ask, *, limit: int = FIRST_ROWS) -> Findings:
        """Return what fits, rows newest first, at most ``limit`` of them."""
        names = self._current_names()
        asked = replace(ask, terms=tuple(self._with_sounds(names, term) for term in ask.terms))
        pairs = zip(asked.terms, ask.terms, strict=True)
        named = {term: names.children(plain) for term, plain in pairs}
        hits = search_rows.find(self._connection, asked, limit=limit + 1, named=named)
        return Findings(
            ask=asked,
            people=self._people(names, ask),
            documents=tuple(search_documents.find(self._documents, asked)),
            hits=hits[:limit],
            more=len(hits) > limit,
        )

    def concerns(self, text: str) -> list[str]:
        """Return the ids of the concerns with these words, or about a child of this name, newest
        first.
        """
        ask = Ask(terms=terms_of(text), kinds=("concern",))
        return search_rows.ids_of(self._connection, self.find(ask, limit=MOST_ROWS).hits)

    def rows(self, numbers: Sequence[int], terms: Sequence[Term]) -> list[FoundRow]:
        """Return these rows with the places of their matches, in this order."""
        return search_rows.shown(self._connection, numbers, terms)

    def _people(self, names: NameIndex, ask: Ask) -> tuple[FoundPerson, ...]:
        if not ask.terms or replace(ask, pupil="").narrowed:
            return ()
        found = names.find(ask.terms)
        return tuple(
            person for person in found if not ask.pupil or ask.pupil in person.somebody.pupils
        )

    def _current_names(self) -> NameIndex:
        written = ledger_rows.heads(self._connection).size
        if written != self._written:
            self._written = written
            everybody = search_people.everybody(self._connection)
            self._names = NameIndex(everybody, sounds=name_sounds())
            self._documents = search_documents.read(self._connection)
        return self._names

    def _with_sounds(self, names: NameIndex, term: Term) -> Term:
        """A name also finds the names said like it; a word that is no name, and that somebody
        wrote, stays what it is.
        """
        if len(term.words) != 1 or not term.begins:
            return term
        (word,) = term.words
        if names.is_name(word) or not search_rows.has_word(self._connection, word):
            return replace(term, alike=names.alike(word))
        return term
