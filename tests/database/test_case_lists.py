"""The lists of cases stay quick however many there are: from a case to its things, never a scan."""

from storage.database.repositories import case_steps

_COSTLY = ("SCAN action", "SCAN case_member", "SCAN referral", "SCAN plan", "SCAN meeting")


def _plan(connection, sql: str) -> str:
    rows = connection.all(f"EXPLAIN QUERY PLAN {sql}")
    return "\n".join(str(row[3]) for row in rows)


def test_what_is_next_is_looked_up_and_not_searched_for(connection):
    for wanted in (
        f"SELECT id FROM case_state WHERE {case_steps.WITHOUT_STEP}",
        f"SELECT {case_steps.NEXT_DUE}, {case_steps.OPEN_ACTIONS} FROM case_state",
    ):
        plan = _plan(connection, wanted)
        assert [words for words in _COSTLY if words in plan] == []


def test_a_search_through_everything_would_be_seen(connection):
    slow = "SELECT (SELECT count(*) FROM action WHERE what = title) FROM case_state"
    assert "SCAN action" in _plan(connection, slow)
