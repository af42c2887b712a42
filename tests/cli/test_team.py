"""People who come, change and go, from the command line: what scripts read, and what follows."""

import json
from datetime import timedelta
from typing import Any

import pytest

from storage.keys import key_epochs, key_file_store, totp
from tests.fakes.small_school import DEPUTY_PASSWORD

PERSON = {
    "id", "account", "name", "role", "job_title", "has_key", "state", "since", "reason",
}  # fmt: skip
STOPPED = PERSON | {"open_actions", "new_key_at_end", "recovery_ended", "notices"}


def epochs(cli: Any) -> tuple[int, ...]:
    """Which database keys the key file knows."""
    return key_epochs.epochs(key_file_store.load_key_file(cli.school.casebook_folder).file)


def as_dan(cli: Any) -> str:
    """What the deputy types, with the code of the minute in which the command will run."""
    moment = cli.school.clock() + timedelta(minutes=1)
    code = totp.code_at(cli.school.secrets.totp["dan"], moment)
    return f"dan\n{DEPUTY_PASSWORD}\n{code}\n"


def test_a_lead_is_suspended_resumed_and_removed(cli: Any) -> None:
    why = ("--account", "dan", "--reason", "asked by the head")
    done = cli.lead("--json", "lead", "suspend", *why)
    assert (done.status, done.err) == (0, "")
    assert set(done.value) == STOPPED
    assert (done.value["state"], done.value["new_key_at_end"]) == ("suspended", True)
    assert "people.copies_stay_readable" in done.value["notices"]
    assert epochs(cli) == (2,), "the casebook got its new key at the end of the command"
    refused = cli.lead("--json", "pupils", "list", stdin=as_dan(cli))
    assert (refused.status, refused.value["error"]["code"]) == (3, "people.suspended")
    listed = cli.lead("--json", "lead", "list")
    assert {row["account"]: (row["state"], row["can_open"]) for row in listed.value} == {
        "ruth": ("active", True),
        "dan": ("suspended", False),
    }
    assert cli.lead("--json", "lead", "resume", *why).value["state"] == "active"
    assert cli.lead("--json", "lead", "remove", *why).value["state"] == "ended"
    again = cli.lead("--json", "lead", "remove", *why)
    assert (again.status, again.value["error"]["code"]) == (1, "people.already_ended")
    text = cli.lead("lead", "list").out
    assert "(ended since 2026-11-22)" in text


def test_staff_are_listed_with_their_state(cli: Any) -> None:
    removed = cli.lead("--json", "staff", "remove", "--account", "tom", "--reason", "moved away")
    assert (removed.value["state"], removed.value["new_key_at_end"]) == ("ended", False)
    listed = cli.lead("--json", "staff", "list")
    assert all(set(row) == PERSON for row in listed.value)
    assert "tom" not in {row["account"] for row in listed.value}
    everybody = cli.lead("--json", "staff", "list", "--all")
    assert {row["account"]: row["state"] for row in everybody.value}["tom"] == "ended"
    slip = cli.lead("--json", "staff", "slip", "--account", "megan")
    assert len(slip.value["slip"].replace("-", "")) >= 8
    changed = cli.lead("--json", "staff", "change", "--account", "megan", "--name", "Megan Rees")
    assert changed.value["name"] == "Megan Rees"
    assert changed.value["job_title"] == "Teacher", "what is not given stays"


@pytest.mark.parametrize("words", [("lead", "suspend"), ("lead", "remove"), ("staff", "remove")])
def test_nobody_is_stopped_without_a_reason(cli: Any, words: tuple[str, str]) -> None:
    assert cli.lead(*words, "--account", "dan").status == 2
    empty = cli.lead("--json", *words, "--account", "dan", "--reason", " ")
    assert (empty.status, empty.value["error"]["code"]) == (1, "people.reason_missing")


def test_roles_and_a_new_key(cli: Any) -> None:
    done = cli.lead(
        "--json", "lead", "role", "--account", "dan", "--to", "lead", "--reason", "shares the work"
    )
    assert done.value["role"] == "lead"
    rotated = cli.lead("--json", "key", "rotate", "--reason", "the laptop was lent")
    assert rotated.value == {"epoch": 2, "notices": []}
    assert epochs(cli) == (2,)
    checked = cli.lead("--json", "verify", str(cli.school.casebook_folder))
    assert checked.value["result"] == "ok"


def test_a_hand_over_and_its_record(cli: Any) -> None:
    assert cli.lead("handover").out == "The casebook was never handed over.\n"
    wrong = cli.lead("handover", "--to", "dan", "--done", "keys-to-the-shed")
    assert wrong.status == 2
    assert "recovery_sheet" in wrong.err
    done = cli.lead(
        "--json", "handover", "--to", "dan", "--done", "recovery_sheet", "--done", "laptop",
        "--open", "backup_sticks=at the council", "--note", "in the office", "--end-access",
    )  # fmt: skip
    assert done.status == 0
    items = {item["code"]: (item["state"], item["note"]) for item in done.value["items"]}
    assert items["recovery_sheet"] == ("handed", "")
    assert items["backup_sticks"] == ("open", "at the council")
    assert items["paper_files"] == ("open", "not said at the hand-over")
    assert "people.access_ends_later" in done.value["notices"]
    earlier = cli.lead("--json", "handover", stdin=as_dan(cli))
    assert earlier.status == 0
    (record,) = json.loads(earlier.out)
    assert (record["from"], record["to"]) == ("Ruth Okafor", "Dan Whitcombe")
    assert "has ended now" in earlier.err, "what the sign-in did is said"
    assert epochs(cli) == (2,)
