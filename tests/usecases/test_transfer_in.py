"""A pack from another school becomes rows that say whose they are; nothing is merged silently."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.usecases.lead.received_entries import NOT_ORIGINAL, received_rows
from desktop.usecases.lead.transfer_in import PackPreview, preview_pack, take_pack
from desktop.usecases.lead.transfer_out import PackMade, PackRequest, create_pack
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.pack_contents import read_contents
from desktop.usecases.transfer_pack import opened_pack
from desktop.usecases.verify_document import verify_pdf
from storage.database.repositories import chronology, files, pupils, volumes
from storage.letterbox.transfer_pack import open_pack
from storage.records import canonical_json
from storage.records.errors import UserFacingError
from storage.records.when import When
from tests.fakes.full_file import JPEG, SCAN, fill_file
from tests.fakes.small_school import SmallSchool, cheap_kdf


@pytest.fixture(scope="module")
def pack(school_template: SmallSchool, tmp_path_factory) -> tuple[PackMade, bytes]:
    """A pack that another school made."""
    folder = tmp_path_factory.mktemp("sender") / "school"
    school = school_template.copy_to(folder, seed="sender")
    with school.signed_in() as casebook:
        fill_file(school, casebook)
        request = PackRequest(
            pupil_id=school.first_pupil,
            recipient="Kim Vale, DSL, Otter Brook Primary",
            path=folder / "a.holdfast-pack",
            method="portal",
        )
        made = create_pack(casebook, request=request, kdf=cheap_kdf(school.random_bytes))
    return made, Path(made.path).read_bytes()


@pytest.fixture
def receiver(empty_school: SmallSchool):
    """A school of its own that knows none of the children."""
    empty_school.create()
    with empty_school.signed_in() as casebook:
        yield casebook


def look(casebook, pack, **changes) -> PackPreview:
    return preview_pack(casebook, data=pack[1], passphrase=pack[0].passphrase, **changes)


def code_of(function, *args, **named) -> str:
    with pytest.raises(UserFacingError) as caught:
        function(*args, **named)
    return caught.value.code


def test_looking_writes_nothing(receiver, pack) -> None:
    size = receiver.head().size
    preview = look(receiver, pack)
    assert (preview.pupil, preview.differs) == (None, ())
    assert preview.report.result == "ok"
    assert len(preview.rows) == pack[0].entries + 1  # the correction is a row of its own
    assert receiver.head().size == size
    assert pupils.ids(receiver.connection) == []


def test_a_new_child_gets_the_whole_file_marked_as_received(receiver, pack) -> None:
    preview = look(receiver, pack)
    taken = take_pack(receiver, preview=preview)
    child = pupils.pupil(receiver.connection, taken.pupil_id)
    assert child is not None
    assert child.details == preview.child
    entries = chronology.of_pupil(receiver.connection, taken.pupil_id)
    received = [entry for entry in entries if entry.transcribed]
    assert len(received) == len(preview.rows) == len(taken.entries)
    for entry in received:
        assert NOT_ORIGINAL in entry.source_ref
        assert NOT_ORIGINAL in entry.context
        assert "Larch Lane Primary" in entry.source
    concern = next(entry for entry in received if "bruise" in entry.text)
    assert concern.text == "A bruise on the left forearm, seen at PE."
    assert concern.child_words == "I fell off the wall."
    assert "Megan Price, Larch Lane Primary, recorded 22 November 2026" in concern.source
    assert concern.happened.as_told == "Friday"
    assert concern.significant
    vague = next(entry for entry in received if "hungry" in entry.text)
    assert vague.happened.as_told == "summer term 2020"
    assert any("It was the right forearm." in entry.text for entry in received)
    assert verify_ledger(receiver).result == "ok"
    assert replay_differences(receiver) == ()


def test_the_pack_and_its_files_are_kept(receiver, pack) -> None:
    taken = take_pack(receiver, preview=look(receiver, pack))
    entries = chronology.of_pupil(receiver.connection, taken.pupil_id)
    held = [
        files.content(receiver.connection, stored)
        for entry in entries
        for stored in files.stored_files(receiver.connection, entry.ledger, entry.seq)
    ]
    assert pack[1] in held
    assert JPEG in held
    assert SCAN in held
    assert held.count(SCAN) == 1
    (volume,) = volumes.of_pupil(receiver.connection, taken.pupil_id)
    assert "Larch Lane Primary" in volume.original_lies
    pdf = next(content for content in held if content.startswith(b"%PDF-") and content != SCAN)
    assert verify_pdf(pdf).result == "ok"


def test_nothing_is_taken_twice_or_into_a_new_file_of_a_known_child(receiver, pack) -> None:
    taken = take_pack(receiver, preview=look(receiver, pack))
    size = receiver.head().size
    assert code_of(look, receiver, pack) == "pack.child_is_known"
    assert code_of(look, receiver, pack, pupil_id=taken.pupil_id) == "pack.already_taken"
    assert code_of(look, receiver, pack, pupil_id="p-000000000000") == "pupils.not_found"
    assert receiver.head().size == size


def test_another_child_is_not_taken_for_this_one(school: SmallSchool, pack) -> None:
    with school.signed_in() as casebook:
        own = [pupil for pupil in pupils.all_pupils(casebook.connection)]
        same = next(pupil for pupil in own if pupil.id == school.first_pupil)
        other = next(pupil for pupil in own if pupil.id != school.first_pupil)
        preview = look(casebook, pack, pupil_id=other.id)
        assert "the name" in preview.differs
        size = casebook.head().size
        assert code_of(take_pack, casebook, preview=preview) == "pack.another_child"
        assert casebook.head().size == size
        fitting = look(casebook, pack, pupil_id=same.id)
        assert fitting.differs == ()
        taken = take_pack(casebook, preview=fitting)
        assert (taken.pupil_id, taken.new_pupil) == (same.id, False)
        all_the_same = take_pack(casebook, preview=preview, although_different=True)
        assert all_the_same.pupil_id == other.id


def test_a_wrong_key_told_by_telephone_stops_it(receiver, pack) -> None:
    assert code_of(look, receiver, pack, expect_key="00" * 16) == "pack.does_not_hold"
    assert look(receiver, pack, expect_key=pack[0].key_id).report.result == "ok"


@pytest.mark.parametrize(
    "happened",
    [
        "yesterday",
        {"earliest": "2026-W01-1", "latest": "2026-W01-1", "precision": "day", "as_told": ""},
        {"earliest": None, "latest": None, "precision": "unknown", "as_told": 7},
        {"earliest": "2026-01-02", "latest": "2026-01-01", "precision": "day", "as_told": ""},
        {},
    ],
)
def test_a_time_of_another_shape_is_not_known(pack, happened) -> None:
    opened = opened_pack(pack[1], passphrase=pack[0].passphrase)
    first = opened.contents.rows[0]
    entry = opened.proved[first.seq]
    odd = {**opened.proved, first.seq: replace(entry, shown={**entry.shown, "happened": happened})}
    rows = received_rows(opened.contents, odd, key_id="k")
    assert rows[0].happened == When.unknown()


def test_entries_that_no_casebook_makes_are_damage(pack) -> None:
    opened = opened_pack(pack[1], passphrase=pack[0].passphrase)
    task = next(row for row in opened.contents.rows if row.kind == "action")
    entry = opened.proved[task.seq]
    odd = {**opened.proved, task.seq: replace(entry, at="noon", shown={})}
    assert code_of(received_rows, opened.contents, odd, key_id="k") == "pack.damaged"
    strange = {**opened.proved, task.seq: replace(entry, type="later.made", shown={"said": "Hm"})}
    rows = received_rows(opened.contents, strange, key_id="k")
    assert any(row.text == "said: Hm" for row in rows)
    gone = {**opened.proved, task.seq: replace(entry, disposed=True, shown={})}
    rows = received_rows(opened.contents, gone, key_id="k")
    assert any("lawfully destroyed" in row.text for row in rows)


def test_what_stands_in_a_manifest_cannot_spoil_a_file(pack) -> None:
    """Orders to a terminal, letters that turn others round, endless lines: they become text."""
    made, data = pack
    payload = open_pack(data, passphrase=made.passphrase)
    content = json.loads(canonical_json.encode(payload.content))
    content["school"] = {"name": "Larch\x1b[2J \u202eLane", "urn": "1" * 100_000}
    content["child"] |= {"legal_forename": "A\x00yaan\u2066", "address": "x" * 100_000}
    content["rows"] = [{**row, "author": "Tom\x07\nHill"} for row in content["rows"]]
    contents = read_contents(replace(payload, content=content))
    assert contents.school_name == "Larch [2J Lane"
    assert contents.child.legal_forename == "A yaan"
    assert {len(contents.school_urn), len(contents.child.address)} == {2_000}
    assert {row.author for row in contents.rows} == {"Tom Hill"}
