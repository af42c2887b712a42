"""What must hold of a school after any crash: it opens, it is whole, it says one thing."""

import functools
import stat
from collections.abc import Iterable
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.casebook import check_signature as check_once
from storage.database import check
from storage.database.connection import Connection
from storage.database.replay import check_replay
from storage.database.repositories import ledger_rows
from storage.ledger.entries import parse_header
from storage.records.errors import UserFacingError
from tests.fakes.small_school import SmallSchool

# the same bytes give the same answer: thousands of disks hold the same entries
check_signature = functools.lru_cache(maxsize=200_000)(check_once)


class BrokenError(AssertionError):
    """A truth that does not hold; the text says which."""


class LostError(BrokenError):
    """Something that was acknowledged is not there."""


def kept(holds: bool, what: str) -> None:
    """Raise LostError unless it ``holds``."""
    if not holds:
        raise LostError(what)


def require(holds: bool, what: str) -> None:
    """Raise BrokenError unless it ``holds``."""
    if not holds:
        raise BrokenError(what)


def whole(connection: Connection, *, lists_too: bool = True) -> None:
    """Every page, every entry, every signature, and (``lists_too``) every read table."""
    pages = check.check_pages(connection)
    require(pages == (), f"{len(pages)} damaged pages")
    verdict = check.verify_all(connection, check_signature=check_signature)
    fault = verdict.first_fault
    require(verdict.ok, f"the ledger does not verify: {fault and (fault.position, fault.kind)}")
    if lists_too:
        differences = check_replay(connection)
        require(differences == (), f"read tables differ from the ledger: {differences[:3]}")


def enter(school: SmallSchool, account: str = "ruth", **credentials: str) -> OpenCasebook:
    """Sign in as a person would, some minutes later, with the telephone's next code."""
    school.clock.advance(minutes=10)
    return school.try_sign_in(account, **credentials).casebook


def refused(school: SmallSchool, account: str = "ruth", **credentials: str) -> str:
    """The code with which a sign-in is refused; "" when it opens, which it must not."""
    try:
        school.try_sign_in(account, **credentials).casebook.close()
    except UserFacingError as error:
        return error.code
    return ""


def values_of(connection: Connection, type_: str) -> list[dict]:
    """The fields of every entry of one type, in order."""
    size = ledger_rows.heads(connection).size
    found = []
    for row in ledger_rows.rows(connection, start=0, limit=size):
        if parse_header(row.header).type == type_ and row.fields is not None:
            found.append({name: value for name, (value, _) in row.fields.items()})
    return found


def only_once(things: Iterable[object], what: str) -> None:
    """Raise BrokenError when something stands there twice."""
    listed = list(things)
    require(len(listed) == len(set(map(repr, listed))), f"{what} twice")


def shared_with_both_sides(letterbox: Path) -> None:
    """Whoever may reach the letterbox may reach what lies in it: the sides have two accounts."""
    wanted = stat.S_IMODE(letterbox.stat().st_mode)
    for path in letterbox.rglob("*"):
        if path.name.endswith(".part"):
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        need = wanted if path.is_dir() else wanted & 0o666
        require(mode & need == need, f"{path.parent.name}/{path.suffix} is closed to one side")
