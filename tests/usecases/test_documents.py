"""Documents prepared, looked at and let out: what was shown is what leaves, and is entered."""

import hashlib
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents import prepare
from desktop.usecases.lead.documents.kinds import builder_of, kind_of, kinds
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.prepared import PreparedDocument
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.register import count_disclosures, disclosures_of, kept_copy
from desktop.usecases.lead.documents.request import Contents, DocumentRequest, Withholding
from desktop.usecases.lead.documents.told import told
from desktop.usecases.lead.entries import add_entry
from desktop.usecases.lead.given_out import list_anchors
from desktop.usecases.lead.verify_casebook import replay_differences, show_page, verify_ledger
from desktop.usecases.verify_document import verify_pdf
from exports.inspect import inspect_pdf
from exports.parts import Paragraph
from exports.preview import page_count, page_texts, render_png, render_rgb
from storage.database.repositories import concerns
from storage.records.errors import NotPermittedError, UserFacingError
from storage.records.people import Role
from storage.records.redaction import Redactor
from tests.fakes.handed_over import SECRET, asked, call, recorded_school
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


def everything_in(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_a_kind_that_is_not_on_the_list_is_refused_by_name() -> None:
    assert all(kind.products and kind.label and kind.help for kind in kinds())
    with pytest.raises(UserFacingError) as caught:
        kind_of("poster")
    assert caught.value.code == "documents.unknown_kind"


def test_preparing_writes_nothing(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        size, files = casebook.head().size, everything_in(school.root)
        prepared = prepare_document(casebook, request=asked(school))
        prepared.page_png(1)
        prepared.finish()
        assert casebook.head().size == size
        assert everything_in(school.root) == files
        assert count_disclosures(casebook) == 0
    assert repr(prepared).startswith("<")


def test_what_was_shown_is_what_leaves(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school, product="signed"))
        shown = [prepared.page_rgb(page, dpi=50) for page in range(1, prepared.pages + 1)]
        words = [prepared.page_text(page) for page in range(1, prepared.pages + 1)]
        made = publish(casebook, prepared=prepared)
    pdf = Path(made.path).read_bytes()
    assert (page_count(pdf), made.pages) == (len(shown), len(shown))
    assert [render_rgb(pdf, page, dpi=50) for page in range(1, made.pages + 1)] == shown
    assert page_texts(pdf) == words
    for code, text in zip(prepared.page_codes, words, strict=True):
        assert code in text
    assert prepared.page_png(1, dpi=50) == render_png(pdf, 1, dpi=50)
    assert "Rang the nurse" in "".join(words)


def test_a_signed_copy_is_entered_with_all_that_is_known_of_it(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school, product="signed"))
        made = publish(casebook, prepared=prepared)
        (row,) = disclosures_of(casebook)
        assert disclosures_of(casebook, pupil_id=school.first_pupil) == (row,)
        assert kept_copy(casebook, export_id=made.export_id) == Path(made.path).read_bytes()
        with pytest.raises(UserFacingError) as caught:
            kept_copy(casebook, export_id=made.export_id, master=True)
        assert caught.value.code == "documents.no_master"
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
        assert list_anchors(casebook)[0].where.startswith("Chronology for Wexcombe Council of ")
    sha256 = hashlib.sha256(Path(made.path).read_bytes()).hexdigest()
    assert (row.sha256, row.kept_sha256, made.sha256) == (sha256,) * 3
    assert (row.kind, row.label, row.product, row.how) == (
        "chronology",
        "Chronology",
        "signed",
        "file",
    )
    assert (row.by, row.recipient, row.pages) == ("Ruth Okafor", "Wexcombe Council", made.pages)
    assert row.page_codes == prepared.page_codes
    assert (row.shown, row.total) == (made.shown, made.total)
    assert verify_pdf(Path(made.path).read_bytes()).result == "ok"


