"""What the screens of numbered paper forms show, and what they send."""

from dataclasses import dataclass

from storage.records.concern import ConcernDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFormShown:
    """One form: ``number`` as it is printed, ``state`` out, entered, spoilt, unused, lost or
    strange (never given out here), with the words of each; ``concerns`` are (id, words) of those
    that were entered from it.
    """

    number: str
    state: str
    state_words: str
    since: str
    note: str = ""
    concerns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDraft:
    """A sheet as it was typed in: ``reporter`` is a person's id, else the name on the sheet;
    ``again`` says that another sheet with the same number is meant.
    """

    concern: ConcernDraft
    reporter: str
    again: bool = False
