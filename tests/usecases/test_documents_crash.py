"""A crash while a document leaves: nothing, or an entry and a file that the next sign-in finishes.

Every state in which a kill could leave the disk is put back, and the lead signs in.
"""

import hashlib
import shutil
from pathlib import Path

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents import leaving
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.register import count_disclosures, disclosures_of
from desktop.usecases.lead.documents.request import DocumentRequest, Product
from desktop.usecases.lead.entries import NewEntry, add_entry
from exports.file_writer import left_of, prepare
from storage.records.concern import LinkedPupil
from tests.fakes.disk_moments import DiskMoments
from tests.fakes.small_school import WHEN, SmallSchool


def asked(school: SmallSchool, *, product: Product, path: Path) -> DocumentRequest:
    """A chronology of the first child."""
    return DocumentRequest(
        kind="chronology",
        pupil_id=school.first_pupil,
        purpose="Care proceedings",
        recipient="Wexcombe Council",
        product=product,
        path=path,
    )


def write_something(school: SmallSchool, casebook: OpenCasebook) -> None:
    """A call in the first child's file."""
    add_entry(
        casebook,
        entry=NewEntry(
            kind="call",
            pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
            happened=WHEN,
            text="Rang the nurse.",
        ),
    )


def put_back(school: SmallSchool, moment: Path) -> None:
    """The laptop, its casebook and the folder in which the document was to go, at a moment."""
    shutil.rmtree(school.laptop)
    shutil.copytree(moment, school.laptop)


@pytest.mark.parametrize("product", ["signed", "locked"])
def test_every_moment_of_a_crash(school: SmallSchool, tmp_path: Path, product: Product) -> None:
    target = school.laptop / "leaves.pdf"
    moments = DiskMoments(school.laptop, tmp_path / "moments")
    with school.signed_in() as casebook:
        write_something(school, casebook)
        prepared = prepare_document(casebook, request=asked(school, product=product, path=target))
        with moments.recorded():
            made = publish(casebook, prepared=prepared)
    seen = set()
    for moment in moments.moments:
        put_back(school, moment)
        unfinished = bool(left_of(target, mark=made.export_id))
        named = target.exists()
        school.clock.advance(seconds=30)
        done = school.try_sign_in()
        entered = bool(count_disclosures(done.casebook))
        codes = [notice.code for notice in done.notices if notice.code.startswith("exports.")]
        state = (entered, unfinished, named)
        seen.add(state)
        assert not left_of(target, mark=made.export_id), state
        if not entered:
            assert not target.exists(), state
            assert codes == (["exports.stopped_before_entry"] if unfinished else []), state
        elif product == "signed":
            (row,) = disclosures_of(done.casebook)
            assert hashlib.sha256(target.read_bytes()).hexdigest() == row.sha256, state
            assert codes == (["exports.stopped_finished"] if unfinished else []), state
        elif unfinished:
            assert not target.exists(), "nobody has its password"
            assert codes == ["exports.stopped_locked"], state
        assert leaving.finish_leaving(done.casebook) == (), "it is told once"
        done.casebook.close()
    # the control: the record of moments holds each of the states that matter
    assert {
        (False, False, False),
        (False, True, False),
        (True, True, False),
        (True, False, True),
    } <= seen


def test_an_unplugged_stick_is_asked_for(school: SmallSchool, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with school.signed_in() as casebook:
        file = leaving.begin(
            casebook, export_id="export-1", path=stick / "leaves.pdf", data=b"%PDF-1.7"
        )
        stick.rename(tmp_path / "unplugged")
        (told,) = leaving.finish_leaving(casebook)
        assert (told.code, told.facts) == ("exports.stopped_folder_gone", {"export": "export-1"})
        (tmp_path / "unplugged").rename(stick)
        (told,) = leaving.finish_leaving(casebook)
        assert told.code == "exports.stopped_before_entry"
        assert leaving.finish_leaving(casebook) == ()
    assert not file.temporary.exists()
    assert list(stick.iterdir()) == []


def test_a_stick_that_is_lost_is_not_asked_for_for_ever(
    school: SmallSchool, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with school.signed_in() as casebook:
        leaving.begin(casebook, export_id="export-1", path=stick / "x.pdf", data=b"%PDF-1.7")
        stick.rename(tmp_path / "lost")
        told = [len(leaving.finish_leaving(casebook)) for _ in range(5)]
    assert told == [1, 1, 1, 0, 0]


def test_a_file_that_is_gone_is_said_to_be_gone(school: SmallSchool) -> None:
    out = school.root / "out"
    out.mkdir()
    target = out / "leaves.pdf"
    with school.signed_in() as casebook:
        write_something(school, casebook)
        request = asked(school, product="signed", path=target)
        made = publish(casebook, prepared=prepare_document(casebook, request=request))
        # what a crash between the name and the note of it leaves, after which the file was moved
        data = target.read_bytes()
        leaving.begin(casebook, export_id=made.export_id, path=target, data=data).discard()
        assert leaving.finish_leaving(casebook) == (), "the file is where it was to go"
        target.unlink()
        leaving.begin(casebook, export_id=made.export_id, path=target, data=data).discard()
        (told,) = leaving.finish_leaving(casebook)
        assert told.code == "exports.stopped_without_file"


def test_what_another_program_left_is_not_touched(school: SmallSchool) -> None:
    strange = prepare(school.root / "x.pdf", b"of somebody else", mark="export-other")
    with school.signed_in() as casebook:
        leaving.begin(casebook, export_id="export-2", path=school.root / "x.pdf", data=b"ours")
        leaving.finish_leaving(casebook)
    assert strange.temporary.read_bytes() == b"of somebody else"
    strange.discard()
