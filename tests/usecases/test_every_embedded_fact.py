"""Every embedded fact of a document is changed in turn: by what is it found, and by what not?

A stranger has the program and a key of their own; the owner has the school's own key as well.
Either changes the attached data alone, or prints the changed data anew. Nobody can make other
entries under the check code that stands in the record.
"""

import copy
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop.usecases import verify_document
from desktop.usecases.lead.amendments import Statement, amend, state_disagreement
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.provenance import seal_key
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.report import Report
from desktop.usecases.verify_document import check_document, verify_pdf
from exports import inspect, preview
from exports.seal import SealKey
from exports.signature_check import check_signature
from storage.records.concern import LinkedPupil
from tests.fakes.forged_documents import attached, forgers_key, printed_anew, under, with_data
from tests.fakes.small_school import WHEN, SmallSchool, decision

Path_ = tuple[str | int, ...]
LEDGER = "ledger-extract.json"
# Each shape of a fact comes many times: a row, an entry, a step of a proof is like the next one.
EVERY = 6


@dataclass(frozen=True)
class Given:
    """A signed document with its attached data, and the key it was signed with."""

    pdf: bytes
    name: str
    data: dict[str, Any]
    extract: dict[str, Any]
    key: SealKey


def made(school: SmallSchool, kind: str) -> Given:
    """A concern with a decision, calls that were corrected twice, set to another day and disagreed
    with, one name withheld.
    """
    school.send(what_happened="A bruise on the left forearm.", child_words="I fell.")
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        decide(casebook, decision=decision(concern_id))
        links = (LinkedPupil(id=school.first_pupil, role="subject"),)
        for text in ("Rang the school nurse.", "Quentin Abernathy came to the gate."):
            call = NewEntry(kind="call", pupils=links, happened=WHEN, text=text, source="parent")
            row = add_entry(casebook, entry=call)
            for correction in ("Rang the nurse twice.", "Rang the nurse three times."):
                amend(casebook, target=row, field="text", correction=correction, reason="Diary")
            amend(casebook, target=row, field="happened", correction="18/11/2026", reason="Bill")
            state_disagreement(
                casebook,
                statement=Statement(
                    target=row,
                    stated_by="Nadia Brook",
                    relationship="mother",
                    stated_on="2026-11-21",
                    words="Nobody rang that day.",
                ),
            )
        request = DocumentRequest(
            kind=kind,
            pupil_id=school.first_pupil,
            purpose="Care proceedings",
            recipient="Wexcombe Council",
            product="signed",
            records=(concern_id,) if kind == "concern_record" else (),
            withhold=Withholding(names=("Quentin Abernathy",), reason="third_party"),
        )
        path = school.root / f"{kind}.pdf"
        publish(casebook, prepared=prepare_document(casebook, request=request), path=path)
        key = seal_key(casebook)
    pdf = path.read_bytes()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        files = {
            str(name): each.get_file().read_bytes() for name, each in opened.attachments.items()
        }
    (name,) = set(files) - {LEDGER}
    return Given(
        pdf=pdf, name=name, data=json.loads(files[name]), extract=json.loads(files[LEDGER]), key=key
    )


