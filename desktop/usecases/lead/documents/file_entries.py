"""The actions and the entries of a child's file, as values for paper."""

from collections.abc import Iterator, Sequence

from desktop.usecases.correction_words import correction_label
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_rows import stated, time_told
from desktop.usecases.lead.documents.file_values import record_anchor, words_of
from desktop.usecases.lead.documents.short_days import short_date, short_day
from desktop.usecases.lead.documents.told import told
from desktop.usecases.report import long_day
from desktop.usecases.source_words import source_words
from exports.care_values import NOTHING, Words
from exports.file_entry_parts import BesideLine, EntryRecord, TaskLine
from storage.database.repositories import actions
from storage.intake import vocabularies
from storage.records.casework import Action
from storage.records.chronology import ChronologyEntry
from storage.records.redaction import Redactor


def task_lines(
    casebook: OpenCasebook,
    *,
    pupil_id: str,
    entries: Sequence[ChronologyEntry],
    redactor: Redactor,
) -> Iterator[TaskLine]:
    """Yield the child's actions by due day."""
    seqs = {entry.id: entry.seq for entry in entries if entry.kind == "action"}
    done = {
        entry.id.partition(".done.")[0]: entry.seq for entry in entries if entry.kind == "outcome"
    }
    for task in actions.of_pupil(casebook.connection, pupil_id):
        if task.id in seqs:
            yield _task(task, seq=seqs[task.id], done=done.get(task.id, -1), redactor=redactor)


def _task(task: Action, *, seq: int, done: int, redactor: Redactor) -> TaskLine:
    outcome = (
        words_of(told(redactor, entry=done, name="outcome", text=task.outcome))
        if done >= 0
        else NOTHING
    )
    return TaskLine(
        what=words_of(told(redactor, entry=seq, name="what", text=task.what)),
        owner=redactor.field(seq, "owner", task.owner),
        set_at=short_day(task.recorded_at),
        due=short_date(task.due),
        done=short_day(task.done_at) if task.done_at else "",
        outcome=outcome,
        reference=task.concern or "",
    )


def entry_records(
    entries: Sequence[ChronologyEntry], *, redactor: Redactor
) -> Iterator[EntryRecord]:
    """Yield the calls, meetings and notes of a file, in their order.

    Rows that were copied from an older record stand whole in the chronology, and nowhere else.
    """
    for entry in entries:
        if entry.kind == "entry":
            yield _record(entry, redactor)


def _record(entry: ChronologyEntry, redactor: Redactor) -> EntryRecord:
    def said(name: str, text: str) -> Words:
        if not text:
            return NOTHING
        return words_of(told(redactor, entry=entry.seq, name=name, text=text))

    when = time_told(entry, redactor, entry.happened.for_people())
    kind = vocabularies.load("entry_kinds").label(entry.category)
    # a choice of the list of sources is printed in words, so it is no longer the field's own text
    source = redactor.field(entry.seq, "source", source_words(entry.source))
    return EntryRecord(
        heading=f"{kind}: {when}" if entry.happened.dated else f"{kind}, undated",
        anchor=record_anchor(entry.id),
        reference=f"{entry.id} · entry {entry.seq}",
        happened=when,
        text=said("text", entry.text),
        child_words=said("child_words", entry.child_words),
        contact=said("contact", entry.context),
        source=Words(text=source),
        action=said("action", entry.action),
        decision=said("decision", entry.decision),
        reason=said("reason", entry.reason),
        outcome=said("outcome", entry.outcome),
        author=redactor.writer(entry.seq, entry.author),
        recorded=long_day(entry.recorded_at),
        files=", ".join(redactor.field(entry.seq, "files", name) for name in entry.files),
        beside=tuple(beside_lines(entry, redactor)),
    )


def beside_lines(entry: ChronologyEntry, redactor: Redactor) -> Iterator[BesideLine]:
    """Yield what stands beside an entry: corrections and statements of those who disagree."""
    for each in entry.corrections:
        label = correction_label(each.field)
        whose = stated(each, redactor)
        words = told(redactor, entry=each.seq, name="correction", text=each.correction)
        reason = told(redactor, entry=each.seq, name="reason", text=each.reason)
        by = redactor.writer(each.seq, each.by)
        files = ", ".join(redactor.field(each.seq, "files", name) for name in each.files)
        yield BesideLine(
            caption=f"{label}: {whose}" if whose else f"Corrected: {label}",
            words=words_of(words),
            reason=words_of(reason),
            by="; ".join(part for part in (f"{by}, {long_day(each.recorded_at)}", files) if part),
        )