def test_printing_is_entered_and_leaves_no_file(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        files = everything_in(school.root)
        prepared = prepare_document(casebook, request=asked(school, path=None))
        with pytest.raises(UserFacingError) as caught:
            publish(casebook, prepared=prepared)
        assert caught.value.code == "documents.no_path"
        made = publish(casebook, prepared=prepared, how="print")
        assert everything_in(school.root) == files
        (row,) = disclosures_of(casebook)
        assert show_page(casebook, code=prepared.page_codes[-1]).file_matches
    assert (row.how, row.product, row.file_name, made.path) == ("print", "signed", "", "")
    assert row.sha256 == hashlib.sha256(made.pdf).hexdigest()
    assert page_count(made.pdf) == prepared.pages


def test_a_further_copy_has_an_entry_of_its_own(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school))
        first = publish(casebook, prepared=prepared)
        again = publish(casebook, prepared=prepared, path=school.root / "again.pdf")
        signed = publish(
            casebook, prepared=prepared, path=school.root / "signed.pdf", product="signed"
        )
        paper = publish(casebook, prepared=prepared, how="print")
        rows = disclosures_of(casebook)
        page = show_page(casebook, code=prepared.page_codes[0])
        kept = kept_copy(casebook, export_id=first.export_id)
        assert kept_copy(casebook, export_id=paper.export_id) == kept
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
    assert [row.copy_of for row in rows] == [first.export_id] * 3 + [""]
    assert len({row.id for row in rows}) == 4
    assert page.export_id == first.export_id
    assert first.password != again.password
    assert page_texts(Path(first.path).read_bytes(), password=first.password) == page_texts(
        Path(again.path).read_bytes(), password=again.password
    )
    assert Path(signed.path).read_bytes() == kept
    assert {row.kept_sha256 for row in rows} == {hashlib.sha256(kept).hexdigest()}


@pytest.mark.parametrize("suffix", [".docx", ".csv"])
def test_a_working_copy_has_no_pages(school: SmallSchool, suffix: str) -> None:
    with school.signed_in() as casebook:
        path = school.root / f"copy{suffix}"
        prepared = prepare_document(casebook, request=asked(school, product="working", path=path))
        assert (prepared.pages, prepared.page_codes) == (0, ())
        assert [warning.code for warning in prepared.warnings] == ["documents.working_copy"]
        with pytest.raises(ValueError, match="no pages"):
            prepared.page_png(1)
        for other in ({"product": "signed"}, {"how": "print"}):
            with pytest.raises(UserFacingError) as caught:
                publish(casebook, prepared=prepared, **other)
            assert caught.value.code == "documents.product_not_offered"
        made = publish(casebook, prepared=prepared)
        (row,) = disclosures_of(casebook)
        assert kept_copy(casebook, export_id=made.export_id) == path.read_bytes()
    assert (row.product, row.pages) == ("working", 0)


