"""A new referral, and the facts that are copied into the council's form."""

from PySide6.QtCore import QObject

from desktop.controllers.lead import work_shown
from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.referral_facts import ReferralFacts, referral_facts
from desktop.usecases.lead.referral_forms import forms
from desktop.usecases.lead.referral_places import places
from desktop.usecases.lead.referrals import (
    ReferralDraft,
    ReferralNews,
    make_referral,
    note_referral,
)
from storage.database.repositories import cases, limits, referrals
from storage.records.referrals import Advice
from ui.views.referral_boxes import referral_boxes
from ui.views.referral_facts import ReferralFactsView
from ui.views.referral_form import WorkFormView
from ui.widgets.choice_row import Choice
from ui.widgets.form_panel import Answers, text_of, when_of
from ui.work_material import FactShown


class NewReferralController(QObject):
    """Asks for the few facts that a referral never lacks; its page follows."""

    def __init__(self, desk: Desk, *, pupil_id: str = "", case_id: str = "") -> None:
        self.view = WorkFormView(
            "referral_new",
            self.tr("New referral"),
            referral_boxes(
                services=work_shown.choices("referral_recipients"),
                parents=work_shown.choices("parents_informed"),
                consents=work_shown.choices("referral_consent"),
                urgencies=work_shown.choices("referral_urgency"),
            ),
            save=self.tr("Save referral"),
            now=desk.local_now,
            more=self.tr("More: urgency, the child’s words, advice sought, reference"),
            search=desk.search_pupils,
        )
        super().__init__(self.view)
        self._desk, self._pupil, self._case = desk, pupil_id, case_id
        self.view.form.answered.connect(self._say_number)
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """Take on the child, or the children of the case."""
        case = cases.case(self._desk.reader, self._case) if self._case else None
        if case is not None:
            self.view.set_subtitle(self.tr("Belongs to the case: {title}").format(title=case.title))
        work_shown.put_children(self._desk, self.view, self._pupil, self._case)

    def _say_number(self, name: str, value: str) -> None:
        if name == "to":
            lines = places(self._desk.reader).place(value).lines
            self.view.form.row("to").set_hint(" · ".join(lines) or " ")

    def _save(self, answers: Answers) -> None:
        draft = _draft(answers, self._case)
        self._desk.save(
            self.view, lambda: make_referral(self._desk.casebook, draft=draft), self._saved
        )

    def _saved(self, referral_id: str) -> None:
        self.view.settle()
        self._desk.shell.toast(self.tr("The referral is kept. Its days are counted from now on."))
        self._desk.shell.back()
        self._desk.go.open_referral(referral_id)


def _draft(answers: Answers, case: str) -> ReferralDraft:
    gone, when = text_of(answers, "gone"), when_of(answers, "when")
    pupils = answers.get("pupils")
    advice = Advice(
        who=text_of(answers, "advice_who"),
        role=text_of(answers, "advice_role"),
        when=text_of(answers, "advice_when"),
        what=text_of(answers, "advice_what"),
    )
    return ReferralDraft(
        pupils=pupils if isinstance(pupils, tuple) else (),
        to=text_of(answers, "to"),
        text=text_of(answers, "text"),
        reason=text_of(answers, "reason"),
        parents={
            "told": text_of(answers, "told"),
            "account": text_of(answers, "told_by"),
            "why_not": text_of(answers, "told_why"),
        },
        consent={
            "given": text_of(answers, "given"),
            "why_not": text_of(answers, "given_why"),
        },
        phoned=when if gone == "phoned" else None,
        written=when if gone == "written" else None,
        case=case,
        urgency=text_of(answers, "urgency"),
        child_words=text_of(answers, "child_words"),
        reference=text_of(answers, "reference"),
        advice=(advice,) if advice.who else (),
    )


class ReferralFactsController(QObject):
    """Shows the facts in the order of a form; what was copied is kept with the referral."""

    def __init__(self, desk: Desk, *, referral_id: str) -> None:
        self.view = ReferralFactsView(
            forms=_form_choices(desk),
            clock=lambda: desk.local_now().strftime("%H:%M"),
        )
        super().__init__(self.view)
        self._desk, self._id = desk, referral_id
        self._form = ""
        self._facts: ReferralFacts | None = None
        self.view.form_chosen.connect(self._choose)
        self.view.kept.connect(self._keep)
        self.view.order_requested.connect(desk.go.open_form_order)

    def begin(self) -> None:
        """Show the blocks in the order of the school's own form."""
        self.refresh()

    def refresh(self) -> None:
        """Show what the record says now."""
        casebook = self._desk.reading()
        facts = referral_facts(casebook, referral_id=self._id, form_code=self._form)
        self._facts = facts
        self.view.form.set_choices(_form_choices(self._desk))
        self.view.show_facts(
            self.tr("Facts for the council’s form"),
            facts.form.code,
            [
                FactShown(
                    code=block.code,
                    label=block.label,
                    text=block.text,
                    missing=", ".join(block.missing),
                )
                for block in facts.blocks
            ],
            facts.warnings,
        )

    def _choose(self, code: str) -> None:
        self._form = code
        self.refresh()

    def _keep(self, sent: bool) -> None:
        referral = referrals.referral(self._desk.reader, self._id)
        if referral is None or self._facts is None:
            return
        to = limits.service(referral.to).label
        told = self._facts.told(self.view.copied(), to=to)
        news = ReferralNews(referral=self._id, state="sent" if sent else "told", facts=told)
        self._desk.save(
            self.view,
            lambda: note_referral(self._desk.casebook, news=news),
            lambda _odd: self._kept(),
        )

    def _kept(self) -> None:
        self.view.settle()
        self._desk.shell.toast(self.tr("What was told is kept with the referral, word for word."))
        self._desk.shell.back()


def _form_choices(desk: Desk) -> list[Choice]:
    return [Choice(value=one.code, text=one.title) for one in forms(desk.reader)]
