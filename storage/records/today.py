"""What waits for a lead on a day, and what others did since this person was last signed in."""

from dataclasses import dataclass

from storage.records.casework import ConcernRow
from storage.records.due import DueItem


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A row that somebody else added: ``id`` and ``kind`` are the row's, ``names`` the children's
    names in a line, ``at`` is UTC text.
    """

    id: str
    kind: str
    pupils: tuple[str, ...]
    names: str
    words: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The first rows of each list, the most urgent first, and how many concerns wait in all.

    ``reviews`` are of risk assessments, plans, cases and monitoring; ``answers`` referrals and
    disagreements that nobody has answered; ``meetings`` those to come and those of which nobody has
    said whether they were held; ``cases`` open ones without a next step and closings that wait for
    a second signature (without a day). ``since`` is when this person was last signed in before
    (UTC text), empty the first time; ``news_total`` counts all that is new.
    """

    waiting: tuple[ConcernRow, ...]
    waiting_total: int
    actions: tuple[DueItem, ...]
    reviews: tuple[DueItem, ...]
    answers: tuple[DueItem, ...]
    meetings: tuple[DueItem, ...]
    cases: tuple[DueItem, ...]
    news: tuple[News, ...]
    news_total: int
    since: str
    day: str

    @property
    def quiet(self) -> bool:
        """Whether nothing waits and nothing is due; news alone ask for nothing."""
        lists = (self.waiting, self.actions, self.reviews, self.answers, self.meetings, self.cases)
        return not any(lists)
