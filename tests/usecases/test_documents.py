"""Documents prepared, looked at and let out: what was shown is what leaves, and is entered."""

import hashlib
import io
import re
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.child_file import NewEntry, add_entry, set_significant
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.documents.kinds import BUILDERS, builder_of, kind_of, kinds
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.prepared import PreparedDocument
from desktop.usecases.lead.documents.provenance import seal_key
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.register import count_disclosures, disclosures_of, kept_copy
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.given_out import list_anchors
from desktop.usecases.lead.verify_casebook import replay_differences, show_page, verify_ledger
from desktop.usecases.verify_document import verify_pdf
from exports.inspect import inspect_pdf
from exports.lock import lock_and_seal
from exports.preview import page_count, page_texts, render_png, render_rgb
from exports.seal import seal
from storage.database.repositories import concerns, disclosures
from storage.intake import vocabularies
from storage.records.concern import LinkedPupil
from storage.records.errors import NotPermittedError, UserFacingError
from storage.records.people import Role
from tests.fakes.clock import FakeClock
from tests.fakes.randomness import FakeRandomBytes
from tests.fakes.small_school import WHEN, SmallSchool

SECRET = "Quentin Abernathy"


@pytest.fixture(scope="module")
def recorded(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> SmallSchool:
    """A school whose first child has a concern and a call in the file; nobody writes to it."""
    folder = tmp_path_factory.mktemp("recorded") / "school"
    school = school_template.copy_to(folder, seed="documents")
    school.send(what_happened=f"He said {SECRET} pushed him.", child_words="Mr Abernathy shouted.")
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        for number in range(12):
            kept = add_entry(casebook, entry=_call(school, f"Rang the nurse, call {number}."))
        set_significant(casebook, target=kept, significant=True)
    return school


@pytest.fixture
def school(recorded: SmallSchool, tmp_path: Path):
    """A copy of the recorded school."""
    copy = recorded.copy_to(tmp_path / "school", seed="one document")
    yield copy
    copy.close()


def _call(school: SmallSchool, text: str) -> NewEntry:
    return NewEntry(
        kind="call",
        pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
        happened=WHEN,
        text=text,
    )


def asked(school: SmallSchool, **changes) -> DocumentRequest:
    """The first child's court chronology, as a locked copy."""
    usual = {
        "kind": "chronology",
        "pupil_id": school.first_pupil,
        "purpose": "Care proceedings",
        "recipient": "Wexcombe Council",
        "path": school.root / "out.pdf",
    }
    return DocumentRequest(**{**usual, **changes})


def everything_in(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_every_kind_of_the_list_can_be_built() -> None:
    listed = {item.code for item in vocabularies.load("documents").items}
    assert set(BUILDERS) == listed - {"transfer_pack"}, "a pack is no document of pages"
    for kind in kinds():
        assert callable(builder_of(kind.code)), kind.code
        assert kind.products
        assert kind.label
        assert kind.help
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


def opens(pdf: bytes, password: str, folder: Path) -> dict[str, bool]:
    """Which readers open a file with a password."""
    path = folder / "locked.pdf"
    path.write_bytes(pdf)
    return {
        "pdfium": _tries(lambda: pypdfium2.PdfDocument(pdf, password=password or None).close()),
        "pikepdf": _tries(lambda: pikepdf.open(path, password=password).close()),
        "qpdf": _runs("qpdf", f"--password={password}", "--check", str(path)),
        "mutool": _runs("mutool", "draw", "-p", password, "-F", "text", "-o", "-", str(path)),
        "poppler": _runs("pdfinfo", "-upw", password, str(path)),
    }


def _tries(work: Callable[[], None]) -> bool:
    try:
        work()
    except (pikepdf.PasswordError, pypdfium2.PdfiumError):
        return False
    return True


def _runs(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_locked_copy_opens_in_every_reader(school: SmallSchool, tmp_path: Path) -> None:
    """The command line of poppler takes 32 characters of a password, its viewers take all."""
    short = "plum tide oboe kite rain sock"
    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school))
        key = seal_key(casebook)
    at = prepared.moment.at
    pdf = lock_and_seal(prepared.finish(), password=short, key=key, signed_at=at)
    assert set(opens(pdf, short, tmp_path).values()) == {True}
    for wrong in ("", short.upper(), short[:-1]):
        assert set(opens(pdf, wrong, tmp_path).values()) == {False}, wrong
    path = tmp_path / "locked.pdf"
    said = subprocess.run(
        ["pdfsig", "-nocert", "-upw", short, str(path)], capture_output=True, text=True, check=True
    ).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_a_locked_copy_opens_with_its_password_alone(school: SmallSchool, tmp_path: Path) -> None:
    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school))
        made = publish(casebook, prepared=prepared)
        page = show_page(casebook, code=prepared.page_codes[0])
        kept = kept_copy(casebook, export_id=made.export_id)
        row = disclosures.disclosure(casebook.connection, made.export_id)
    pdf = Path(made.path).read_bytes()
    words = made.password.split(" ")
    assert len(words) == 6
    right = opens(pdf, made.password, tmp_path)
    assert {right[name] for name in ("pdfium", "pikepdf", "qpdf", "mutool")} == {True}
    for wrong in ("", made.password + "x", " ".join(reversed(words))):
        assert set(opens(pdf, wrong, tmp_path).values()) == {False}, wrong
    report = verify_pdf(pdf, password=made.password)
    assert (report.result, report.first_fault) == ("ok", None)
    # every page lies inside, each with its code
    assert [code for code, text in zip(prepared.page_codes, page_texts(pdf, password=made.password),
            strict=True) if code in text] == list(prepared.page_codes)  # fmt: skip
    with pikepdf.open(io.BytesIO(pdf), password=made.password) as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)
    # the casebook keeps the signed copy of the same pages
    assert page.file_matches
    assert verify_pdf(kept).result == "ok"
    assert page_texts(kept) == page_texts(pdf, password=made.password)
    assert row is not None
    assert (row.sha256, row.kept_sha256) == (
        hashlib.sha256(pdf).hexdigest(),
        hashlib.sha256(kept).hexdigest(),
    )


