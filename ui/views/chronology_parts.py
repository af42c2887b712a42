"""Parts of an entry in full: badges, facts, and what was added beside it later."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from storage.records.chronology import ChronologyEntry, Correction, Move, days_late, marked_by
from storage.records.log_rows import MIGRATED
from storage.records.times import for_people
from ui.lead_material import LeadLists
from ui.lead_words import counted, day_for_people
from ui.theme import space
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import PlainLabel


def _words(text: str) -> str:
    return QCoreApplication.translate("chronology_parts", text)


def badges(entry: ChronologyEntry, lists: LeadLists) -> FlowLayout:
    """Return what an entry is, in a few words each."""
    row = FlowLayout(spacing=space(0.75))
    migrated = entry.category == MIGRATED
    paper = entry.transcribed and not migrated
    marks = [_words("Transcribed from paper")] if paper else []
    marks += [_words("Migrated, not original")] if migrated else []
    if entry.kind != "transcribed":
        marks.append(lists.word(entry.kind))
    if entry.significant:
        marks.append(_words("★ Significant"))
    if not entry.happened.dated:
        marks.append(_words("Not dated"))
    late = days_late(entry)
    if late and not entry.transcribed:
        marks.append(counted(late, _words("Written 1 day later"), _words("Written {n} days later")))
    if entry.pupil_role not in ("", "subject", "left"):
        marks.append(lists.word(entry.pupil_role))
    for mark in dict.fromkeys(marks):
        row.addWidget(PlainLabel(mark, tone="badge", wrap=False))
    return row


def facts(entry: ChronologyEntry, lists: LeadLists) -> list[tuple[str, str]]:
    """Return (label, value) of what is known of an entry beside its words."""
    word = lists.word
    migrated = entry.category == MIGRATED
    mark = marked_by(entry)
    marked = f"{mark.by}, {for_people(mark.recorded_at)}" if mark else ""
    rows = [
        (_words("Category"), word("" if migrated else entry.category)),
        (_words("Level"), word(entry.level)),
        (_words("Source"), word(entry.source)),
        (_words("Action"), entry.action),
        (_words("Decision"), entry.decision),
        (_words("Reason"), entry.reason),
        (_words("Outcome"), entry.outcome),
        (_words("Happened, as told"), entry.happened.as_told),
        (_words("Dated at first"), entry.first_dated.for_people() if entry.dated_by else ""),
        (_words("Written"), for_people(entry.written_at) if entry.written_at else ""),
        (_words("In the casebook"), for_people(entry.recorded_at)),
        (_words("By"), entry.author),
        (_words("Marked significant by"), marked),
        (_words("Where it stood") if migrated else _words("On paper"), entry.source_ref),
        (_words("Also there") if migrated else _words("Date read from"), entry.context),
        (_words("Left open"), entry.undecided),
        (_words("Files"), "\n".join(entry.files)),
        *((_words("Moved to the right child"), _moved(move)) for move in entry.moves),
    ]
    return [(label, value) for label, value in rows if value]


def _moved(move: Move) -> str:
    said = _words("by {by}, {when}: {reason}")
    return said.format(by=move.by, when=for_people(move.recorded_at), reason=move.reason)


def correction_note(correction: Correction, lists: LeadLists) -> QWidget:
    """Return a correction, or a statement of somebody who disagrees, as it stands beside the
    original.
    """
    if correction.is_statement:
        return _statement(correction, lists)
    head = _words("Corrected {when} by {who} ({field})").format(
        when=for_people(correction.recorded_at),
        who=correction.by,
        field=lists.word(correction.field),
    )
    reason = _words("Because: {reason}").format(reason=correction.reason)
    kept = _words("The original stands unchanged above.")
    return _bar("warning", (head, "small"), (correction.correction, "strong"), (reason, "body"),
                (kept, "small"))  # fmt: skip


def _statement(statement: Correction, lists: LeadLists) -> QWidget:
    day = day_for_people(statement.stated_on)
    who = ", ".join(
        part for part in (statement.stated_by, lists.word(statement.relationship), day) if part
    )
    head = _words("Statement of disagreement: {who}").format(who=who)
    noted = _words("Entered {when} by {by}").format(
        when=for_people(statement.recorded_at), by=statement.by
    )
    lines = [(head, "small"), (_quoted(statement.correction), "strong"), (noted, "small")]
    if statement.files:
        lines.append(("\n".join(statement.files), "small"))
    return _bar("info", *lines)


def child_words(title: str, text: str) -> QWidget:
    """Return the child's own words as a block set apart from everything a grown-up says."""
    return _bar("info", (title, "small"), (_quoted(text), "strong"))


def _quoted(text: str) -> str:
    return text if text[:1] in "“‘\"'" else f"“{text}”"


def _bar(severity: str, *lines: tuple[str, str]) -> QWidget:
    note = QFrame()
    note.setProperty("kind", "bar")
    note.setProperty("severity", severity)
    column = QVBoxLayout(note)
    column.setContentsMargins(space(1.5), space(1), space(1.5), space(1))
    column.setSpacing(2)
    for text, tone in lines:
        column.addWidget(PlainLabel(text, tone=tone, selectable=tone != "small"))
    return note
