"""Applies entries to the read tables, one small function for each type of entry."""

from collections.abc import Callable, Mapping
from typing import Any

from storage.database.connection import Connection
from storage.database.projections import (
    access,
    actions,
    amendments,
    around,
    attendance,
    cases,
    concerns,
    filed,
    files,
    front_sheet,
    history,
    moves,
    people,
    plans,
    pupils,
    referrals,
    register,
    risks,
    significance,
    statuses,
)
from storage.database.projections.fact import Fact
from storage.ledger.key_ring import KEY_EVENTS
from storage.records.row_types import ROW_TYPES

Projection = Callable[[Connection, Fact], None]

PROJECTIONS: dict[str, Projection] = {
    **dict.fromkeys(ROW_TYPES, filed.add),
    "ledger.opened": people.ledger_opened,
    "session.opened": access.session_opened,
    "person.added": people.person_added,
    "person.changed": people.person_changed,
    "key.introduced": people.key_introduced,
    "key.ended": people.key_ended,
    "handover.made": people.handover_made,
    "workstation.paired": people.workstation_paired,
    "workstation.ended": people.workstation_ended,
    "pupil.added": pupils.pupil_added,
    "pupil.changed": pupils.pupil_changed,
    "front_sheet.noted": front_sheet.front_sheet_noted,
    "relation.set": around.relation_set,
    "relation.ended": around.relation_ended,
    "professional.noted": around.professional_noted,
    "professional.changed": around.professional_changed,
    "attendance.taken": attendance.attendance_taken,
    "history.imported": history.history_imported,
    "status.set": statuses.status_set,
    "status.ended": statuses.status_ended,
    "concern.received": concerns.concern_received,
    "concern.opened": access.concern_opened,
    "triage.decided": concerns.triage_decided,
    "concern.closed": concerns.concern_closed,
    "concern.reopened": concerns.concern_reopened,
    "reply.sent": concerns.reply_sent,
    "action.added": actions.action_added,
    "action.done": actions.action_done,
    "action.changed": actions.action_changed,
    "referral.made": referrals.referral_made,
    "referral.noted": referrals.referral_noted,
    "disagreement.raised": referrals.disagreement_raised,
    "disagreement.noted": referrals.disagreement_noted,
    "plan.started": plans.plan_started,
    "plan.changed": plans.plan_noted,
    "plan.ended": plans.plan_noted,
    "meeting.planned": plans.meeting_planned,
    "meeting.dropped": plans.meeting_dropped,
    "meeting.held": plans.meeting_held,
    "case.opened": cases.case_opened,
    "case.changed": cases.case_changed,
    "case.joined": cases.case_joined,
    "case.monitored": cases.case_monitored,
    "case.merged": cases.case_merged,
    "case.closed": cases.case_closed,
    "case.countersigned": cases.case_countersigned,
    "case.reopened": cases.case_reopened,
    "entry.added": files.entry_added,
    "entry.transcribed": files.entry_transcribed,
    "volume.attached": files.volume_attached,
    "risk.saved": risks.risk_saved,
    "risk.signed": risks.risk_signed,
    "risk.ended": risks.risk_ended,
    "significance.set": significance.significance_set,
    "events.linked": significance.events_linked,
    "amendment.added": amendments.amendment_added,
    "record.moved": moves.record_moved,
    "file.opened": access.file_opened,
    "disclosure.made": register.disclosure_made,
    "disclosure.acknowledged": register.disclosure_acknowledged,
    "backup.made": access.copy_handled,
    "restore.made": access.copy_handled,
    "recovery.rehearsed": access.copy_handled,
}
# These say enough by standing in the ledger; no read table is made of them.
LEDGER_ONLY = frozenset(
    {
        "settings.changed",
        "checkpoint.given",
        "pupils.imported",
        "slip.kept",
        "guide.signed",
        "disposal.made",
        "key.rotated",
        "way_in.changed",
        "rescue.made",
    }
)


class Projector:
    """Applies entries in order of position; remembers who the keys belong to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._authors: dict[str, tuple[str, str]] = {}

    def apply(
        self,
        *,
        ledger: bytes,
        seq: int,
        type_: str,
        at: str,
        author: str,
        fields: Mapping[str, Any],
    ) -> None:
        """Apply one entry; ``author`` is a key id. An unknown type (of a newer version) does
        nothing."""
        project = PROJECTIONS.get(type_)
        if project is None:
            return
        person, name = self._author(author)
        fact = Fact(
            ledger=ledger,
            seq=seq,
            type=type_,
            at=at,
            author=name,
            author_id=person,
            fields=fields,
        )
        project(self._connection, fact)
        cases.thing_of_case(self._connection, fact)
        if type_ in KEY_EVENTS:
            self._authors.clear()

    def _author(self, key_id: str) -> tuple[str, str]:
        if key_id not in self._authors:
            row = self._connection.one(
                "SELECT person.id, person.name FROM person_key"
                " JOIN person ON person.id = person_key.owner WHERE key_id = ?",
                (key_id,),
            )
            self._authors[key_id] = (row[0], row[1]) if row else ("", "")
        return self._authors[key_id]
