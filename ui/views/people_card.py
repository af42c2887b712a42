"""One person: who they are, where they stand, and what can be done about it."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from storage.records.people import Role
from ui.lead_material import LeadLists
from ui.people_material import PersonShown, PersonStep, Standing
from ui.widgets.buttons import danger_button, secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard

_TONES = {
    Standing.OPENS: "success",
    Standing.REPORTS: "success",
    Standing.WAITING: "warning",
    Standing.SUSPENDED: "danger",
    Standing.ENDED: "muted",
}


class PersonCard(SectionCard):
    """Only the steps that make sense for this person are offered."""

    asked = Signal(object)

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lists = lists
        self._shown: PersonShown | None = None
        self._state = identify(PlainLabel(tone="strong"), "people.state", self.tr("State"))
        self._explained = PlainLabel(tone="muted")
        self._facts = KeyValueGrid()
        self._steps = {
            PersonStep.CHANGE: secondary_button(
                "people.change", self.tr("Change details…"), icon="pencil"
            ),
            PersonStep.SLIP: secondary_button(
                "people.new_slip", self.tr("New paper slip…"), icon="file-text"
            ),
            PersonStep.RESET: secondary_button(
                "people.reset", self.tr("New way in on paper…"), icon="key-round"
            ),
            PersonStep.RESUME: secondary_button(
                "people.resume", self.tr("Let back in…"), icon="log-in"
            ),
            PersonStep.SUSPEND: secondary_button(
                "people.suspend", self.tr("Suspend…"), icon="lock"
            ),
            PersonStep.REMOVE: danger_button("people.end", self.tr("End access…"), icon="log-out"),
        }
        steps = FlowLayout()
        for step, button in self._steps.items():
            button.clicked.connect(lambda _=False, step=step: self.asked.emit(step))
            steps.addWidget(button)
        self.body.addWidget(self._state)
        self.body.addWidget(self._explained)
        self.body.addWidget(self._facts)
        self.body.addLayout(steps)
        self.hide()

    def person(self) -> PersonShown | None:
        """Whose card this is."""
        return self._shown

    def show_person(self, shown: PersonShown | None, *, you: bool = False) -> None:
        """Show somebody; None takes the card away."""
        self._shown = shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        person = shown.person
        self.set_title(person.name)
        self._state.setText(standing_words(shown))
        self._state.set_tone(_TONES[shown.standing])
        self._explained.setText(self._explain(shown, you=you))
        self._facts.set_rows(
            [
                (self.tr("Here as"), self._lists.word(str(person.role))),
                (self.tr("Job title"), person.job_title),
                (self.tr("Account"), person.account),
                (self.tr("Telephone"), shown.telephone),
                *self._since(shown),
                *self._work(shown),
            ]
        )
        offered = offered_steps(shown, you=you)
        for step, button in self._steps.items():
            button.setVisible(step in offered)

    def button(self, step: PersonStep) -> QPushButton:
        """The button of one step."""
        return self._steps[step]

    def _since(self, shown: PersonShown) -> list[tuple[str, str]]:
        if not shown.since:
            return []
        why = f"{shown.since}: {shown.reason}" if shown.reason else shown.since
        return [(self.tr("Since"), why)]

    def _work(self, shown: PersonShown) -> list[tuple[str, str]]:
        if not shown.open_actions:
            return []
        return [(self.tr("Actions still to do"), f"{shown.open_actions:,}")]

    def _explain(self, shown: PersonShown, *, you: bool) -> str:
        if you:
            return self.tr("This is you. Press your name at the left to change your way in.")
        lead = shown.is_lead
        reader = shown.person.role in (Role.HEAD, Role.CHAIR)
        if shown.standing is Standing.OPENS:
            return self.tr("Reads and writes every child’s file.")
        if shown.standing is Standing.REPORTS:
            if reader:
                return self.tr("Reads letters about adults with a sign-in or a code of their own.")
            return self.tr("Can send concerns. Cannot read anything here.")
        if shown.standing is Standing.WAITING:
            if reader:
                return self.tr("Gets letters about adults once they have set a PIN.")
            return self.tr("Has a paper slip, and has not used it yet.")
        if shown.standing is Standing.SUSPENDED:
            if lead:
                return self.tr("Cannot sign in until you let them back in. Nothing is lost.")
            return self.tr("Cannot report under this name until you let them back in.")
        return self.tr("Everything they wrote stays, with their name.")


def standing_words(shown: PersonShown) -> str:
    """Where somebody stands, in a few words."""
    return {
        Standing.OPENS: _tr("Can open the casebook"),
        Standing.REPORTS: _tr("Can report concerns"),
        Standing.WAITING: _tr("Not signed in yet"),
        Standing.SUSPENDED: _tr("Suspended"),
        Standing.ENDED: _tr("Access ended"),
    }[shown.standing]


def offered_steps(shown: PersonShown, *, you: bool) -> tuple[PersonStep, ...]:
    """Return what can be done about somebody; nobody ends or resets their own access here."""
    if shown.standing is Standing.ENDED:
        return ()
    if you:
        return (PersonStep.CHANGE,)
    if shown.standing is Standing.SUSPENDED:
        return (PersonStep.CHANGE, PersonStep.RESUME, PersonStep.REMOVE)
    paper = PersonStep.RESET if shown.is_lead else PersonStep.SLIP
    return (PersonStep.CHANGE, paper, PersonStep.SUSPEND, PersonStep.REMOVE)


def _tr(text: str) -> str:
    return QCoreApplication.translate("people_card", text)
