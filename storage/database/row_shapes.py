"""How the rows of the truth tables look, so that they are known again on a page that nothing
leads to any more.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from storage.database.page_cells import LOST, Values

_NAME = re.compile(r"[A-Za-z0-9_./:-]{1,200}")
# What this program keeps in machine_state; school_key has the same two columns.
_STATE = re.compile(r"read_tables|verified|checked|spare_entries|used_codes/.*|device.*")


def table_of(values: Values) -> str:
    """Return the truth table that a record belongs to by its looks alone, or "".

    Read tables are never recognised: they are made anew from the ledger.
    """
    for name, fits in _SHAPES.get(len(values), ()):
        if fits(values):
            return name
    return ""


def could_be(table: str, values: Values) -> bool:
    """Whether a record that a table's own tree leads to is one of its rows."""
    if table == "machine_state":
        table = "school_key"  # the same columns
    return any(name == table and fits(values) for name, fits in _SHAPES.get(len(values), ()))


def is_schema_row(values: Values) -> bool:
    """Whether a record is a row of the table of tables."""
    return (
        len(values) == 5
        and values[0] in ("table", "index", "trigger", "view")
        and isinstance(values[1], str)
        and isinstance(values[3], int)
    )


def _blob(value: Any, length: int = -1) -> bool:
    return isinstance(value, bytes) and length in (-1, len(value))


def _number(value: Any) -> bool:
    return isinstance(value, int) and value >= 0


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _is_entry(row: Values) -> bool:
    ledger, seq, header, signature, leaf, salt, body, fields = row
    return (
        _blob(ledger, 16)
        and _number(seq)
        and _blob(header)
        and _blob(signature)
        and _blob(leaf, 32)
        and (salt in (None, LOST) or _blob(salt, 32))
        and (body in (None, LOST) or _blob(body))
        and (fields in (None, LOST) or _text(fields))
    )


def _is_chunk(row: Values) -> bool:
    return (
        _blob(row[0], 16)
        and all(_number(value) for value in row[1:4])
        and (row[4] is LOST or _blob(row[4]))
    )


def _is_disposed(row: Values) -> bool:
    return _blob(row[0], 16) and _number(row[1]) and _number(row[2])


def _is_frontier(row: Values) -> bool:
    return _blob(row[0], 16) and _number(row[1]) and _blob(row[2]) and len(row[2]) % 32 == 0


def _is_store(row: Values) -> bool:
    return row[0] in (None, 1) and _blob(row[1], 16) and _blob(row[2], 16)


def _is_checkpoint(row: Values) -> bool:
    return (
        _blob(row[1], 16)
        and _number(row[2])
        and _blob(row[3], 32)
        and _text(row[4])
        and row[4].startswith("casebook/")
        and _text(row[5])
        and _text(row[6])
    )


def _is_slip_seen(row: Values) -> bool:
    return _text(row[0]) and _number(row[1]) and _blob(row[2]) and _number(row[3])


def _is_setting(row: Values) -> bool:
    if not (_text(row[0]) and _NAME.fullmatch(row[0]) and _text(row[1])):
        return False
    try:
        json.loads(row[1])
    except ValueError:
        return False
    return True


def _is_keyfile_copy(row: Values) -> bool:
    return row[0] is None and _text(row[1]) and _blob(row[2])


def _is_state(row: Values) -> bool:
    return _text(row[0]) and _blob(row[1]) and _STATE.fullmatch(row[0]) is not None


def _is_school_key(row: Values) -> bool:
    return _text(row[0]) and _NAME.fullmatch(row[0]) is not None and _blob(row[1])


_SHAPES: dict[int, tuple[tuple[str, Callable[[Values], bool]], ...]] = {
    2: (
        ("setting", _is_setting),
        ("machine_state", _is_state),
        ("school_key", _is_school_key),
    ),
    3: (
        ("store", _is_store),
        ("disposed", _is_disposed),
        ("frontier", _is_frontier),
        ("keyfile_copy", _is_keyfile_copy),
    ),
    4: (("slip_seen", _is_slip_seen),),
    5: (("chunk", _is_chunk),),
    7: (("checkpoint", _is_checkpoint),),
    8: (("entry", _is_entry),),
}
