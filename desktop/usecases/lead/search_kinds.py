"""The kinds of rows as people choose among them, and the rows that each stands for."""

from collections.abc import Mapping

from storage.records.row_types import KINDS as ROW_KINDS


def _of(*prefixes: str) -> tuple[str, ...]:
    return tuple(kind for kind in ROW_KINDS if kind.startswith(prefixes))


# code -> (words, kinds of chronology rows)
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "concerns": ("Concerns", ("concern",)),
    "decisions": ("Decisions and closings", ("decision", "closure", *_of("case_closed"))),
    "entries": ("Calls, meetings, notes", ("entry", *_of("meeting_"))),
    "actions": ("Actions", ("action", "outcome", *_of("action_"))),
    "replies": ("Replies to reporters", ("reply",)),
    "cases": ("Cases", _of("case_")),
    "referrals": ("Referrals and disagreements", _of("referral_", "disagreement_")),
    "plans": ("Plans and statuses", _of("plan_", "status_")),
    "risk": ("Risk assessments", ("risk_assessment", *_of("risk_"))),
    "paper": ("From paper", ("transcribed", "volume", *_of("paper_"))),
}
