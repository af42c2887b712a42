"""Made-up chronologies of any length: long, undated, transcribed, corrected, in many scripts."""

import calendar
import random
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from exports.document import Document, LookName, Provenance
from exports.evidence_words import EvidenceFacts, statement_for
from exports.model import CheckCode, Correction, DocumentRow, Redaction
from exports.parts import Entries, Fact, Heading

_SENTENCE = (
    "the child said that she was not happy at home because her mum shouted and would not let her"
    " have tea with others after school Miss Okafor noticed a small bruise on the left forearm"
    " about two centimetres long and asked how it had come about"
)
_WORDS = tuple(_SENTENCE.split(" "))
_MONTHS = tuple(calendar.month_name)[1:]
SCRIPTS = (
    "Caoilfhionn Ní Dhomhnaill, Llŷr ap Gwynedd, Siân Ó Brien",
    "Łukasz Kaźmierczyk, Ștefan Țepeș, Žukauskas, Ğül, Þór",
    "Nguyễn Thị Ánh",
    "Арсен Бебешко, Марʼяна Іщак",
    "Ελένη Παπαδοπούλου",
    "محمد حسین کور زینب",
    "שָׁלוֹם דוד כהן",
    "चण्ड मंडल सिद्धार्थ",
    "নাদিম চ্যাটার্জি",
    "ਗੁਰਪ੍ਰੀਤ ਕੌਰ",
    "ગુજરાતી હર્ષદ",
    "தமிழ்ச்செல்வன்",
    "ዮሐንስ ገብረመድህን",
    "王麗 林佳玲",
    "Xaawo Cabdiraxmaan",
    "Zoë O’Brien-Müller",
    "Ọláwálé Adébáyọ̀",
    "Ivana Šćepanović",
)


def page_code(number: int) -> str:
    """Return the code of a page: plain, and different on each."""
    return f"K7F2-{number:04d}"


def rows(count: int, *, seed: int = 1) -> tuple[DocumentRow, ...]:
    """Return `count` entries in date order, with every odd kind among them."""
    chance = random.Random(seed)
    year, month = 2018, 5
    made = []
    for serial in range(1, count + 1):
        month += chance.random() < 0.4
        if month > 11:
            year, month = year + 1, 0
        made.append(_row(serial, f"{chance.randint(1, 28)} {_MONTHS[month]} {year}", chance))
    return tuple(made)


def _row(serial: int, date: str, chance: random.Random) -> DocumentRow:
    undated = serial % 29 == 0
    words = 400 if serial == 7 else chance.choice((12, 18, 25, 33, 40, 55, 80))
    correction = Correction(
        field="Outcome",
        was="Referred to MASH",
        now="Early help offered",
        by="Siân Llŷr-Hughes, DSL",
        at="12 May 2026, 10:02",
        reason="The referral was not accepted",
    )
    return DocumentRow(
        serial=serial,
        happened_text="Undated" if undated else date,
        happened_note="date unknown" if undated else ("about" if serial % 17 == 0 else ""),
        heading=chance.choice(("Concern", "Telephone call", "Meeting", "")),
        what_happened=_text(chance, words),
        child_words="“I don't want to go home, it's loud.”" if serial % 5 == 0 else "",
        source=chance.choice(("Class teacher", "Mother, by telephone", "GP letter")),
        record_ref=f"C-2026-{serial:04d}",
        action_or_decision=_text(chance, chance.choice((4, 8, 12))) if serial % 3 else "",
        reason=_text(chance, 6) if serial % 4 == 0 else "",
        outcome=chance.choice(("No further action", "Early help offered", "")),
        author=chance.choice(("Ngozi Okafor, class teacher", "Siân Llŷr-Hughes, DSL")),
        recorded_text=f"{chance.randint(1, 28)} Mar 2026, 09:{chance.randint(10, 59)}",
        written_later_note="written 3 days later" if serial % 6 == 0 else "",
        transcribed=serial % 11 == 0,
        corrections=(correction,) if serial % 13 == 0 else (),
        conflicting_dates="The police say 14 April 2020" if serial % 23 == 0 else "",
    )


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words)).capitalize() + "."


