"""What is still to come of a case, as SQL over a row of ``case_state``: next day, open actions."""

from storage.records.referrals import FINAL

# The day of something that is open and has no day of its own.
SOME_DAY = "9999-12-31"
_MINE = "IN (SELECT target FROM case_member WHERE case_id = case_state.id)"
_ACTIONS = f"FROM action WHERE done_at IS NULL AND (id {_MINE} OR concern {_MINE})"
_OVER = ", ".join(f"'{state}'" for state in sorted({*FINAL, "refused"}))
_DAYS = (
    "SELECT next_review AS day WHERE next_review <> ''",
    "SELECT until WHERE until <> ''",
    f"SELECT coalesce(nullif(due, ''), '{SOME_DAY}') {_ACTIONS}",
    f"SELECT '{SOME_DAY}' FROM referral WHERE state NOT IN ({_OVER}) AND id {_MINE}",
    f"SELECT '{SOME_DAY}' FROM disagreement WHERE ended = '' AND id {_MINE}",
    f"SELECT '{SOME_DAY}' FROM plan WHERE NOT ended AND id {_MINE}",
    f"SELECT '{SOME_DAY}' FROM meeting WHERE state = 'planned' AND id {_MINE}",
)
OPEN_ACTIONS = f"(SELECT count(*) {_ACTIONS})"
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
