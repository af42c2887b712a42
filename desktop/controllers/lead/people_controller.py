"""People and computers: who may write and read, the slip of paper, the pairing by a compared
code.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.pairing import PairingRounds
from desktop.controllers.lead.people_shown import school_people
from desktop.controllers.lead.policy_controller import PolicyController
from desktop.controllers.lead.readers_controller import ReadersController
from desktop.controllers.lead.slips import paper_of, shown_slip
from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.change_person import PersonChanges, change_person
from desktop.usecases.lead.end_access import (
    AccessChanged,
    remove_person,
    resume_person,
    suspend_person,
)
from desktop.usecases.lead.key_access import people_who_can_open
from desktop.usecases.lead.letter_gaps import Gap
from desktop.usecases.lead.manage_people import (
    NewPerson,
    PaperSlip,
    add_staff,
    end_workstation,
    new_slip,
)
from desktop.usecases.lead.recording_guide import GuideReader, guide_readers
from desktop.usecases.lead.rotate_key import rotation_due
from desktop.usecases.lead.ways_in import reset_way_in
from desktop.usecases.lead.workstation_states import (
    LeftInFolder,
    WorkstationState,
    left_in_folder,
    unpaired_gaps,
    workstation_states,
)
from storage.keys.passwords import KdfParameters, calibrate
from storage.records.people import LEADS, Role
from ui.lead_drafts import PersonDraft
from ui.messages import message_for
from ui.people_material import AccessEnded, PersonEdit, PersonStep, StepDraft
from ui.views.guide_part import GuidePart
from ui.views.people import PeopleView
from ui.views.people_slip import SlipDialog

Standings = tuple[int, bool, Sequence[WorkstationState], Sequence[Gap], LeftInFolder]


class PeopleController(QObject):
    """Adds people, changes their access, and pairs computers."""

    def __init__(self, desk: Desk) -> None:
        self.view = PeopleView(lists=desk.lists)
        super().__init__(self.view)
        self._desk = desk
        self._rounds = PairingRounds(desk, view=self.view, on_answer=self.begin)
        self._readers = ReadersController(desk, view=self.view)
        self._policy = PolicyController(desk, view=self.view)
        self._guide = GuidePart()
        self._guide.opened.connect(desk.go.open_guide)
        self.view.computers.add_part(self._guide)
        self._folder = desk.context.paths.casebook
        self.view.person_added.connect(self._add)
        self.view.person_changed.connect(self._change)
        self.view.step_confirmed.connect(self._do)
        self.view.slip_done.connect(self.begin)
        self.view.slip_print_requested.connect(self._print_slip)
        self.view.workstation_ended.connect(self._end_workstation)
        self.view.hand_over_requested.connect(desk.go.open_hand_over)
        self.view.letterbox_requested.connect(desk.go.open_letterbox)
        self.view.lock_requested.connect(desk.shell.lock_requested)
        self.view.actions_requested.connect(desk.go.show_today)

    def begin(self) -> None:
        """Show who and what may write into this casebook, and who reads what it does not hold."""
        self._readers.begin()
        self._policy.begin()
        self._desk.run(self.view, lambda: guide_readers(self._desk.casebook), self._show_guide)
        self._desk.run(self.view, self._read, self._show)

    def _show_guide(self, readers: Sequence[GuideReader]) -> None:
        done = sum(reader.is_current for reader in readers)
        self._guide.show_count(done, len(readers))

    def _read(self) -> Standings:
        casebook = self._desk.casebook
        states, gaps = workstation_states(casebook), unpaired_gaps(casebook)
        if casebook.read_only:
            return len(LEADS), False, states, gaps, LeftInFolder()
        opening, left = people_who_can_open(casebook), left_in_folder(casebook)
        return opening, rotation_due(casebook, folder=self._folder), states, gaps, left

    def refresh(self) -> None:
        """Show what other pages changed."""
        self.begin()

    def _show(self, found: Standings) -> None:
        can_open, rotating, computers, unpaired, left = found
        self.view.show_people(
            school_people(
                self._desk.reader,
                you=self._desk.casebook.person.id,
                can_open=can_open,
                key_changes_at_lock=rotating,
                computers=computers,
                unpaired=unpaired,
                left=left,
            )
        )

    # -- adding and changing ---------------------------------------------------------------------

    def _kdf(self) -> KdfParameters:
        return calibrate(random_bytes=self._desk.context.random_bytes)

    def _add(self, draft: PersonDraft) -> None:
        person = NewPerson(
            name=draft.name,
            account=draft.account,
            role=Role(draft.role),
            job_title=draft.job_title,
            telephone=draft.telephone,
        )

        def work() -> PaperSlip:
            if person.role in LEADS:
                return add_lead(
                    self._desk.casebook,
                    folder=self._folder,
                    person=person,
                    password="",
                    kdf=self._kdf(),
                )
            return add_staff(self._desk.casebook, person=person)

        self._desk.run(self.view, work, self._show_slip)

    def _change(self, edit: PersonEdit) -> None:
        changes = PersonChanges(
            name=edit.name,
            job_title=edit.job_title,
            telephone=edit.telephone,
            role=Role(edit.role),
        )

        def work() -> object:
            return change_person(
                self._desk.casebook,
                person_id=edit.person_id,
                changes=changes,
                reason=edit.reason,
            )

        self._desk.run(self.view, work, lambda _: self._done(self.tr("Saved.")))

    def _show_slip(self, slip: PaperSlip) -> None:
        self.view.show_slip(shown_slip(slip))

    def _print_slip(self, dialog: SlipDialog) -> None:
        paper_of(self._desk).print_slip(dialog, dialog, dialog.slip)

    def _done(self, text: str) -> None:
        self.view.message.clear()
        self._desk.shell.toast(text)
        self.begin()

    # -- access ----------------------------------------------------------------------------------

    def _do(self, draft: StepDraft) -> None:
        if draft.step in (PersonStep.SLIP, PersonStep.RESET):
            self._desk.run(self.view, lambda: self._paper(draft), self._show_slip)
        else:
            self._desk.run(
                self.view,
                lambda: self._change_access(draft),
                lambda changed: self._tell(draft.step, changed),
            )

    def _paper(self, draft: StepDraft) -> PaperSlip:
        if draft.step is PersonStep.SLIP:
            return new_slip(self._desk.casebook, person_id=draft.person_id)
        return reset_way_in(
            self._desk.casebook,
            folder=self._folder,
            person_id=draft.person_id,
            reason=draft.reason,
            kdf=self._kdf(),
        )

    def _change_access(self, draft: StepDraft) -> AccessChanged:
        does = {
            PersonStep.REMOVE: remove_person,
            PersonStep.SUSPEND: suspend_person,
            PersonStep.RESUME: resume_person,
        }[draft.step]
        return does(
            self._desk.casebook,
            folder=self._folder,
            person_id=draft.person_id,
            reason=draft.reason,
        )

    def _tell(self, step: PersonStep, changed: AccessChanged) -> None:
        name = changed.person.name
        words = {
            PersonStep.REMOVE: self.tr("{name}’s access has ended."),
            PersonStep.SUSPEND: self.tr("{name} is suspended."),
            PersonStep.RESUME: self.tr("{name} is back in."),
        }[step]
        self._done(words.format(name=name))
        self.view.show_access_ended(
            AccessEnded(
                name=name,
                key_changes=changed.rotation_due,
                open_actions=tuple(row.what for row in changed.open_actions),
                more=tuple(
                    message_for(notice).text
                    for notice in changed.notices
                    if notice.code not in _SAID_BY_THE_PAGE
                ),
            )
        )

    def _end_workstation(self, workstation_id: str) -> None:
        self._desk.run(
            self.view,
            lambda: end_workstation(
                self._desk.casebook, workstation_id=workstation_id, reason="removed by the lead"
            ),
            lambda _: self.begin(),
        )


# The page has a line of its own for these.
_SAID_BY_THE_PAGE = frozenset({"people.open_actions", "people.copies_stay_readable"})