def test_the_password_stands_nowhere_else(
    school: SmallSchool, caplog: pytest.LogCaptureFixture
) -> None:
    with school.signed_in() as casebook:
        prepared = prepare_document(casebook, request=asked(school))
        made = publish(casebook, prepared=prepared)
        row = disclosures.disclosure(casebook.connection, made.export_id)
        kept = kept_copy(casebook, export_id=made.export_id)
        stored = casebook.connection.all("SELECT value FROM machine_state")
    assert made.password
    said = " ".join(
        (repr(made), str(made), repr(prepared), repr(row), made.path, caplog.text, repr(stored))
    )
    assert made.password not in said
    assert made.password.encode() not in Path(made.path).read_bytes() + kept + prepared.finish()
    again = replace(made, password="")
    assert repr(again) == repr(made)


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
            add_entry(casebook, entry=_call(school, f"Call {number}. " + "He was late again. " * 9))
        prepare_document(casebook, request=asked(school))  # the code is loaded by now
        before = time.process_time()
        prepared = prepare_document(casebook, request=asked(school))
        prepared.page_png(1)
        took = time.process_time() - before
    assert prepared.pages >= 10
    assert took < 0.5, f"{took:.2f} s"


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


def test_a_prepared_document_keeps_its_moment(school: SmallSchool) -> None:
    """What is entered between looking and letting out changes nothing of what was shown."""
    with school.signed_in() as casebook:
        prepared: PreparedDocument = prepare_document(
            casebook, request=asked(school, product="signed")
        )
        add_entry(casebook, entry=_call(school, "Rang again meanwhile."))
        made = publish(casebook, prepared=prepared)
        assert verify_ledger(casebook).result == "ok"
    pdf = Path(made.path).read_bytes()
    assert "meanwhile" not in "".join(page_texts(pdf))
    assert verify_pdf(pdf).result == "ok"
