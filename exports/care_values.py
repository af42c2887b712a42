"""Words of a record as they are printed, with the place in the record where they stand."""

from dataclasses import dataclass

from exports.parts import EntryField, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Text ready to print; ``source`` is None where it is not word for word what an entry holds."""

    text: str = ""
    source: EntryField | None = None


NOTHING = Words()


def fact(label: str, words: Words | str, *, always: bool = False) -> Fact:
    """Return a labelled fact; "not recorded" stands there when it is empty and ``always``."""
    said = Words(text=words) if isinstance(words, str) else words
    return Fact(label=label, text=said.text, always=always, source=said.source)


def told_facts(*facts: Fact) -> tuple[Fact, ...]:
    """Leave out what is empty and need not be said to be so."""
    return tuple(item for item in facts if item.text or item.always)
