"""Professional disagreements: a new one, one with its steps, and what is said next."""

from PySide6.QtCore import QObject

from desktop.controllers.lead import work_shown
from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.work_page import WorkPageController
from desktop.controllers.lead.work_shown import ends, label, lines, named, written
from desktop.usecases.lead.disagreements import (
    DisagreementDraft,
    DisagreementNews,
    note_disagreement,
    odd_sentences,
    raise_disagreement,
)
from storage.database.repositories import disagreements, limits, referrals
from storage.records.disagreements import Disagreement, DisagreementStep, next_rung
from ui.views.referral_boxes import disagreement_boxes, disagreement_news_boxes
from ui.views.referral_form import WorkFormView
from ui.views.referral_work import WorkView
from ui.widgets.choice_row import Choice
from ui.widgets.form_panel import Answers, text_of, when_of
from ui.work_material import StoryLine, WorkShown


class DisagreementController(WorkPageController):
    """Shows one disagreement: every step with what was said by whom."""

    def __init__(self, desk: Desk, *, disagreement_id: str) -> None:
        view = WorkView(
            "disagreement",
            steps={
                "note": (self.tr("What happened next"), "plus"),
                "referral": (self.tr("The referral"), "send"),
            },
            story=self.tr("Step by step"),
        )
        super().__init__(view, desk, thing=disagreement_id)

    def refresh(self) -> None:
        """Show what has changed since."""
        one = disagreements.disagreement(self._desk.reader, self._id)
        if one is not None:
            self.view.show_work(self._shown(one))

    def _shown(self, one: Disagreement) -> WorkShown:
        desk = self._desk
        wait = disagreements.wait_of(desk.reader, one)
        children = work_shown.children(desk, one.pupils)
        state = ends().get(one.ended, self.tr("Open"))
        pairs = (
            (self.tr("What we ask for"), one.sought),
            (self.tr("Why"), one.reason),
            (self.tr("How it ended"), ends().get(one.ended, "")),
        )
        steps = ("note", "referral") if one.referral else ("note",)
        return WorkShown(
            title=self.tr("Professional disagreement"),
            subtitle=" · ".join((", ".join(name for _id, name in children), state)),
            children=children,
            case=one.case,
            waits=(work_shown.wait_line(wait, now=desk.local_now()),) if wait else (),
            notes=odd_sentences(one),
            facts=tuple((word, value) for word, value in pairs if value),
            story=tuple(
                self._line(place, step) for place, step in reversed(list(enumerate(one.steps)))
            ),
            steps=steps,
        )

    def _line(self, place: int, step: DisagreementStep) -> StoryLine:
        who = step.by or step.with_whom
        rung = label("escalation_steps", step.step)
        if step.ended:
            title = self.tr("Ended: {how}").format(how=ends().get(step.ended, step.ended))
        elif step.by:
            title = self.tr("Answer of {who}").format(who=who)
        else:
            title = self.tr("Taken to: {who}").format(
                who=", ".join(part for part in (rung, who) if part)
            )
        return StoryLine(
            id=f"step.{place}",
            title=f"{title}, {step.happened.for_people()}",
            detail=lines(
                step.text,
                named(self.tr("Decision"), step.decision),
                named(self.tr("Outcome"), step.outcome),
                written(step.author, step.recorded_at, step.happened),
            ),
            icon="message-square" if step.by else "send",
            tone="success" if step.ended == "resolved" else "muted",
        )

    def _ask(self, step: str) -> None:
        one = disagreements.disagreement(self._desk.reader, self._id)
        if one is None:
            return
        if step == "referral":
            self._desk.go.open_referral(one.referral)
        else:
            self._desk.go.open_disagreement_news(self._id)


class NewDisagreementController(QObject):
    """A new disagreement, about a referral or about anything else."""

    def __init__(
        self, desk: Desk, *, referral_id: str = "", pupil_id: str = "", case_id: str = ""
    ) -> None:
        self.view = WorkFormView(
            "disagreement_new",
            self.tr("Disagree with another service"),
            disagreement_boxes(steps=work_shown.choices("escalation_steps")),
            save=self.tr("Save disagreement"),
            now=desk.local_now,
            search=None if referral_id else desk.search_pupils,
        )
        super().__init__(self.view)
        self._desk, self._referral = desk, referral_id
        self._pupil, self._case = pupil_id, case_id
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """Say what it is about; take on the children who are known."""
        desk = self._desk
        referral = referrals.referral(desk.reader, self._referral) if self._referral else None
        if referral is not None:
            names = ", ".join(name for _id, name in work_shown.children(desk, referral.pupils))
            self.view.set_subtitle(f"{limits.service(referral.to).label} · {names}")
        work_shown.put_children(desk, self.view, self._pupil, self._case)

    def _save(self, answers: Answers) -> None:
        pupils = answers.get("pupils")
        draft = DisagreementDraft(
            text=text_of(answers, "text"),
            sought=text_of(answers, "sought"),
            step=text_of(answers, "step"),
            with_whom=text_of(answers, "with_whom"),
            happened=when_of(answers, "when"),
            pupils=pupils if isinstance(pupils, tuple) else (),
            referral=self._referral,
            case=self._case,
        )
        self._desk.save(
            self.view, lambda: raise_disagreement(self._desk.casebook, draft=draft), self._saved
        )

    def _saved(self, disagreement_id: str) -> None:
        self.view.settle()
        self._desk.shell.toast(self.tr("Saved. The day of the next step is counted."))
        self._desk.shell.back()
        self._desk.go.open_disagreement(disagreement_id)


class DisagreementNewsController(QObject):
    """An answer, the next step of the ladder, or the end."""

    def __init__(self, desk: Desk, *, disagreement_id: str) -> None:
        one = disagreements.disagreement(desk.reader, disagreement_id)
        last = one.steps[-1] if one and one.steps else None
        answered = last is not None and bool(last.by)
        reached = last.step if last else ""
        step = next_rung(reached, limits.rungs()) if answered else reached
        self.view = WorkFormView(
            "disagreement_news",
            self.tr("What happened next"),
            disagreement_news_boxes(
                steps=work_shown.choices("escalation_steps"),
                ends=[Choice(value=code, text=text) for code, text in ends().items()],
                step=step or reached,
                kind="step" if answered else "answer",
            ),
            save=self.tr("Save"),
            now=desk.local_now,
        )
        super().__init__(self.view)
        self._desk, self._id = desk, disagreement_id
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """The cursor is in the first box."""
        self.view.setFocus()

    def _save(self, answers: Answers) -> None:
        texts = ("step", "text", "by", "with_whom", "outcome", "ended")
        news = DisagreementNews(
            disagreement=self._id,
            happened=when_of(answers, "when"),
            files=(),
            **{name: text_of(answers, name) for name in texts},
        )
        self._desk.save(
            self.view, lambda: note_disagreement(self._desk.casebook, news=news), self._saved
        )

    def _saved(self, odd: tuple[str, ...]) -> None:
        self.view.settle()
        words = " ".join((self.tr("Saved."), *odd))
        self._desk.shell.toast(words, severity="warning" if odd else "success")
        self._desk.shell.back()
