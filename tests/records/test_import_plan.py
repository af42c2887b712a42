"""What taking a file would do: matching, changes field by field, and everything that is refused."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from storage.records.import_plan import ImportPlan, ReadPupil, Remark, plan_import
from storage.records.pupil import Contact, Pupil, PupilDetails

SIAN = PupilDetails(
    upn="X999100121001",
    legal_surname="Ó Brien",
    legal_forename="Siân",
    date_of_birth="2016-10-02",
    class_name="Owls",
)
KNOWN = Pupil(id="p-1", details=SIAN)


def plan(*rows: PupilDetails, known: tuple[Pupil, ...] = (KNOWN,)) -> ImportPlan:
    """Plan the rows as lines 2, 3, … of a file."""
    read = [ReadPupil(line=line, details=details) for line, details in enumerate(rows, start=2)]
    return plan_import(existing=known, rows=read)


def refusals(result: ImportPlan) -> list[tuple[int, str]]:
    return [(remark.line, remark.code) for remark in result.refused]


def test_the_same_again_is_unchanged() -> None:
    result = plan(SIAN)
    assert [row.pupil_id for row in result.unchanged] == ["p-1"]
    assert not result.new
    assert not result.changed
    assert not result.refused


def test_changes_are_told_field_by_field() -> None:
    result = plan(replace(SIAN, class_name="Robins", year_group="5"))
    changed = result.changed[0]
    assert changed.fields == {"class_name": "Robins", "year_group": "5"}
    assert [(c.field, c.old, c.new) for c in changed.changes] == [
        ("year_group", "", "5"),
        ("class_name", "Owls", "Robins"),
    ]


def test_an_empty_value_never_replaces_a_known_one() -> None:
    result = plan(replace(SIAN, class_name="", date_of_birth="", in_care=None))
    assert [row.pupil_id for row in result.unchanged] == ["p-1"]


def test_a_list_with_one_contact_loses_none_of_the_others() -> None:
    mother = Contact(name="Mrs Kasia Nowak", relationship="Mother", priority=1, phones=("07700 1",))
    father = Contact(name="Padraig Ó Brien", relationship="Father", priority=2)
    known = Pupil(id="p-1", details=replace(SIAN, contacts=(mother, father)))
    listed = Contact(name="Kasia Nowak", relationship="", priority=1, phones=("077001", "07700 2"))
    row = replace(SIAN, contacts=(listed,))
    changed = plan(row, known=(known,)).changed[0].fields["contacts"]
    assert [contact["name"] for contact in changed] == ["Mrs Kasia Nowak", "Padraig Ó Brien"]
    assert changed[0]["relationship"] == "Mother"
    assert changed[0]["phones"] == ["077001", "07700 2"]
    again = Pupil(
        id="p-1", details=PupilDetails.from_fields({**SIAN.to_fields(), "contacts": changed})
    )
    assert plan(row, known=(again,)).unchanged


def test_capitals_never_replace_a_spelling() -> None:
    shouted = replace(
        SIAN,
        legal_surname="O'BRIEN",
        legal_forename="SIAN",
        preferred_surname="O'Brien",
        preferred_forename="Sian",
    )
    assert not plan(shouted).changed
    assert not plan(replace(SIAN, legal_surname="Ó BRIEN")).changed
    assert not plan(replace(SIAN, legal_surname="ó brien")).changed


def test_a_guessed_spelling_never_replaces_a_preferred_one() -> None:
    known = Pupil(
        id="p-1",
        details=replace(SIAN, legal_surname="O'BRIEN", preferred_surname="Ó Brien"),
    )
    again = replace(SIAN, legal_surname="O'BRIEN", preferred_surname="O'Brien")
    assert not plan(again, known=(known,)).changed


def test_a_spelling_replaces_capitals() -> None:
    known = Pupil(id="p-1", details=replace(SIAN, legal_surname="Ó BRIEN"))
    assert plan(SIAN, known=(known,)).changed[0].fields == {"legal_surname": "Ó Brien"}


def test_matches_by_name_and_birth_where_there_is_no_upn() -> None:
    result = plan(replace(SIAN, upn="", legal_surname="O BRIEN", legal_forename="Sian"))
    assert [row.pupil_id for row in (*result.changed, *result.unchanged)] == ["p-1"]


def test_a_new_upn_fills_an_empty_or_temporary_one_only() -> None:
    for old in ("", "Q99910012400A", "Z999100121001"):
        known = Pupil(id="p-1", details=replace(SIAN, upn=old))
        assert plan(SIAN, known=(known,)).changed[0].fields == {"upn": SIAN.upn}
    known = Pupil(id="p-1", details=replace(SIAN, upn="L999100121002"))
    assert refusals(plan(SIAN, known=(known,))) == [(2, "pupils.upn_differs")]


def test_one_upn_twice_in_a_file_refuses_both_rows() -> None:
    other = replace(SIAN, legal_forename="Tomasz", date_of_birth="2018-02-28")
    assert refusals(plan(SIAN, other, known=())) == [
        (2, "pupils.upn_twice_in_file"),
        (3, "pupils.upn_twice_in_file"),
    ]


def test_one_child_twice_without_upn_refuses_both_rows() -> None:
    row = replace(SIAN, upn="")
    assert refusals(plan(row, row, known=())) == [
        (2, "pupils.person_twice_in_file"),
        (3, "pupils.person_twice_in_file"),
    ]


def test_twins_are_two_children() -> None:
    twin = replace(SIAN, upn="L999100121002", legal_forename="Niamh")
    assert len(plan(SIAN, twin, known=()).new) == 2


def test_a_upn_typed_for_another_child_is_refused() -> None:
    other = replace(SIAN, legal_surname="Zhang", legal_forename="Wei", date_of_birth="2020-12-31")
    assert refusals(plan(other)) == [(2, "pupils.upn_of_another")]


def test_a_known_name_without_birth_or_upn_is_for_people_to_decide() -> None:
    row = replace(SIAN, upn="", date_of_birth="")
    assert refusals(plan(row)) == [(2, "pupils.name_known_without_dob")]
    assert len(plan(row, known=()).new) == 1


def test_two_known_namesakes_born_on_one_day_are_not_chosen_between() -> None:
    second = Pupil(id="p-2", details=replace(SIAN, upn="L999100121002"))
    assert refusals(plan(replace(SIAN, upn=""), known=(KNOWN, second))) == [
        (2, "pupils.several_match")
    ]


def test_two_rows_for_one_known_pupil_take_the_first_only() -> None:
    known = Pupil(id="p-1", details=replace(SIAN, preferred_forename="Shân"))
    result = plan(SIAN, replace(SIAN, upn="", legal_forename="Shân"), known=(known,))
    assert refusals(result) == [(3, "pupils.same_pupil_twice")]


def test_a_wrong_check_letter_warns_and_does_not_block() -> None:
    result = plan(replace(SIAN, upn="A999100121001"), known=())
    assert len(result.new) == 1
    assert [(w.line, w.code) for w in result.warnings] == [(2, "pupils.upn_check_letter")]


def test_leavers_are_told_and_stay() -> None:
    gone = Pupil(id="p-2", details=replace(SIAN, upn="L999100121002", legal_forename="Tomasz"))
    left = Pupil(id="p-3", details=replace(gone.details, upn=""), on_roll=False)
    assert plan(SIAN, known=(KNOWN, gone, left)).not_in_file == ("p-2",)


def test_what_the_reader_refused_is_carried_along_in_the_order_of_lines() -> None:
    result = plan_import(
        existing=(),
        rows=[ReadPupil(line=2, details=SIAN), ReadPupil(line=4, details=SIAN)],
        refused=[Remark(line=3, code="pupils.no_name")],
    )
    assert [remark.line for remark in result.refused] == [2, 3, 4]
    assert result.refused[1].as_error().facts == {"line": 3}


_NAMES = st.sampled_from(["O'Brien", "O'BRIEN", "Ó Brien", "Li", "LI", "Zoë", ""])
_PUPILS = st.builds(
    PupilDetails,
    upn=st.sampled_from(["", "X999100121001", "L999100121002", "Q99910012400A", "A1"]),
    legal_surname=_NAMES,
    legal_forename=_NAMES,
    preferred_forename=_NAMES,
    date_of_birth=st.sampled_from(["", "2016-10-02", "2018-02-28"]),
)


@given(st.lists(_PUPILS, max_size=5), st.lists(_PUPILS, max_size=6))
def test_every_row_goes_to_exactly_one_place(
    known: list[PupilDetails], rows: list[PupilDetails]
) -> None:
    pupils = tuple(Pupil(id=f"p-{n}", details=details) for n, details in enumerate(known))
    result = plan(*rows, known=pupils)
    lines = [row.line for row in (*result.new, *result.changed, *result.unchanged)]
    lines += [remark.line for remark in result.refused]
    assert sorted(lines) == list(range(2, 2 + len(rows)))
    ids = [row.pupil_id for row in (*result.changed, *result.unchanged)]
    assert len(ids) == len(set(ids))
    for changed in result.changed:
        assert all(change.new not in ("", None) for change in changed.changes)


@given(st.lists(_PUPILS, max_size=6))
def test_taking_a_file_twice_changes_nothing_the_second_time(rows: list[PupilDetails]) -> None:
    first = plan(*rows, known=())
    pupils = tuple(Pupil(id=f"p-{n}", details=new.details) for n, new in enumerate(first.new))
    second = plan(*(new.details for new in first.new), known=pupils)
    assert not second.new
    assert not second.changed
