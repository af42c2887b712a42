"""The sentences about a document: what its signature, its pages and the attached entries prove."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.usecases.compare_texts import TextPlace, TextsVerdict, compare_document
from desktop.usecases.printed_rows import RowsVerdict
from desktop.usecases.report import entries, long_moment, plain_id, same_id
from desktop.usecases.signed_words import SignedWords, signed_lines, signed_words
from exports.inspect import PdfInspection
from storage.keys.person_keys import key_id_of as ledger_key_id_of
from storage.keys.signing import certificate_key_id, grouped
from storage.ledger.extract import ExtractVerdict
from storage.ledger.fingerprint import check_code

_MOST_NUMBERS = 12


@dataclass(slots=True, kw_only=True)
class Findings:
    """What is found while a document is checked, sentence by sentence; faults have codes."""

    faults: list[dict[str, Any]] = field(default_factory=list)
    proved: list[str] = field(default_factory=list)
    not_proved: list[str] = field(default_factory=list)
    texts: TextsVerdict | None = None
    signed: tuple[SignedWords, ...] = ()

    def fault(self, code: str, **facts: Any) -> None:
        """Something is not as it was exported."""
        self.faults.append({"code": code, **facts})


def key_id_of(inspection: PdfInspection) -> str:
    """The key id of the certificate that signed, in groups, as printed on the document."""
    return grouped(certificate_key_id(inspection.certificate)) if inspection.certificate else ""


def find_signature(found: Findings, inspection: PdfInspection, *, expect_key: str) -> None:
    """Whether the file is as it was signed, and by which key."""
    actual = key_id_of(inspection)
    if inspection.signed and inspection.signature_intact and inspection.whole_file:
        found.proved.append(
            f"Nothing in this file has changed since it was signed with the key {actual}."
        )
    elif not inspection.signed:
        found.fault("verify.not_signed")
    if inspection.signed and not same_id(inspection.key_id, actual):
        found.fault("verify.other_key_printed", found=actual)
    if expect_key:
        known = (plain_id(actual), plain_id(inspection.certificate_fingerprint))
        if plain_id(expect_key) in known:
            found.proved.append("The key is the one you were given by another way.")
        else:
            found.fault("verify.another_key", found=actual)
    else:
        found.not_proved.append(
            "Whose key it is, and so whose record: ask the school by another way for its key id"
            f" and compare it with {actual}."
        )
    found.not_proved.append(
        "When it was made: the time is the school's own clock, bounded only by check codes"
        " kept elsewhere."
    )


def find_print(found: Findings, inspection: PdfInspection) -> None:
    """Whether the pages print what the attached data say."""
    words = inspection.words
    if not words.compared or words.differing:
        return
    read = words.compared - words.unread
    found.proved.append(
        f"The text of the pages is the attached data: {'all ' if not words.unread else ''}{read:,}"
        " texts of them stand there, in order, white space aside."
    )
    if words.loosely:
        found.not_proved.append(
            f"The order of the words in {words.loosely:,} of these texts, which stand beside a"
            " script that runs from right to left, or hold accents set apart: the words and letters"
            " were compared."
        )
    if words.unread:
        found.not_proved.append(
            f"The print of {words.unread:,} texts beside signs that no typeface has, or of several"
            " scripts: compare them by eye with the attached data."
        )
    found.not_proved.append(
        "That the eye sees on a page what its text says, and nothing beside it: whoever holds the"
        " key can hide text or draw over it. Compare the pages, and what their drawings show, with"
        " the attached data by eye."
    )


def find_record(found: Findings, inspection: PdfInspection, extract: ExtractVerdict) -> None:
    """What stands in the record behind the document."""
    if not extract.ok:
        first = extract.faults[0] if extract.faults else None
        if first is None:
            found.fault("verify.extract_does_not_verify")
        else:
            found.fault(f"ledger.{first.kind}", position=first.position)
        return
    if extract.checkpoint is None:
        found.fault("verify.no_checkpoint")
        return
    code = check_code(extract.checkpoint.root)
    if (
        not same_id(code, inspection.check_code)
        or extract.checkpoint.size != inspection.check_code_size
        or inspection.facts.get("entries", extract.checkpoint.size) != extract.checkpoint.size
    ):
        found.fault("verify.check_code_differs")
        return
    if inspection.kind == "ledger_certificate":
        found.proved.append(_certificate_line(inspection, extract))
    else:
        if inspection.facts.get("checkpoint") != extract.note:
            found.fault("verify.checkpoint_differs")
            return
        _find_texts(found, inspection, extract)
    found.proved += _goes_on_lines(extract)


def _certificate_line(inspection: PdfInspection, extract: ExtractVerdict) -> str:
    assert extract.checkpoint is not None
    at = long_moment(str(inspection.facts["check_code"].get("at", "")))
    key = grouped(ledger_key_id_of(extract.checkpoint_key))
    return (
        f"The holder of the key {key}, which signs check codes, signed that its record had"
        f" {entries(extract.checkpoint.size)}, check code {check_code(extract.checkpoint.root)}, by"
        f" its clock on {at}."
    )


def _goes_on_lines(extract: ExtractVerdict) -> list[str]:
    """What the document shows of check codes given out before it."""
    if not extract.earlier:
        return []
    sizes = sorted(extract.earlier)
    span = f"at {entries(sizes[0])}" if len(sizes) == 1 else f"at {sizes[0]:,} to {sizes[-1]:,}"
    return [
        f"The record goes on from {len(sizes)} earlier states of it ({span}"
        f"{'' if len(sizes) == 1 else ' entries'}): check codes given out then can be compared with"
        " this document."
    ]


def _find_texts(found: Findings, inspection: PdfInspection, extract: ExtractVerdict) -> None:
    """What the words are worth: they must say what the entries say, not only stand beside them."""
    verdict = compare_document(inspection.facts, extract.proved)
    found.texts = verdict
    if verdict.rows.differing:
        found.fault("verify.row_differs", row=verdict.rows.differing[0])
        return
    if verdict.differing:
        found.fault("verify.text_differs", position=verdict.differing[0].entry)
        return
    found.proved += _proved_texts(verdict, extract)
    found.not_proved += _open_rows(verdict.rows) + _open_texts(verdict.unproved)
    withheld = sum(len(entry.withheld) for entry in extract.proved)
    if withheld:
        found.proved.append(
            f"{withheld} fields are withheld whole; they are the ones that were signed,"
            " unread here."
        )
    found.signed = signed_words(extract.proved)
    proved, not_proved = signed_lines(found.signed)
    found.proved += proved
    found.not_proved += not_proved


def _proved_texts(verdict: TextsVerdict, extract: ExtractVerdict) -> list[str]:
    assert extract.checkpoint is not None
    where = (
        f"stands in one record of {extract.checkpoint.size} entries, check code"
        f" {check_code(extract.checkpoint.root)}."
    )
    rows, lines = verdict.rows, []
    all_rows = rows.matching + len(rows.unproved)
    if all_rows:
        lines.append(
            f"{rows.matching} of {all_rows} rows (as attached data) say word for word, with their"
            f" times, what was signed and {where}"
        )
    if rows.in_short:
        lines.append(
            f"{rows.in_short} of these rows are in short: they leave texts out, and words that end"
            " with “…” are how the signed text begins. The whole texts of those are attached."
        )
    if rows.corrections_matching:
        lines.append(
            f"{rows.corrections_matching} of {rows.corrections} corrections beside rows say what"
            " was signed, and what stood there before."
        )
    texts = verdict.matching + len(verdict.unproved)
    if texts:
        lines.append(
            f"{verdict.matching} of {texts} texts of records (as attached data) say word for word"
            f" what was signed and {where}"
        )
    return lines


def _open_rows(verdict: RowsVerdict) -> list[str]:
    lines = []
    if verdict.unproved:
        lines.append(
            f"The words of {len(verdict.unproved)} rows: a name was exchanged in them, or their"
            f" entries are not attached (rows {_numbers(verdict.unproved)})."
        )
    unproved = verdict.corrections - verdict.corrections_matching
    if unproved:
        lines.append(
            f"The {unproved} corrections beside rows of which the entries are not attached, or in"
            " which a name was exchanged."
        )
    return lines


def _open_texts(unproved: Sequence[TextPlace]) -> list[str]:
    if not unproved:
        return []
    positions = tuple(sorted({place.entry for place in unproved}))
    return [
        f"The words of {len(unproved)} texts that are withheld, or whose entries are not attached"
        f" (entries {_numbers(positions)})."
    ]


def _numbers(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:_MOST_NUMBERS])
    return shown if len(numbers) <= _MOST_NUMBERS else f"{shown} and others"
