"""Logs, attendance and paper indexes, from the command line."""

from pathlib import Path
from typing import Any

from storage.database.repositories import pupils


def test_a_log_attendance_and_a_paper_index_are_taken(cli: Any, tmp_path: Path) -> None:
    with cli.school.signed_in() as casebook:
        amy = pupils.all_pupils(casebook.connection)[0]
    log, sessions = tmp_path / "log.csv", tmp_path / "sessions.csv"
    log.write_text(
        f"Student,Date,Incident\n{amy.display_name},1 May 2023,Hungry.\nNobody,,Gone.\n",
        encoding="utf-8",
    )
    sessions.write_text(
        f"Student,From,To,Possible,Absent\n{amy.display_name},01/09/2026,23/10/2026,60,6\n",
        encoding="utf-8",
    )
    refused = cli.lead("--json", "log", "import", str(log), "--system", "OldSafe")
    assert (refused.status, refused.value["error"]["code"]) == (1, "log.children_open")
    paper = {
        "title": "Brown folder",
        "volume": "1 of 2",
        "original_lies": "Safe, shelf 2",
        "items": [{"section": "Contacts", "what": "Notes of calls", "pages": "1-14"}],
    }
    taken, counted, shown, written, listed, index = cli.do(
        f"log import {log} --system OldSafe --leave-out-rest Gone",
        f"attendance import {sessions}",
        f"attendance show --pupil {amy.id}",
        f"paper index {cli.write('paper', paper)} --pupil {amy.id}",
        f"paper list --pupil {amy.id}",
        f"child index --pupil {amy.id}",
    ).values
    assert (taken["taken"], taken["left_out"], taken["refused"]) == (1, [3], [])
    assert counted["taken"] == 1
    assert shown["words"] == "missed 6 of 60 sessions"
    assert shown["called"] == ["Persistently absent (10% of sessions or more)"]
    assert listed[0]["id"] == written["id"]
    assert listed[0]["parts"][0]["pages"] == "1-14"
    assert {line["code"]: line["count"] for line in index}["paper"] == 2
    empty = cli.write("empty", {**paper, "items": []})
    again = cli.lead("--json", "paper", "index", empty, "--pupil", amy.id)
    assert again.value["error"]["code"] == "paper.no_parts"
