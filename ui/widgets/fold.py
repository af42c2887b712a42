"""Folds names for typing: accents, capitals, apostrophes and hyphens make no difference."""

import unicodedata

# Letters that Unicode does not take apart into a letter and an accent.
_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)


def fold(text: str) -> str:
    """Return ``text`` as it is compared: ``"Zoë O’Brien"`` becomes ``"zoe obrien"``."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_SPECIAL)
    kept = (letter for letter in plain if not unicodedata.combining(letter))
    letters = "".join(" " if letter in "-‐‑–" else letter for letter in kept)
    return " ".join("".join(c for c in letters if c.isalnum() or c == " ").split())


def matches(typed: str, name: str) -> bool:
    """Whether every word typed begins a word of ``name``."""
    words = fold(name).split()
    return all(any(word.startswith(part) for word in words) for part in fold(typed).split())
