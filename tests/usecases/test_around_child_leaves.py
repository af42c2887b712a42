"""What stands beside a chronology is destroyed with the file and travels with it."""

from datetime import UTC, datetime
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.dispose import DisposalRequest, dispose, plan_disposal
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.front_sheet import note_boxes, refuse_sibling
from desktop.usecases.lead.household import RelationDraft, end_relation, set_relation
from desktop.usecases.lead.professionals import (
    ProfessionalDraft,
    change_professional,
    note_professional,
)
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.statuses import end_status, set_status
from desktop.usecases.lead.transfer_out import PackRequest, create_pack
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.pack_contents import ENTRIES
from storage.database.repositories import household, professionals, pupils, statuses
from storage.keys.passwords import KdfParameters
from storage.letterbox.transfer_pack import open_pack
from storage.records.concern import LinkedPupil
from storage.records.events import Event
from storage.records.when import When
from tests.fakes.small_school import DEPUTY_PASSWORD, SmallSchool, cheap_kdf

LATER = datetime(2051, 6, 1, 9, 0, tzinfo=UTC)
BOX, PERSON, END = "quince jelly surgery", "Ottoline Farthingale", "moved to the lighthouse"
WORKER, CHANGE, ORDER = "Peregrine Ashgrove", "left for the harbour team", "not near the pergola"
OVER, NO_SIBLING = "discharged at Marrowbone", "cousins through the miller"
EVERYTHING = (BOX, PERSON, END, WORKER, CHANGE, ORDER, OVER, NO_SIBLING)


def day(iso: str) -> When:
    """A day that is known."""
    return When(earliest=iso, latest=iso, precision="day", as_told="")


def fill(casebook: OpenCasebook, pupil_ids: tuple[str, ...], other: str) -> None:
    """One of everything beside the chronology, in the files of these children."""
    note_boxes(casebook, pupil_id=pupil_ids[0], boxes={"gp": BOX})
    refuse_sibling(casebook, pupil_id=pupil_ids[0], other_id=other, reason=NO_SIBLING)
    relation = set_relation(
        casebook,
        draft=RelationDraft(pupils=pupil_ids, name=PERSON, relationship="aunt", other_pupil=other),
    )
    end_relation(casebook, relation_id=relation, until="2026-10-01", reason=END)
    worker = note_professional(
        casebook, draft=ProfessionalDraft(pupils=pupil_ids, name=WORKER, organisation="MASH")
    )
    change_professional(casebook, professional_id=worker, reason=CHANGE, until="2026-10-01")
    order = set_status(
        casebook, pupil_ids=pupil_ids, kind="non_molestation", happened=day("2026-05-01"),
        text=ORDER,
    )  # fmt: skip
    end_status(casebook, status_id=order, happened=day("2026-10-01"), reason=OVER)
    add_entry(
        casebook,
        entry=NewEntry(
            kind="note", pupils=(LinkedPupil(id=pupil_ids[0], role="subject"),),
            happened=day("2026-05-01"), text="A note.",
        ),
    )  # fmt: skip


def stands(casebook: OpenCasebook, words: str) -> bool:
    """Whether the words stand in any table of the casebook."""
    connection = casebook.connection
    tables = connection.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    return any(
        words in value if isinstance(value, str) else words.encode() in value
        for (name,) in tables
        for row in connection.all(f'SELECT * FROM "{name}"')
        for value in row
        if isinstance(value, str | bytes)
    )


def disposed(school: SmallSchool, casebook: OpenCasebook, pupil_id: str) -> None:
    """Two people destroy a child's file, decades later."""
    left = {"id": pupil_id, "source": "left", "on_roll": False, "in_care": False}
    casebook.append(Event(type="pupil.changed", fields=left))
    school.clock.moment = LATER
    request = DisposalRequest(
        pupil_id=pupil_id, rule="child_protection", authority="Retention policy 2049"
    )
    plan = plan_disposal(casebook, request=request)
    school.clock.advance(seconds=30)
    second = Credentials(account="dan", password=DEPUTY_PASSWORD, code=school.code("dan"))
    dispose(
        casebook,
        folder=school.casebook_folder,
        request=request,
        entries=len(plan.entries),
        second=second,
    )


def two(school: SmallSchool, casebook: OpenCasebook) -> tuple[str, str]:
    """The first child of the roll, and another one."""
    first = school.first_pupil
    return first, next(each for each in pupils.ids(casebook.connection) if each != first)


def test_a_disposal_destroys_what_stands_beside_the_chronology(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, other = two(school, casebook)
        fill(casebook, (first,), other)
        assert all(stands(casebook, words) for words in EVERYTHING), "the control"
    with school.signed_in() as casebook:
        disposed(school, casebook, first)
        assert [words for words in EVERYTHING if stands(casebook, words)] == []
        connection = casebook.connection
        assert household.boxes(connection, first) == {}
        assert household.relations(connection, first, current=False) == []
        assert professionals.of_pupil(connection, first, current=False) == []
        assert statuses.of_pupil(connection, first) == []
        assert household.refused_siblings(connection, other) == {}
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()


def test_what_stands_in_another_file_too_stays_there(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, other = two(school, casebook)
        fill(casebook, (first, other), other)
    with school.signed_in() as casebook:
        disposed(school, casebook, first)
        connection = casebook.connection
        assert [words for words in EVERYTHING if stands(casebook, words)] == [
            *(PERSON, END, WORKER, CHANGE, ORDER, OVER)
        ]
        assert [each.name for each in household.relations(connection, other, current=False)] == [
            PERSON
        ]
        assert len(statuses.of_pupil(connection, other)) == 1


def test_a_pack_carries_it_without_the_ids_of_other_children(
    school: SmallSchool, tmp_path: Path
) -> None:
    with school.signed_in() as casebook:
        first, other = two(school, casebook)
        fill(casebook, (first,), other)
        kdf: KdfParameters = cheap_kdf(school.random_bytes)
        request = PackRequest(
            pupil_id=first, recipient="Kim Vale, Otter Brook", path=tmp_path / "a.holdfast-pack",
            method="hand",
        )  # fmt: skip
        pack = create_pack(casebook, request=request, kdf=kdf)
    opened = open_pack(Path(pack.path).read_bytes(), passphrase=pack.passphrase)
    (entries,) = (file for file in opened.files if file.name == ENTRIES)
    text = entries.content.decode()
    assert [words for words in EVERYTHING if words not in text] == []
    assert other not in text
    assert first in text, "the control"
