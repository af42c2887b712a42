"""The rules for how long records are kept: dated data, and the arithmetic of their last day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from storage.intake import vocabularies

BIRTH = "birth"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """``years`` from the day that ``counts_from`` names ("birth", "transfer", …).

    ``categories`` of concern and ``in_care`` say for which files no shorter rule may be chosen,
    unless that one is for files that were ``passed_on``. ``edition`` is the one the rule stands in.
    """

    code: str
    label: str
    definition: str
    years: int
    counts_from: str
    categories: frozenset[str]
    in_care: bool
    passed_on: bool
    edition: str

    @property
    def words(self) -> str:
        """The rule as a record and a certificate say it."""
        return f"{self.label}: {self.definition.rstrip('. ')}"

    def over_on(self, first: date) -> date:
        """Return the first day on which the time is over, counted from ``first``."""
        try:
            return first.replace(year=first.year + self.years)
        except ValueError:  # a child born on 29 February
            return date(first.year + self.years, 3, 1)


def rules() -> tuple[RetentionRule, ...]:
    """Return the rules for children's files, in the order of the list."""
    found = vocabularies.load("retention")
    return tuple(
        RetentionRule(
            code=item.code,
            label=item.label,
            definition=item.definition,
            years=item.extra["years"],
            counts_from=item.extra["from"],
            categories=frozenset(item.extra.get("categories", ())),
            in_care=item.extra.get("in_care", False),
            passed_on=item.extra.get("passed_on", False),
            edition=found.reference,
        )
        for item in found.items
        if item.extra.get("about", "child") == "child"
    )


def longer_rules(
    chosen: RetentionRule, *, categories: Iterable[str], in_care: bool
) -> tuple[RetentionRule, ...]:
    """Return the rules that ask for longer than ``chosen`` of a file with these categories."""
    present = frozenset(categories)
    return tuple(
        rule
        for rule in rules()
        if rule.years > chosen.years and (rule.categories & present or (rule.in_care and in_care))
    )
