"""The words of a record as a document may print them, and whether they still are the record's."""

from dataclasses import dataclass

from exports.parts import EntryField
from storage.records.redaction import Redactor


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text ready to print; ``source`` is None once a name in it became a label.

    A text that is withheld whole keeps its source: the data attached to the document carry the
    commitment to it and not the words, so a check answers "not shown".
    """

    text: str
    source: EntryField | None


def told(redactor: Redactor, *, entry: int, name: str, text: str) -> Told:
    """Return what may be printed of a field of the entry at a position.

    ``name`` is the field's, or a path into one that holds a list: ``hazards.0.control``.
    """
    shown = redactor.field(entry, name, text)
    kept = shown == text or redactor.withholds(entry, name)
    return Told(text=shown, source=EntryField(entry=entry, name=name) if kept else None)
