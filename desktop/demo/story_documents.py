"""One of every document and every sheet, made from the story's own records."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import resources
from desktop.demo.steps import Step, expect
from desktop.demo.story_records import CHILD
from desktop.demo.story_transfer import pass_on
from desktop.demo.story_world import World
from desktop.usecases.lead.dispose import DisposalRequest, dispose, plan_disposal
from desktop.usecases.lead.documents.kinds import kinds
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.register import disclosures_of
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.documents.sheets_flow import SHEETS, sheet_of, sheet_pdf
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.sign_in import Credentials
from exports.document import Sheet
from exports.file_writer import write_atomically
from exports.sheets_recovery import recovery_sheet
from storage.database.repositories import disposals, pupils, risks, settings
from storage.records.concern import LinkedPupil
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.times import SCHOOL_ZONE, to_text
from storage.records.when import When


def document_steps(world: World) -> tuple[Step, ...]:
    """Return the steps, to be done in this order, once the court chronology was made."""
    return (
        Step(title="Destroy an old file", work=lambda: _dispose(world)),
        Step(title="One of every document", work=lambda: _documents(world)),
        Step(title="Every sheet to print", work=lambda: _sheets(world)),
        Step(
            title="The file for the next school",
            work=lambda: pass_on(world, pupil=world.pupil(*CHILD)),
        ),
    )


def _dispose(world: World) -> str:
    """A child who left twenty-six years after birth; the second lead agrees."""
    world.clock.advance(minutes=10)
    casebook = world.casebook
    left = new_id("pupil", world.random_bytes)
    born = date(world.clock().year - 26, 3, 9)
    named = {"legal_surname": "Old", "legal_forename": "Olivia", "date_of_birth": born.isoformat()}
    casebook.append(Event(type="pupil.added", fields={"id": left, "source": "demo", **named}))
    add_entry(
        casebook,
        entry=NewEntry(
            kind="note",
            pupils=(LinkedPupil(id=left, role="subject"),),
            happened=When.at_minute(world.clock().astimezone(SCHOOL_ZONE)),
            text="Paper file found in the store room; nothing was added since she left.",
        ),
    )
    casebook.append(
        Event(type="pupil.changed", fields={"id": left, "source": "demo", "on_roll": False})
    )
    request = DisposalRequest(
        pupil_id=left, rule="child_protection", authority="Head teacher and chair of governors"
    )
    plan = plan_disposal(casebook, request=request)
    school = world.words["school"]
    assert world.second is not None
    done = dispose(
        casebook,
        folder=world.laptop.casebook,
        request=request,
        entries=len(plan.entries),
        second=Credentials(
            account=school["second"]["account"],
            password=school["second_password"],
            code=world.second.one_time_codes[1],
        ),
    )
    expect(pupils.pupil(casebook.connection, left) is None, "the child is still there")
    return f"{done.entries} entries, by the rule of the school, agreed by two people"


def _documents(world: World) -> str:
    brother = {"id": world.pupil("Merriweather", "Kit"), "source": "demo"}
    world.casebook.append(
        Event(type="pupil.changed", fields={**brother, "siblings": [world.pupil(*CHILD)]})
    )
    listed = resources.read_toml("demo", "documents.toml")["documents"]
    made = {_document(world, one) for one in listed}
    expect(made | {"chronology"} == {kind.code for kind in kinds()}, "a kind is missing")
    keys = "; ".join(f"{path.name}: {password}" for path, password in world.passwords.items())
    return f"{len(listed)} documents of {len(made)} kinds; the locked one opens with {keys}"


def _document(world: World, one: Mapping[str, Any]) -> str:
    world.clock.advance(minutes=3)
    path = world.out / f"{one['name']}.pdf"
    withheld = tuple(one.get("withhold", ()))
    request = DocumentRequest(
        kind=one["kind"],
        pupil_id=world.pupil(*CHILD) if one.get("child", True) else "",
        purpose=one["purpose"],
        recipient=one["recipient"],
        product=one.get("product", "signed"),
        path=path,
        records=tuple(_record(world, name) for name in one.get("records", ())),
        look=one.get("look", "court"),
        length=one.get("length", "full"),
        family=one.get("family", False),
        subject_access=one.get("subject_access", False),
        requested_by=one.get("requested_by", ""),
        withhold=Withholding(names=withheld, reason="third_party") if withheld else Withholding(),
        answers=one.get("answers", {}),
    )
    made = publish(world.casebook, prepared=prepare_document(world.casebook, request=request))
    if made.password:
        world.passwords[path] = made.password
    world.pdfs.append(path)
    world.files.append(path)
    return request.kind


def _record(world: World, name: str) -> str:
    """The id of one of the story's records."""
    connection = world.casebook.connection
    if name == "concern":
        return world.concern
    if name == "risk":
        return risks.latest(connection, world.pupil(*CHILD))[0].id
    if name == "disposal":
        return str(disposals.disposals(connection)[-1].values["id"])
    return disclosures_of(world.casebook)[-1].id


def _sheets(world: World) -> str:
    answers = {"receipt_slip": {"concern": world.concern}, "green_form": {"count": "2"}}
    for code in SHEETS:
        _sheet(world, sheet_of(world.casebook, kind=code, answers=answers.get(code, {})))
    assert world.secrets is not None
    _sheet(
        world,
        recovery_sheet(
            school_name=settings.school(world.casebook.connection).name,
            code=world.secrets.recovery_code,
            made_at=to_text(world.clock()),
            program=f"Holdfast {world.app_version}",
        ),
    )
    return f"{len(world.sheets)} to print and use by hand; they prove nothing"


def _sheet(world: World, sheet: Sheet) -> None:
    path = world.out / f"{sheet.kind.replace('_', '-')}.pdf"
    write_atomically(path, sheet_pdf(sheet))
    world.sheets.append(path)
    world.files.append(path)
