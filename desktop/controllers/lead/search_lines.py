"""Results as lines: people first, then documents that left, then rows under each child."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.usecases.lead.search_casebook import Finder, Findings
from storage.database.connection import Connection
from storage.database.repositories import pupils
from storage.intake import vocabularies
from storage.records.found import FoundDocument, FoundPerson, FoundRow, Somebody
from storage.records.search_words import Snippet
from storage.records.times import for_people
from ui.lead_words import counted
from ui.search_material import HEAD, LINE, FoundLine

_NO_FILE = "In no child’s file yet"


@dataclass(frozen=True, slots=True)
class Key:
    """What a line stands for: ``what`` is "title", "child", "somebody", "document", "row" or
    "more"; ``number`` is its place in its list, a row's own number, how many rows a
    heading has.
    """

    what: str
    number: int = 0
    pupil: str = ""


class Lines:
    """Arranges what was found, and turns the lines that are looked at into words."""

    def __init__(self, reader: Connection, *, finder: Finder, word: Callable[[str], str]) -> None:
        self._reader, self._finder, self._word = reader, finder, word
        self._found: Findings | None = None
        boxes = vocabularies.load("record_fields")
        self._box = boxes.label
        documents = vocabularies.load("documents")
        self._document = documents.label

    def arrange(self, found: Findings | None) -> list[Key]:
        """Return the lines in their order: a child's rows together, the newest child first."""
        self._found = found
        if found is None:
            return []
        keys: list[Key] = []
        if found.people:
            keys.append(Key("title", 0))
            keys += [Key("somebody", place) for place in range(len(found.people))]
        if found.documents:
            keys.append(Key("title", 1))
            keys += [
                Key("document", place, next(iter(document.pupils), ""))
                for place, document in enumerate(found.documents)
            ]
        groups: dict[str, list[Key]] = {}
        for hit in found.hits:
            for pupil in hit.pupils or ("",):
                groups.setdefault(pupil, []).append(Key("row", hit.number, pupil))
        for pupil, rows in groups.items():
            keys.append(Key("child", len(rows), pupil))
            keys += rows
        if found.more:
            keys.append(Key("more"))
        return keys

    def lines(self, keys: Sequence[Key]) -> list[FoundLine]:
        """Return these lines in this order."""
        found = self._found
        if found is None:
            return []
        numbers = list(dict.fromkeys(key.number for key in keys if key.what == "row"))
        rows = {row.number: row for row in self._finder.rows(numbers, found.ask.terms)}
        names = pupils.names(self._reader, [key.pupil for key in keys if key.what == "child"])
        return [self._line(found, key, rows, names) for key in keys]

    def somebody(self, key: Key) -> Somebody:
        """Who a line is about."""
        assert self._found is not None
        return self._found.people[key.number].somebody

    def _line(
        self, found: Findings, key: Key, rows: dict[int, FoundRow], names: dict[str, str]
    ) -> FoundLine:
        if key.what == "title":
            words = ("Children and people around them", "Documents that left the school")
            return FoundLine(shape=HEAD, title=words[key.number])
        if key.what == "more":
            return FoundLine(shape=HEAD, title="Look for older rows as well", icon="history")
        if key.what == "child":
            return FoundLine(
                shape=HEAD,
                title=names.get(key.pupil, _NO_FILE),
                trailing=counted(key.number, "1 row", "{n} rows"),
                icon="folder-open",
            )
        if key.what == "somebody":
            return self._person(found.people[key.number])
        if key.what == "document":
            return self._document_line(found.documents[key.number])
        return self._row(rows[key.number])

    def _person(self, person: FoundPerson) -> FoundLine:
        one = person.somebody
        children = pupils.names(self._reader, one.pupils) if one.kind != "pupil" else {}
        of = ", ".join(children.get(pupil, "") for pupil in one.pupils if pupil in children)
        beside = person.box != "name"
        return FoundLine(
            shape=LINE,
            title=one.name,
            where="sounds alike" if person.alike else self._box(person.box) if beside else "",
            snippet=person.snippet if beside else Snippet(text=one.detail, marks=()),
            trailing=of,
            icon="user",
        )

    def _document_line(self, document: FoundDocument) -> FoundLine:
        return FoundLine(
            shape=LINE,
            title=self._document(document.document),
            where=self._box(document.box),
            snippet=document.snippet,
            trailing=for_people(document.recorded_at),
            icon="file-check",
        )

    def _row(self, row: FoundRow) -> FoundLine:
        also = ", ".join(self._box(box) for box in row.also[:2])
        where = self._box(row.box)
        when = row.happened.for_people() if row.happened.dated else "date not known"
        return FoundLine(
            shape=LINE,
            title=self._word(row.kind),
            where=f"{where} · also: {also}" if also else where,
            snippet=row.snippet,
            trailing=f"{row.author} · {when}",
        )


def summary(found: Findings | None) -> str:
    """Say in one line what was found; empty when nothing was or nothing was asked."""
    if found is None or not (found.people or found.documents or found.hits):
        return ""
    files = len({pupil for hit in found.hits for pupil in hit.pupils})
    parts = [
        counted(len(found.people), "1 person", "{n} people") if found.people else "",
        counted(len(found.documents), "1 document", "{n} documents") if found.documents else "",
        f"{counted(len(found.hits), '1 row', '{n} rows')}"
        f" in {counted(files, '1 file', '{n} files')}"
        if found.hits
        else "",
        "the newest; older ones at the end" if found.more else "",
    ]
    alike = dict.fromkeys(name.capitalize() for term in found.ask.terms for name in term.alike)
    heard = f"also looked for {', '.join(list(alike)[:3])}" if alike else ""
    return " · ".join(part for part in (*parts, heard) if part)
