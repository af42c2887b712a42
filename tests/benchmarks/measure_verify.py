"""``verify`` of a signed chronology of some 50 pages against a bare loop of the library calls."""

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from budget import Budget
from figure import Figure

from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.entries import NewEntry, add_entry
from storage.records.concern import LinkedPupil
from storage.records.when import When
from tests.fakes.small_school import SmallSchool, furnished

_CHILD = Path(__file__).resolve().parent / "verify_child.py"
_ROLL = _CHILD.parents[1] / "data" / "shared" / "ctf" / "9991001_CTF_9991002_001.xml"
_ENTRIES, _ROUNDS = 150, 7
_SENTENCE = "Came without a coat and asked twice who would fetch her; mother was rung and came. "


def run() -> list[Figure | Budget]:
    """Measure turn by turn in a fresh process; medians of processor time."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        path = Path(folder) / "chronology.pdf"
        pages = _document(Path(folder) / "school", path)
        done = subprocess.run(
            [sys.executable, str(_CHILD), str(path), str(_ROUNDS)],
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict[str, float] = json.loads(done.stdout)
    ours, bare = found["ours"], found["bare"]
    return [
        Figure(
            name="verify.vs_bare_calls",
            ratio=ours / bare,
            goal=4.0,
            unit=f"verify of {pages} pages, {_ENTRIES} entries proved, over open, signature and"
            " text alone, CPU",
            absolute={"ours ms": ours * 1000, "bare calls ms": bare * 1000, "pages": pages},
        ),
        Budget(
            name="verify.document",
            value=ours * 1000 * 50 / pages,
            goal=1000,
            unit="ms of CPU for 50 pages, beyond imports",
        ),
        Budget(
            name="verify.first",
            value=found["first"] * 1000,
            goal=3000,
            unit="ms for the first file of a process, with late imports",
        ),
    ]


def _document(folder: Path, path: Path) -> int:
    """Make and publish the chronology of one child; returns its pages."""
    school = furnished(folder, ctf=_ROLL.read_bytes())
    try:
        with school.signed_in() as casebook:
            for number in range(_ENTRIES):
                added = add_entry(casebook, entry=_entry(school, number))
                if number % 10 == 0:
                    amend(
                        casebook,
                        target=added,
                        field="text",
                        correction="Came with a coat.",
                        reason="The diary of the class",
                    )
            request = DocumentRequest(
                kind="chronology",
                pupil_id=school.first_pupil,
                purpose="Care proceedings",
                recipient="Wexcombe Council",
                product="signed",
            )
            prepared = prepare_document(casebook, request=request)
            return publish(casebook, prepared=prepared, path=path).pages
    finally:
        school.close()


def _entry(school: SmallSchool, number: int) -> NewEntry:
    return NewEntry(
        kind="call",
        pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
        happened=When.on_day(date(2024 + number % 3, 1 + number % 12, 1 + number % 28)),
        text=_SENTENCE * (1 + number % 5),
        child_words="I did not want to go home." if number % 4 == 0 else "",
        source="parent",
        outcome="Noted" if number % 3 == 0 else "",
    )
