"""What a restore would do, in numbers and words: what the backup has, and what may be missing."""

from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.letters_after_restore import LostReceipt, lost_receipts
from desktop.usecases.lead.live_casebook import LiveCasebook
from storage.database import backup
from storage.database.backup_files import Manifest
from storage.ledger.fingerprint import check_code
from storage.records.errors import UserFacingError
from storage.records.times import for_people

_NEEDS_A_WORD = {
    "same": "restore.live_is_same",
    "longer": "restore.live_is_longer",
    "diverged": "restore.live_differs",
    "other_casebook": "restore.live_is_other",
    "unknown": "restore.cannot_compare",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorePlan:
    """A verified backup beside what lies here, before anything is swapped.

    Times are UTC text. ``live`` says what lies here; ``needs_a_word``: only with the word "replace"
    and a reason. ``sentences`` say in words what may be missing.
    """

    made_at: str
    pupils: int
    entries: int
    last_at: str
    check_code: str
    live: LiveCasebook
    receipts: tuple[LostReceipt, ...]
    sentences: tuple[UserFacingError, ...]

    @property
    def needs_a_word(self) -> bool:
        """Whether what lies here may be whole and hold what the backup lacks."""
        return self.live.relation in _NEEDS_A_WORD

    @property
    def refusal(self) -> UserFacingError:
        """Why it is not replaced without a word."""
        return UserFacingError(
            _NEEDS_A_WORD[self.live.relation], missing=self.live.missing, last=_day(self.live)
        )


def plan_restore(casebook: OpenCasebook, *, manifest: Manifest, live: LiveCasebook) -> RestorePlan:
    """Put the plan together from the opened backup; nothing is changed."""
    summary = backup.summary(casebook.connection)
    receipts = lost_receipts(
        casebook.connection, casebook.spool, school_key=casebook.school.public_ed25519
    )
    return RestorePlan(
        made_at=manifest.made_at,
        pupils=summary.pupils,
        entries=summary.entries,
        last_at=summary.last_at or "",
        check_code=check_code(casebook.head().root),
        live=live,
        receipts=receipts,
        sentences=_sentences(summary.entries, manifest.made_at, live, receipts),
    )


def _sentences(
    entries: int, made_at: str, live: LiveCasebook, receipts: tuple[LostReceipt, ...]
) -> tuple[UserFacingError, ...]:
    made = for_people(made_at)
    found = []
    if live.relation == "longer":
        found.append(UserFacingError("restore.lacks_entries", count=live.missing, last=_day(live)))
    elif live.relation not in ("same", "shorter"):
        found.append(UserFacingError("restore.lacks_unknown", made=made))
    if receipts:
        found.append(
            UserFacingError(
                "restore.receipts_show",
                count=len(receipts),
                last=for_people(receipts[-1].received_at),
                missing=max(one.size for one in receipts) - entries,
            )
        )
    again = sum(1 for one in receipts if one.comes_again)
    if again:
        found.append(UserFacingError("restore.letters_come_again", count=again))
    gone = [one for one in receipts if not one.comes_again]
    if gone:
        names = ", ".join(f"{one.computer} {one.number}" for one in gone)
        found.append(UserFacingError("restore.letters_gone", count=len(gone), names=names))
    found.append(UserFacingError("restore.ways_in_as_then", made=made))
    return tuple(found)


def _day(live: LiveCasebook) -> str:
    return for_people(live.last_at) if live.last_at else ""
