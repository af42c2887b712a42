"""The evidence statement of a document: what it is, what checking it proves and what it does not.

Every sentence is one that ``verify`` or the record bears out; whatever is only believed is said to
be unproved. It is written for a head teacher with two minutes and for a hostile barrister.
"""

from dataclasses import dataclass
from typing import Any

import resources
from exports.model import CheckCode, Redaction, StatementParagraph
from storage.records import times


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFacts:
    """What a statement is made from. ``kind`` is a code of evidence_statement.toml.

    ``compiled_at`` is a UTC string of storage.records.times. ``verification_result`` are whole
    sentences. ``edited``: names were exchanged or texts withheld in words of a record. ``proved``:
    entries with their proofs are attached. ``shortened``: texts were cut so that all fit on a page.
    """

    kind: str
    school_name: str
    compiled_by: str
    compiled_role: str
    compiled_at: str
    purpose: str
    recipient: str
    verification_result: str
    check_code: CheckCode
    redactions: tuple[Redaction, ...] = ()
    edited: bool = False
    subject_access: bool = False
    reporters_withheld: bool = False
    proved: bool = True
    shortened: bool = False


def has_statement(kind: str) -> bool:
    """Whether a kind carries an evidence statement: forms for a court are completed by hand and
    carry none. Raises KeyError for an unknown kind.
    """
    return not _known(kind).get("short", False)


def statement_for(facts: EvidenceFacts) -> tuple[StatementParagraph, ...]:
    """Return the paragraphs in order; none for a form. Raises KeyError for an unknown kind."""
    if not has_statement(facts.kind):
        return ()
    paragraphs = (
        ("What this is", _what(facts)),
        ("How the record is kept", KEPT),
        ("The check made before it left", _check(facts)),
        ("What was left out", _left_out(facts)),
        ("What the check proves", _proves(facts)),
        ("What it does not prove", _does_not_prove(facts)),
        ("How to check it", _HOW),
    )
    return tuple(StatementParagraph(heading=heading, text=text) for heading, text in paragraphs)


def _known(kind: str) -> dict[str, Any]:
    for item in resources.read_toml("vocabularies", "evidence_statement.toml")["items"]:
        if item["code"] == kind:
            return dict(item)
    raise KeyError(kind)


def _what(facts: EvidenceFacts) -> str:
    known = _known(facts.kind)
    made_for = f"for {facts.recipient}" if facts.recipient else "for the school itself"
    purpose = f" ({facts.purpose.rstrip('. ')})" if facts.purpose else ""
    return (
        f"{known['label']} from the safeguarding record of {facts.school_name}, made on"
        f" {times.for_people(facts.compiled_at)} by {facts.compiled_by}, {facts.compiled_role},"
        f" {made_for}{purpose}. {known['definition']}"
    )


KEPT = (
    "An entry is written once, signed with the key of the lead who adds it, and tied to every entry"
    " before it. A concern from a shared computer is signed before that with the key that its"
    " writer’s PIN opens; where a name was only typed, the record says so. The program cannot"
    " reword an entry: a correction is a new entry beside it. When something happened, when it was"
    " written and when it was added are kept apart; what was typed from paper is marked."
)


def _check(facts: EvidenceFacts) -> str:
    code = facts.check_code
    return (
        f"{facts.verification_result} The check code below stands for all {code.size:,} entries of"
        f" the record as it was on {times.for_people(code.at)}."
    )


def _left_out(facts: EvidenceFacts) -> str:
    said = [_labels(facts)]
    if facts.reporters_withheld:
        said.append("Who reported or wrote is left out, and the signatures that would name them.")
    if facts.edited:
        said.append(
            "Words with a label in place of a name, or marked as withheld, are an edited copy: they"
            " are not proved, and what stands around a label can still tell who is meant."
            " The school keeps the whole document."
        )
    if facts.subject_access:
        said.append("How many records the school holds is not said here, but in its register.")
    if facts.shortened:
        where = (
            "the data attached to this file hold each whole, unless something in it was left out"
            if facts.proved
            else "they stand whole in the school’s record"
        )
        said.append(f"Texts that were cut to fit on one page end with “…”; {where}.")
    said.append("A document shows those parts of a record that its kind asks for.")
    return " ".join(said)


def _labels(facts: EvidenceFacts) -> str:
    if not facts.redactions:
        return (
            "Parts of the record are withheld, as marked."
            if facts.edited or facts.reporters_withheld
            else "No name was exchanged for a label and no text was marked as withheld."
        )
    deciders = " and ".join(dict.fromkeys(each.by for each in facts.redactions if each.by))
    by = f", decided by {deciders}" if deciders else ""
    count = len(facts.redactions)
    things = "One thing was" if count == 1 else f"{count} things were"
    return f"{things} left out or exchanged for a label{by}; the list below says why."


def _proves(facts: EvidenceFacts) -> str:
    words = (
        "Words that the attached data tie to an entry are that entry’s words, as the record had"
        " them under this check code."
        if facts.proved
        else "No entries with proofs are attached: only the school can show that the words stand in"
        " its record."
    )
    return (
        "A check that succeeds proves that nothing in the file has changed since it was signed with"
        " the key named below."
        f" {words} Compared with the record at any later time, the check code shows whether its"
        f" entries are still the same; what was destroyed or lost since shows as a gap."
    )


# Of whose rows the attached data hold each time, which a check reads and writes out again.
_TIMES_ARE_CHECKED = "chronology"


def _does_not_prove(facts: EvidenceFacts) -> str:
    times_told = "" if facts.kind == _TIMES_ARE_CHECKED else " times in words outside a chronology,"
    named = (
        f" Headings, labels, counts,{times_told} who wrote a record, which entries were chosen and"
        " what the first page says of people are the school’s own statement."
    )
    return (
        "That what was written is true, or that everything was written down."
        " Whose key it is, until it is compared as said below; nor whose hand used a key, which a"
        " password, PIN or code opens."
        " When anything was written: times are those of the school’s computers. Only a check code"
        " handed out before fixes a time: whoever holds the school’s keys could make up another"
        f" record, but none with a code that is already in other hands.{named}"
        " A print, or a page taken from the file, carries no signature. What is drawn over, hidden"
        " or set beside the words of a page, only the eye finds. Where print and attached data"
        " differ in spelling or order of letters, the data are exact."
    )


_HOW = (
    "Compare the key and certificate below with the school. “holdfast verify FILE” checks the"
    " file without any record; most PDF readers check the signature, not whose it is."
    " By the code at its foot the school finds a page and shows it as it left, to compare by eye,"
    " also where a bundle lost the signature. A file cannot state its own SHA-256, worked out"
    " from every byte of it: the school’s register of disclosures has it for each copy that left."
    " Of a copy sent with a password the school keeps the same pages without it."
)
