"""``check`` and ``rescue`` on the command line: in words, as JSON, with the right exit status."""

import json
from typing import Any

from tests.fakes.damage import damage_pages, page_count
from tests.fakes.small_school import PASSWORD, SmallSchool


def database(school: SmallSchool) -> Any:
    return school.casebook_folder / "casebook.db"


def test_check_says_that_all_is_well_and_is_short_the_second_time(cli: Any) -> None:
    first = cli.lead("--json", "check")
    assert first.status == 0, first.err
    assert first.value["result"] == "ok"
    assert first.value["full"]
    second = cli.lead("check")
    assert second.status == 0
    assert "What is new" in second.out
    assert cli.lead("--json", "check", "--full").value["full"]


def test_damage_is_found_looked_at_and_rescued(cli: Any, school: SmallSchool) -> None:
    entries = cli.lead("--json", "check").value["entries"]
    backup = cli.lead("--json", "backup")
    assert backup.status == 0, backup.err
    path = database(school)
    for number in range(1, page_count(path) + 1, 3):
        damage_pages(path, number)
    looked = cli.lead("--json", "rescue", "--look")
    assert looked.status == 0, looked.err
    assert looked.value["pages_damaged"] > 10
    assert looked.value["backup"]["entries"] >= entries
    assert json.dumps(looked.value["damage"]).count("next_step") == len(looked.value["damage"])
    rescued = cli.lead("--json", "rescue")
    assert rescued.status == 0, rescued.err
    value = rescued.value
    assert value["entries"] >= entries
    assert {item["seq"] for item in value["lost"]} <= set(range(entries, value["entries"]))
    assert cli.lead("--json", "verify", str(school.laptop)).value["result"] == "ok"
    assert (school.casebook_folder / value["kept_as"].rsplit("/", 1)[1]).exists()


def test_a_rescue_in_words(cli: Any, school: SmallSchool) -> None:
    path = database(school)
    damage_pages(path, page_count(path) // 2)
    looked = cli.lead("rescue", "--look")
    assert "Nothing was changed." in looked.out
    assert "No readable backup was found" in looked.out
    done = cli.lead("rescue")
    assert done.status == 0, done.err
    assert "entries are back" in done.out
    assert "The damaged file is kept as casebook.damaged-" in done.out
    for name in ("Ruth", "Okafor", "Megan"):
        assert name not in done.out


def test_a_damaged_casebook_answers_no_to_check(cli: Any, school: SmallSchool) -> None:
    path = database(school)
    number = page_count(path)
    while number > 1:
        damage_pages(path, number)
        done = cli.lead("--json", "check")
        if done.status == 1:
            break
        damage_pages(path, number)  # the same bit again: whole
        number -= 1
    assert done.value["result"] == "damaged"
    assert done.value["problems"]


def test_wrong_answers_sign_nobody_in(cli: Any) -> None:
    done = cli.lead("--json", "rescue", stdin=f"ruth\n{PASSWORD}x\n000000\n")
    assert done.status == 3
    assert json.loads(done.out)["error"]["code"] == "keys.wrong_password"
    inside = cli.do("rescue")
    assert inside.status == 2
