"""Opens the forms of a child's file, and records what was typed into them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.file_sheet import boxes_of, forms, people_of
from desktop.controllers.lead.siblings import Siblings
from desktop.usecases.lead.front_sheet import note_boxes, refuse_sibling
from desktop.usecases.lead.household import RelationDraft, end_relation, set_relation
from desktop.usecases.lead.professionals import (
    ProfessionalDraft,
    change_professional,
    note_professional,
)
from desktop.usecases.lead.statuses import end_status, set_status
from storage.database.repositories import pupils
from storage.records.family import FamilyPerson
from storage.records.when import When
from ui.file_drafts import FormSent
from ui.file_material import FrontSheet
from ui.views.pupil_file import PupilFileView
from ui.views.pupil_file_forms import FileFormPages
from ui.widgets.choice_row import Choice

Answers = Mapping[str, str]
_SAID = {"yes": True, "no": False}


class FileFormWork:
    """Serves the forms of one file; ``changed`` shows the file anew once something is recorded."""

    def __init__(
        self,
        desk: Desk,
        view: PupilFileView,
        *,
        pupil_id: str,
        siblings: Siblings,
        changed: Callable[[], None],
    ) -> None:
        self._desk, self._view, self._pupil_id = desk, view, pupil_id
        self._siblings, self._changed = siblings, changed
        self._pages = FileFormPages(view, forms=forms(), send=self._record)
        view.front.change_asked.connect(lambda: self._pages.boxes(boxes_of(desk, pupil_id)))
        view.front.status_asked.connect(self._pages.status)
        view.people.asked.connect(self._ask)
        view.people.family.refused.connect(self._pages.not_sibling)

    def _ask(self, what: str, key: str) -> None:
        pupil = pupils.pupil(self._desk.reader, self._pupil_id)
        if pupil is None:
            return
        sheet = people_of(self._desk, pupil, self._siblings)
        pages = self._pages
        person = next((each for each in sheet.people if each.key == key), None)
        known = next((each for each in sheet.professionals if each.id == key), None)
        status = next((each for each in sheet.statuses if each.status.id == key), None)
        if what == "relation":
            self._ask_relation(sheet, person)
        elif what == "relation_end" and person is not None:
            pages.relation_end(person)
        elif what == "professional":
            pages.professional(known)
        elif what == "professional_end" and known is not None:
            pages.professional_end(known)
        elif what == "status":
            pages.status()
        elif what == "status_end" and status is not None:
            pages.status_end(status)

    def _ask_relation(self, sheet: FrontSheet, person: FamilyPerson | None) -> None:
        parents = [Choice(value=sheet.pupil.id, text=sheet.pupil.display_name)]
        parents += [
            Choice(value=each.key, text=each.name)
            for each in sheet.people
            if (each.relation_id or each.pupil_id) and each is not person
        ]
        named = dict(self._siblings.linked())
        wanted = dict.fromkeys(
            (*named, *self._same_name(sheet), *([person.pupil_id] if person else []))
        )
        options = [self._desk.pupil_option(each) for each in wanted if each]
        self._pages.relation(
            person, parents_of=parents, children=[one for one in options if one is not None]
        )

    def _same_name(self, sheet: FrontSheet) -> list[str]:
        """Children of the same surname: the ones who are most often meant."""
        surname = sheet.pupil.details.legal_surname
        if not surname:
            return []
        found = pupils.ids(self._desk.reader, search=surname, on_roll=None, limit=40)
        return [each for each in found if each != sheet.pupil.id]

    def _record(self, sent: FormSent) -> None:
        casebook, answers = self._desk.casebook, sent.answers
        work: dict[str, Callable[[], object]] = {
            "boxes": lambda: self._note_boxes(answers),
            "relation": lambda: set_relation(casebook, draft=self._relation(sent)),
            "relation_end": lambda: end_relation(
                casebook, relation_id=sent.id, until=answers["until"], reason=answers["reason"]
            ),
            "professional": lambda: note_professional(
                casebook, draft=ProfessionalDraft(pupils=(self._pupil_id,), **dict(answers))
            ),
            "professional_change": lambda: change_professional(
                casebook, professional_id=sent.id, **dict(answers)
            ),
            "status": lambda: self._set_status(answers),
            "status_end": lambda: end_status(
                casebook,
                status_id=sent.id,
                happened=_on(answers["until"]),
                reason=answers["reason"],
            ),
            "not_sibling": lambda: refuse_sibling(
                casebook, pupil_id=self._pupil_id, other_id=sent.id, reason=answers["reason"]
            ),
        }
        self._desk.run(self._view, work[sent.what], lambda _: self._done())

    def _done(self) -> None:
        self._changed()
        self._desk.shell.toast(QCoreApplication.translate("file_forms", "Written down."))

    def _note_boxes(self, answers: Answers) -> object:
        boxes = {name: value for name, value in answers.items() if name != "reason"}
        return note_boxes(
            self._desk.casebook, pupil_id=self._pupil_id, boxes=boxes, reason=answers["reason"]
        )

    def _set_status(self, answers: Answers) -> object:
        said = {name: answers[name] for name in ("kind", "text", "until", "reason", "source")}
        return set_status(
            self._desk.casebook,
            pupil_ids=[self._pupil_id],
            happened=_on(answers["since"]),
            **said,
        )

    def _relation(self, sent: FormSent) -> RelationDraft:
        answers = sent.answers
        texts = (
            *("name", "relationship", "other_pupil", "date_of_birth", "telephone", "address"),
            *("since", "note"),
        )
        return RelationDraft(
            id=sent.id,
            pupils=(self._pupil_id,),
            lives_with=_SAID.get(answers["lives_with"]),
            parental_responsibility=_SAID.get(answers["parental_responsibility"]),
            parent_of=(answers["parent_of"],) if answers["parent_of"] else (),
            **{name: answers[name] for name in texts},
        )


def _on(day: str) -> When:
    return When(earliest=day, latest=day, precision="day", as_told="")
