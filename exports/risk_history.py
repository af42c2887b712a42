"""Says in words what changed from one version of a risk assessment to the next."""

from collections.abc import Iterator, Sequence

from exports.care_values import NOTHING, Words
from exports.risk_values import FurtherControl, HazardLine, RatingWords, RiskText, RiskVersion

UNCHANGED = "Looked at again; nothing in it was changed."
FIRST = "First version."


def changes(earlier: RiskVersion | None, later: RiskVersion) -> tuple[str, ...]:
    """Return whole sentences: what was added, changed and ended between two versions.

    A hazard is the same one while its key is the same; without one, while its words and its place
    are: else it counts as ended and a new one as added, so that nothing is taken for a change that
    might be something else.
    """
    if earlier is None:
        return (FIRST,)
    return tuple(_changes(earlier, later)) or (UNCHANGED,)


def _changes(earlier: RiskVersion, later: RiskVersion) -> Iterator[str]:
    yield from _text("Title", earlier.title, later.title)
    kept, added, ended = _paired(earlier.hazards, later.hazards)
    for hazard in added:
        yield f"Added: {_named(hazard)}, {_rated(hazard.now)}."
    for before, after in kept:
        yield from _hazard(before, after)
    for hazard in ended:
        yield f"Ended: {_named(hazard)}."
    yield from _text("The child’s view", earlier.child_view, later.child_view)
    yield from _text("The parents’ view", earlier.parent_view, later.parent_view)
    yield from _texts(earlier.texts, later.texts)
    if earlier.review != later.review:
        yield f"Review date changed from {earlier.review} to {later.review}."


def _paired(
    earlier: Sequence[HazardLine], later: Sequence[HazardLine]
) -> tuple[list[tuple[HazardLine, HazardLine]], list[HazardLine], list[HazardLine]]:
    """The hazards that both have, in the order of the later one; then the added and the ended."""
    left = list(earlier)
    kept, added = [], []
    for hazard in later:
        found = next((each for each in left if _is_same(each, hazard)), None)
        if found is None:
            added.append(hazard)
        else:
            left.remove(found)
            kept.append((found, hazard))
    return kept, added, left


def _is_same(earlier: HazardLine, later: HazardLine) -> bool:
    if earlier.key and later.key:
        return earlier.key == later.key
    return _words(earlier) == _words(later)


def _words(hazard: HazardLine) -> tuple[str, str, str]:
    return (_plain(hazard.hazard), _plain(hazard.where), hazard.place)


def _plain(words: Words) -> str:
    return " ".join(words.text.split()).casefold()


def _hazard(before: HazardLine, after: HazardLine) -> Iterator[str]:
    parts = [
        *_renamed(before, after),
        *_rating("risk", before.now, after.now),
        *_part("what is done", before.control, after.control),
        *_part("by whom", before.owner, after.owner),
        *_day("by when", before.by_when, after.by_when),
        *_further(before.more, after.more),
        *_rating("risk with this in place", before.after, after.after),
    ]
    if parts:
        yield f"Changed: {_named(after)}: {'; '.join(parts)}."


def _renamed(before: HazardLine, after: HazardLine) -> Iterator[str]:
    if _words(before) != _words(after):
        yield f"was {_named(before)}"


def _day(what: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{what} from {before or 'no day'} to {after or 'no day'}"


def _further(before: Sequence[FurtherControl], after: Sequence[FurtherControl]) -> Iterator[str]:
    """What else is done: said whole where it came or went, so that nothing is paired wrongly."""
    left = [_control(each) for each in before]
    for each in after:
        said = _control(each)
        if said in left:
            left.remove(said)
        else:
            yield f"also done now: {said}"
    yield from (f"no longer done: {said}" for said in left)


def _control(control: FurtherControl) -> str:
    owner = f" by {_quoted(control.owner)}" if control.owner.text else ""
    day = f" by {control.by_when}" if control.by_when else ""
    return f"{_quoted(control.control)}{owner}{day}"


def _rating(what: str, before: RatingWords, after: RatingWords) -> Iterator[str]:
    if before != after:
        yield f"{what} from {_rated(before)} to {_rated(after)}"


def _part(what: str, before: Words, after: Words) -> Iterator[str]:
    if before.text != after.text:
        yield f"{what} from {_quoted(before)} to {_quoted(after)}"


def _text(what: str, before: Words, after: Words) -> Iterator[str]:
    if before.text == after.text:
        return
    if not before.text:
        yield f"{what} added."
    elif not after.text:
        yield f"{what} no longer given; it was {_quoted(before)}."
    else:
        yield f"{what} changed from {_quoted(before)}."


def _texts(earlier: Sequence[RiskText], later: Sequence[RiskText]) -> Iterator[str]:
    old = {item.label: item.words for item in earlier}
    new = {item.label: item.words for item in later}
    for label in dict.fromkeys((*new, *old)):
        yield from _text(label, old.get(label, NOTHING), new.get(label, NOTHING))


def _named(hazard: HazardLine) -> str:
    said = ", ".join(part for part in (hazard.place, hazard.where.text) if part)
    where = f" ({said})" if said else ""
    return f"{_quoted(hazard.hazard)}{where}"


def _quoted(words: Words) -> str:
    return f"“{words.text}”" if words.text else "nothing"


def _rated(rating: RatingWords) -> str:
    if not rating.score:
        return "not rated"
    band = f" {rating.band.lower()}" if rating.band else ""
    return f"{rating.score}{band} ({rating.likelihood} times {rating.severity})"
