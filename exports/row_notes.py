"""What stands under an entry of a chronology: who marked it, where else it is told, and the lead's
own analysis, always said to be one.
"""

from exports.model import RowNote
from storage.records import times

MARKED, ALSO_TOLD, ONE_EVENT, ANALYSIS = "marked", "also_told", "one_event", "analysis"
_LABELS = {
    MARKED: "Significant",
    ALSO_TOLD: "Also told as",
    ONE_EVENT: "One event",
    ANALYSIS: "Analysis, not fact",
}


def note_label(kind: str) -> str:
    """Return the words above or before a note; raises KeyError for a kind that is not known."""
    return _LABELS[kind]


def note_words(note: RowNote) -> str:
    """Return the note itself as it is printed."""
    if note.kind == ALSO_TOLD:
        place = f"No. {note.serial}" if note.serial else "not among the entries shown"
        return f"{note.text}, in {note.record.rpartition(' · ')[2]} ({place})"
    when = times.for_people(note.at)
    if note.kind == MARKED:
        return f"marked by {note.by}, {when}"
    if note.kind == ONE_EVENT:
        return f"{_ended(note.text)} Taken as one event by {note.by}, {when}."
    return f"{_ended(note.text)} By {note.by}, {when}."


def note_line(note: RowNote) -> str:
    """Return label and note in one line."""
    return f"{note_label(note.kind)}: {note_words(note)}"


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
