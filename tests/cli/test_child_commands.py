"""A child's file beside its chronology, from the command line: written, read, ended."""

import json
from pathlib import Path
from typing import Any

from storage.database.repositories import pupils


def two(cli: Any) -> list[str]:
    """Two children, by surname."""
    with cli.school.signed_in() as casebook:
        return pupils.ids(casebook.connection)[:2]


def test_a_front_sheet_is_written_and_read_back(cli: Any) -> None:
    amy, other = two(cli)

    def file(what: str, /, **value: Any) -> str:
        return f"child {what} {cli.write(what, value)}"

    order = {"pupils": [amy], "kind": "Prohibited steps order", "since": "2026-05-03"}
    mother = {"pupils": [amy], "name": "Sara Reed", "relationship": "mother", "lives_with": True}
    worker = {"pupils": [amy], "name": "Chi Obi", "organisation": "MASH", "kind": "social_care"}
    written = cli.do(
        file("note", pupil=amy, boxes={"withhold_address": "Mr Pike"}),
        file("status", **order, text="Mr Pike must not collect her."),
        file("relation", **mother),
        file("professional", **worker),
        f"child sheet --pupil {amy}",
        f"child tree --pupil {amy}",
    ).values
    assert written[0] == {"changed": ["withhold_address"]}
    ids = [value["id"] for value in written[1:4]]
    sheet, tree = written[4:]
    assert sheet["warnings"] == [
        "Withhold the address from: Mr Pike",
        "Prohibited steps order: Mr Pike must not collect her.",
    ]
    assert ids[1] in [person["relation_id"] for person in sheet["people"]]
    assert [agency["name"] for agency in sheet["agencies"]] == ["Chi Obi"]
    assert {"parent": ids[1], "child": amy, "ended": False} in tree["lines"]
    ending = "--on 2026-10-01 --reason Moved"
    kinds = zip(("status", "relation", "professional"), ids, strict=True)
    read = cli.do(
        *(f"child {kind}-end {key} {ending}" for kind, key in kinds),
        f"child sheet --pupil {amy}",
        *(f"child {what} --pupil {amy}" for what in ("index", "voice", "documents", "history")),
        f"child not-sibling {amy} {other} --reason Cousins",
        "replay --check",
    ).values
    assert read[3]["warnings"] == ["Withhold the address from: Mr Pike"]
    assert {line["code"]: line for line in read[4]}["plans"]["count"] == 2
    assert read[5:7] == [[], []]
    assert read[7]["withhold_address"][0]["by"] == "Ruth Okafor"
    assert read[9]["differences"] == []
    again = cli.lead("--json", "child", "status-end", ids[0], *ending.split())
    assert (again.status, again.value["error"]["code"]) == (1, "child.status_ended")


def test_what_cannot_be_read_says_so(cli: Any, tmp_path: Path) -> None:
    amy, _ = two(cli)
    path = tmp_path / "said.json"
    path.write_text(json.dumps({"pupil": amy, "boxes": ["gp"]}), encoding="utf-8")
    wrong = cli.lead("--json", "child", "note", str(path))
    assert (wrong.status, wrong.value["error"]["code"]) == (2, "cli.unreadable")
    unknown = cli.lead("--json", "child", "sheet", "--pupil", "p-000000000000")
    assert (unknown.status, unknown.value["error"]["code"]) == (1, "pupils.not_found")
