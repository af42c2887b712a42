"""What a decision must and may say before it is kept, and the words made of it."""

from collections.abc import Mapping
from datetime import date

from storage.intake import vocabularies
from storage.records.casework import ParentsTold
from storage.records.errors import UserFacingError
from storage.records.times import iso_day, long_date

# Which list the code in a box comes from; a decision names the edition of each.
LISTS = (("category", "categories"), ("level", "case_levels"), ("response", "responses"))


def check_codes(codes: Mapping[str, str], *, today: date) -> None:
    """Check the codes of the boxes in LISTS; raises triage.unknown_word or triage.ended_word."""
    for box, vocabulary in LISTS:
        _check_code(codes[box], box=box, vocabulary=vocabulary, today=today)


def check_day(day: str, code: str) -> None:
    """Raise the error ``code`` for what is no ISO day; an empty one is none at all."""
    if day:
        try:
            iso_day(day)
        except ValueError:
            raise UserFacingError(code) from None


def check_parents(parents: ParentsTold) -> None:
    """Raise triage.unknown_word, triage.parents_why or triage.day_wrong."""
    known = vocabularies.load("parents_informed")
    if parents.to_value() and known.item(parents.told) is None:
        codes = ", ".join(sorted(item.code for item in known.items))
        raise UserFacingError("triage.unknown_word", box="parents", known=codes)
    if parents.told == "no" and not parents.why_not.strip():
        raise UserFacingError("triage.parents_why")
    check_day(parents.when, "triage.day_wrong")


def references() -> str:
    """Return the editions of all lists that a decision is made under."""
    return "; ".join(vocabularies.load(name).reference for _box, name in LISTS)


def without_action(response: str) -> bool:
    """Whether this response says that nothing more is done."""
    item = vocabularies.load("responses").item(response)
    return item is not None and bool(item.extra.get("without_action"))


def parents_line(parents: ParentsTold) -> str:
    """Return what a document says of it: "Yes; on 20 November 2026; by Ruth Okafor; they said: …";
    the bare code where nothing else is said, empty where nothing is.
    """
    further = [
        f"on {long_date(date.fromisoformat(parents.when))}" if parents.when else "",
        f"by {parents.by.strip()}" if parents.by.strip() else "",
        f"they said: {parents.account.strip()}" if parents.account.strip() else "",
        parents.why_not.strip(),
    ]
    said = [part for part in further if part]
    label = vocabularies.load("parents_informed").label(parents.told)
    return "; ".join([label, *said]) if said else parents.told


def _check_code(code: str, *, box: str, vocabulary: str, today: date) -> None:
    known = vocabularies.load(vocabulary)
    item = known.item(code)
    if item is None:
        offered = sorted(each.code for each in known.offered(today.isoformat()))
        raise UserFacingError("triage.unknown_word", box=box, known=", ".join(offered))
    if item.has_ended(today.isoformat()):
        now = (each.code for each in known.now(code, on=today.isoformat()))
        raise UserFacingError("triage.ended_word", box=box, now=", ".join(now))
