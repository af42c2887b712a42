"""Which boxes of an entry hold words that somebody may look for, and how a word is looked up.

Ids, codes of lists, days, keys and digests are no words: a search never finds them.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from storage.records.names import fold

# Stands between two boxes in the index, so that no phrase reaches from one into the next: a
# character that the index takes for a word and that nobody can type.
BREAK = "\ue000"
# A word as the index takes it apart: letters and digits with their marks, no underline.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")

_CODES = frozenset(
    word
    for line in (
        "id kind pupils pupil pupil_id other_pupil concern case referral disagreement plan",
        "meeting status risk action target targets into owner reporter workstation signature",
        "signed_block slip_no slip_digest slip_chain checks transcribed_by category level",
        "response vocabulary state step urgency consent scale source told_dsl about_id",
        "about_post about_adult about_head place_kind due next_review review_date next_chase",
        "next_date until since on written_at supersedes template version number region view",
        "shape x y across down turn measured role earliest latest precision media_type bytes",
        "salt hmac source_file row began_with parent_of significant significance",
        "parents_informed told mentions follow_up_to duplicate ledger seq likelihood severity",
        "likelihood_after severity_after undecided file_sha256 columns sha256 contact_id",
        "written_on reached how parted dropped left second sent ended code",
    )
    for word in line.split()
)
# What a code, a moment or a key looks like, wherever it stands.
_NO_WORDS = re.compile(
    r"[a-z]-[0-9a-hjkmnp-tv-z]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z?)?|[0-9a-f]{32,}"
)
# Letters that no mark comes off, and words with an apostrophe or a hyphen in them.
_OWN_LETTERS = re.compile(r"[^\W_]*[øđłðþæœıħØĐŁÐÞÆŒĦ][^\W_]*")
JOINED = re.compile(r"[A-Z][^\W\d_]*(?:['’‘ʼ\-‐‑][^\W\d_]+)+")


def boxes(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (name of the box, its words) by name; a part of a box (a mark, a hazard) under its own
    name.
    """
    for name, value in sorted(fields.items()):  # a ledger keeps no order of fields
        yield from _words_in(name, value)


def _words_in(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if name not in _CODES and value.strip() and not _NO_WORDS.fullmatch(value):
            yield name, value
    elif isinstance(value, Mapping):
        for inner, part in sorted(value.items()):
            if name != "files" or inner == "name":
                yield from _words_in("files" if name == "files" else str(inner), part)
    elif isinstance(value, list | tuple) and name not in _CODES | {"pupils"}:
        for part in value:
            yield from _words_in(name, part)


def joined(fields: Mapping[str, Any], *, without: tuple[str, ...] = ()) -> str:
    """Return all boxes as one text for the index, without those whose words are ``without``,
    followed by other spellings of the names in them.
    """
    kept, spelt = [], dict[str, None]()
    for _name, words in boxes(fields):
        if words not in without and words not in kept:
            kept.append(words)
        spelt.update(dict.fromkeys(_other_spellings(words)))
    return f" {BREAK} ".join((*kept, *spelt))


def _other_spellings(text: str) -> Iterator[str]:
    """The plain letters of Łukasz and Søren; O’Brien and Lily-May in one piece."""
    if not text.isascii():
        for found in _OWN_LETTERS.finditer(text):
            yield fold(found.group())
    for found in JOINED.finditer(text):
        yield fold(found.group())


def fold_word(word: str) -> str:
    """Return a word the way the index folds it: no case, no accents on letters."""
    if word.isascii():
        return word.lower()
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", word.casefold())
        if not unicodedata.combining(character)
    )
