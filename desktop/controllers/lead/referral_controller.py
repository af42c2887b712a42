"""One referral: what is waited for, its history, and its news as they come."""

from PySide6.QtCore import QObject

from desktop.controllers.lead import work_shown
from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.work_page import WorkPageController
from desktop.controllers.lead.work_shown import ends, label, lines, named, written
from desktop.usecases.lead.referral_places import places
from desktop.usecases.lead.referrals import ReferralNews, note_referral, odd_sentences
from storage.database.repositories import disagreements, limits, referrals
from storage.intake import vocabularies
from storage.records.referral_waits import weeks_waited
from storage.records.referrals import FINAL, Referral, Step
from ui.lead_words import day_for_people
from ui.views.referral_boxes import news_boxes
from ui.views.referral_form import WorkFormView
from ui.views.referral_work import WorkView
from ui.widgets.form_panel import Answers, text_of, when_of
from ui.work_material import StoryLine, WorkShown

_TONES = {"refused": "warning", "accepted": "success", "done": "success"}


class ReferralController(WorkPageController):
    """Shows one referral; news, facts and disagreements open pages of their own."""

    def __init__(self, desk: Desk, *, referral_id: str) -> None:
        view = WorkView(
            "referral",
            steps={
                "news": (self.tr("Note news"), "plus"),
                "facts": (self.tr("Copy the facts"), "copy"),
                "disagree": (self.tr("Disagree"), "message-square"),
            },
            story=self.tr("What was done and heard"),
        )
        super().__init__(view, desk, thing=referral_id)

    def refresh(self) -> None:
        """Show what has changed since."""
        referral = referrals.referral(self._desk.reader, self._id)
        if referral is not None:
            self.view.show_work(self._shown(referral))

    def _shown(self, referral: Referral) -> WorkShown:
        desk = self._desk
        waits = referrals.waits_of(desk.reader, referral)
        children = work_shown.children(desk, referral.pupils)
        service = limits.service(referral.to)
        state = (
            label("referral_states", referral.state)
            if referral.state
            else self.tr("Nothing has gone out yet")
        )
        weeks = weeks_waited(referral, desk.today())
        if service.waits and weeks > 0:
            state = self.tr("{state} · {n} weeks so far").format(state=state, n=weeks)
        steps = ("facts", "disagree") if referral.state in FINAL else ("news", "facts", "disagree")
        return WorkShown(
            title=self.tr("Referral to {service}").format(service=service.label),
            subtitle=" · ".join(
                part for part in (", ".join(name for _id, name in children), state) if part
            ),
            children=children,
            case=referral.case,
            waits=tuple(work_shown.wait_line(wait, now=desk.local_now()) for wait in waits),
            notes=odd_sentences(referral),
            facts=self._facts(referral),
            story=tuple(self._story(referral)),
            steps=(*steps, "news") if referral.state in FINAL else steps,
        )

    def _facts(self, referral: Referral) -> tuple[tuple[str, str], ...]:
        told, consent = referral.parents, referral.consent
        before = f"To {limits.service(referral.to).label}: "
        pairs = [
            (self.tr("What worries us"), referral.text.removeprefix(before)),
            (self.tr("What we ask for"), referral.reason),
            (self.tr("How urgent"), label("referral_urgency", referral.urgency)),
            (self.tr("The child’s words"), referral.child_words),
            (
                self.tr("Parents told"),
                lines(
                    label("parents_informed", told.get("told", "")),
                    told.get("by", ""),
                    told.get("account", ""),
                    named(self.tr("Why not"), told.get("why_not", "")),
                ),
            ),
            (
                self.tr("Agreement"),
                lines(
                    label("referral_consent", consent.get("given", "")),
                    named(self.tr("Why without"), consent.get("why_not", "")),
                ),
            ),
            (
                self.tr("Advice sought"),
                lines(
                    *(
                        f"{', '.join(part for part in (one.who, one.role, one.when) if part)}:"
                        f" {one.what}"
                        for one in referral.advice
                    )
                ),
            ),
            (self.tr("Their reference"), self._reference(referral)),
            (
                self.tr("How to reach them"),
                "\n".join(places(self._desk.reader).place(referral.to).lines),
            ),
        ]
        return tuple((word, value) for word, value in pairs if value.strip())

    @staticmethod
    def _reference(referral: Referral) -> str:
        known = [referral.reference, *(step.reference for step in referral.steps)]
        return ", ".join(dict.fromkeys(part for part in known if part))

    def _story(self, referral: Referral) -> list[StoryLine]:
        """The newest first; the making itself at the bottom, disagreements where they began."""
        found = [(step.begun, self._line(place, step)) for place, step in enumerate(referral.steps)]
        for item in disagreements.ids(self._desk.reader, referral=referral.id):
            one = disagreements.disagreement(self._desk.reader, item)
            if one is not None and one.steps:
                first = one.steps[0]
                line = StoryLine(
                    id=item,
                    title=self.tr("Professional disagreement"),
                    detail=first.text,
                    trailing=ends().get(one.ended, self.tr("Open · Enter shows it")),
                    icon="message-square",
                    tone="warning" if not one.ended else "muted",
                )
                found.append((first.begun, line))
        found = sorted(reversed(found), key=lambda pair: pair[0], reverse=True)
        made = StoryLine(
            id="made",
            title=self.tr("Made, {when}").format(when=referral.happened.for_people()),
            detail=lines(
                referral.text,
                written(referral.author, referral.recorded_at, referral.happened),
            ),
            icon="send",
        )
        return [*(line for _begun, line in found), made]

    def _line(self, place: int, step: Step) -> StoryLine:
        item = vocabularies.load("referral_states").item(step.state)
        word = item.label if item else step.state
        facts = step.facts
        told = (
            self.tr("Told: {what}").format(what=", ".join(text for _c, text, _t in facts.blocks))
            if facts
            else ""
        )
        return StoryLine(
            id=f"step.{place}",
            title=f"{word}, {step.happened.for_people()}",
            detail=lines(
                step.text,
                named(self.tr("Reason"), step.reason),
                named(self.tr("Outcome"), step.outcome),
                named(self.tr("Ask again on"), day_for_people(step.next_chase)),
                told,
                written(step.author, step.recorded_at, step.happened),
            ),
            icon=str(item.extra.get("icon", "")) if item else "",
            tone=_TONES.get(step.state, "muted"),
        )

    def _open_line(self, line: str) -> None:
        if line.startswith("g-"):
            self._desk.go.open_disagreement(line)

    def _ask(self, step: str) -> None:
        if step == "facts":
            self._desk.go.open_referral_facts(self._id)
        elif step == "disagree":
            self._desk.go.open_disagreement(referral_id=self._id)
        else:
            self._desk.go.open_referral_news(self._id)


