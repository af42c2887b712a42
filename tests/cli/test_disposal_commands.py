"""Destroying a file from the command line: planned first, agreed by a second lead, listed after."""

from datetime import UTC, datetime, timedelta
from typing import Any

from storage.keys import totp
from storage.records.events import Event
from tests.fakes.small_school import DEPUTY_PASSWORD

RULE = ("--rule", "child_protection", "--authority", "Retention policy, agreed by the head")
HOLD = ("--reason", "Inquiry", "--authority", "The council")


def left_long_ago(cli: Any) -> str:
    """The child has left, and years have passed."""
    pupil = str(cli.school.first_pupil)
    fields = {"id": pupil, "source": "left", "on_roll": False, "in_care": False}
    with cli.school.signed_in() as casebook:
        casebook.append(Event(type="pupil.changed", fields=fields))
    cli.school.clock.moment = datetime(2051, 6, 1, 9, 0, tzinfo=UTC)
    return pupil


def with_dan(cli: Any) -> str:
    """What Ruth types, and then Dan."""
    moment = cli.school.clock() + timedelta(minutes=1)
    code = totp.code_at(cli.school.secrets.totp["dan"], moment)
    return f"{cli.answers()}{DEPUTY_PASSWORD}\n{code}\n"


def test_a_file_is_planned_destroyed_and_listed(cli: Any) -> None:
    of = ("--pupil", left_long_ago(cli), *RULE)
    plan = cli.lead("--json", "disposal", "plan", *of)
    assert (plan.status, plan.value["due"] < "2051-06-01") == (0, True)
    count = str(plan.value["entries"])
    make = ("disposal", "make", *of, "--second", "dan", "--entries")
    refused = cli.lead("--json", *make, "1", stdin=with_dan(cli))
    assert refused.value["error"]["code"] == "disposal.changed"
    alone = cli.lead("--json", *make[:-3], "--second", "ruth", "--entries", count,
                     stdin=with_dan(cli))  # fmt: skip
    assert alone.value["error"]["code"] == "disposal.second_person"
    made = cli.lead("--json", *make, count, stdin=with_dan(cli))
    assert (made.status, made.value["entries"]) == (0, plan.value["entries"])
    (row,) = cli.lead("--json", "disposal", "list").value["disposals"]
    assert (row["id"], row["seq"]) == (made.value["id"], made.value["seq"])
    assert cli.lead("--json", "verify").value["result"] == "ok"


def test_a_hold_is_put_and_lifted(cli: Any) -> None:
    pupil = left_long_ago(cli)
    assert cli.lead("disposal", "hold", "--all", *HOLD).status == 0
    held = cli.lead("--json", "disposal", "plan", "--pupil", pupil, *RULE)
    assert held.value["error"]["code"] == "disposal.held"
    assert "every file" in cli.lead("disposal", "list").out
    assert cli.lead("disposal", "release", "--all", *HOLD).status == 0
    assert cli.lead("disposal", "plan", "--pupil", pupil, *RULE).status == 0
    again = cli.lead("--json", "disposal", "release", "--pupil", pupil, *HOLD)
    assert again.value["error"]["code"] == "disposal.no_hold"
