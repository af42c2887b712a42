"""Says what is wrong with a password or PIN; never claims to measure how strong one is."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import resources
from storage.keys.passwords import as_typed
from storage.records.errors import UserFacingError

_SHORTEST_BANNED = 3
_SHORTEST_RUN = 4
_SAME_IN_A_ROW = 3
_DIGITS = frozenset("0123456789")
Problems = tuple[UserFacingError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    minimum: int
    own_characters: int


def assess(password: str, *, banned_words: Iterable[str] = ()) -> Problems:
    """Return the problems of a lead's password, worst first; empty when it may be used.

    ``banned_words``: the person's own name and account, the school's name.
    """
    data = _data()
    limits = data["limits"]
    rules = _Rules(minimum=limits["password_minimum"], own_characters=limits["own_characters"])
    return _assess(password, banned_words=banned_words, rules=rules, data=data)


def assess_pin(pin: str, *, banned_words: Iterable[str] = ()) -> Problems:
    """Return the problems of a reporter's PIN (4 to 8 digits) or short password (8 or more)."""
    data = _data()
    limits = data["limits"]
    if not set(pin) <= _DIGITS:
        rules = _Rules(
            minimum=limits["short_password_minimum"],
            own_characters=limits["short_own_characters"],
        )
        return _assess(pin, banned_words=banned_words, rules=rules, data=data)
    if not limits["pin_minimum"] <= len(pin) <= limits["pin_maximum"]:
        return (
            UserFacingError(
                "keys.pin_length", minimum=limits["pin_minimum"], maximum=limits["pin_maximum"]
            ),
        )
    if pin in data["pins"]["common"] or _is_pattern(pin):
        return (UserFacingError("keys.pin_common"),)
    return ()


def _assess(
    password: str, *, banned_words: Iterable[str], rules: _Rules, data: dict[str, Any]
) -> Problems:
    plain = _plain(as_typed(password))
    undone = "".join(data["stand_ins"].get(character, character) for character in plain)
    if len(plain) < rules.minimum:
        return (UserFacingError("keys.password_too_short", minimum=rules.minimum),)
    covered: set[int] = set()
    checks = (
        ("keys.password_names_you", _places_of(_banned(banned_words), plain, undone)),
        ("keys.password_common", _places_of(data["words"], plain, undone)),
        ("keys.password_pattern", _runs(plain, data["rows"]) | _repeats(plain)),
    )
    for code, places in checks:
        covered |= places
        if places and len(plain) - len(covered) < rules.own_characters:
            return (UserFacingError(code),)
    return ()


def _data() -> dict[str, Any]:
    return resources.read_toml("wordlists", "common_passwords.toml")


def _plain(text: str) -> str:
    """Small letters without accents, one character for each."""
    return "".join(unicodedata.normalize("NFD", character)[0].lower()[0] for character in text)


def _banned(words: Iterable[str]) -> list[str]:
    parts: list[str] = []
    for word in words:
        letters = "".join(c if c.isalnum() else " " for c in _plain(as_typed(word)))
        parts.extend(letters.split())
    return [part for part in parts if len(part) >= _SHORTEST_BANNED]


def _places_of(words: Iterable[str], *texts: str) -> set[int]:
    places: set[int] = set()
    for text in texts:
        for word in words:
            start = text.find(word)
            while start >= 0:
                places.update(range(start, start + len(word)))
                start = text.find(word, start + 1)
    return places


def _runs(text: str, rows: Iterable[str]) -> set[int]:
    pieces = {
        row[start : start + _SHORTEST_RUN]
        for line in rows
        for row in (line, line[::-1])
        for start in range(len(row) - _SHORTEST_RUN + 1)
    }
    return _places_of(pieces, text)


def _repeats(text: str) -> set[int]:
    """Places of a character that stands three times in a row, and of a beginning said again to
    the end.
    """
    places: set[int] = set()
    for start in range(len(text) - _SAME_IN_A_ROW + 1):
        if len(set(text[start : start + _SAME_IN_A_ROW])) == 1:
            places.update(range(start, start + _SAME_IN_A_ROW))
    for period in range(1, len(text) // 2 + 1):
        if all(text[place] == text[place % period] for place in range(len(text))):
            places.update(range(period, len(text)))
            break
    return places


def _is_pattern(pin: str) -> bool:
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    half = len(pin) // 2
    return (
        (len(steps) == 1 and steps <= {0, 1, 9})
        or pin[:half] * 2 == pin
        or (len(pin) == 4 and pin[:2] in ("19", "20"))
    )