class ReferralNewsController(QObject):
    """What was done about a referral or heard of it, in whatever order it comes."""

    def __init__(self, desk: Desk, *, referral_id: str) -> None:
        self.view = WorkFormView(
            "referral_news",
            self.tr("News of the referral"),
            news_boxes(states=work_shown.choices("referral_states", leave_out=("told",))),
            save=self.tr("Save news"),
            now=desk.local_now,
            more=self.tr("More: ask again on a day, their reference"),
        )
        super().__init__(self.view)
        self._desk, self._id = desk, referral_id
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """Say which referral it is about."""
        referral = referrals.referral(self._desk.reader, self._id)
        if referral is not None:
            names = ", ".join(
                name for _id, name in work_shown.children(self._desk, referral.pupils)
            )
            self.view.set_subtitle(f"{limits.service(referral.to).label} · {names}")

    def _save(self, answers: Answers) -> None:
        texts = ("state", "reason", "by", "text", "outcome", "next_chase", "reference")
        news = ReferralNews(
            referral=self._id,
            happened=when_of(answers, "when"),
            facts=None,
            files=(),
            **{name: text_of(answers, name) for name in texts},
        )
        self._desk.save(
            self.view, lambda: note_referral(self._desk.casebook, news=news), self._saved
        )

    def _saved(self, odd: tuple[str, ...]) -> None:
        self.view.settle()
        self._desk.shell.toast(
            " ".join((self.tr("Saved."), *odd)), severity="warning" if odd else "success"
        )
        self._desk.shell.back()
