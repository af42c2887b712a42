"""The pictures of numbered paper forms, of the recording guide and of practising."""

from desktop.demo.shots_lead import LeadScene
from desktop.demo.shots_staff import Scene
from desktop.practice_steps import practice_steps
from desktop.usecases.lead.green_forms import account_for, issue_forms
from desktop.usecases.shipped_guide import guide_title, shipped_guide
from storage.database.repositories import people, pupils
from ui.guide_material import GuideShown
from ui.views.casebook_window import PEOPLE
from ui.views.guide_read import GuideReadView
from ui.views.paper_entry import PaperEntryView
from ui.views.start import StartView
from ui.widgets.person_picker import PersonOption
from ui.widgets.practice_bar import PracticeBar
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


def guide(lead: LeadScene) -> None:
    """The guide's text and who has read it, from the page of people."""
    lead.section(PEOPLE, "people-with-guide")
    lead.go.open_guide()
    lead.studio.shoot("guide-readers")
    lead.back()


def reading(scene: Scene) -> None:
    """A member of staff reads the recording guide."""
    view = GuideReadView()
    scene.studio.window.show_screen(view)
    guide = shipped_guide()
    view.start(
        GuideShown(title=guide_title(), version=guide.version, text=guide.text, own=False),
        [PersonOption(id="megan", name="Megan Pryce", detail="Class teacher")],
    )
    scene.studio.shoot("guide")


def practice(scene: Scene) -> None:
    """The first screen of the made-up school, with the band and the first step."""
    studio = scene.studio
    view = StartView()
    view.show_casebook(school="Larch Lane Primary (made up)", workstation=True)
    view.hide_practice()
    studio.window.show_screen(view)
    bar = PracticeBar()
    studio.window.show_above(bar)
    bar.show_steps(practice_steps("start"))
    studio.shoot("practice")
    bar.setParent(None)
    bar.deleteLater()
