"""Reads what a child's front sheet and the people around the child are shown by."""

from dataclasses import replace

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.siblings import Siblings
from desktop.usecases.lead import household as family_work
from desktop.usecases.lead.front_sheet import BOXES, warnings
from storage.database.repositories import (
    actions,
    cases,
    chronology,
    file_contents,
    household,
    plans,
    professionals,
    pupils,
    referrals,
    risks,
    statuses,
)
from storage.intake import vocabularies
from storage.intake.pupil_words import language_words, needs_words
from storage.records.casework import Action
from storage.records.pupil import Pupil
from ui.file_material import FileForms, FrontBox, FrontSheet, ShownLevel, ShownStatus, WorkLine
from ui.lead_words import day_for_people, language_name
from ui.widgets.choice_row import Choice


def head_of(desk: Desk, pupil: Pupil) -> FrontSheet:
    """Return what stands above every section: warnings, the last decision, the level."""
    reader, today = desk.reader, desk.today().isoformat()
    return FrontSheet(
        pupil=pupil,
        level=statuses.level_now(reader, pupil.id),
        warnings=warnings(reader, pupil.id, today=today),
        decision=file_contents.last_decision(reader, pupil.id),
    )


def front_of(desk: Desk, pupil: Pupil) -> FrontSheet:
    """Return the whole front sheet."""
    reader, details = desk.reader, pupil.details
    row = pupils.row(reader, pupil.id)
    open_actions = _actions(desk, pupil.id)
    due, words = _next_due(desk, pupil.id, open_actions)
    language = language_words(details.language)
    return replace(
        head_of(desk, pupil),
        open_concerns=row.open_concerns if row else 0,
        entries=chronology.entries_total(reader, pupil.id),
        last_entry=row.last_entry if row and row.last_entry else "",
        next_due=due,
        next_due_words=words,
        language=language if language != details.language else language_name(language),
        needs=needs_words(details.sen),
        boxes=boxes_of(desk, pupil.id),
        statuses=_statuses(desk, pupil.id),
        levels=_levels(desk, pupil.id),
        people=family_work.family(reader, pupil),
        professionals=tuple(professionals.of_pupil(reader, pupil.id)),
        actions=tuple(open_actions),
    )


def people_of(desk: Desk, pupil: Pupil, siblings: Siblings) -> FrontSheet:
    """Return the people around a child, also those where it is over, and the family tree."""
    reader = desk.reader
    people = family_work.family(reader, pupil)
    return FrontSheet(
        pupil=pupil,
        people=people,
        tree=family_work.tree(reader, pupil, people),
        professionals=tuple(professionals.of_pupil(reader, pupil.id, current=False)),
        statuses=_statuses(desk, pupil.id),
        levels=_levels(desk, pupil.id),
        siblings=siblings.linked(),
        offered=siblings.offered(),
    )


def boxes_of(desk: Desk, pupil_id: str) -> tuple[FrontBox, ...]:
    """Return every box of the front sheet with what stands and stood in it."""
    history = household.box_history(desk.reader, pupil_id)
    return tuple(
        FrontBox(
            code=item.code,
            label=item.label,
            hint=item.definition,
            group=str(item.extra["group"]),
            lines=int(item.extra["lines"]),
            value=history[item.code][0].value if item.code in history else "",
            first=bool(item.extra.get("warns")),
            history=tuple(history.get(item.code, ())),
        )
        for item in vocabularies.load(BOXES).items
    )


def work_of(desk: Desk, pupil_id: str) -> tuple[WorkLine, ...]:
    """Return the cases, referrals and plans of a child, what is open before what is over."""
    reader, today = desk.reader, desk.today().isoformat()
    lines = [
        WorkLine(
            kind="case",
            id=row.id,
            title=row.title,
            detail=_joined(row.owner, desk.lists.word(row.level), day_for_people(row.next_due)),
            state=desk.lists.word(row.status),
        )
        for row in cases.rows(reader, cases.ids(reader, pupil=pupil_id))
    ]
    lines += [
        WorkLine(
            kind="referral",
            id=one.id,
            title=vocabularies.load("referral_recipients").label(one.to),
            detail=_joined(day_for_people(one.made_on), one.wait, day_for_people(one.due)),
            state=vocabularies.load("referral_states").label(one.state),
        )
        for one in referrals.rows(reader, referrals.ids(reader, pupil=pupil_id), today=today)
    ]
    lines += [
        WorkLine(
            kind="plan",
            id=each.id,
            title=each.title,
            detail=_joined(_plan(each.kind), each.lead_worker, day_for_people(each.next_due)),
            state=day_for_people(each.ended),
        )
        for each in plans.rows(reader, plans.ids(reader, pupil=pupil_id))
    ]
    return tuple(lines)


def forms() -> FileForms:
    """Return the answers that the forms offer, from the editions in force."""
    return FileForms(
        statuses=_choices("pupil_statuses"),
        relatives=_choices("relatives"),
        agencies=_choices("professional_kinds"),
    )


def _choices(name: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=item.code, text=item.label, hint=item.definition)
        for item in vocabularies.load(name).items
    )


def _statuses(desk: Desk, pupil_id: str) -> tuple[ShownStatus, ...]:
    known, today = vocabularies.load("pupil_statuses"), desk.today().isoformat()
    shown = []
    for status in statuses.of_pupil(desk.reader, pupil_id):
        item = known.item(status.kind)
        shown.append(
            ShownStatus(
                status=status,
                word=known.label(status.kind),
                court=item is not None and item.extra.get("group") == "court",
                now=status.in_force(today),
            )
        )
    return tuple(shown)


def _levels(desk: Desk, pupil_id: str) -> tuple[ShownLevel, ...]:
    return tuple(
        ShownLevel(
            word=desk.lists.word(each.level),
            since=each.since,
            reason=each.reason,
            by=each.by,
            row=each.row,
        )
        for each in statuses.levels(desk.reader, pupil_id)
    )


def _actions(desk: Desk, pupil_id: str) -> list[Action]:
    found = (actions.action(desk.reader, each) for each in actions.ids(desk.reader, pupil=pupil_id))
    return [action for action in found if action is not None]


def _next_due(desk: Desk, pupil_id: str, open_actions: list[Action]) -> tuple[str, str]:
    """The first day on which something is due for the child, and what it is."""
    due = [(action.due, action.what) for action in open_actions]
    due += [
        (risk.draft.review_date, risk.draft.title)
        for risk in risks.latest(desk.reader, pupil_id)
        if risk.ended is None
    ]
    due += [(row.next_due, row.title) for row in cases.open_of_pupils(desk.reader, [pupil_id])]
    known = sorted(item for item in due if item[0])
    return known[0] if known else ("", "")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _plan(kind: str) -> str:
    return vocabularies.load("plan_kinds").label(kind)