def script_rows() -> tuple[DocumentRow, ...]:
    """Return one entry for each line of the script sheet."""
    return tuple(
        DocumentRow(
            serial=serial,
            happened_text="16 April 2020",
            what_happened=f"Seen with {line} (07700 900468) after school.",
            child_words=line,
            author=line,
        )
        for serial, line in enumerate(SCRIPTS, start=1)
    )


def document(look: LookName, entries: int | Sequence[DocumentRow], **changes: Any) -> Document:
    """Return a chronology of so many made-up entries, or of the entries given.

    ``changes`` are fields of the document or of its provenance.
    """
    shown = rows(entries) if isinstance(entries, int) else tuple(entries)
    said = {name: value for name, value in changes.items() if name in _SAID}
    values: dict[str, Any] = {
        "kind": "chronology",
        "title": "Chronology",
        "subtitle": "Caoilfhionn Ní Dhomhnaill-Okonkwo",
        "reference": "p-7k2m9q4rtx",
        "facts": _FACTS,
        "parts": (Heading(text="Events in date order", anchor="events"), Entries(rows=shown)),
        "look": look,
        "contents": True,
        "shown": len(shown),
        "total": len(shown) + 77,
        "selection": "Entries marked significant by the DSL",
        "provenance": _provenance(**said),
    }
    made = Document(**{**values, **{name: changes[name] for name in changes.keys() - said.keys()}})
    counts = "" if made.total is None else f" {made.shown} of {made.total} entries shown."
    chosen = Fact(label="Entries", text=f"{made.selection}.{counts}")
    return replace(made, facts=(*made.facts, chosen))


_SAID = {each.name for each in fields(Provenance)}
_FACTS = (
    Fact(label="Also known as", text="Keelin Okonkwo", name="other_names"),
    Fact(label="Date of birth", text="4 March 2015", name="date_of_birth"),
    Fact(label="UPN", text="H801200001013", name="upn"),
    Fact(label="Child reference", text="p-7k2m9q4rtx"),
    Fact(label="School", text="Harbour Lane Primary School, URN 123456"),
    Fact(label="Compiled by", text="Siân Llŷr-Hughes, designated safeguarding lead"),
    Fact(label="Compiled", text="22 Nov 2026, 09:10"),
    Fact(label="Period", text="1 June 2018 to 22 November 2026", name="period"),
    Fact(label="Prepared for", text="Wexcombe Children’s Social Care, Reviewing Officer"),
    Fact(label="Purpose", text="Initial child protection conference, 30 November 2026"),
)


def _provenance(**changes: Any) -> Provenance:
    values: dict[str, Any] = {
        "export_id": "x-2026-0042",
        "school_name": "Harbour Lane Primary School",
        "school_urn": "123456",
        "school_address": "12 Harbour Lane, Wexcombe ZZ1 3QX",
        "compiled_by": "Siân Llŷr-Hughes",
        "compiled_role": "designated safeguarding lead",
        "compiled_at": "2026-11-22T09:10:00.000Z",
        "purpose": "Initial child protection conference, 30 November 2026",
        "recipient": "Wexcombe Children’s Social Care, Reviewing Officer",
        "redactions": (
            Redaction(label="[Child B]", reason="another child", by="Siân Llŷr-Hughes"),
            Redaction(label="[Adult 2]", reason="asked not to be named", by="Siân Llŷr-Hughes"),
        ),
        "check_code": CheckCode(
            code="-".join(("ABCD", "EFGH", "IJKL", "MNOP", "QRST", "UVWX", "YZ23") * 2)[:64],
            size=4182,
            at="2026-11-22T09:09:58.000Z",
        ),
        "checkpoint_note": "holdfast/l-7k2m9q\n4182\nq83vEjRWeJCrze8SNFZ4kKvN7xI0Vniq\n",
        "certificate_fingerprint": "9F3A 11C0 77AB E210",
        "key_id": "K4M9-Q7T2",
        "verification_result": "All 4,182 entries of the ledger were verified, none missing.",
        "ledger_extract": b'{"v":1}',
        "program": "Holdfast 0.1",
    }
    made = Provenance(**{**values, **changes})
    told = {name: getattr(made, name) for name in values.keys() & _STATED}
    facts = EvidenceFacts(kind="chronology", edited=bool(made.redactions), **told)
    return replace(made, statement=statement_for(facts))


_STATED = {each.name for each in fields(EvidenceFacts)}