def test_the_unredacted_master_stays_in_the_casebook(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        prepared = prepare_document(
            casebook,
            request=asked(
                school,
                product="signed",
                withhold=Withholding(names=(SECRET,), reason="third_party"),
                subject_access=True,
            ),
        )
        made = publish(casebook, prepared=prepared)
        (row,) = disclosures_of(casebook)
        master = kept_copy(casebook, export_id=made.export_id, master=True)
        kept = kept_copy(casebook, export_id=made.export_id)
    pdf = Path(made.path).read_bytes()
    assert kept == pdf
    assert "Abernathy" not in "".join(page_texts(pdf))
    assert "Abernathy" in "".join(page_texts(master))
    assert "not sent" in "".join(page_texts(master)) or "Nobody" in "".join(page_texts(master))
    assert row.master_sha256 == hashlib.sha256(master).hexdigest()
    assert verify_pdf(master).result == "ok"
    assert verify_pdf(pdf).result == "ok"
    assert row.redactions
    # the file leaves out how many there are, the register keeps it
    assert row.subject_access
    assert (row.shown, row.total) == (made.shown, made.total)
    assert inspect_pdf(master).result == "ok"
    assert not re.search(rf"\b{made.shown} of {made.total}\b", "".join(page_texts(pdf)))


def test_the_first_page_is_there_at_once(school: SmallSchool) -> None:
    """Ten pages: half a second from the press to the first page, of this computer's own time."""
    with school.signed_in() as casebook:
        for number in range(30):
            add_entry(casebook, entry=call(school, f"Call {number}. " + "He was late again. " * 9))
        prepare_document(casebook, request=asked(school))  # the code is loaded by now
        before = time.process_time()
        prepared = prepare_document(casebook, request=asked(school))
        prepared.page_png(1)
        took = time.process_time() - before
    assert prepared.pages >= 10
    assert took < 0.5, f"{took:.2f} s"


@pytest.mark.parametrize("withheld", [False, True])
def test_nothing_leaves_that_the_record_does_not_say(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch, withheld: bool
) -> None:
    """A builder that prints other words than the signed entry, even where they are withheld."""
    with school.signed_in() as casebook:
        (concern,) = concerns.ids(casebook.connection)
        seq = concerns.concern(casebook.connection, concern).seq
        words = "Nothing to worry about."

        def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
            good = builder_of("concern_record")(casebook, request, redactor)
            shown = told(redactor, entry=seq, name="what_happened", text=words)
            return replace(good, parts=(Paragraph(text=shown.text, source=shown.source),))

        request = asked(school, kind="concern_record", records=(concern,))
        if withheld:
            request = replace(
                request, withhold=Withholding(fields=((seq, "what_happened", "third_party"),))
            )
        prepare_document(casebook, request=request)
        monkeypatch.setattr(prepare, "builder_of", lambda _kind: build)
        with pytest.raises(UserFacingError) as caught:
            prepare_document(casebook, request=request)
        assert (caught.value.code, caught.value.facts) == ("documents.text_differs", {"entry": seq})


def test_names_of_files_say_nothing_of_a_child(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school))
    name = prepared.suggested_name(".pdf")
    assert name == f"chronology-{school.first_pupil}-{prepared.export_id}.pdf"
    for part in prepared.document.subtitle.split():
        assert part.casefold() not in name.casefold()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "poster"}, "documents.unknown_kind"),
        ({"purpose": " "}, "export.incomplete"),
        ({"recipient": ""}, "export.incomplete"),
        ({"pupil_id": "p-nobody"}, "pupils.not_found"),
        ({"pupil_id": ""}, "pupils.not_found"),
        ({"kind": "file_index", "product": "working"}, "documents.product_not_offered"),
        ({"kind": "statement_shell"}, "documents.only_when_asked"),
        ({"kind": "s9_certificate", "requested_by": "a neighbour"}, "documents.only_when_asked"),
    ],
)
def test_what_cannot_be_made_is_refused(
    school: SmallSchool, changes: dict[str, object], code: str
) -> None:
    with school.signed_in() as casebook:
        size = casebook.head().size
        with pytest.raises(UserFacingError) as caught:
            prepare_document(casebook, request=asked(school, **changes))
        assert caught.value.code == code
        assert casebook.head().size == size


def test_only_leads_with_a_fresh_code(school: SmallSchool) -> None:
    class Late:
        """A code shown too long ago."""

        def counts(self) -> bool:
            return False

    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school))
        teacher = replace(casebook, person=replace(casebook.person, role=Role.STAFF))
        late = replace(casebook, fresh_code=Late())
        for other, error in ((teacher, NotPermittedError), (late, UserFacingError)):
            with pytest.raises(error):
                prepare_document(other, request=asked(school))
            with pytest.raises(error):
                publish(other, prepared=prepared)
        assert count_disclosures(casebook) == 0


class Stopped(Exception):
    """Somebody pressed cancel."""


def cancel_at(place: int):
    """A progress that cancels at its nth call."""
    calls = []

    def progress(done: int, total: int) -> None:
        assert 0 <= done <= total
        calls.append(done)
        if len(calls) == place:
            raise Stopped

    return progress


def test_cancelling_leaves_nothing_behind(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        size, files = casebook.head().size, everything_in(school.root)
        cancelled = 0
        for place in range(1, 30):
            try:
                prepare_document(casebook, request=asked(school), progress=cancel_at(place))
            except Stopped:
                cancelled += 1
        assert cancelled == 5
        for place in range(1, 30):
            prepared = prepare_document(casebook, request=asked(school))
            try:
                publish(casebook, prepared=prepared, progress=cancel_at(place))
                break
            except Stopped:
                cancelled += 1
                assert casebook.head().size == size
                assert everything_in(school.root) == files
        assert cancelled >= 5 + prepared.pages
        assert Path(school.root / "out.pdf").exists(), "in the end one is made"


def test_a_prepared_document_keeps_its_moment(school: SmallSchool) -> None:
    """What is entered between looking and letting out changes nothing of what was shown."""
    with school.signed_in() as casebook:
        prepared: PreparedDocument = prepare_document(
            casebook, request=asked(school, product="signed")
        )
        add_entry(casebook, entry=call(school, "Rang again meanwhile."))
        made = publish(casebook, prepared=prepared)
        assert verify_ledger(casebook).result == "ok"
    pdf = Path(made.path).read_bytes()
    assert "meanwhile" not in "".join(page_texts(pdf))
    assert verify_pdf(pdf).result == "ok"
