"""The pictures of numbered paper forms, of the recording guide and of practising."""

from desktop.demo.shots_lead import LeadScene
from desktop.usecases.lead.green_forms import account_for, issue_forms
from storage.database.repositories import people, pupils
from ui.views.paper_entry import PaperEntryView
from ui.widgets.pupil_picker import PupilOption

_PAD = 6


def paper_forms(lead: LeadScene) -> None:
    """The numbers that are out, a sheet being typed in, and the concern it became."""
    studio, casebook = lead.studio, lead.casebook
    issue_forms(casebook, count=_PAD)
    account_for(casebook, number=1, fate="spoilt", note="coffee")
    lead.go.open_sheets()
    studio.shoot("forms-and-posters")
    studio.press("sheets.paper_forms")
    studio.shoot("paper-forms")
    studio.press("paper_forms.type_in")
    studio.shoot("paper-sheet")
    _fill(lead)
    studio.shoot("paper-sheet-filled")
    studio.scroll_down()
    studio.shoot("paper-sheet-words")
    studio.press("paper.save")
    studio.shoot("paper-concern")
    lead.back()
    studio.shoot("paper-forms-entered")
    lead.back()
    lead.back()


def _fill(lead: LeadScene) -> None:
    view = lead.studio.find_kind(PaperEntryView)
    writer = next(one for one in people.people(lead.casebook.connection) if one.account == "megan")
    view.writer.set_person(writer.id)
    view.written.day.line.setText("19/11/2026")
    view.written.time.setText("12:40")
    view.kept.setText("Locked drawer in the office, volume 2")
    view.pupils.add(_option(lead))
    view.happened.day.line.setText("19/11/2026")
    view.happened.about.setChecked(True)
    view.happened.time.setText("12:20")
    view.place.setText("By the climbing frame")
    view.source.set_value("saw")
    view.told.set_value("yes")
    view.told_whom.setText(lead.casebook.person.name)
    view.what.set_text(
        "At lunch play he sat by himself under the climbing frame for twenty minutes. He had no"
        " coat on; it was raining. When I came he moved over and said nothing for a while."
    )
    view.child_words.set_text("It’s quieter here than at ours.")
    view.questions.set_text("“Tell me about that.” Nothing else.")
    view.did.set_text("Fetched a coat from lost property. Sat with him until the bell.")


def _option(lead: LeadScene) -> PupilOption:
    row = pupils.row(lead.casebook.connection, lead.scene.made.hero)
    assert row is not None  # the made-up school's own child
    return PupilOption(id=row.id, display=row.name, year=row.year_group, klass=row.class_name)
