"""Documents that somebody with the program, but without the school's record, makes of a true one:
other words in the attached data, on the pages too or not, under another key or the school's own.
"""

import io
import json
from typing import Any

import pikepdf

from exports.document import Document, Provenance
from exports.document_rendering import render_document
from exports.extract import CHRONOLOGY_NAME, LEDGER_NAME
from exports.model import CheckCode, Correction, DocumentRow, Redaction, StatementParagraph
from exports.parts import Entries, Fact, Heading
from exports.seal import SealKey, certificate_fingerprint, seal
from storage.keys.signing import SchoolKeys, certificate_key_id, grouped, make_certificate
from storage.records.times import from_text
from tests.fakes.randomness import FakeRandomBytes

AT = "2026-11-22T12:00:00.000Z"
Data = dict[str, Any]


def forgers_key() -> SealKey:
    """Somebody's own key under the school's name."""
    random_bytes = FakeRandomBytes("forger")
    keys = SchoolKeys.new(random_bytes)
    certificate = make_certificate(
        keys,
        school_name="Larch Lane Primary",
        urn="123456",
        not_before=from_text(AT),
        random_bytes=random_bytes,
    )
    return SealKey(private_key=keys.p256_pkcs8, certificate=certificate)


def attached(pdf: bytes) -> tuple[Data, Data]:
    """The attached data of a chronology, and its entries with their proofs."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        data, extract = (
            json.loads(opened.attachments[name].get_file().read_bytes())
            for name in (CHRONOLOGY_NAME, LEDGER_NAME)
        )
    return data, extract


def under(key: SealKey, data: Data) -> Data:
    """The data with the id and certificate of another key."""
    return {
        **data,
        "certificate": certificate_fingerprint(key.certificate),
        "key_id": grouped(certificate_key_id(key.certificate)),
    }


def with_data(pdf: bytes, data: Data, extract: Data, *, key: SealKey) -> bytes:
    """The pages as they are, other data attached, signed anew."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for name, value in ((CHRONOLOGY_NAME, data), (LEDGER_NAME, extract)):
            del opened.attachments[name]
            opened.attachments[name] = pikepdf.AttachedFileSpec(
                opened, json.dumps(value, ensure_ascii=False).encode()
            )
        del opened.Root["/AcroForm"]
        if "/Perms" in opened.Root:
            del opened.Root["/Perms"]
        for page in opened.pages:
            if "/Annots" in page:
                del page["/Annots"]
        opened.save(output)
    return seal(output.getvalue(), key=key, signed_at=AT)


def printed_anew(data: Data, extract: Data, *, key: SealKey) -> bytes:
    """Pages that print these data, with the same data attached, signed."""
    codes = data["page_codes"]
    made = render_document(
        _document(data, extract),
        page_code=lambda number: (
            codes[number - 1] if number <= len(codes) else f"ZZZZ-{number:04d}"
        ),
    )
    return seal(made.pdf, key=key, signed_at=AT)


def _document(data: Data, extract: Data) -> Document:
    code = data["check_code"]
    named = {**data["child"], "period": data["period"]}
    provenance = Provenance(
        export_id=data["export_id"],
        school_name=data["school"]["name"],
        school_urn=data["school"]["urn"],
        school_address=data["school"]["address"],
        compiled_by=data["compiled"]["by"],
        compiled_role=data["compiled"]["role"],
        compiled_at=data["compiled"]["at"],
        purpose=data["purpose"],
        recipient=data["recipient"],
        redactions=tuple(
            Redaction(label=each["label"], reason=each["reason"], by=each["by"])
            for each in data["redactions"]
        ),
        edited=data["edited"],
        check_code=CheckCode(code=code["code"], size=code["size"], at=code["at"]),
        checkpoint_note=data["checkpoint"],
        certificate_fingerprint=data["certificate"],
        key_id=data["key_id"],
        verification_result=data["verification"],
        statement=tuple(StatementParagraph(**each) for each in data["statement"]),
        ledger_extract=json.dumps(extract, ensure_ascii=False).encode(),
        program=data["program"],
    )
    return Document(
        kind="chronology",
        title="Chronology",
        subtitle=data["child"]["name"],
        reference=data["child"]["reference"],
        facts=tuple(_fact(fact, named) for fact in data["facts"]),
        parts=(
            Heading(text="Events in date order", anchor="events"),
            Entries(rows=tuple(_row(row) for row in data["rows"])),
        ),
        look=data["profile"],
        contents=True,
        shown=data["entries_shown"],
        total=data["entries_total"],
        selection=data["selection_rule"],
        provenance=provenance,
    )


def _fact(fact: Data, named: Data) -> Fact:
    """A fact under the name by which the attached data keep it a second time."""
    names = {
        "Also known as": "other_names",
        "Date of birth": "date_of_birth",
        "UPN": "upn",
        "Period": "period",
    }
    name = names.get(fact["label"], "")
    return Fact(label=fact["label"], text=named[name] if name else fact["text"], name=name)


def _row(row: Data) -> DocumentRow:
    return DocumentRow(
        serial=row["serial"],
        happened_text=row["happened"],
        happened=row["happened_value"] or {},
        happened_note=row["happened_note"],
        conflicting_dates=row["conflicting_dates"],
        heading=row["heading"],
        what_happened=row["what_happened"],
        child_words=row["child_words"],
        source=row["source"],
        record_ref=row["record"],
        action_or_decision=row["action_or_decision"],
        reason=row["reason"],
        outcome=row["outcome"],
        author=row["author"],
        recorded_text=row["recorded"],
        recorded_at=row["recorded_at"],
        written_later_note=row["written_later"],
        transcribed=row["transcribed"],
        dated_by=row.get("dated_by"),
        corrections=tuple(Correction(**each) for each in row["corrections"]),
    )
