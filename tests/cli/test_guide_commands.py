"""The recording guide from the command line: shown, signed, replaced, counted."""

from typing import Any

from tests.fakes.small_school import PIN


def test_the_guide_is_signed_replaced_and_counted(cli: Any, tmp_path: Any) -> None:
    shown = cli.lead("--json", "guide", "show").value
    assert "Full names" in shown["text"]
    assert not shown["own"]
    signed = cli.staff("--json", "guide", "sign", "--account", "megan", stdin=f"{PIN}\n")
    assert (signed.status, signed.value["version"]) == (0, shown["version"])
    assert cli.lead("letterbox", "collect").status == 0
    read = {row["name"]: row["current"] for row in cli.lead("--json", "guide", "list").value}
    assert read["Megan Price"]
    assert not read["Ruth Okafor"]
    own = tmp_path / "ours.txt"
    own.write_text("# Ours\nTell Ruth.\n", encoding="utf-8")
    replaced = cli.lead("--json", "guide", "set", str(own)).value
    assert (replaced["version"], replaced["text"]) == ("school 1", "# Ours\nTell Ruth.")
    listed = cli.lead("guide", "list").out
    assert "not the one that holds now" in listed
    seen = cli.staff("guide", "sign", "--account", "megan", stdin=f"{PIN}\n")
    assert "Tell Ruth." in seen.out
    back = cli.lead("--json", "guide", "set").value
    assert back == shown
    missing = cli.lead("--json", "guide", "set", str(tmp_path / "none.txt"))
    assert missing.value["error"]["code"] == "cli.file_missing"


def test_a_wrong_pin_signs_nothing(cli: Any) -> None:
    wrong = cli.staff("--json", "guide", "sign", "--account", "megan", stdin="1111\n")
    assert wrong.value["error"]["code"] == "keys.wrong_pin"
    cli.lead("letterbox", "collect")
    assert not any(row["current"] for row in cli.lead("--json", "guide", "list").value)
