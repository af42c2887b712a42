"""Names what was done to the record as a whole: rescues, restores, disposals, hand-overs, and keys
that were introduced again; who, when, which entries, and what nobody can say any more.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from desktop.usecases.report import entries, long_day, long_moment
from storage.database.connection import Connection, store_identity
from storage.database.repositories import ledger_rows, people
from storage.ledger.entries import parse_header
from storage.ledger.fingerprint import check_code
from storage.ledger.walk import disposed_positions
from storage.records.casework import LedgerRow

_MOST_NUMBERS = 12
# a rescue writes this into the key of a colleague for whom the rescuing lead vouches
_AGAIN = "introduced again"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAct:
    """One act: the position and type of its entry, when by the school's clock (UTC text), by whose
    key, a sentence that says it, and what stays ``open`` because of it.

    ``taken`` are positions whose content is gone by it.
    """

    seq: int
    type: str
    at: str
    by: str
    sentence: str
    open: tuple[str, ...] = ()
    taken: frozenset[int] = field(default_factory=frozenset)

    def to_value(self) -> dict[str, Any]:
        """Return the JSON value of ``verify``."""
        return {
            "position": self.seq, "type": self.type, "at": self.at, "by": self.by,
            "sentence": self.sentence, "taken": sorted(self.taken),
        }  # fmt: skip


# of an entry, its values by name (None where its content is gone): the words, and what stays open
_Said = tuple[str, tuple[str, ...], frozenset[int]]


def named_acts(connection: Connection) -> tuple[NamedAct, ...]:
    """Return the acts in the order of the record; verify the record first."""
    ledger = store_identity(connection)[1]
    found = connection.all(
        "SELECT seq FROM entry WHERE ledger = ? AND header <> x''"
        " AND json_extract(CAST(header AS TEXT), '$.type') IN (SELECT value FROM json_each(?))"
        " ORDER BY seq",
        (ledger, _TYPES_JSON),
    )
    acts = (_act(connection, ledger_rows.row(connection, ledger, seq)) for (seq,) in found)
    return tuple(act for act in acts if act is not None)


def acts_in_short(acts: Iterable[NamedAct]) -> str:
    """What a document says of rescues, restores and disposals; no names. Empty without any."""
    words = []
    for act in acts:
        place = f"entry {act.seq} of {long_day(act.at)}"
        gone = entries(len(act.taken))
        if act.type == "rescue.made":
            lost = f"names {gone} as lost" if act.taken else "names no entry as lost"
            words.append(f"after damage to the file a rescue ({place}) {lost}")
        elif act.type == "restore.made":
            words.append(f"a backup was put in the place of a casebook ({place})")
        elif act.type == "disposal.made":
            words.append(f"what {gone} said was destroyed by a disposal ({place})")
    if not words:
        return ""
    return f"The record itself names what was done to it: {'; '.join(words)}."


def _act(connection: Connection, row: LedgerRow | None) -> NamedAct | None:
    if row is None:
        return None
    values = (
        None if row.fields is None else {name: value for name, (value, _) in row.fields.items()}
    )
    header = parse_header(row.header)
    by = _name_of_key(connection, header.author)
    kind, place = header.type, f"Entry {row.seq} of {long_moment(header.at)}"
    if values is None:
        said: _Said | None = (f"{_KINDS[kind]}; what it says is gone", (), frozenset())
    else:
        try:
            said = _WORDS[kind](connection, values)
        except (KeyError, TypeError, ValueError):
            said = (f"{_KINDS[kind]}; what it says cannot be read", (), frozenset())
    if said is None:
        return None
    words, still_open, taken = said
    return NamedAct(
        seq=row.seq,
        type=kind,
        at=header.at,
        by=by,
        sentence=f"{place}, signed with the key of {by}: {words}.",
        open=still_open,
        taken=taken,
    )


def _name_of_key(connection: Connection, key: str) -> str:
    person = people.by_key(connection, key)
    return key if person is None else person.name


def _rescue(_connection: Connection, values: dict[str, Any]) -> _Said:
    whole = sorted(item["seq"] for item in values["lost"] if item["what"] == "entry")
    content = sorted(item["seq"] for item in values["lost"] if item["what"] != "entry")
    files = sorted({item["seq"] for item in values.get("files_lost", ())})
    named = [
        *([f"{numbered(whole)} (all of it)"] if whole else []),
        *([f"what {numbered(content)} says"] if content else []),
        *([f"files of {numbered(files)}"] if files else []),
    ]
    words = "a rescue of a damaged casebook. It names as lost: " + (
        "; ".join(named) if named else "nothing"
    )
    filled = sum(item["entries"] for item in values.get("backups", ()))
    if filled:
        words += f". From backups came back {entries(filled)}"
    if not named:
        return words, (), frozenset()
    still_open = [
        f"What was lost ({'; '.join(named)}), and why: nobody can say from the record what stood"
        " there. Damage can be an accident, and it can be done on purpose by whoever has the"
        " computer. The damaged file is kept beside the casebook (casebook.damaged-….db) unless"
        " somebody took it away: have it examined."
    ]
    if values.get("pages") == 0:
        words += ". It found every page of the file whole"
        still_open.append(
            "Why these entries were missing from a file of which every page was whole: an accident"
            " to the disk seldom leaves that. It is what is left when somebody who has the keys"
            " takes entries out, or somebody puts older parts of the file back."
        )
    unknown = values.get("rebuilt_from")
    if unknown is not None:
        still_open.append(
            f"That between entry {unknown} and that rescue nothing was rewritten, put in or taken"
            f" out: nothing is left of entry {unknown}, so each signature was checked there, but"
            " not that one entry follows from the other. Documents and backups from before show"
            " it (verify --against)."
        )
    return words, tuple(still_open), frozenset((*whole, *content))


def _restore(_connection: Connection, values: dict[str, Any]) -> _Said:
    size = values["size"]
    words = f"a restore. The backup of {long_moment(values['made_at'])}, {entries(size)}, was put"
    root = values.get("replaced_root")
    if root is None:
        words += " in place; no casebook lay there that could be compared with it"
        still_open = (
            f"Whether anything was entered after the backup of {long_moment(values['made_at'])} and"
            " before its restore: there was nothing to compare it with."
        )
    else:
        before = values["replaced_size"]
        words += (
            f" in the place of a casebook with {entries(before)}, check code"
            f" {check_code(bytes.fromhex(root))}"
        )
        still_open = (
            f"What only the replaced casebook held: it had {entries(before)}, the backup"
            f" {size:,}. It is kept beside this one (casebook.replaced-…) unless somebody took it"
            " away: have it compared."
        )
    reason = values.get("reason")
    words += f". Reason given: “{reason}”" if reason else ". No reason is given"
    receipts = len(values.get("receipts", ()))
    if receipts:
        words += f". Receipts showed {receipts} concerns that the backup lacks"
    same = root == values["root"]
    return words, () if same else (still_open,), frozenset()


def _disposal(connection: Connection, values: dict[str, Any]) -> _Said:
    taken = sorted(disposed_positions(values["targets"], ledger=store_identity(connection)[1]))
    names = [_name(connection, str(each)) for each in values["people"]]
    words = (
        f"a disposal. What {numbered(taken)} said was destroyed. Rule: “{values['rule']}”;"
        f" authority: “{values['authority']}”; named: {' and '.join(names) or 'nobody'}"
    )
    return words, (f"What {numbered(taken)} said before the disposal.",), frozenset(taken)


def _name(connection: Connection, person: str) -> str:
    found = people.person(connection, person)
    return person if found is None else found.name


def _handover(connection: Connection, values: dict[str, Any]) -> _Said:
    names = [_name(connection, values[which]) for which in ("from_person", "to_person")]
    return f"a hand-over of the casebook from {names[0]} to {names[1]}", (), frozenset()


def _key(connection: Connection, values: dict[str, Any]) -> _Said | None:
    """Only a key for which a rescuing lead vouches: who came and went stands in the casebook."""
    if not str(values.get("note", "")).startswith(_AGAIN):
        return None
    name = _name(connection, values["owner"])
    return (
        f"the key of {name} introduced again; the entry that introduced it first is lost",
        (f"That it was the key of {name}, other than by the word of whoever signed that entry.",),
        frozenset(),
    )


def numbered(positions: Iterable[int]) -> str:
    """Positions in words: ``entry 12``, ``entries 12, 13 and 40``."""
    numbers = [str(seq) for seq in positions]
    if len(numbers) == 1:
        return f"entry {numbers[0]}"
    if len(numbers) > _MOST_NUMBERS:
        more = len(numbers) - _MOST_NUMBERS
        return f"entries {', '.join(numbers[:_MOST_NUMBERS])} and {more} more"
    return f"entries {', '.join(numbers[:-1])} and {numbers[-1]}"


_WORDS: dict[str, Callable[[Connection, dict[str, Any]], _Said | None]] = {
    "rescue.made": _rescue,
    "restore.made": _restore,
    "disposal.made": _disposal,
    "handover.made": _handover,
    "key.introduced": _key,
}
_KINDS = {
    "rescue.made": "a rescue of a damaged casebook",
    "restore.made": "a restore",
    "disposal.made": "a disposal",
    "handover.made": "a hand-over of the casebook",
    "key.introduced": "a signing key introduced",
}
_TYPES_JSON = "[" + ",".join(f'"{name}"' for name in _WORDS) + "]"
