"""Whose key signed the words of a concern, as far as a document's proved entries show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from desktop.usecases.printed_rows import is_typed_in
from storage.keys.person_keys import verify
from storage.ledger.entries import key_id
from storage.ledger.extract import ProvedEntry
from storage.records import canonical_json
from storage.records.concern import REPORT_LABEL

Signer = Literal["own key", "workstation", "nobody known", "not signed so", "paper"]
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedWords:
    """One concern. ``signer`` is "own key" when the key is the writer's own by the record's word,
    with their name in ``writer``; "workstation" when a computer's key signed a typed name; "not
    signed so" when the signature does not cover these words; "paper" when a lead typed them in from
    a sheet, and no key of the writer's signed anything.
    """

    concern: str
    entry: int
    key_id: str
    signer: Signer
    writer: str = ""


def signed_words(proved: Sequence[ProvedEntry]) -> tuple[SignedWords, ...]:
    """Check the signed block of every concern that shows one, and name those that were typed in
    from paper. Never raises for odd values.
    """
    concerns = [entry for entry in proved if entry.type == "concern.received"]
    return tuple(
        _checked(entry, proved) if "signed_block" in entry.shown else _typed_in(entry)
        for entry in concerns
        if "signed_block" in entry.shown or is_typed_in(entry)
    )


def signed_lines(found: Sequence[SignedWords]) -> tuple[list[str], list[str]]:
    """What of it is proved and what is not, in sentences."""
    proved, not_proved = [], []
    writers = dict.fromkeys(one.writer for one in found if one.signer == "own key")
    for writer in writers:
        named = _named([one for one in found if one.signer == "own key" and one.writer == writer])
        proved.append(
            f"The words of {named} were signed by the key that {writer}’s PIN or password opens, as"
            " the record names that key."
        )
    copied = [one for one in found if one.signer == "paper"]
    if copied:
        not_proved.append(
            f"Who wrote {_named(copied)}, and that the words are those on the sheet: they were"
            " typed in from paper, and no key of the writer signed them."
        )
    typed = [one for one in found if one.signer == "workstation"]
    if typed:
        not_proved.append(
            f"Who wrote {_named(typed)}: a name was typed at a workstation, whose key signed."
        )
    unknown = [one for one in found if one.signer == "nobody known"]
    if unknown:
        not_proved.append(
            f"Whose key signed the words of {_named(unknown)}: the entries that name its owner are"
            " not attached."
        )
    wrong = [one for one in found if one.signer == "not signed so"]
    if wrong:
        not_proved.append(
            f"That the words of {_named(wrong)} are the reporter’s: the signature that came with"
            " them does not cover these words."
        )
    return proved, not_proved


def _named(found: Sequence[SignedWords]) -> str:
    names = [one.concern for one in found[:_MOST_NAMED]]
    more = len(found) - len(names)
    listed = ", ".join(names) + (f" and {more} others" if more else "")
    return f"concern{'s' if len(found) > 1 else ''} {listed}"


def _checked(entry: ProvedEntry, proved: Sequence[ProvedEntry]) -> SignedWords:
    block = entry.shown["signed_block"]
    signer: Signer = "not signed so"
    writer = name = ""
    try:
        public = bytes.fromhex(block["public"])
        name = key_id(public)
        if _covers(block, entry, public):
            signer, writer = _owner(entry, public, proved)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        signer = "not signed so"
    return SignedWords(
        concern=str(entry.shown.get("id", "")),
        entry=entry.seq,
        key_id=name,
        signer=signer,
        writer=writer,
    )


def _typed_in(entry: ProvedEntry) -> SignedWords:
    name = str(entry.shown.get("id", ""))
    return SignedWords(concern=name, entry=entry.seq, key_id="", signer="paper")


def _covers(block: Mapping[str, Any], entry: ProvedEntry, public: bytes) -> bool:
    """Whether this key signed exactly the fields that the entry holds, shown or withheld."""
    raw = block["block"].encode("utf-8")
    if not verify(public, REPORT_LABEL + raw, bytes.fromhex(block["signature"])):
        return False
    stated: Any = canonical_json.decode(raw)
    fields = stated["fields"]
    return (
        stated["author"] == key_id(public)
        and "what_happened" in fields
        and all(entry.commitments.get(name) == bytes.fromhex(text) for name, text in fields.items())
    )


def _owner(entry: ProvedEntry, public: bytes, proved: Sequence[ProvedEntry]) -> tuple[Signer, str]:
    """Whose key it is by the record's own word; the name is the latest that is attached."""
    if entry.shown.get("signature") == "workstation":
        return "workstation", ""
    reporter = entry.shown.get("reporter")
    owned = any(
        other.type == "key.introduced"
        and other.seq < entry.seq
        and other.shown.get("owner") == reporter
        and other.shown.get("kind") != "workstation"
        and other.shown.get("public", {}).get("sign") == public.hex()
        for other in proved
    )
    names = [
        str(other.shown["name"])
        for other in sorted(proved, key=lambda one: one.seq)
        if other.type in ("person.added", "person.changed")
        and other.shown.get("id") == reporter
        and "name" in other.shown
    ]
    if entry.shown.get("signature") != "own key" or not owned or not names:
        return "nobody known", ""
    return "own key", names[-1]
