"""Which entries make rows of a chronology by one and the same rule, and what each row says.

Such an entry prints its field ``said`` as what happened, and its fields child_words, source,
decision, action, reason and outcome in the columns of these names; whoever shows, proves, copies or
withholds a row reads it here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RowType:
    """``about`` is the field with the id of the thing that the entry is about, which fills no
    column; empty for an entry that begins a thing of its own (its field ``id``).
    """

    said: str = "text"
    about: str = ""


ROW_TYPES: Mapping[str, RowType] = MappingProxyType(
    {
        "case.opened": RowType(said="title"),
        "case.changed": RowType(said="reason", about="case"),
        "case.joined": RowType(said="reason", about="case"),
        "case.monitored": RowType(said="reason", about="case"),
        "case.merged": RowType(said="reason", about="case"),
        "case.closed": RowType(about="case"),
        "case.countersigned": RowType(about="case"),
        "case.reopened": RowType(said="reason", about="case"),
        "referral.made": RowType(),
        "referral.noted": RowType(about="referral"),
        "disagreement.raised": RowType(),
        "disagreement.noted": RowType(about="disagreement"),
        "plan.started": RowType(said="title"),
        "plan.changed": RowType(said="reason", about="plan"),
        "plan.ended": RowType(said="reason", about="plan"),
        "meeting.held": RowType(),
        "status.set": RowType(),
        "status.ended": RowType(said="reason", about="status"),
        "risk.signed": RowType(about="risk"),
        "risk.ended": RowType(said="reason", about="risk"),
        "action.changed": RowType(said="reason", about="action"),
        "record.moved": RowType(said="reason", about="target"),
        "paper.indexed": RowType(said="title"),
    }
)
# The columns that an entry fills under the same name, unless it says that field as what happened.
COLUMNS = ("child_words", "source", "action", "decision", "reason", "outcome")


def kind_of(type_: str) -> str:
    """Return the kind of the rows that entries of this type make, e.g. "referral_made"."""
    return type_.replace(".", "_")


def row_id(type_: str, fields: Mapping[str, Any], seq: int) -> str:
    """Return the id of the row that an entry at position ``seq`` makes."""
    about = ROW_TYPES[type_].about
    return f"{fields[about]}.{type_.partition('.')[2]}.{seq}" if about else str(fields["id"])


# The fields besides ``id`` that name the thing a row is about; the first that an entry has counts.
NAMING = (
    *("concern", "action", "case", "referral", "disagreement", "plan", "status", "risk"),
    "target",
)


def naming(type_: str) -> tuple[str, ...]:
    """Return the fields by which an entry of this type may name what it is about: a field
    ``action`` holds an id only in entries about actions, elsewhere it tells what was done.
    """
    return tuple(name for name in NAMING if name != "action" or type_.startswith("action."))


KINDS = {kind_of(type_): type_ for type_ in ROW_TYPES}

# A record that was put into the right children's files makes a row in each file it was or is in:
# these are in place of a part in what happened.
MOVED = kind_of("record.moved")
LEFT, ARRIVED, STAYED = "left", "arrived", "stayed"