@pytest.fixture(scope="module")
def chronology(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> Given:
    folder: Path = tmp_path_factory.mktemp("facts") / "school"
    return made(school_template.copy_to(folder, seed="every fact"), "chronology")


@pytest.fixture(scope="module")
def concern(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> Given:
    folder: Path = tmp_path_factory.mktemp("facts") / "school"
    return made(school_template.copy_to(folder, seed="every fact"), "concern_record")


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The path to every single fact."""
    if isinstance(value, dict | list) and value:
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in items:
            yield from leaves(inner, (*path, step))
    else:
        yield path


def changed(value: Any, path: Path_) -> Any:
    """A copy in which one fact is another one of its kind."""
    result = copy.deepcopy(value)
    place = result
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = _other(place[path[-1]])
    return result


def _other(fact: Any) -> Any:
    if isinstance(fact, bool):
        return not fact
    if isinstance(fact, int):
        return fact + 1
    if isinstance(fact, str) and fact:
        middle = len(fact) // 2
        return fact[:middle] + ("a" if fact[middle] == "b" else "b") + fact[middle + 1 :]
    return "Something that nobody said"


def without(value: Any, path: Path_) -> Any:
    """A copy in which one fact is missing."""
    result = copy.deepcopy(value)
    place = result
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return result


class Bench:
    """Verifies changed data without building and signing a file for each: all that is left out is
    the parser of the file, whose answer is known.
    """

    def __init__(self, given: Given, patch: pytest.MonkeyPatch) -> None:
        self.given = given
        self._texts = preview.page_texts(given.pdf)
        self._files: dict[str, bytes] = {}
        verdict = check_signature(given.pdf)
        patch.setattr(inspect, "check_signature", lambda pdf, password=None: verdict)
        patch.setattr(inspect, "_open", lambda pdf, password: (len(self._texts), self._files))
        patch.setattr(preview, "page_texts", lambda pdf, password=None: self._texts)
        self.true = self.report()
        assert self.true.result == "ok"

    def report(self, *, data: Any = None, extract: Any = None) -> Report:
        """What verify says when these are attached to the pages as they are, signed with the
        school's own key.
        """
        given = self.given
        self._files = {
            given.name: json.dumps(given.data if data is None else data).encode(),
            LEDGER: json.dumps(given.extract if extract is None else extract).encode(),
        }
        return check_document(b"%PDF-").report

    def finds(self, *, data: Any = None, extract: Any = None) -> bool:
        """Whether the change is found: the document is not good, or less of it is proved."""
        report = self.report(data=data, extract=extract)
        return report.result != "ok" or report.proved != self.true.proved


def shape(path: Path_) -> str:
    """A path with its numbers left out: rows.*.author."""
    return ".".join("*" if isinstance(step, int) else step for step in path)


# What only the signature holds when the school's own key signs other data under the same pages:
# neither printed nor in an entry. Nothing here says what happened, when, to whom or who wrote it.
# Texts of up to three letters are looked for on all pages, so that most others are found as well.
NOT_SEEN = {
    "chronology.json": {
        *("edited", "profile", "program", "redactions.*.pages", "redactions.*.pages.*"),
        *("rows.*.serial", "school.address"),
    },
    "document.json": {
        *("edited", "facts.*.name", "kind", "look", "program", "redactions.*.pages"),
        *("school.address", "verification", "parts.*.part", "parts.*.anchor", "parts.*.level"),
        # a table without rows prints its "empty" text alone, one with rows its columns and rows
        *("parts.*.facts.*.name", "parts.*.empty", "parts.*.columns.*", "parts.*.rows"),
    },
}


def short(value: Any, path: Path_) -> bool:
    """Whether a fact is a text too short to say where on the pages it stands."""
    for step in path:
        value = value[step]
    return isinstance(value, str) and 0 < len(value.replace(" ", "")) <= 3


@pytest.mark.parametrize("kind", ["chronology", "concern"])
def test_every_fact_changed_under_the_same_pages(
    kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the owner of the school's key: found by the proofs, or by the print."""
    given: Given = request.getfixturevalue(kind)
    bench = Bench(given, monkeypatch)
    paths = [path for path in leaves(given.data) if not short(given.data, path)]
    missed = {
        shape(path) for path in paths[::EVERY] if not bench.finds(data=changed(given.data, path))
    }
    assert missed <= NOT_SEEN[given.name], sorted(missed - NOT_SEEN[given.name])
    assert len(paths) > 100


@pytest.mark.parametrize("kind", ["chronology", "concern"])
def test_every_fact_of_the_proofs_changed(
    kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Header, signature, key, salt, value, commitment, proof, checkpoint: each breaks it."""
    given: Given = request.getfixturevalue(kind)
    bench = Bench(given, monkeypatch)
    paths = list(leaves(given.extract))
    missed = {
        shape(path)
        for path in paths[::EVERY]
        if not bench.finds(extract=changed(given.extract, path))
    }
    assert missed <= {"v"}, sorted(missed)
    assert len(paths) > 100


@pytest.mark.parametrize("kind", ["chronology", "concern"])
def test_a_fact_that_is_missing_is_never_an_error(
    kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: Given = request.getfixturevalue(kind)
    bench = Bench(given, monkeypatch)
    for path in list(leaves(given.data))[::EVERY]:
        result = bench.report(data=without(given.data, path)).result
        assert result in ("ok", "changed", "unreadable")
    for path in list(leaves(given.extract))[::EVERY]:
        result = bench.report(extract=without(given.extract, path)).result
        assert result == "changed" or path[-1] in ("v", "withheld", "shown"), path


def test_a_sample_of_changes_in_real_files(chronology: Given) -> None:
    """The same with files that are rebuilt and signed, by a stranger and with the school's key."""
    data, extract = attached(chronology.pdf)
    for key in (forgers_key(), chronology.key):
        for path in list(leaves(data))[::37]:
            if shape(path) in {*NOT_SEEN["chronology.json"], "certificate", "key_id"}:
                continue
            forged = with_data(chronology.pdf, under(key, changed(data, path)), extract, key=key)
            assert verify_pdf(forged).result != "ok", path
        for path in list(leaves(extract))[1::61]:
            forged = with_data(chronology.pdf, under(key, data), changed(extract, path), key=key)
            assert verify_pdf(forged).result != "ok", path


# What a row of a chronology prints that an entry proves.
PROVED = (
    *("what_happened", "child_words", "happened_value", "source", "action_or_decision", "reason"),
    *("outcome", "recorded_at", "record", "transcribed"),
)


def test_printed_anew_the_proofs_alone_are_left(chronology: Given) -> None:
    """The owner prints other data with the school's key: every word of a record is still found,
    what the school says in its own words is not.
    """
    data, extract = attached(chronology.pdf)
    again = printed_anew(data, extract, key=chronology.key)
    assert verify_pdf(again).result == "ok"
    proved_row = next(n for n, row in enumerate(data["rows"]) if "nurse" in row["what_happened"])
    for column in PROVED:
        for path in leaves(data["rows"][proved_row][column], ("rows", proved_row, column)):
            forged = printed_anew(changed(data, path), extract, key=chronology.key)
            assert verify_pdf(forged).result == "changed", path
    for name in ("field", "was", "now", "at", "reason"):
        path = ("rows", proved_row, "corrections", 1, name)
        forged = printed_anew(changed(data, path), extract, key=chronology.key)
        assert verify_pdf(forged).result == "changed", path
    for path in (
        ("rows", proved_row, "corrections", 3, "stated"),
        ("rows", proved_row, "dated_by"),
        ("rows", proved_row, "happened_note"),
    ):
        forged = printed_anew(changed(data, path), extract, key=chronology.key)
        assert verify_pdf(forged).result == "changed", path
    for path in (("purpose",), ("rows", proved_row, "author"), ("rows", proved_row, "heading")):
        other = changed(data, path)
        for fact in other["facts"]:
            fact["text"] = other["purpose"] if fact["label"] == "Purpose" else fact["text"]
        forged = printed_anew(other, extract, key=chronology.key)
        report = verify_pdf(forged)
        assert report.result == "ok", path  # these are the school's own words, and it says so
        assert any("names of authors stand" in line for line in report.not_proved)


def test_a_stranger_is_known_by_the_key_alone(chronology: Given) -> None:
    """True data printed anew under another key: only the key id, told another way, shows it."""
    data, extract = attached(chronology.pdf)
    key = forgers_key()
    forged = printed_anew(under(key, data), extract, key=key)
    assert verify_pdf(forged).result == "ok"
    assert verify_pdf(forged, expect_key=data["key_id"]).result == "changed"
    assert any("Whose key it is" in line for line in verify_pdf(forged).not_proved)
    assert verify_document.key_id_of(inspect.inspect_pdf(forged)) != data["key_id"]
