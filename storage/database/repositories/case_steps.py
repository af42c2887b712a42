"""What is still to come of a case, as SQL over a row of ``case_state``: next day, open actions."""

_ACTIONS = (
    "FROM action WHERE done_at IS NULL AND (id IN (SELECT target FROM case_member"
    " WHERE case_id = case_state.id) OR concern IN (SELECT target FROM case_member"
    " WHERE case_id = case_state.id))"
)
OPEN_ACTIONS = f"(SELECT count(*) {_ACTIONS})"
# The days on which something of it is due; an action without a day is a step all the same.
_DAYS = (
    "SELECT next_review AS day WHERE next_review <> ''",
    "SELECT until WHERE until <> ''",
    f"SELECT coalesce(nullif(due, ''), '9999-12-31') {_ACTIONS}",
)
NEXT_DUE = (
    "CASE WHEN status IN ('open', 'monitoring') THEN coalesce((SELECT min(day) FROM ("
    + " UNION ALL ".join(_DAYS)
    + ")), '') ELSE next_review END"
)
