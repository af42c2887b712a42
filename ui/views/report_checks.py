"""What a concern still lacks before it can go, said beside each box; the first one is gone to."""

from PySide6.QtCore import QCoreApplication

from storage.records.concern import ConcernDraft, draft_problems
from ui.views.report_form import ReportParts


def mark_missing(parts: ReportParts, concern: ConcernDraft) -> bool:
    """Mark what is missing; True when something is.

    A time that cannot be read is pointed out once. It never stops a concern: sent again, the words
    typed go along as they are.
    """
    problems = draft_problems(concern)
    facts, account = parts.facts, parts.account
    no_role = facts.pupils.without_role()
    checks = (
        (
            account.told_row,
            account.told,
            "told_dsl" in problems,
            _tr("Please answer this."),
        ),
        (
            account.happened_row,
            account.happened,
            "what_happened" in problems,
            _tr("Write what happened, in your own words."),
        ),
        (facts.when_row, facts.when, _time_is_new(parts), _time_words(parts)),
        (
            facts.pupil_row,
            facts.pupils,
            "pupil" in problems or no_role,
            _tr("Choose each child’s part.")
            if no_role
            else _tr("Type a few letters and choose the child. Not on the list? Write who."),
        ),
    )
    found = False
    for row, field, wrong, words in checks:
        row.clear_error()
        if wrong:
            row.set_error(words)
            field.setFocus()
            found = True
    found = parts.who.show_missing() or found
    if not parts.adult.answered():
        parts.adult.show_missing()
        found = True
    return found


def _time_is_new(parts: ReportParts) -> bool:
    """Whether the time cannot be read and that has not been said yet."""
    return bool(parts.facts.when.problem()) and parts.facts.when_row.error() != _time_words(parts)


def _time_words(parts: ReportParts) -> str:
    return _tr("{problem} Or press Send again: it then goes in your words, without a date.").format(
        problem=parts.facts.when.problem()
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReportView", text)
