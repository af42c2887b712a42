"""What is still to come of a case, as SQL over a row of ``case_state``: next day, open actions."""

from storage.records.referrals import FINAL

# The day of something that is open and has no day of its own.
SOME_DAY = "9999-12-31"
# From the case's few members to their things: CROSS JOIN keeps SQLite to this order.
_MINE = "FROM case_member CROSS JOIN {thing} ON {thing}.{by} = target WHERE case_id = case_state.id"
_OPEN_ACTIONS = " UNION ".join(
    f"SELECT action.id, due {_MINE.format(thing='action', by=by)} AND done_at IS NULL"
    for by in ("id", "concern")
)
_OVER = ", ".join(f"'{state}'" for state in sorted({*FINAL, "refused"}))
_ENDS = {
    "referral": f"state NOT IN ({_OVER})",
    "disagreement": "ended = ''",
    "plan": "NOT ended",
    "meeting": "state = 'planned'",
}
_DAYS = (
    "SELECT next_review AS day WHERE next_review <> ''",
    "SELECT until WHERE until <> ''",
    f"SELECT coalesce(nullif(due, ''), '{SOME_DAY}') FROM ({_OPEN_ACTIONS})",
    *(
        f"SELECT '{SOME_DAY}' {_MINE.format(thing=thing, by='id')} AND {open_}"
        for thing, open_ in _ENDS.items()
    ),
)
OPEN_ACTIONS = f"(SELECT count(*) FROM ({_OPEN_ACTIONS}))"
# Empty when nothing of it is to come.
NEXT_DUE = (
    "CASE WHEN status IN ('open', 'monitoring') THEN coalesce((SELECT min(day) FROM ("
    + " UNION ALL ".join(_DAYS)
    + ")), '') ELSE next_review END"
)
# A case of which nothing is to come; quick answers first.
WITHOUT_STEP = "status = 'open' AND next_review = '' AND until = '' AND " + " AND ".join(
    f"NOT EXISTS ({days})" for days in _DAYS[2:]
)
