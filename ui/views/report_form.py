"""The boxes of the reporting form as a concern, and a concern back in the boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.records.body_map import BodyMap
from storage.records.concern import ConcernDraft, Mention
from ui.drafts import ReportForm, WhoDraft, WhoKind
from ui.views.report_account import AccountBox
from ui.views.report_adult import SOMEBODY, AdultBox
from ui.views.report_facts import FactsBox
from ui.views.report_more import MoreBox
from ui.views.report_who import WhoBox
from ui.widgets.pupil_picker import PupilOption
from ui.widgets.writing_area import WritingArea


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportParts:
    """The five parts of the form."""

    adult: AdultBox
    who: WhoBox
    facts: FactsBox
    account: AccountBox
    more: MoreBox

    def named_areas(self) -> tuple[WritingArea, ...]:
        """The boxes in which people can be linked."""
        return self.account.happened, *self.more.areas()


def concern_of(
    parts: ReportParts, *, body_maps: tuple[BodyMap, ...], follow_up_to: str
) -> ConcernDraft:
    """Return what the boxes hold now."""
    facts, account, more = parts.facts, parts.account, parts.more
    about_id, about_whom = parts.adult.person()
    areas = parts.named_areas()
    return ConcernDraft(
        pupils=facts.links(),
        unlisted_pupil=facts.unlisted(),
        what_happened=account.happened.text().strip(),
        child_words=account.words.text().strip(),
        happened=facts.happened(),
        told_dsl=account.told.value(),
        place=facts.place.text().strip(),
        place_kind=facts.place_kind.value(),
        source=more.source.value(),
        told_by=more.told_by.text().strip(),
        who_else=more.who_else.text().strip(),
        questions=more.questions.text().strip(),
        did_at_once=more.did.text().strip(),
        opinion=more.opinion.text().strip(),
        mentions=tuple(mention for area in areas for mention in area.mentions()),
        paper=more.paper.paper(),
        about_adult=parts.adult.is_about_adult(),
        about_head=parts.adult.is_about_head(),
        about_post=parts.adult.post(),
        about_id=about_id,
        about_whom=about_whom,
        body_maps=body_maps,
        attachments=account.files.attachments(),
        follow_up_to=follow_up_to,
    )


def form_of(parts: ReportParts, concern: ConcernDraft, *, with_secrets: bool) -> ReportForm:
    """Return the whole form; PIN and slip code only when asked for."""
    who = parts.who.draft()
    if not with_secrets:
        who = WhoDraft(kind=who.kind, person=who.person, name=who.name)
    return ReportForm(
        who=who,
        concern=concern,
        files=parts.account.files.waiting(),
        happened=parts.facts.when.typed(),
        names=parts.facts.pupils.names(),
        answers=parts.adult.answers(),
    )


def show_form(parts: ReportParts, form: ReportForm, *, pupils: Sequence[PupilOption]) -> None:
    """Put a form that was kept back into the boxes, over an empty form."""
    concern, facts, account, more = form.concern, parts.facts, parts.account, parts.more
    parts.adult.set_adult(
        form.answers or _answers_of(concern),
        identifier=concern.about_id,
        name=concern.about_whom,
    )
    _show_who(parts.who, form.who)
    _show_pupils(parts, form, pupils)
    if form.happened is not None:
        facts.when.set_typed(form.happened)
    else:
        facts.when.set_when(concern.happened)
    facts.place_kind.set_value(concern.place_kind)
    facts.place.setText(concern.place)
    account.words.set_text(concern.child_words)
    account.told.set_value(concern.told_dsl)
    account.files.set_attachments(concern.attachments)
    for path in form.files:
        account.files.add(path)
    more.source.set_value(concern.source)
    more.told_by.setText(concern.told_by)
    more.who_else.setText(concern.who_else)
    more.paper.set_paper(concern.paper)
    _show_texts(parts, concern)


def _answers_of(concern: ConcernDraft) -> tuple[str, str]:
    """What a whole concern was answered with."""
    post = "head" if concern.about_head else concern.about_post
    return ("yes", post or SOMEBODY) if concern.about_adult else ("no", "")


def _show_who(box: WhoBox, who: WhoDraft) -> None:
    """Somebody who is known to be writing stays."""
    if box.author() is not None:
        return
    if who.person or who.kind is not WhoKind.MEMBER:
        box.set_kind(who.kind)
    box.person.set_person(who.person)
    if who.kind is WhoKind.GUEST:
        box.guest.setText(who.name)


def _show_pupils(parts: ReportParts, form: ReportForm, pupils: Sequence[PupilOption]) -> None:
    """A child who has left the list meanwhile is shown by the name that was kept."""
    options = {option.id: option for option in pupils}
    names = (*form.names, *[""] * len(form.concern.pupils))
    for link, name in zip(form.concern.pupils, names, strict=False):
        option = options.get(link.id) or PupilOption(id=link.id, display=name)
        parts.facts.pupils.put_back(option, link.role)
    parts.facts.pupils.line.setText(form.concern.unlisted_pupil)


def _show_texts(parts: ReportParts, concern: ConcernDraft) -> None:
    """Each box takes the links whose words stand in it, in the order in which they were read."""
    texts = (concern.what_happened, concern.questions, concern.did_at_once, concern.opinion)
    left: list[Mention] = list(concern.mentions)
    for area, text in zip(parts.named_areas(), texts, strict=True):
        area.set_text(text)
        taken = 0
        while taken < len(left):
            area.set_mentions(left[: taken + 1])
            if area.mentions() != tuple(left[: taken + 1]):
                break
            taken += 1
        area.set_mentions(left[:taken])
        del left[:taken]
