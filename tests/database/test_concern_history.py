"""What belongs to one concern, found without going through the whole casebook."""

from storage.database.repositories import concern_history


def test_everything_about_a_concern_is_found_in_order(casebook):
    """Decisions, actions with children of their own or none, replies, closings, corrections."""
    casebook.pupil()
    first = casebook.concern().seq
    casebook.concern("c-2")
    seqs = [first, casebook.triage().seq]
    for action, pupils in (("a-1", ["p-1"]), ("a-2", [])):
        fields = {"what": "Ring", "owner": "u-1", "due": "2026-09-09", "pupils": pupils}
        seqs.append(casebook.append("action.added", id=action, concern="c-1", **fields).seq)
        casebook.append("action.added", id=f"{action}x", **fields | {"pupils": ["p-1"]})
        casebook.append("action.done", action=f"{action}x", outcome="Another matter")
        seqs.append(casebook.append("action.done", action=action, outcome="Done").seq)
    seqs.append(casebook.append("reply.sent", concern="c-1", text="Thank you").seq)
    seqs.append(casebook.append("concern.closed", concern="c-1", outcome="", reason="Well").seq)
    for target in ("c-1", "a-1", f"a-1.done.{seqs[3]}"):
        row = casebook.append(
            "amendment.added", target=target, field="text", correction="No", reason="Slip"
        )
        seqs.append(row.seq)
    casebook.append(
        "amendment.added", target="c-2", field="text", correction="No", reason="Slip"
    )  # fmt: skip
    found = concern_history.entries(casebook.connection, "c-1")
    assert [row.seq for row in found] == seqs
    assert {row.author for row in found} == {"Ruth Okafor"}
    assert [row.id for row in found[-3:]] == ["", "", ""]
    assert concern_history.entries(casebook.connection, "c-9") == []


def test_follow_ups_are_those_of_the_same_computer(casebook):
    """Two computers give the same numbers."""
    casebook.pupil()
    casebook.concern()
    casebook.concern("c-2", follow_up_to="7")
    casebook.concern("c-3", follow_up_to="7", workstation="w-2")
    casebook.concern("c-4", follow_up_to="c-1", workstation="w-2")
    found = concern_history.follow_ups(
        casebook.connection, concern_id="c-1", workstation="w-1", receipt="7"
    )
    assert found == ["c-2", "c-4"]
    none = concern_history.follow_ups(
        casebook.connection, concern_id="c-1", workstation="w-1", receipt=""
    )
    assert none == ["c-4"]
    for receipt in ("7", "", "x", "9" * 30, "٣"):
        found = concern_history.under_receipt(
            casebook.connection, workstation="w-1", receipt=receipt
        )
        assert found is None


def test_no_table_is_gone_through_for_one_concern(casebook, monkeypatch):
    """A casebook of 100,000 entries prints a concern as quickly as a small one."""
    connection, plans = casebook.connection, []
    real = {name: getattr(connection, name) for name in ("all", "one", "value")}

    def planned(name):
        def run(sql, parameters=()):
            plans.extend(row[3] for row in real["all"](f"EXPLAIN QUERY PLAN {sql}", parameters))
            return real[name](sql, parameters)

        return run

    for name in real:
        monkeypatch.setattr(type(connection), name, staticmethod(planned(name)))
    concern_history.entries(connection, "c-1")
    concern_history.first_reading(connection, "c-1")
    concern_history.follow_ups(connection, concern_id="c-1", workstation="w-1", receipt="7")
    concern_history.under_receipt(connection, workstation="w-1", receipt="7")
    assert len(plans) > 10
    wide = [plan for plan in plans if plan.startswith("SCAN") and plan not in _SMALL]
    assert wide == []
    assert not [plan for plan in plans if "chronology_place (ledger=?)" in plan]
    assert not [plan for plan in plans if "AUTOMATIC" in plan]


# One row; and what was just found of one concern.
_SMALL = {"SCAN store", "SCAN own"}
