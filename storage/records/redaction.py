"""Exchanges names for labels before anything is laid out, so that a withheld name never enters a
document.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

# Stands for anything left out whole: always the same words, so that its width tells nothing.
WITHHELD = "[Withheld]"
EVERY_FIELD = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """One person whose name is withheld: every form of the name in use, and the label that stands
    for it. ``id`` is that of a pupil or person of the casebook, or empty.
    """

    label: str
    forms: tuple[str, ...]
    reason: str
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A text on its way into a document: of a field of the entry at a position, or of neither."""

    text: str
    entry: int | None = None
    name: str = ""


class Redactor:
    """What a document leaves out: names become labels, chosen fields and writers are withheld.

    ``fields`` gives a reason by (position, field name) for fields withheld whole; EVERY_FIELD
    stands for all of an entry. ``watch`` is told every text as it comes in.
    """

    def __init__(
        self,
        withheld: Sequence[Withheld] = (),
        *,
        fields: Mapping[tuple[int, str], str] | None = None,
        hides_writers: bool = False,
        watch: Callable[[Printed], None] | None = None,
    ) -> None:
        self._withheld = tuple(withheld)
        self._fields = dict(fields or {})
        self._hides_writers = hides_writers
        self._watch = watch
        forms = [
            (_spaced(form), item.label) for item in withheld for form in item.forms if _spaced(form)
        ]
        forms.sort(key=lambda pair: len(pair[0]), reverse=True)
        self._labels = {form.casefold(): label for form, label in reversed(forms)}
        self._pattern = (
            re.compile(
                # an underscore joins words in file names, it does not hide them
                r"(?<![^\W_])(?:" + "|".join(_anyhow(form) for form, _ in forms) + r")(?![^\W_])",
                re.IGNORECASE,
            )
            if forms
            else None
        )

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """Who is withheld, for the list of redactions in the document."""
        return self._withheld

    @property
    def fields(self) -> Mapping[tuple[int, str], str]:
        """The fields withheld whole, with their reasons."""
        return self._fields

    @property
    def hides_writers(self) -> bool:
        """Whether it is left out who wrote each record."""
        return self._hides_writers

    @property
    def edited(self) -> bool:
        """Whether anything is asked to be left out."""
        return bool(self._withheld or self._fields or self._hides_writers)

    def apply(self, text: str) -> str:
        """Return ``text`` with every withheld name exchanged; text without one comes back
        unchanged. For everything that is not word for word a field of an entry.
        """
        self._tell(Printed(text=text))
        return self._exchanged(text)

    def field(self, entry: int, name: str, text: str) -> str:
        """Return the text of a field of the entry at a position, or WITHHELD in its place.

        ``name`` may be a path into a field that holds a list, such as ``hazards.0.control``.
        """
        self._tell(Printed(text=text, entry=entry, name=name))
        if not text:
            return text
        return WITHHELD if self.withholds(entry, name) else self._exchanged(text)

    def withholds(self, entry: int, name: str) -> bool:
        """Whether a field, or the one that it is a part of, is withheld whole."""
        parts = name.split(".")
        paths = (".".join(parts[: count + 1]) for count in range(len(parts)))
        return any((entry, path) in self._fields for path in (*paths, EVERY_FIELD))

    def writer(self, entry: int, name: str) -> str:
        """Return who wrote or reported the entry at a position, as it may be printed."""
        if self._hides_writers:
            return WITHHELD if name else name
        self._tell(Printed(text=name, entry=entry, name="author"))
        return self._exchanged(name)

    def _tell(self, printed: Printed) -> None:
        if self._watch is not None and printed.text:
            self._watch(printed)

    def _exchanged(self, text: str) -> str:
        if self._pattern is None or not text:
            return text
        normal = _normal(text)
        if not self._pattern.search(normal):
            return text
        return self._pattern.sub(self._label, normal)

    def changes(self, texts: Iterable[str]) -> bool:
        """Whether any of the texts holds a withheld name."""
        return any(self._exchanged(text) != text for text in texts)

    def _label(self, found: re.Match[str]) -> str:
        return self._labels.get(_spaced(found.group()).casefold(), "[name withheld]")


def name_forms(
    *, forename: str, surname: str, others: Iterable[str] = (), shared: str = ""
) -> tuple[str, ...]:
    """Every form in which a name may stand in a text; ``shared`` is a surname the document's child
    has too, and is kept.
    """
    forms = [
        f"{forename} {surname}".strip(),
        f"{surname}, {forename}".strip(", "),
        forename,
        *others,
    ]
    if surname and _normal(surname).casefold() != _normal(shared).casefold():
        forms.append(surname)
    unique = dict.fromkeys(form.strip() for form in forms if form.strip())
    return tuple(unique)


def _anyhow(form: str) -> str:
    """The form with any white space, a line's end too, or underscores between its words."""
    return r"[\s_]+".join(re.escape(word) for word in form.split(" "))


def _spaced(text: str) -> str:
    return " ".join(_normal(text).replace("_", " ").split())


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
