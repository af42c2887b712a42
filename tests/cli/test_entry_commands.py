"""Entries on the command line: with a case, a next step and boxes; corrected, disputed, moved."""

from typing import Any


def test_an_entry_is_added_corrected_disputed_and_moved(cli: Any) -> None:
    listed = cli.lead("--json", "pupils", "list").value
    wrong, right = (row["id"] for row in listed[:2])
    entry = {
        "kind": "police notice", "pupils": [wrong], "text": "An argument at home.",
        "happened": "2026-11-21", "how": "email", "contact": "PC 4711", "significant": True,
        "boxes": {"reference": "WX-4711"}, "summary": "Police at the home",
        "next_action": {"what": "Speak to him", "owner": "ruth", "due": "2026-11-23"},
    }  # fmt: skip
    added = cli.lead("--json", "entry", "add", cli.write("entry.json", entry)).value["id"]
    said = {
        "target": added, "stated_by": "Nadia Brook", "relationship": "mother",
        "stated_on": "2026-11-22", "words": "There was no argument.",
    }  # fmt: skip
    move = {"target": added, "pupils": [right], "reason": "A child of the same first name."}
    done = cli.do(
        f"entry correct {added} --box happened --to '20 November 2026' --reason 'Police log'",
        f"entry disagree {cli.write('said.json', said)}",
        f"chronology show --pupil {wrong}",
        f"entry move {cli.write('move.json', move)}",
        f"chronology show --pupil {wrong}",
        f"chronology show --pupil {right}",
        "replay --check",
    )
    assert done.status == 0, done.err
    _, _, before, _, left, there, replayed = done.values
    row = next(each for each in before if each["id"] == added)
    assert row["text"] == "Police reference: WX-4711\nAn argument at home."
    assert row["happened"]["earliest"] == "2026-11-20"
    assert [each["field"] for each in row["corrections"]] == ["happened", "disagreement"]
    assert row["corrections"][1]["stated_by"] == "Nadia Brook"
    assert [each["text"] for each in before if each["id"] != added] == ["Speak to him"]
    assert added not in [each["id"] for each in left]
    assert "A child of the same first name." in [each["text"] for each in left]
    assert added in [each["id"] for each in there]
    assert replayed["equal"]


def test_what_is_wrong_is_said_in_a_sentence(cli: Any) -> None:
    pupil = cli.school.first_pupil
    usual = {"kind": "call", "pupils": [pupil], "text": "Rang.", "happened": "2026-11-21"}
    for changes, code in (
        ({"how": "pigeon"}, "file.unknown_way"),
        ({"case": "k-000000000000"}, "cases.not_found"),
        ({"next_action": {"what": "Ring", "owner": "ruth", "due": ""}}, "triage.action_incomplete"),
        ({"next_action": {"what": "Ring", "owner": "ruth", "due": "soon"}}, "triage.action_due"),
        ({"boxes": []}, None),
        ({"boxes": "x"}, "cli.unreadable"),
    ):
        done = cli.lead("--json", "entry", "add", cli.write("entry.json", {**usual, **changes}))
        assert (done.status == 0) is (code is None), done.err
        if code:
            assert done.value["error"]["code"] == code
