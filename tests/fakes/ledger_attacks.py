"""Attacks on a ledger: each takes an honest one and returns what the attacker leaves behind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from storage.ledger import commitments
from storage.ledger.entries import StoredEntry, leaf_of
from storage.ledger.walk import KnownCheckpoint
from tests.fakes.honest_ledgers import honest_ledger
from tests.fakes.ledger_builder import Author, LedgerBuilder


@dataclass(frozen=True)
class Attacked:
    """The entries as they lie afterwards, with the anchors that somebody outside has."""

    entries: Sequence[StoredEntry]
    anchors: Sequence[KnownCheckpoint] = ()


def _place(builder: LedgerBuilder, chance: Random) -> int:
    """An entry that still has its content."""
    whole = [entry.seq for entry in builder.entries if entry.fields]
    return chance.choice(whole)


def _changed(builder: LedgerBuilder, place: int, **changes: object) -> Attacked:
    entries = list(builder.entries)
    entries[place] = replace(entries[place], **changes)
    return Attacked(entries)


def _flipped(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def edit_header(builder: LedgerBuilder, chance: Random) -> Attacked:
    """One bit of a header, the leaf made to fit."""
    place = _place(builder, chance)
    entry = builder.entries[place]
    header = _flipped(entry.header, chance)
    return _changed(builder, place, header=header, leaf=leaf_of(header, entry.signature))


def edit_signature(builder: LedgerBuilder, chance: Random) -> Attacked:
    """One bit of a signature, the leaf made to fit."""
    place = _place(builder, chance)
    entry = builder.entries[place]
    signature = _flipped(entry.signature, chance)
    return _changed(builder, place, signature=signature, leaf=leaf_of(entry.header, signature))


def edit_leaf(builder: LedgerBuilder, chance: Random) -> Attacked:
    """One bit of a stored leaf."""
    place = _place(builder, chance)
    return _changed(builder, place, leaf=_flipped(builder.entries[place].leaf, chance))


def edit_field(builder: LedgerBuilder, chance: Random) -> Attacked:
    """Another value in one box."""
    place = _place(builder, chance)
    fields = dict(builder.entries[place].fields or {})
    name = chance.choice(sorted(fields))
    value, salt = fields[name]
    fields[name] = (_flipped(value, chance), salt)
    return _changed(builder, place, fields=fields)


def edit_field_and_body(builder: LedgerBuilder, chance: Random) -> Attacked:
    """Another value, and a body that fits it."""
    place = _place(builder, chance)
    fields = dict(builder.entries[place].fields or {})
    name = chance.choice(sorted(fields))
    fields[name] = (_flipped(fields[name][0], chance), fields[name][1])
    return _changed(builder, place, fields=fields, body=commitments.commit_fields(fields))


def edit_field_salt(builder: LedgerBuilder, chance: Random) -> Attacked:
    """The salt of one box."""
    place = _place(builder, chance)
    fields = dict(builder.entries[place].fields or {})
    name = chance.choice(sorted(fields))
    fields[name] = (fields[name][0], _flipped(fields[name][1], chance))
    return _changed(builder, place, fields=fields)


def edit_salt(builder: LedgerBuilder, chance: Random) -> Attacked:
    """The salt of a body."""
    place = _place(builder, chance)
    return _changed(builder, place, salt=_flipped(builder.entries[place].salt or b"", chance))


def rename_field(builder: LedgerBuilder, chance: Random) -> Attacked:
    """What was said stands under another name."""
    place = _place(builder, chance)
    fields = dict(builder.entries[place].fields or {})
    name = chance.choice(sorted(fields))
    fields[name + "_"] = fields.pop(name)
    return _changed(builder, place, fields=fields)


def blank(builder: LedgerBuilder, chance: Random) -> Attacked:
    """The content is gone, and no disposal says so."""
    named = {b'"ledger.opened"', b'"disposal.made"', b'"rescue.made"'}
    places = [
        entry.seq
        for entry in builder.entries
        if entry.fields and not any(name in entry.header for name in named)
    ] or [0]
    return _changed(builder, chance.choice(places), body=None, salt=None, fields=None)


def blank_whole(builder: LedgerBuilder, chance: Random) -> Attacked:
    """As damage leaves it, but no rescue names it."""
    gone = {"header": b"", "signature": b"", "body": None, "salt": None, "fields": None}
    return _changed(builder, _place(builder, chance), **gone)


def delete(builder: LedgerBuilder, chance: Random) -> Attacked:
    """One entry, not the last, is taken out."""
    entries = list(builder.entries)
    del entries[chance.randrange(len(entries) - 1)]
    return Attacked(entries)


def delete_and_renumber(builder: LedgerBuilder, chance: Random) -> Attacked:
    """One is taken out and the others close up."""
    entries = list(builder.entries)
    del entries[chance.randrange(len(entries) - 1)]
    return Attacked([replace(entry, seq=seq) for seq, entry in enumerate(entries)])


def swap(builder: LedgerBuilder, chance: Random) -> Attacked:
    """Two entries change places and numbers."""
    entries = list(builder.entries)
    one, other = chance.sample(range(len(entries)), 2)
    entries[one], entries[other] = (
        replace(entries[other], seq=one),
        replace(entries[one], seq=other),
    )
    return Attacked(entries)


def duplicate(builder: LedgerBuilder, chance: Random) -> Attacked:
    """An entry stands twice."""
    entries = list(builder.entries)
    place = chance.randrange(len(entries))
    entries.insert(place + 1, entries[place])
    return Attacked(entries)


def repeat_at_the_end(builder: LedgerBuilder, chance: Random) -> Attacked:
    """An old entry is put behind the last, with a new number."""
    entry = chance.choice(builder.entries[1:] or builder.entries)
    return Attacked([*builder.entries, replace(entry, seq=len(builder.entries))])


def other_ledger(builder: LedgerBuilder, chance: Random) -> Attacked:
    """An entry of another casebook of the same people stands in the place of one."""
    other = LedgerBuilder(builder.random_bytes, ledger=bytes(16))
    while len(other.entries) < len(builder.entries):
        other.note("elsewhere")
    place = chance.randrange(len(builder.entries))
    foreign = other.entries[place]
    if chance.random() < 0.5:
        foreign = replace(foreign, ledger=builder.ledger)
    entries = list(builder.entries)
    entries[place] = foreign
    return Attacked(entries)


def forged_introduction(builder: LedgerBuilder, chance: Random) -> Attacked:
    """A stranger introduces herself and writes."""
    del chance
    stranger = Author(251)
    builder.introduce(stranger, owner="u-99", by=stranger)
    builder.note("forged", author=stranger)
    return Attacked(builder.entries)


def ended_author(builder: LedgerBuilder, chance: Random) -> Attacked:
    """Somebody whose key was ended writes on."""
    leaver, by = Author(252), _speaks(builder)
    builder.introduce(leaver, owner="u-98", by=by)
    builder.append("key.ended", {"key_id": leaver.key_id, "reason": "left"}, author=by)
    for _ in range(chance.randrange(3)):
        builder.note("between", author=by)
    builder.note("forged", author=leaver)
    return Attacked(builder.entries)


def suspended_author(builder: LedgerBuilder, chance: Random) -> Attacked:
    """Somebody who is suspended writes."""
    away, by = Author(253), _speaks(builder)
    builder.introduce(away, owner="u-97", by=by)
    builder.append("person.changed", {"id": "u-97", "active": False}, author=by)
    for _ in range(chance.randrange(3)):
        builder.note("between", author=by)
    builder.note("forged", author=away)
    return Attacked(builder.entries)


def cut_tail(builder: LedgerBuilder, chance: Random) -> Attacked:
    """Entries are taken off the end; somebody holds a newer check code."""
    size = len(builder.entries)
    anchor = KnownCheckpoint(size=size, root=builder.root, where="a document")
    return Attacked(builder.entries[: chance.randrange(1, size)], [anchor])


def rewritten_tail(builder: LedgerBuilder, chance: Random) -> Attacked:
    """A holder of all keys writes another story from a place on; an anchor lies behind it."""
    size = len(builder.entries)
    from_ = chance.randrange(1, size)
    anchored = chance.randrange(from_ + 1, size + 1)
    anchor = KnownCheckpoint(size=anchored, root=builder.tree.root(anchored), where="a receipt")
    again = LedgerBuilder(builder.random_bytes, first=builder.first, ledger=builder.ledger)
    while len(again.entries) < size:
        again.note("another story")
    return Attacked(again.entries, [anchor])


def _speaks(builder: LedgerBuilder) -> Author:
    """Somebody who may write at the end: a lead of the attack's own, introduced honestly."""
    for author in builder.authors_at_end:
        return author
    raise AssertionError("nobody may write")


Attack = Callable[[LedgerBuilder, Random], Attacked]
ATTACKS: tuple[Attack, ...] = (
    edit_header, edit_signature, edit_leaf, edit_field, edit_field_and_body, edit_field_salt,
    edit_salt, rename_field, blank, blank_whole, delete, delete_and_renumber, swap, duplicate,
    repeat_at_the_end, other_ledger, forged_introduction, ended_author, suspended_author, cut_tail,
    rewritten_tail,
)  # fmt: skip


def attacked(attack: Attack, seed: str) -> Attacked:
    """Let ``attack`` loose on an honest ledger of the seed."""
    chance = Random(seed)
    builder = honest_ledger(seed, entries=chance.randrange(5, 40))
    return attack(builder, chance)
