"""Exchanges names for labels before anything is laid out, so that a withheld name never enters a
document.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.records.name_folding import folded
from storage.records.name_patterns import Form, Found, NameFinder, Rule

# Stands for anything left out whole: always the same words, so that its width tells nothing.
WITHHELD = "[Withheld]"
EVERY_FIELD = "*"
# E-mail addresses and names of files join names with what they like.
_TOKEN = re.compile(r"\S+")
_JOINED = re.compile(r"[@_/\\]|\S\.[^\W\d_]\w{1,4}(?!\w)")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SHORTEST_IN_JOINED = 4
_SHORTEST_IN_MAIL = 3
_LABEL = re.compile(
    r"\[(?:Withheld|Staff member|(?:Child|Adult|Person) [A-Z0-9]+)(?: or [A-Za-z0-9 ]+)?\]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForm:
    """One way to write somebody's name; ``rule`` and ``plural`` as in name_patterns.Form."""

    text: str
    rule: Rule = "any"
    plural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """One person whose name is withheld: every form of the name in use, and the label that stands
    for it.

    ``asked`` is what was typed to withhold them, ``id`` that of a pupil or person of the casebook.
    ``possible`` are forms that may mean them or something else, each with the reason for the doubt;
    they stay as they are, for the lead to decide.
    """

    label: str
    forms: tuple[NameForm, ...]
    reason: str
    asked: str = ""
    id: str = ""
    possible: tuple[tuple[NameForm, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A text on its way into a document: of a field of the entry at a position, or of neither."""

    text: str
    entry: int | None = None
    name: str = ""


class Redactor:
    """What a document leaves out: names become labels, chosen fields and writers are withheld.

    ``keeps`` are names that stay where they stand whole: those of the document's own children and
    of the school. ``fields`` gives a reason by (position, field name) for fields withheld whole;
    EVERY_FIELD stands for all of an entry. ``watch`` is told every text as it comes in.
    """

    def __init__(
        self,
        withheld: Sequence[Withheld] = (),
        *,
        keeps: Iterable[str] = (),
        fields: Mapping[tuple[int, str], str] | None = None,
        hides_writers: bool = False,
        watch: Callable[[Printed], None] | None = None,
    ) -> None:
        self._withheld = tuple(withheld)
        self._keeps = tuple(keeps)
        self._fields = dict(fields or {})
        self._hides_writers = hides_writers
        self._watch = watch
        labelled = _labelled(self._withheld)
        kept = [Form(text=text, payload="") for text in self._keeps] if labelled else []
        # first in the list wins where a form is both
        self._names = NameFinder([*kept, *labelled])
        self._in_joined = _in_joined(labelled)
        self._in_mail = _in_mail(labelled)
        self._seen: dict[str, str] = {}

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """Who is withheld, for the list of redactions in the document."""
        return self._withheld

    @property
    def keeps(self) -> tuple[str, ...]:
        """The names that stay."""
        return self._keeps

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

    def unwatched(self) -> "Redactor":
        """Return the same without whoever watches: for what is only tried, and is not printed."""
        return Redactor(
            self._withheld,
            keeps=self._keeps,
            fields=self._fields,
            hides_writers=self._hides_writers,
        )

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
        return WITHHELD if text and self.withholds(entry, name) else self._exchanged(text)

    def withholds(self, entry: int, name: str) -> bool:
        """Whether a field, or the one that it is a part of, is withheld whole."""
        return bool(self.reason_for(entry, name))

    def reason_for(self, entry: int, name: str) -> str:
        """Return why a field, or the one that it is part of, is withheld; empty when it is not."""
        if not self._fields:
            return ""
        parts = name.split(".")
        paths = (".".join(parts[: count + 1]) for count in range(len(parts)))
        found = (self._fields.get((entry, path), "") for path in (*paths, EVERY_FIELD))
        return next((reason for reason in found if reason), "")

    def withholds_part(self, entry: int, name: str) -> bool:
        """Whether a field is withheld, or a part of it: it cannot be attached whole."""
        return self.withholds(entry, name) or any(
            position == entry and path.startswith(f"{name}.") for position, path in self._fields
        )

    def writer(self, entry: int, name: str) -> str:
        """Return who wrote or reported the entry at a position, as it may be printed."""
        self._tell(Printed(text=name, entry=entry, name="author"))
        return WITHHELD if name and self._hides_writers else self._exchanged(name)

    def changes(self, texts: Iterable[str]) -> bool:
        """Whether any of the texts holds a withheld name."""
        return any(self._exchanged(text) != text for text in texts)

    def places(self, text: str) -> tuple[Found[str], ...]:
        """Return where withheld names stand in a text, with the labels that take their places."""
        searched = folded(text)
        if not self._names.may_stand_in(searched):
            return ()
        labels = [match.span() for match in _LABEL.finditer(text)]
        found: list[Found[str]] = []
        for name in sorted(
            (*self._joined_places(text), *self._names.find(text, searched)),
            key=lambda one: (one.start, -one.end),
        ):
            if name.payload and not _overlaps(name, labels):
                found.append(name)
                labels.append((name.start, name.end))
        return tuple(found)

    def _exchanged(self, text: str) -> str:
        if not self._withheld or not text:
            return text
        if text not in self._seen:  # most texts are asked for again by what is attached
            self._seen[text] = self._rewritten(text)
        return self._seen[text]

    def _rewritten(self, text: str) -> str:
        pieces: list[str] = []
        place = 0
        for name in self.places(text):
            pieces += (text[place : name.start], name.payload)
            place = name.end
        return "".join((*pieces, text[place:])) if pieces else text

    def _joined_places(self, text: str) -> Iterable[Found[str]]:
        """Names inside addresses and file names, where nothing divides them from other letters."""
        for token in _TOKEN.finditer(text):
            if not _JOINED.search(token.group()):
                continue
            searched = folded(token.group())
            is_mail = "@" in token.group()
            if is_mail and (label := self._addressed(searched.text)):
                yield Found(start=token.start(), end=token.end(), payload=label)
            if self._in_joined is None:
                continue
            pattern, labels = self._in_joined
            for match in pattern.finditer(searched.text):
                short = len(match.group()) < _SHORTEST_IN_JOINED
                if short and not (is_mail and match.start() == 0):
                    continue
                start, end = searched.span(*match.span())
                if is_mail:  # what is left of an address would say who it is
                    start, end = 0, len(token.group())
                yield Found(
                    start=token.start() + start,
                    end=token.start() + end,
                    payload=labels[match.group()],
                )

    def _addressed(self, address: str) -> str:
        """The label of whose name, though it is a word too, is a part of an e-mail address; the
        initial of a forename may stand before it.
        """
        words = _NOT_LETTERS.split(address.rpartition("@")[0])
        found = (self._in_mail.get(part) for word in words for part in (word, word[1:]))
        return next((label for label in found if label), "")

    def _tell(self, printed: Printed) -> None:
        if self._watch is not None and printed.text:
            self._watch(printed)


def _labelled(withheld: Sequence[Withheld]) -> list[Form[str]]:
    """Every form with its label; one that may mean several people says so."""
    labels: dict[tuple[str, Rule], list[str]] = {}
    forms: dict[tuple[str, Rule], NameForm] = {}
    for person in withheld:
        for form in person.forms:
            key = (folded(form.text).text, form.rule)
            forms.setdefault(key, form)
            known = labels.setdefault(key, [])
            if person.label not in known:
                known.append(person.label)
    return [
        Form(text=form.text, payload=_either(labels[key]), rule=form.rule, plural=form.plural)
        for key, form in forms.items()
    ]


def _either(labels: Sequence[str]) -> str:
    """``[Child B or Adult 1]`` where a name is that of both."""
    return f"[{' or '.join(label.strip('[]') for label in labels)}]"


def _in_joined(forms: Sequence[Form[str]]) -> tuple[re.Pattern[str], dict[str, str]] | None:
    labels: dict[str, str] = {}
    for form in forms:
        words = "".join(one for one in folded(form.text).text if one.isalpha())
        if form.rule == "any" and len(words) >= _SHORTEST_IN_MAIL:
            labels.setdefault(words, form.payload)
    if not labels:
        return None
    longest_first = sorted(labels, key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in longest_first)), labels


def _in_mail(forms: Sequence[Form[str]]) -> dict[str, str]:
    """Names that are words too: found as parts of an address, where nothing is written large."""
    return {
        folded(form.text).text: form.payload
        for form in forms
        if form.rule in ("capital", "month") and len(form.text) >= _SHORTEST_IN_MAIL
    }


def _overlaps(name: Found[str], spans: Iterable[tuple[int, int]]) -> bool:
    return any(name.start < end and start < name.end for start, end in spans)
