"""Says what is damaged in sentences that a head teacher understands."""

from collections.abc import Iterator

from desktop.usecases.report import long_day
from storage.database.damage import FileDamage, LostRange
from storage.records.errors import UserFacingError

_LISTS = {
    "access": "who has seen what",
    "actions": "the list of actions",
    "children": "the list of children",
    "chronologies": "the chronologies",
    "concerns": "the list of concerns",
    "exports": "the list of documents that left the school",
    "people": "the list of people and computers",
    "risk": "the risk assessments as shown",
    "search": "the search",
}
_MOST_RANGES = 12


def sentences_of(found: FileDamage) -> tuple[UserFacingError, ...]:
    """What is damaged, the worst first; never empty."""
    return tuple(_sentences(found))


def _sentences(found: FileDamage) -> Iterator[UserFacingError]:
    if found.first_entry_lost:
        yield UserFacingError("damage.first_entry")
    for lost in found.ranges[:_MOST_RANGES]:
        yield _range(lost)
    if len(found.ranges) > _MOST_RANGES:
        yield UserFacingError(
            "damage.more_entries",
            count=sum(lost.count for lost in found.ranges[_MOST_RANGES:]),
        )
    if found.cut_short:
        yield UserFacingError("damage.cut_short")
    if found.log_broken:
        yield UserFacingError("damage.log")
    if found.files_lost:
        yield UserFacingError("damage.files", count=found.files_lost)
    if found.school_keys_at_risk:
        yield UserFacingError("damage.school_key")
    if found.settings_at_risk:
        yield UserFacingError("damage.settings")
    if found.lists:
        yield UserFacingError("damage.lists", lists=_listed(found.lists))
    if found.only_lists and found.pages_damaged and not found.lists:
        yield UserFacingError("damage.inner_parts")
    if not found.pages_damaged and found.only_lists:
        yield UserFacingError("damage.every_entry_readable", entries=found.entries)


def _range(lost: LostRange) -> UserFacingError:
    facts: dict[str, str | int] = {
        "first": lost.first,
        "last": lost.last,
        "count": lost.count,
        "when": _when(lost),
    }
    if lost.content_only and lost.count == 1:
        return UserFacingError("damage.one_content", first=lost.first, when=facts["when"])
    if lost.content_only:
        return UserFacingError("damage.content", **facts)
    if lost.count == 1:
        return UserFacingError("damage.one_entry", **facts)
    return UserFacingError("damage.entries", **facts)


def _when(lost: LostRange) -> str:
    before, after = (long_day(at) if at else "" for at in (lost.before_at, lost.after_at))
    if before and after:
        return f"written on {before}" if before == after else f"written from {before} to {after}"
    return (
        f"written after {before}" if before else f"written before {after}" if after else "undated"
    )


def _listed(names: tuple[str, ...]) -> str:
    words = [_LISTS[name] for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
