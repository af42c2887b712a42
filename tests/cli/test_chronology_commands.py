"""A chronology from the command line: chosen, marked, linked, let out with what the DSL makes of
it.
"""

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from storage.database.repositories import pupils


@pytest.fixture
def rows(cli: Any, tmp_path: Path) -> tuple[str, str, str]:
    """A child and two accounts of one event: ids."""
    with cli.school.signed_in() as casebook:
        child = pupils.ids(casebook.connection)[0]
    made = []
    for day, text in (("2026-05-04", "Fell, says mother."), ("2026-05-05", "Fell, says hospital.")):
        file = tmp_path / f"{day}.json"
        happened = {"earliest": day, "latest": day, "precision": "day", "as_told": ""}
        value = {"kind": "call", "pupils": [child], "happened": happened, "text": text}
        file.write_text(json.dumps(value), "utf-8")
        made.append(cli.lead("--json", "entry", "add", str(file)).value["id"])
    return child, made[0], made[1]


def test_rows_are_marked_linked_and_parted(cli: Any, rows: tuple[str, str, str]) -> None:
    child, first, second = rows
    marked = cli.lead(
        *("--json", "chronology", "significant", first),
        *("--summary", "A fall", "--so-what", "The days differ"),
    ).value
    assert (marked["significant"], marked["summary"], marked["so_what"]) == (
        True,
        "A fall",
        "The days differ",
    )
    assert marked["marked_by"] == "Ruth Okafor"
    linked = cli.lead("--json", "chronology", "link", first, second, "--reason", "One fall").value
    assert sorted(linked["rows"]) == sorted((first, second))
    shown = cli.lead("--json", "chronology", "show", "--pupil", child, "--linked").value
    assert [row["event"] for row in shown] == [linked["event"]] * 2
    assert [row["pupils"] for row in shown] == [[child]] * 2
    parted = cli.lead(
        "--json", "chronology", "part", linked["event"], "--reason", "Two falls"
    ).value
    assert parted["rows"] == []
    unmarked = cli.lead("--json", "chronology", "significant", first, "--no-longer").value
    assert (unmarked["significant"], unmarked["marked_by"]) == (False, None)
    assert unmarked["so_what"] == "The days differ"
    assert cli.lead("--json", "replay", "--check").value["differences"] == []
    assert cli.lead("--json", "verify").value["result"] == "ok"


def test_filters_say_how_many_are_shown(cli: Any, rows: tuple[str, str, str]) -> None:
    child, _first, second = rows
    found = cli.lead("--json", "chronology", "show", "--pupil", child, "--words", "hosp").value
    assert [row["id"] for row in found] == [second]
    both = ("--since", "2026-05-05", "--until", "2026-05-06", "--kind", "entry")
    text = cli.lead("chronology", "show", "--pupil", child, *both).out
    assert text.strip().endswith("1 of 2 shown.")
    refused = cli.lead("chronology", "show", "--pupil", child, "--since", "in May")
    assert refused.status == 2
    assert "May" not in refused.err


def test_what_cannot_be_linked_is_refused(cli: Any, rows: tuple[str, str, str]) -> None:
    _child, first, _second = rows
    refused = cli.lead("--json", "chronology", "link", first, "--reason", "One")
    assert refused.status == 1
    assert refused.value["error"]["code"] == "linked.too_few"


def test_the_analysis_leaves_only_when_asked(
    cli: Any, rows: tuple[str, str, str], tmp_path: Path
) -> None:
    child, first, second = rows
    cli.lead("chronology", "significant", first, "--so-what", "The days differ")
    cli.lead("chronology", "link", first, second, "--reason", "One fall")
    texts = {}
    for asked in ((), ("--analysis",)):
        path = tmp_path / f"made{len(asked)}.pdf"
        cli.lead(
            *("chronology", "export", "--pupil", child, "--profile", "court"),
            *("--purpose", "Court", "--recipient", "Court", "--out", str(path), *asked),
        )
        document = pypdfium2.PdfDocument(path)
        texts[asked] = " ".join(page.get_textpage().get_text_range() for page in document)
        assert cli.lead("--json", "verify", str(path)).value["result"] == "ok"
    assert "The days differ" not in texts[()]
    assert "The days differ" in texts[("--analysis",)]
    assert "Also told as" in texts[()]
