"""Cases and actions from the command line, from the first to the second signature."""

import json
from pathlib import Path
from typing import Any

from storage.database.repositories import pupils
from tests.fakes.small_school import DEPUTY_PASSWORD


def _file(folder: Path, name: str, **value: Any) -> str:
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return str(path)


def _dan(cli: Any) -> str:
    """What the deputy answers, with the code that their phone shows a minute on."""
    cli.school.clock.advance(minutes=1)
    code = cli.school.code("dan")
    cli.school.clock.advance(minutes=-1)
    return f"dan\n{DEPUTY_PASSWORD}\n{code}\n"


def test_a_case_from_its_opening_to_the_second_signature(cli: Any, tmp_path: Path) -> None:
    with cli.school.signed_in() as casebook:
        child = pupils.ids(casebook.connection)[0]
    opened = cli.lead(
        "--json", "case", "open",
        _file(tmp_path, "open.json", pupils=[child], title="Comes without food",
              level="Targeted early help", owner="dan", reason="Three concerns in a month."),
    )  # fmt: skip
    case = opened.value["case"]
    change = _file(
        tmp_path, "change.json", case=case, sought="She comes fed", reason="Agreed with mother."
    )
    lines = tmp_path / "lines.txt"
    lines.write_text(
        f'case change "{change}"\n'
        f'action add --case {case} --what "Ring the nurse" --owner megan --due 2026-11-27\n'
        f"case list --show no_step\n"
        f'case monitor {case} --until 2026-12-18 --reason "Calm since Monday."\n'
        f'case reopen {case} --reason "It began again."\n'
        f"case show {case}\n"
        "action list\n",
        encoding="utf-8",
    )
    done = cli.lead("--json", "do", str(lines))
    assert done.status == 0, done.out
    (action,) = done.values[-1]
    assert (action["what"], action["owner"]) == ("Ring the nurse", "Megan Price")
    assert done.values[2] == [], "an action is a next step"
    shown = done.values[-2]
    assert (shown["status"], shown["sought"], len(shown["rows"])) == ("open", "She comes fed", 5)
    refused = cli.lead(
        "--json", "case", "close",
        _file(tmp_path, "close.json", case=case, outcome="Resolved", reason="Well.", reached="yes"),
    )  # fmt: skip
    assert (refused.status, refused.value["error"]["code"]) == (1, "cases.actions_open")
    settled = [{"id": action["id"], "how": "dropped", "words": "The nurse came by herself."}]
    closed = cli.lead(
        "--json", "case", "close",
        _file(tmp_path, "close.json", case=case, outcome="Resolved", reason="Well.", reached="yes",
              second="anyone", actions=settled),
    )  # fmt: skip
    assert closed.status == 0, closed.out
    own = cli.lead("--json", "case", "sign", case)
    assert own.value["error"]["code"] == "cases.second_is_closer"
    waiting = cli.lead("--json", "case", "list", "--show", "second", stdin=_dan(cli))
    assert [row["id"] for row in waiting.value] == [case]
    cli.school.clock.advance(minutes=1)
    signed = cli.lead("--json", "case", "sign", case, stdin=_dan(cli))
    assert signed.status == 0, signed.out
    assert cli.lead("--json", "replay", "--check").value["differences"] == []


def test_files_that_are_not_as_they_should_be(cli: Any, tmp_path: Path) -> None:
    for words, value in (
        ("open", {"pupils": "p-1", "title": "x", "reason": "x"}),
        ("open", {"pupils": [1], "title": "x", "reason": "x"}),
        ("close", {"case": "k-1", "actions": "all"}),
        ("close", {"case": "k-1", "actions": [{"id": "a-1", "how": "somehow"}]}),
    ):
        done = cli.lead("--json", "case", words, _file(tmp_path, "wrong.json", **value))
        assert (done.status, done.value["error"]["code"]) == (2, "cli.unreadable")
