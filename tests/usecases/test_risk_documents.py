"""Plans on paper: every word in the document and in a pack, only what to do in the staff extract,
and nothing anywhere once the file was lawfully destroyed.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.dispose import DisposalRequest, dispose, plan_disposal
from desktop.usecases.lead.documents.kinds import builder_of
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.transfer_out import PackRequest, create_pack
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.pack_contents import ENTRIES
from desktop.usecases.verify_document import verify_pdf
from exports.parts import EntryField, Grid
from storage.database.repositories import ledger_rows
from storage.letterbox.transfer_pack import open_pack
from storage.records.events import Event
from storage.records.redaction import WITHHELD, Redactor
from tests.fakes.small_school import DEPUTY_PASSWORD, SmallSchool, cheap_kdf
from tests.fakes.whole_plan import TEXTS, TO_STAFF, WholePlan, whole_plan, words_in_ledger
from tests.support import leak_search


@pytest.fixture
def made(school: SmallSchool) -> Iterator[tuple[OpenCasebook, WholePlan]]:
    with school.signed_in() as casebook:
        yield casebook, whole_plan(casebook, school.first_pupil)


def asked(plan: WholePlan, kind: str = "risk_assessment", **changes) -> DocumentRequest:
    usual = {
        "kind": kind, "pupil_id": plan.pupil, "records": (plan.id,), "purpose": "Review",
        "recipient": "Council", "product": "signed",
    }  # fmt: skip
    return DocumentRequest(**{**usual, **changes})


def build(made, kind: str = "risk_assessment", redactor: Redactor | None = None) -> Contents:
    casebook, plan = made
    return builder_of(kind)(casebook, asked(plan, kind), redactor or Redactor())


def texts(value: Any) -> Iterator[tuple[str, EntryField | None]]:
    """Every text of some parts, with the place in the record that it names."""
    if isinstance(value, str):
        yield value, None
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        source = getattr(value, "source", None)
        if isinstance(source, EntryField):
            yield value.text, source
        for each in fields(value):
            yield from texts(getattr(value, each.name))


def said(contents: Contents) -> str:
    parts = (contents.title, contents.subtitle, contents.facts, contents.parts)
    return "\n".join(text for text, _ in texts(parts))


def test_the_document_holds_every_word_and_each_is_the_record_s(made) -> None:
    """With the scale it was rated on, who agreed, why the version, and how it ended."""
    casebook, _ = made
    contents = build(made)
    whole = said(contents)
    assert [word for word in TEXTS if word not in whole] == []
    for words in (
        *("Safety plan", "Toilets, Break, Lunchtime", "27 Nov 2026", "three by three", "Medium"),
        *("After an incident", "Reasonable", "Head teacher", "20 November 2026"),
        *("The child who says they were harmed", "Where the allegation stands"),
        "Support for the child changed from “Needleton”.",
    ):
        assert words in whole, words
    placed = [(text, place) for text, place in texts(contents.parts) if place is not None]
    assert len(placed) > 15
    for text, place in placed:
        name, *path = place.name.split(".")
        row = ledger_rows.row(casebook.connection, casebook.ledger, place.entry)
        value = row.fields[name][0]
        for step in path:
            value = value[int(step)] if step.isdigit() else value[step]
        assert value == text, place
    assert {place.entry for _, place in placed} <= set(contents.entries)


def test_each_thing_that_is_done_has_a_row_of_its_own(made) -> None:
    """No row of another shape, and each row says to which hazard it belongs."""
    grid = next(part for part in build(made).parts if isinstance(part, Grid))
    titles = [column.title for column in grid.columns]
    rows = [dict(zip(titles, (cell.text for cell in row), strict=True)) for row in grid.rows]
    assert [(row["No."], row["What is done"], row["By whom"], row["By when"]) for row in rows] == [
        ("1", "Controllia walks along", "Ownerby", "27 Nov 2026"),
        ("1", "Secondable door", "Furtherly", ""),
    ]
    assert [row["Where"] for row in rows] == ["Toilets, Break, Lunchtime", "Wherearoo shed"]


def test_the_staff_extract_holds_what_to_do_and_nothing_else(made) -> None:
    """A new box of a plan does not reach the class team by itself."""
    contents = build(made, "risk_staff_extract")
    whole = said(contents)
    assert [word for word in TO_STAFF if word not in whole] == []
    assert [word for word in TEXTS if word in whole and word not in TO_STAFF] == []
    assert "Toilets, Break, Lunchtime" in whole
    assert "(by 27 Nov 2026)" in whole
    assert contents.entries == ()


def test_what_is_withheld_is_not_printed(made) -> None:
    """A box, one thing that is done, and the words of who agreed."""
    contents = build(made)
    version = max(
        place.entry for _, place in texts(contents.parts) if place and place.name == "facts"
    )
    signed = next(
        place.entry for text, place in texts(contents.parts) if place and text == "Signwords"
    )
    redactor = Redactor(
        fields={
            (version, "facts"): "third_party",
            (version, "hazards.0.more_controls.0.control"): "third_party",
            (signed, "text"): "third_party",
        }
    )
    whole = said(build(made, redactor=redactor))
    assert WITHHELD in whole
    assert "Signwords" not in whole
    assert "Factory" in whole, "as the first version says it"
    extract = said(build(made, "risk_staff_extract", redactor=redactor))
    assert "Secondable" not in extract
    assert "Controllia" in extract


@pytest.mark.parametrize("kind", ["risk_assessment", "risk_staff_extract"])
def test_the_printed_pages_stand_up_to_a_check(made, tmp_path: Path, kind: str) -> None:
    """Read back from the file: the words, and that nothing was changed since it was made."""
    casebook, plan = made
    path = tmp_path / "plan.pdf"
    publish(casebook, prepared=prepare_document(casebook, request=asked(plan, kind)), path=path)
    data = path.read_bytes()
    assert verify_pdf(data).result == "ok"
    hay = leak_search.in_pdf(data, folder=tmp_path)
    wanted = set(TEXTS) if kind == "risk_assessment" else set(TO_STAFF)
    assert set(leak_search.places_of(hay, TEXTS)) == wanted
    broken = bytearray(data)
    broken[len(broken) // 2] ^= 1
    assert verify_pdf(bytes(broken)).result != "ok", "the control"


def test_the_next_school_gets_all_of_it(made, school: SmallSchool, tmp_path: Path) -> None:
    """Every version, agreement and the end travel; the document of the pack says the words."""
    casebook, plan = made
    request = PackRequest(
        pupil_id=plan.pupil, recipient="Kim Vale, Otter Brook", path=tmp_path / "a.holdfast-pack",
        method="hand",
    )  # fmt: skip
    pack = create_pack(casebook, request=request, kdf=cheap_kdf(school.random_bytes))
    opened = open_pack(Path(pack.path).read_bytes(), passphrase=pack.passphrase)
    (entries,) = (file for file in opened.files if file.name == ENTRIES)
    text = entries.content.decode("utf-8")
    assert [word for word in TEXTS if word not in text] == []


def test_a_disposal_leaves_no_word_of_a_plan(school: SmallSchool) -> None:
    """Versions, agreements and the end are destroyed with the file; the ledger still stands."""
    with school.signed_in() as casebook:
        plan = whole_plan(casebook, school.first_pupil)
        assert [word for word in TEXTS if word not in words_in_ledger(casebook)] == []
    with school.signed_in() as casebook:
        left = {"id": plan.pupil, "source": "left", "on_roll": False, "in_care": False}
        casebook.append(Event(type="pupil.changed", fields=left))
        school.clock.moment = datetime(2051, 6, 1, 9, 0, tzinfo=UTC)
        request = DisposalRequest(
            pupil_id=plan.pupil, rule="child_protection", authority="Retention policy 2049"
        )
        planned = plan_disposal(casebook, request=request)
        school.clock.advance(seconds=30)
        second = Credentials(account="dan", password=DEPUTY_PASSWORD, code=school.code("dan"))
        dispose(
            casebook, folder=school.casebook_folder, request=request,
            entries=len(planned.entries), second=second,
        )  # fmt: skip
        tables = casebook.connection.all("SELECT name FROM sqlite_master WHERE type = 'table'")
        hay = "\n".join(
            value if isinstance(value, str) else value.decode("latin-1")
            for (name,) in tables
            for row in casebook.connection.all(f'SELECT * FROM "{name}"')
            for value in row
            if isinstance(value, str | bytes)
        )
        assert [word for word in TEXTS if word in hay] == []
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
