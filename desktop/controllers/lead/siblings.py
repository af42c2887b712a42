"""Brothers and sisters in a child's file: found, offered, linked, taken out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.chronology_families import linked_family
from desktop.usecases.lead.siblings import link_siblings, unlink_sibling
from desktop.usecases.lead.siblings_offered import ADDRESS, CONTACT, offered_for
from storage.database.repositories import pupils
from storage.records.errors import UserFacingError
from storage.records.pupil import Pupil
from ui.dialogs.confirm import Question, confirmed
from ui.file_material import OfferedChild
from ui.views.pupil_file import PupilFileView
from ui.widgets.pupil_picker import PupilOption


class Siblings:
    """Serves the card of one child's front sheet; ``changed`` shows the sheet anew."""

    def __init__(self, desk: Desk, *, pupil_id: str, changed: Callable[[], None]) -> None:
        self._desk, self._pupil_id, self._changed = desk, pupil_id, changed
        self._linked: tuple[Pupil, ...] = ()

    def serve(self, view: PupilFileView) -> None:
        """Answer what is pressed on the card of this page."""
        card = view.people.family
        card.chosen.connect(lambda other: self._link(view, other))
        card.unwanted.connect(lambda other: self._unlink(view, other))

    def linked(self) -> tuple[tuple[str, str], ...]:
        """The brothers and sisters as the card shows them, the eldest first."""
        self._linked = self._others(self._pupil_id)
        return tuple((each.id, _option(each).words()) for each in self._linked)

    def offered(self) -> tuple[OfferedChild, ...]:
        """Who may be a brother or sister, and what the two have in common."""
        words = {ADDRESS: _tr("same address"), CONTACT: _tr("same first contact")}
        try:
            offers = offered_for(self._desk.reading(), self._pupil_id)
        except UserFacingError:
            return ()
        found = ((offer, self._pupil(offer.other_id)) for offer in offers)
        return tuple(
            OfferedChild(
                id=other.id,
                name=_option(other).words(),
                why=_tr(" and ").join(words[word] for word in offer.why),
            )
            for offer, other in found
            if other is not None
        )

    def find(self, typed: str) -> Sequence[PupilOption]:
        """Children by a few letters, those who have left too, without the family itself."""
        family = {self._pupil_id, *(each.id for each in self._linked)}
        ids = pupils.ids(self._desk.reader, search=typed, on_roll=None, limit=12 + len(family))
        found = (self._pupil(each) for each in ids if each not in family)
        return [_option(each) for each in found if each is not None]

    def _link(self, view: PupilFileView, other_id: str) -> None:
        other = self._pupil(other_id)
        more = self._others(other_id)
        if other is None or (more and not confirmed(view, self._joining(other, more))):
            return
        self._desk.run(
            view,
            lambda: link_siblings(self._desk.casebook, [self._pupil_id, other_id]),
            lambda _: self._done(view, _tr("Linked: {name}").format(name=other.display_name)),
        )

    def _unlink(self, view: PupilFileView, other_id: str) -> None:
        other = self._pupil(other_id)
        if other is None or not confirmed(view, self._parting(other)):
            return
        self._desk.run(
            view,
            lambda: unlink_sibling(self._desk.casebook, self._pupil_id, [other_id]),
            lambda _: self._done(view, _tr("Removed: {name}").format(name=other.display_name)),
        )

    def _done(self, view: PupilFileView, words: str) -> None:
        self._changed()
        view.people.family.settle()
        self._desk.shell.toast(words)

    def _joining(self, other: Pupil, more: Sequence[Pupil]) -> Question:
        detail = _tr("Linked with {name} already: {others}. All are then one family.")
        return Question(
            identifier="sibling_link",
            text=_tr("Link {name} and the others?").format(name=other.display_name),
            detail=detail.format(name=other.display_name, others=_names(more)),
            stay=_tr("Cancel"),
            go=_tr("Link all"),
        )

    def _parting(self, other: Pupil) -> Question:
        child = self._pupil(self._pupil_id)
        staying = [each for each in (child, *self._linked) if each and each.id != other.id]
        detail = _tr(
            "{name} is then no longer shown as brother or sister of {others}."
            " Everything written in the files stays."
        )
        return Question(
            identifier="sibling_remove",
            text=_tr("Remove {name} from the brothers and sisters?").format(
                name=other.display_name
            ),
            detail=detail.format(name=other.display_name, others=_names(staying)),
            stay=_tr("Cancel"),
            go=_tr("Remove"),
        )

    def _others(self, pupil_id: str) -> tuple[Pupil, ...]:
        child = self._pupil(pupil_id)
        return linked_family(self._desk.reader, child)[1:] if child is not None else ()

    def _pupil(self, pupil_id: str) -> Pupil | None:
        return pupils.pupil(self._desk.reader, pupil_id)


def _option(child: Pupil) -> PupilOption:
    details = child.details
    if not child.on_roll:
        return PupilOption(id=child.id, display=child.display_name, klass=_tr("has left"))
    return PupilOption(
        id=child.id,
        display=child.display_name,
        year=details.year_group,
        klass=details.class_name,
    )


def _names(children: Sequence[Pupil]) -> str:
    names = [each.display_name for each in children]
    return _tr(" and ").join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("siblings", text)
