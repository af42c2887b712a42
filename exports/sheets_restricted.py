"""One letter about an adult on paper, dated, with what was kept beside it."""

from collections.abc import Iterator

from exports.document import Sheet
from exports.parts import Fact, FactList, Heading, Note, Paragraph, Part, Quote
from storage.records import times
from storage.records.restricted import Kept, RestrictedLetter

_KINDS = {
    "note": "Note",
    "decision": "Decision",
    "reply": "Reply to the writer",
    "correction": "Correction",
    "printed": "Printed or saved",
    "copied": "Copied",
}
_BY_ITS_WORD = (
    "The signature fits these words. Whose name and PIN stand behind it is the word of the computer"
    " they were written at. That this person wrote it is not proved here."
)


def letter_sheet(
    letter: RestrictedLetter, *, school_name: str, reader: str, made_at: str, program: str
) -> Sheet:
    """Return the letter with its notes; ``reader`` is the post it was sealed to, in words."""
    row = letter.row
    return Sheet(
        kind="restricted_letter",
        title=f"Concern about an adult: number {row.concern}",
        subtitle=school_name,
        school_name=school_name,
        parts=(_facts(letter, reader), *_warnings(letter), *_words(letter), *_kept(letter)),
        foot="Confidential. For the head teacher or the chair of governors, and the LADO.",
        made_at=made_at,
        confidential=True,
        program=program,
    )


def _facts(letter: RestrictedLetter, reader: str) -> FactList:
    row = letter.row
    written = times.for_people(row.written_at) if row.written_at else ""
    facts = (
        Fact(label="Written by", text=row.reporter, always=True),
        Fact(label="Written", text=written, always=True),
        Fact(label="Received", text=times.for_people(row.received_at)),
        Fact(label="Read by", text=reader),
        Fact(label="What it is", text=row.kind or "Not decided yet"),
        Fact(label="Outcome", text=row.outcome, always=True),
        Fact(label="Check code", text=_groups(letter.digest)),
    )
    return FactList(facts=facts, columns=2)


def _warnings(letter: RestrictedLetter) -> Iterator[Part]:
    if not letter.row.readable:
        yield Note(text="This letter was not made by this program. It is kept as it came.")
    elif not letter.signed:
        yield Note(text="The writer's signature does not fit these words.")
    elif not letter.name_checked:
        yield Note(text="The name was typed in; no PIN was asked for it.")
    else:
        yield Note(text=_BY_ITS_WORD)


def _words(letter: RestrictedLetter) -> Iterator[Part]:
    for part in letter.parts:
        yield Heading(text=part.label, level=2)
        yield Quote(text=part.text) if part.quote else Paragraph(text=part.text)
    if letter.files:
        yield Heading(text="Files that came with it", level=2)
        yield Paragraph(text="\n".join(f"{each.name} ({each.size} bytes)" for each in letter.files))


def _kept(letter: RestrictedLetter) -> Iterator[Part]:
    if letter.kept:
        yield Heading(text="What was done", level=1)
    for kept in letter.kept:
        yield Heading(text=_title(kept), level=2)
        yield FactList(facts=tuple(Fact(label=label, text=text) for label, text in kept.lines))


def _title(kept: Kept) -> str:
    words = f"{_KINDS.get(kept.kind, kept.kind)}, {times.for_people(kept.at)} (entry {kept.number})"
    return f"{words}, beside entry {kept.corrects}" if kept.kind == "correction" else words


def _groups(digest: str) -> str:
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4)).upper()
