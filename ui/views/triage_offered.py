"""What a response offers: words for the decision, a person, a day; in sight and easy to change."""

from ui.lead_material import LeadLists
from ui.triage_material import TriageOffers
from ui.views.triage_actions import ActionRow
from ui.widgets.text_line import TextLine


class OfferedAnswers:
    """Fills in only what is empty or was offered before; whatever somebody wrote stays."""

    def __init__(self, *, decision: TextLine, action: ActionRow) -> None:
        self._decision, self._action = decision, action
        self._offers, self._lists = TriageOffers(), LeadLists()
        self._words = self._owner = self._day = ""

    def start(self, offers: TriageOffers, *, lists: LeadLists) -> None:
        """Begin with empty answers and these offers."""
        self._offers, self._lists = offers, lists
        self._words = self._owner = self._day = ""

    def follow(self, response: str, *, nothing_more: bool) -> None:
        """Offer what fits the response; a response that nothing more is done needs nobody."""
        words = dict(self._offers.decisions).get(response, self._lists.word(response))
        owner = "" if nothing_more else self._offers.owner
        day = "" if nothing_more else dict(self._offers.days).get(response, "")
        if self._decision.text() in ("", self._words):
            self._decision.setText(words)
            self._decision.setCursorPosition(0)
        if self._action.owner.value() in ("", self._owner):
            self._action.owner.set_value(owner)
        if self._action.due.value() in ("", self._day) and not self._action.due.problem():
            self._action.due.set_value(day)
        self._words, self._owner, self._day = words, owner, day
