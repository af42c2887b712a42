"""The forms of a child's file: boxes of the front sheet, people, agencies, statuses."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from storage.records.around_child import Professional
from storage.records.family import FamilyPerson
from ui.file_drafts import FormSent
from ui.file_material import FileForms, FrontBox, ShownStatus
from ui.widgets.choice_row import Choice
from ui.widgets.form_dialog import CHOICE, DAY, HEADING, PILLS, TEXT, FormDialog, FormField
from ui.widgets.pupil_picker import PupilOption

Send = Callable[[FormSent], None]


class FileFormPages:
    """Opens the forms over ``parent``; each is handed to ``send`` when it is confirmed."""

    def __init__(self, parent: QWidget, *, forms: FileForms, send: Send) -> None:
        self._parent, self._forms, self._send = parent, forms, send

    def boxes(self, boxes: Sequence[FrontBox]) -> None:
        """All boxes of the front sheet; only those that change are written."""
        fields: list[FormField] = []
        groups = _groups()
        for box in boxes:
            heading = FormField(name=box.group, label=groups.get(box.group, ""), kind=HEADING)
            if heading not in fields:
                fields.append(heading)
            kind = TEXT if box.lines > 1 else "line"
            fields.append(
                FormField(
                    name=box.code, label=box.label, kind=kind, hint=box.hint, value=box.value,
                    lines=box.lines,
                )
            )  # fmt: skip
        fields.append(FormField(name="why", label=_tr("Why"), kind=HEADING))
        fields.append(
            FormField(
                name="reason",
                label=_tr("Reason for the change (optional)"),
                hint=_tr("What stood there before stays readable."),
            )
        )
        self._open("boxes", "", _tr("Change the front sheet"), fields, width=760)

    def relation(
        self,
        person: FamilyPerson | None,
        *,
        parents_of: Sequence[Choice],
        children: Sequence[PupilOption],
    ) -> None:
        """A person of the family or household, new or known."""
        known = person.relation_id if person else ""
        title = _tr("Change {name}").format(name=person.name) if person else _tr("Add a person")
        fields = _relation_fields(person, self._forms, parents_of, children)
        self._open("relation", known, title, fields)

    def relation_end(self, person: FamilyPerson) -> None:
        """Somebody no longer belongs to the family or household."""
        fields = _ending(_tr("Since when no longer"))
        self._open(
            "relation_end",
            person.relation_id,
            _tr("{name}: no longer").format(name=person.name),
            fields,
        )

    def professional(self, known: Professional | None) -> None:
        """Somebody of an agency, new or with another number or office."""
        title = _tr("Add an agency or professional")
        if known is not None:
            title = _tr("Change {name}").format(name=known.name or known.organisation)
        what = "professional_change" if known else "professional"
        self._open(what, known.id if known else "", title, _professional_fields(known, self._forms))

    def professional_end(self, known: Professional) -> None:
        """Somebody no longer works with the child."""
        title = _tr("{name}: no longer").format(name=known.name or known.organisation)
        self._open("professional_change", known.id, title, _ending(_tr("Since when no longer")))

    def status(self) -> None:
        """A new status or court order."""
        self._open("status", "", _tr("Add a status or court order"), _status_fields(self._forms))

    def status_end(self, known: ShownStatus) -> None:
        """A status no longer holds."""
        title = _tr("{status}: no longer").format(status=known.word)
        self._open("status_end", known.status.id, title, _ending(_tr("Ended on")))

    def not_sibling(self, other_id: str, name: str) -> None:
        """The child who is offered is no brother or sister."""
        fields = [
            FormField(
                name="reason", label=_tr("Why"), needed=_tr("Write the reason in a few words."),
                hint=_tr("The two are not offered to each other again; you can still link them."),
            )
        ]  # fmt: skip
        title = _tr("{name} is no brother or sister").format(name=name)
        self._open("not_sibling", other_id, title, fields)

    def _open(
        self,
        what: str,
        identifier: str,
        title: str,
        fields: Sequence[FormField],
        *,
        width: int = 640,
    ) -> None:
        dialog = FormDialog(
            f"form_{what}", title, fields, save=_tr("Save"), width=width, parent=self._parent
        )
        dialog.confirmed.connect(
            lambda answers: self._send(FormSent(what=what, id=identifier, answers=answers))
        )
        dialog.open()


def _groups() -> dict[str, str]:
    return {
        "safety": _tr("To know first"),
        "names": _tr("Names and languages"),
        "home": _tr("Home"),
        "needs": _tr("Needs"),
        "people": _tr("People"),
        "file": _tr("The file"),
    }


def _yes_no(name: str, label: str, value: bool | None, *, beside: bool = False) -> FormField:
    answers = (
        Choice(value="yes", text=_tr("Yes")),
        Choice(value="no", text=_tr("No")),
        Choice(value="unknown", text=_tr("Not known")),
    )
    said = {True: "yes", False: "no", None: "unknown"}[value]
    return FormField(name=name, label=label, kind=PILLS, choices=answers, value=said, beside=beside)


def _ending(day: str) -> list[FormField]:
    return [
        FormField(name="until", label=day, kind=DAY, needed=_tr("Give the day.")),
        FormField(
            name="reason", label=_tr("Why"), kind=TEXT,
            needed=_tr("Write the reason in a few words."),
            hint=_tr("It stays in the file, struck out, with the day and the reason."),
        ),
    ]  # fmt: skip


def _relation_fields(
    person: FamilyPerson | None,
    forms: FileForms,
    parents_of: Sequence[Choice],
    children: Sequence[PupilOption],
) -> list[FormField]:
    said = person
    telephone = said.telephones[0] if said and said.telephones else ""
    return [
        FormField(
            name="name", label=_tr("Name"), value=said.name if said else "",
            needed=_tr("Write the name, or “not known”."),
        ),
        FormField(
            name="relationship", label=_tr("What they are to the child"), kind=CHOICE, beside=True,
            choices=forms.relatives, value=said.relative.code if said else "",
            needed=_tr("Choose what they are to the child."),
        ),
        _yes_no("lives_with", _tr("Lives with the child"), said.lives_with if said else None),
        _yes_no(
            "parental_responsibility", _tr("Parental responsibility"),
            said.parental_responsibility if said else None, beside=True,
        ),
        FormField(name="telephone", label=_tr("Telephone"), value=telephone),
        FormField(
            name="date_of_birth", label=_tr("Born"), kind=DAY, beside=True,
            value=said.date_of_birth if said else "",
        ),
        FormField(
            name="address", label=_tr("Address, where it is another one"),
            value=said.address if said and said.relation_id else "",
        ),
        FormField(
            name="since", label=_tr("Since"), kind=DAY, beside=True,
            value=said.since if said else "",
        ),
        FormField(
            name="parent_of", label=_tr("Mother or father of"), kind=CHOICE,
            choices=tuple(parents_of),
            value=said.parent_of[0] if said and said.parent_of else "",
            hint=_tr("Draws the line in the family tree, for a grandmother or a half-brother."),
        ),
        FormField(
            name="other_pupil", label=_tr("Is a child of this school"), kind=CHOICE, beside=True,
            choices=tuple(Choice(value=one.id, text=one.words()) for one in children),
            value=said.pupil_id if said else "",
            hint=_tr("Only leads to that file; nothing of it is copied here."),
        ),
        FormField(name="note", label=_tr("Note"), kind=TEXT, value=said.note if said else ""),
    ]  # fmt: skip


def _professional_fields(known: Professional | None, forms: FileForms) -> list[FormField]:
    def was(name: str) -> str:
        return str(getattr(known, name)) if known else ""

    fields = [
        FormField(name="name", label=_tr("Name"), value=was("name")),
        FormField(name="role", label=_tr("Role"), value=was("role"), beside=True),
        FormField(
            name="organisation", label=_tr("Organisation or team"), value=was("organisation")
        ),
        FormField(name="telephone", label=_tr("Telephone"), value=was("telephone"), beside=True),
        FormField(name="email", label=_tr("E-mail"), value=was("email")),
        FormField(name="address", label=_tr("Address"), value=was("address"), beside=True),
    ]
    if known is None:
        fields[2:2] = [
            FormField(
                name="kind", label=_tr("Agency"), kind=CHOICE, choices=forms.agencies,
                needed=_tr("Choose the kind of agency."),
            ),
            FormField(name="since", label=_tr("Since"), kind=DAY, beside=True),
        ]  # fmt: skip
        return [*fields, FormField(name="note", label=_tr("Note"), kind=TEXT)]
    reason = FormField(
        name="reason", label=_tr("Why it changes"), needed=_tr("Write the reason in a few words.")
    )
    return [
        *fields,
        FormField(name="note", label=_tr("Note"), kind=TEXT, value=was("note")),
        reason,
    ]


def _status_fields(forms: FileForms) -> list[FormField]:
    return [
        FormField(
            name="kind", label=_tr("Status or order"), kind=CHOICE, choices=forms.statuses,
            needed=_tr("Choose what it is."),
        ),
        FormField(name="since", label=_tr("Since"), kind=DAY, needed=_tr("Give the day.")),
        FormField(name="until", label=_tr("Until, where it is set"), kind=DAY, beside=True),
        FormField(
            name="text", label=_tr("What it says, in a line"), kind=TEXT,
            hint=_tr("The category of a plan; of an order, who has parental responsibility by it."),
        ),
        FormField(name="reason", label=_tr("Why")),
        FormField(
            name="source", label=_tr("How it is known"), beside=True,
            hint=_tr("Who said so, or which paper was seen."),
        ),
    ]  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("pupil_file_forms", text)
