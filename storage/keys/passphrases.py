"""Passphrases of common words, for copies that are locked and sent."""

import resources
from storage.records.identifiers import RandomBytes

FEWEST_WORDS = 5
USUAL_WORDS = 6


def new_passphrase(*, random_bytes: RandomBytes, words: int = USUAL_WORDS) -> str:
    """Return ``words`` random words of resources/wordlists/passphrase_words.txt with spaces
    between.

    Every word is equally likely; raises ValueError for fewer than five words.
    """
    if words < FEWEST_WORDS:
        raise ValueError("a passphrase has five words or more")
    choices = word_list()
    return " ".join(choices[_below(len(choices), random_bytes)] for _ in range(words))


def word_list() -> tuple[str, ...]:
    """Return the words that passphrases are made of."""
    lines = resources.read_text("wordlists", "passphrase_words.txt").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _below(limit: int, random_bytes: RandomBytes) -> int:
    # drawing again instead of taking the remainder keeps every word equally likely
    largest = 2**32 - 2**32 % limit
    while True:
        number = int.from_bytes(random_bytes(4), "big")
        if number < largest:
            return number % limit
