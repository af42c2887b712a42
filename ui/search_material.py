"""What the search page shows and asks: lines, and what narrows them."""

from dataclasses import dataclass

from storage.records.search_words import Snippet

HEAD, LINE = "head", "line"
NO_WORDS = Snippet(text="", marks=())


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """One line of the results: a heading (a child, with how many rows), or something found.

    ``title`` says what it is, ``where`` the box in which the match stands, ``snippet`` the words
    around it; ``icon`` is the name of a picture.
    """

    shape: str
    title: str
    where: str = ""
    snippet: Snippet = NO_WORDS
    trailing: str = ""
    icon: str = ""

    @property
    def spoken(self) -> str:
        """The whole line as it is read out; what matches is part of the sentence it stands in."""
        parts = (self.title, self.where, self.snippet.text, self.trailing)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDraft:
    """What is asked: words as typed, ISO days, codes; empty does not narrow."""

    text: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""
    category: str = ""
    author: str = ""
