"""A log of all children out of another system: every row accounted for, none twice, none half."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_rows import document_rows
from desktop.usecases.lead.import_log import (
    ChildDecision,
    LogPlan,
    plan_log,
    remembered_columns,
    take_log,
)
from exports.entry_table import date_notes
from exports.working_copy_cells import cells_of
from storage.database import replay
from storage.database.repositories import chronology, history, pupils
from storage.records.errors import UserFacingError
from storage.records.log_rows import MIGRATED, NOT_ORIGINAL
from storage.records.redaction import Redactor
from tests.fakes.small_school import SmallSchool

HEAD = (
    *("Student", "UPN", "Date of Birth", "Date", "Time", "Category", "Sub-Category", "Incident"),
    *("Action Taken", "Added By", "Date Added", "Linked Students", "Status", "Severity", "Alert"),
)


def table(*rows: Sequence[str], head: Sequence[str] = HEAD, separator: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([head, *rows])
    return out.getvalue().encode()


def row(child: str, text: str, **cells: str) -> list[str]:
    found = {"Student": child, "Incident": text, "Date": "12/03/2024", **cells}
    return [found.get(name, "") for name in HEAD]


def plan(casebook: OpenCasebook, data: bytes, **more) -> LogPlan:
    usual = {"mapping": {}, "system": "CPOMS", "decisions": {}}
    return plan_log(casebook, data=data, **{**usual, **more})


def two(casebook: OpenCasebook) -> list[tuple[str, str]]:
    """Id and name of two children."""
    found = pupils.all_pupils(casebook.connection)[:2]
    return [(each.id, each.display_name) for each in found]


def total(made: LogPlan) -> int:
    """Every row of the file, wherever it went."""
    groups = (made.take, made.already, made.refused, made.left_out, made.waiting)
    return sum(map(len, groups))


def test_rows_go_into_their_childrens_files_with_the_words_they_had(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        (amy, amy_name), (ben, ben_name) = two(casebook)
        more = {
            "Time": "1430", "Category": "Cause for Concern", "Sub-Category": "Peer on peer",
            "Added By": "Mrs Hale", "Date Added": "13/03/2024", "Status": "Closed",
            "Linked Students": f"{ben_name} (witness); Nobody Known", "Severity": "2",
            "Alert": "red flag", "Action Taken": "Rang home.",
        }  # fmt: skip
        made = plan(casebook, table(row(amy_name, "=Came hungry,\nagain", **more)))
        take_log(casebook, plan=made)
        (entry,) = chronology.of_pupil(casebook.connection, amy)
        assert not chronology.of_pupil(casebook.connection, ben), "a witness has no row"
        assert (entry.happened.earliest, entry.text) == ("2024-03-12T14:30", "=Came hungry,\nagain")
        assert (entry.category, entry.level, entry.transcribed) == (MIGRATED, "", True)
        assert entry.source == "Mrs Hale, written 13/03/2024"
        assert entry.action == "Rang home."
        assert entry.source_ref == (
            "Migrated, not original: CPOMS, row 1; category there “Cause for Concern: Peer on"
            " peer”; level there “2”; status there “Closed”"
        )
        assert "Alert: red flag" in entry.context
        assert "Nobody Known" in entry.context
        assert replay.check_replay(casebook.connection) == ()


def test_the_same_file_and_the_same_row_are_taken_once(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        (_amy, name), (_ben, other) = two(casebook)
        data = table(row(name, "One."), row(other, "Two."), row(name, "One."))
        first = plan(casebook, data)
        assert [remark.code for remark in first.refused] == ["log.row_twice"]
        take_log(casebook, plan=first)
        again = plan(casebook, data)
        assert (len(again.take), len(again.already), len(again.taken_before)) == (0, 3, 1)
        with pytest.raises(UserFacingError, match=r"log\.nothing"):
            take_log(casebook, plan=again)
        longer = plan(casebook, table(row(name, "New."), row(other, "Two."), row(name, "One.")))
        assert [planned.row.text for planned in longer.take] == ["New."]
        with pytest.raises(UserFacingError, match=r"log\.taken_meanwhile"):
            take_log(casebook, plan=first)
        assert len(history.logs(casebook.connection)) == 1


def test_children_are_found_by_number_then_birth_then_a_name_of_one(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        one, other = [
            each for each in pupils.all_pupils(casebook.connection)
            if each.details.upn and each.details.date_of_birth
        ][:2]  # fmt: skip
        turned = f"{one.details.legal_surname.upper()}, {one.details.legal_forename}"
        made = plan(
            casebook,
            table(
                row("", "By number.", UPN=one.details.upn),
                row(turned, "By name and birth.", **{"Date of Birth": one.details.date_of_birth}),
                row(turned, "By name."),
                row(other.display_name, "Number of another.", UPN=one.details.upn),
                row(one.display_name, "Another birth.", **{"Date of Birth": "01/01/1999"}),
                row(one.display_name, "Odd birth.", **{"Date of Birth": "42401"}),
                row("Nobody Here", "Unknown."),
            ),
        )
        assert {planned.pupil_id for planned in made.take} == {one.id}
        assert len(made.take) == 3
        assert [(each.why_not, each.lines) for each in made.unknown] == [
            ("log.upn_of_another", (5,)),
            ("log.child_differs", (6,)),
            ("log.dob_unreadable", (7,)),
            ("log.child_unknown", (8,)),
        ]
        assert one.id in made.unknown[1].perhaps


def test_a_child_given_by_hand_or_left_out_is_remembered(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        (amy, _), _ = two(casebook)
        data = table(row("Aimee R", "Hers."), row("Long Gone", "Not ours."))
        made = plan(casebook, data)
        with pytest.raises(UserFacingError, match=r"log\.children_open"):
            take_log(casebook, plan=made)
        given, left = [each.key for each in made.unknown]
        decisions = {
            given: ChildDecision(pupil=amy),
            left: ChildDecision(reason="Left before 2015"),
        }
        take_log(casebook, plan=plan(casebook, data, decisions=decisions))
        assert [entry.text for entry in chronology.of_pupil(casebook.connection, amy)] == ["Hers."]
        later = plan(casebook, table(row("Aimee R", "More."), row("Long Gone", "More.")))
        assert [planned.pupil_id for planned in later.take] == [amy]
        assert len(later.left_out) == 1
        assert later.unknown[1].decided == ChildDecision(reason="Left before 2015")


def test_the_meaning_of_columns_is_remembered_for_the_same_headings(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        (amy, name), _ = two(casebook)
        head = ("Whom", "Tag", "Story", "Shoe size")
        data = table((name, "4 May 2023", "A story.", "31"), head=head)
        mapping = {"Whom": "child", "Tag": "date", "Story": "text", "Shoe size": "left_out"}
        with pytest.raises(UserFacingError, match=r"log\.no_child_column"):
            plan(casebook, data)
        take_log(casebook, plan=plan(casebook, data, mapping=mapping))
        known, system, _columns = remembered_columns(casebook, data=data, mapping={})
        assert (known, system) == (mapping, "CPOMS")
        again = plan(casebook, table((name, "", "Another.", "32"), head=head))
        assert [planned.row.text for planned in again.take] == ["Another."]
        assert again.undated == 1
        assert not again.take[0].row.context
        assert [e.text for e in chronology.of_pupil(casebook.connection, amy)] == ["A story."]


def test_nothing_is_half_done_when_it_is_stopped_or_breaks(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        (_amy, name), _ = two(casebook)
        made = plan(casebook, table(*(row(name, f"Entry {n}.") for n in range(450))))
        size = casebook.head().size
        asked = iter([False, False, True])
        with pytest.raises(UserFacingError, match=r"log\.cancelled"):
            take_log(casebook, plan=made, cancelled=lambda: next(asked))

        def breaks(done: int, _total: int) -> None:
            if done == 400:
                raise RuntimeError("the power goes")

        with pytest.raises(RuntimeError):
            take_log(casebook, plan=made, progress=breaks)
        assert casebook.head().size == size
        assert not history.logs(casebook.connection)
        take_log(casebook, plan=plan(casebook, made.data))
        assert casebook.head().size == size + 450 + 2


def test_the_file_can_be_kept_word_for_word(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        (_amy, name), _ = two(casebook)
        made = plan(casebook, table(row(name, "One.")))
        take_log(casebook, plan=made, keep_file="export.csv")
        kept = casebook.connection.all("SELECT data FROM chunk ORDER BY seq, n")
        assert b"".join(bytes(part) for (part,) in kept) == made.data


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_files_of_other_encodings_and_separators(school: SmallSchool, encoding: str) -> None:
    with school.signed_in() as casebook:
        (_amy, name), _ = two(casebook)
        text = table(row(name, "Said “café” – twice"), separator=";").decode()
        made = plan(casebook, text.encode(encoding))
        assert [planned.row.text for planned in made.take] == ["Said “café” – twice"]


def test_what_is_no_table_is_refused(school: SmallSchool, shared_data: Path) -> None:
    with school.signed_in() as casebook:
        for path in sorted((shared_data / "hostile").iterdir()):
            if path.suffix in (".csv", ".txt", ".json"):
                continue
            with pytest.raises(UserFacingError):
                plan(casebook, path.read_bytes())


CELLS = st.text(
    alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12
)
NAMES = st.sampled_from(["amy", "ben", "Nobody", "", " "])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.tuples(NAMES, CELLS, CELLS, st.integers(0, 2)), min_size=1, max_size=12))
def test_every_row_is_somewhere(school: SmallSchool, rows) -> None:
    casebook = school.sign_in()
    try:
        (_a, amy), (_b, ben) = two(casebook)
        known = {"amy": amy, "ben": ben}
        filled = [
            [*row(known.get(name, name), text, Date=date, Alert="x"), *["more"] * extra]
            for name, text, date, extra in rows
        ]
        made = plan(casebook, table(*filled))
        assert total(made) == len(rows) == made.file.total
        lines = [
            *(planned.row.line for planned in made.take),
            *(item.line for group in (made.already, made.left_out, made.waiting) for item in group),
            *(remark.line for remark in made.refused),
        ]
        assert len(set(lines)) == len(rows), "each row once"
    finally:
        casebook.close()


def test_a_migrated_row_is_never_called_original_or_from_paper(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        (amy, name), _ = two(casebook)
        take_log(casebook, plan=plan(casebook, table(row(name, "Came hungry."))))
        entries = chronology.of_pupil(casebook.connection, amy)
        (printed,) = document_rows(entries, redactor=Redactor(), kinds={}, tasks={})
        assert printed.heading == NOT_ORIGINAL
        assert printed.source.startswith("Migrated, not original: CPOMS, row 1")
        assert date_notes(printed) == []
        assert "paper" not in " ".join(cells_of(printed)).lower()
