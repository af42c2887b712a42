"""The same values give the same bytes, through the whole chain but for the signature."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.provenance import seal_key
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest
from exports.lock import lock_and_seal
from exports.seal import seal
from storage.database.repositories import concerns
from tests.fakes.clock import FakeClock
from tests.fakes.handed_over import asked, recorded_school
from tests.fakes.randomness import FakeRandomBytes
from tests.fakes.small_school import SmallSchool


@pytest.fixture(scope="module")
def recorded(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> SmallSchool:
    """A school with a file worth handing over; nobody writes to it."""
    return recorded_school(school_template, tmp_path_factory.mktemp("recorded") / "school")


@pytest.fixture
def school(recorded: SmallSchool, tmp_path: Path):
    """A copy of the recorded school."""
    copy = recorded.copy_to(tmp_path / "school", seed="one document")
    yield copy
    copy.close()


def _zeroed(pdf: bytes) -> bytes:
    """The file without what its signature says."""
    return re.sub(rb"/Contents ?<[0-9a-fA-F]{1000,}>", b"/Contents<>", pdf)


ALIKE = ("chronology", "child_protection_file", "file_index", "referral_pack", "concern_record")


def test_the_same_values_give_the_same_bytes(recorded: SmallSchool, tmp_path: Path) -> None:
    made: dict[str, list[object]] = {"one": [], "two": []}
    for turn, found in made.items():
        copy = recorded.copy_to(tmp_path / turn, seed="same")
        with copy.signed_in() as casebook:
            fixed = _fixed(casebook)
            ready = [
                prepare_document(fixed, request=_of_kind(copy, casebook, kind)) for kind in ALIKE
            ]
            if turn == "two":  # having looked at pages changes nothing
                ready[0].page_png(2)
            # signatures are drawn by lot and enter the record, so that nothing is made after them
            for prepared in ready:
                path = Path(publish(fixed, prepared=prepared).path)
                found += [prepared.finish(), _zeroed(path.read_bytes()), prepared.page_codes]
                assert len(_zeroed(path.read_bytes())) < len(path.read_bytes())
        copy.close()
    for one, two in zip(made["one"], made["two"], strict=True):
        assert one == two


def _of_kind(school: SmallSchool, casebook: OpenCasebook, kind: str) -> DocumentRequest:
    chosen = tuple(concerns.ids(casebook.connection)) if kind == "concern_record" else ()
    path = school.root / f"{kind}.pdf"
    return asked(school, kind=kind, product="signed", path=path, records=chosen)


def test_signing_says_nothing_of_its_own(school: SmallSchool) -> None:
    """Neither this computer's clock nor the name of a library: what the file says stays."""
    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school))
        key = seal_key(casebook)
    plain = prepared.finish()
    signed = seal(plain, key=key, signed_at="2026-11-22T09:10:00.000Z")
    locked = lock_and_seal(plain, password="x", key=key, signed_at="2026-11-22T09:10:00.000Z")
    assert _said_of_itself(signed) == _said_of_itself(plain)
    assert _said_of_itself(locked, password="x") == _said_of_itself(plain)


def _said_of_itself(pdf: bytes, *, password: str = "") -> tuple[dict[str, str], bytes]:
    with pikepdf.open(io.BytesIO(pdf), password=password) as opened:
        info = {str(name): str(value) for name, value in opened.docinfo.items()}
        return info, opened.Root.Metadata.read_bytes()


def _fixed(casebook: OpenCasebook) -> OpenCasebook:
    """The same moment and the same randomness for everybody."""
    return replace(casebook, clock=FakeClock(), random_bytes=FakeRandomBytes("fixed"))
