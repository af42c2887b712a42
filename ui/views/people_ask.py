"""Asking once, with what follows in plain words, before somebody's access is changed."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui.people_material import PersonShown, PersonStep, StepDraft
from ui.widgets.buttons import danger_button, primary_button, quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.text_line import TextLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: the question, what follows line by line, the word on the button, and an
    example of a reason (empty where none is kept)."""

    question: str
    follows: tuple[str, ...]
    go: str
    reason: str


class AskStepDialog(FittedDialog):
    """``confirmed`` carries the step with its reason; Esc leaves everything as it is."""

    confirmed = Signal(object)

    def __init__(
        self, *, shown: PersonShown, step: PersonStep, parent: QWidget | None = None
    ) -> None:
        asked = question(shown, step)
        super().__init__("person_step", asked.question, parent=parent)
        self._person_id, self._step = shown.person.id, step
        self._needs_reason = bool(asked.reason)
        self.reason = TextLine("person_step.reason", self.tr("Reason"), placeholder=asked.reason)
        self._row = FieldRow(
            self.tr("Reason"), self.reason, hint=self.tr("A few words; they stay in the casebook.")
        )
        for line in asked.follows:
            self.column.addWidget(PlainLabel(line))
        self.column.addWidget(self._row)
        self._row.setVisible(self._needs_reason)
        ends = step in (PersonStep.REMOVE, PersonStep.SUSPEND)
        make = danger_button if ends else primary_button
        self.go = make("person_step.go", asked.go)
        self.go.clicked.connect(self._send)
        self.reason.returnPressed.connect(self._send)
        leave = quiet_button("person_step.stay", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(self.go)
        (self.reason if self._needs_reason else leave).setFocus()

    def _send(self) -> None:
        reason = self.reason.text().strip()
        if self._needs_reason and not reason:
            self._row.set_error(self.tr("Write why, in a few words."))
            self.fit()
            self.reason.setFocus()
            return
        self.confirmed.emit(StepDraft(person_id=self._person_id, step=self._step, reason=reason))
        self.accept()


def question(shown: PersonShown, step: PersonStep) -> Asked:
    """Return what is asked before a step, with its consequences for this person."""
    name = shown.person.name
    makers = {
        PersonStep.REMOVE: _end,
        PersonStep.SUSPEND: _suspend,
        PersonStep.RESUME: _resume,
        PersonStep.SLIP: _slip,
        PersonStep.RESET: _reset,
    }
    return makers[step](shown, name)


def _end(shown: PersonShown, name: str) -> Asked:
    follows: tuple[str, ...]
    if shown.is_lead:
        follows = (
            _tr("{name} can no longer sign in, from now on.").format(name=name),
            *_new_key(name),
        )
    else:
        follows = (
            _tr("{name} can no longer report under this name.").format(name=name),
            _tr("The computers for staff learn it the next time they are used."),
        )
    follows += (_tr("Everything already written stays, with their name."), *_work(shown))
    return Asked(
        question=_tr("End access for {name}?").format(name=name),
        follows=follows,
        go=_tr("End access"),
        reason=_tr("e.g. left the school in July"),
    )


def _new_key(name: str) -> tuple[str, ...]:
    """What follows whenever somebody who can open the casebook is stopped."""
    return (
        _tr("When you lock, the casebook gets a new key."),
        _tr(
            "Copies and backups that {name} has kept stay readable to them."
            " Tell the head which there are."
        ).format(name=name),
    )


def _work(shown: PersonShown) -> tuple[str, ...]:
    if not shown.open_actions:
        return ()
    if shown.open_actions == 1:
        return (_tr("1 action of theirs is still to do; you see it next."),)
    words = _tr("{n} actions of theirs are still to do; you see them next.")
    return (words.format(n=shown.open_actions),)


def _suspend(shown: PersonShown, name: str) -> Asked:
    follows: tuple[str, ...]
    if shown.is_lead:
        follows = (
            _tr("{name} cannot sign in until you let them back in.").format(name=name),
            *_new_key(name),
        )
    else:
        follows = (
            _tr("{name} cannot report under this name until you let them back in.").format(
                name=name
            ),
        )
    return Asked(
        question=_tr("Suspend {name}?").format(name=name),
        follows=(*follows, *_work(shown)),
        go=_tr("Suspend"),
        reason=_tr("e.g. away until Easter"),
    )


def _resume(shown: PersonShown, name: str) -> Asked:
    again = (
        _tr("{name} can sign in again with the password and phone they had.")
        if shown.is_lead
        else _tr("{name} can report again with the PIN they had.")
    )
    return Asked(
        question=_tr("Let {name} back in?").format(name=name),
        follows=(again.format(name=name),),
        go=_tr("Let back in"),
        reason=_tr("e.g. back at work"),
    )


def _slip(_shown: PersonShown, name: str) -> Asked:
    return Asked(
        question=_tr("A new paper slip for {name}?").format(name=name),
        follows=(
            _tr("With it they set a PIN at one more computer, or a new PIN if it was forgotten."),
            _tr("A slip that was not used yet no longer works."),
        ),
        go=_tr("Make the slip"),
        reason="",
    )


def _reset(_shown: PersonShown, name: str) -> Asked:
    return Asked(
        question=_tr("A new way in for {name}?").format(name=name),
        follows=(
            _tr("For a colleague who has lost everything: password, phone and printed codes."),
            _tr(
                "You get one sheet of paper. Make sure that you hand it to {name} and nobody else."
            ).format(name=name),
            _tr("The old password, phone and printed codes stop working at once."),
        ),
        go=_tr("Make the sheet"),
        reason=_tr("e.g. lost bag with phone and paper"),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("people_ask", text)
