"""The chronology all PDF programs print: 12 to 405 words an entry, about 40 on average."""

import random
from dataclasses import fields, replace

from exports.document import Document, Provenance
from exports.evidence_words import EvidenceFacts, statement_for
from exports.model import CheckCode, DocumentRow
from exports.parts import Entries, Fact, Heading

_SENTENCE = (
    "The child came into class late and looked tired and said that nobody had been at home last"
    " night and that there was no breakfast again so the teaching assistant gave her something to"
    " eat and sat with her until she felt better and told the lead the same morning"
)
_WORDS = tuple(_SENTENCE.split(" "))
_NAMES = ("Ngozi Okafor, class teacher", "Siân Llŷr-Hughes, DSL", "Zoë Müller, teaching assistant")
_OUTCOMES = ("No further action", "Early help offered", "Referred to children’s social care", "")
_CODE = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567-ABCD-EFGH-IJKL-MNOP-QRST"


def document(entries: int) -> Document:
    """Return a referral chronology of so many entries, the same in every run."""
    chance = random.Random(7)
    rows = tuple(_row(serial, entries, chance) for serial in range(1, entries + 1))
    return Document(
        kind="chronology",
        title="Chronology",
        subtitle="Caoilfhionn Ní Dhomhnaill-Okonkwo",
        reference="p-7k2m9q4rtx",
        facts=(
            Fact(label="Period", text="2016 to 2026", name="period"),
            Fact(label="Entries", text=f"All entries. {entries} of {entries} entries shown."),
        ),
        parts=(Heading(text="Events in date order", anchor="events"), Entries(rows=rows)),
        look="referral",
        contents=True,
        shown=entries,
        total=entries,
        selection="All entries",
        provenance=_provenance(),
    )


def rows_of(document: Document) -> tuple[DocumentRow, ...]:
    """Return the entries of such a document."""
    return next(part.rows for part in document.parts if isinstance(part, Entries))


def _provenance() -> Provenance:
    made = Provenance(
        export_id="x-2026-0042",
        school_name="Harbour Lane Primary School",
        compiled_by="Siân Llŷr-Hughes",
        compiled_role="designated safeguarding lead",
        compiled_at="2026-11-22T09:10:00.000Z",
        purpose="Benchmark",
        recipient="Nobody",
        check_code=CheckCode(code=_CODE, size=9000, at="2026-11-22T09:09:58.000Z"),
        checkpoint_note="holdfast/benchmark\n9000\nq83vEjRWeJCrze8SNFZ4kKvN7xI0Vniq\n",
        certificate_fingerprint="9F3A 11C0 77AB E210",
        key_id="K4M9-Q7T2",
        verification_result="All entries were verified.",
    )
    said = {each.name for each in fields(EvidenceFacts)} & {each.name for each in fields(made)}
    facts = EvidenceFacts(kind="chronology", **{name: getattr(made, name) for name in said})
    return replace(made, statement=statement_for(facts))


def page_code(number: int) -> str:
    """Return the code of a page."""
    return f"K7F2-{number:04d}"


def _row(serial: int, entries: int, chance: random.Random) -> DocumentRow:
    year = 2016 + serial * 10 // (entries + 1)
    words = 405 if chance.random() < 0.01 else min(12 + int(chance.expovariate(1 / 24)), 300)
    return DocumentRow(
        serial=serial,
        happened_text=f"{chance.randint(1, 28)} March {year}",
        what_happened=_text(chance, words),
        child_words=_text(chance, 8) if serial % 5 == 0 else "",
        source="Class teacher",
        record_ref=f"C-{year}-{serial:04d}",
        action_or_decision=_text(chance, 9),
        outcome=chance.choice(_OUTCOMES),
        author=chance.choice(_NAMES),
        recorded_text=f"{chance.randint(1, 28)} Mar {year}, 09:{chance.randint(10, 59)}",
    )


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words)) + "."
