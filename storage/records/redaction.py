"""Exchanges names for labels before anything is laid out, so that a withheld name never enters a
document.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """One person whose name is withheld: every form of the name in use, and the label that stands
    for it.
    """

    label: str
    forms: tuple[str, ...]
    reason: str


class Redactor:
    """Replaces whole words only, longest form first, letter case and accents' composition aside."""

    def __init__(self, withheld: Sequence[Withheld]) -> None:
        self._withheld = tuple(withheld)
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

    def apply(self, text: str) -> str:
        """Return ``text`` with every withheld name exchanged; text without one comes back
        unchanged.
        """
        if self._pattern is None or not text:
            return text
        normal = _normal(text)
        if not self._pattern.search(normal):
            return text
        return self._pattern.sub(self._label, normal)

    def changes(self, texts: Iterable[str]) -> bool:
        """Whether any of the texts holds a withheld name."""
        return any(self.apply(text) != text for text in texts)

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
