"""The story's first part: a school, its people, a paired workstation, the pupils."""

import resources
from desktop.demo.steps import Step, expect
from desktop.demo.story_world import World
from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.create_school import (
    FirstLead,
    create_school,
    new_school_secrets,
)
from desktop.usecases.lead.import_pupils import preview_pupils, take_pupils
from desktop.usecases.lead.manage_people import (
    NewPerson,
    add_staff,
    asking_computers,
    confirm_computer,
)
from desktop.usecases.staff.pair import pair_workstation
from desktop.usecases.staff.say_who import set_first_pin
from desktop.usecases.staff.station import team_card
from storage.keys.totp import code_at
from storage.records.people import Role


def school_steps(world: World) -> tuple[Step, ...]:
    """Return the steps, to be done in this order."""
    return (
        Step(title="Set up the school", work=lambda: _create(world)),
        Step(title="The lead signs in", work=lambda: _sign_in(world)),
        Step(title="A second lead", work=lambda: _second_lead(world)),
        Step(title="Staff", work=lambda: _staff(world)),
        Step(title="Pair the workstation", work=lambda: _pair(world)),
        Step(title="Staff set their PINs there", work=lambda: _set_pins(world)),
        Step(title="Pupils from a CTF file", work=lambda: _import_ctf(world)),
        Step(title="Pupils from the school's CSV", work=lambda: _import_csv(world)),
    )


def _create(world: World) -> str:
    school = world.words["school"]
    world.secrets = new_school_secrets(world.random_bytes)
    create_school(
        casebook=world.laptop.casebook,
        letterbox=world.letterbox,
        name=school["name"],
        urn=school["urn"],
        lead=FirstLead(
            **school["lead"], password=school["password"], telephone=school["telephone"]
        ),
        secrets=world.secrets,
        kdf=world.kdf(),
        clock=world.clock,
        random_bytes=world.random_bytes,
        app_version=world.app_version,
        recovery_confirmed=True,
    )
    return f"{school['name']}, casebook in {world.laptop.casebook}"


def _sign_in(world: World) -> str:
    world.clock.advance(minutes=4)
    assert world.secrets is not None
    casebook = world.sign_in(code=code_at(world.secrets.totp_secret, world.clock()))
    return f"{casebook.person.name}, with password and the code of her telephone"


def _second_lead(world: World) -> str:
    world.clock.advance(minutes=2)
    school = world.words["school"]
    world.second = add_lead(
        world.casebook,
        folder=world.laptop.casebook,
        person=NewPerson(**school["second"], role=Role.DEPUTY),
        password=school["second_password"],
        kdf=world.kdf(),
    )
    return f"{world.second.name}, with keys, password and telephone of his own"


def _staff(world: World) -> str:
    world.clock.advance(minutes=2)
    for person in world.words["staff"]:
        slip = add_staff(
            world.casebook,
            person=NewPerson(
                name=person["name"],
                account=person["account"],
                job_title=person["job_title"],
                role=Role.STAFF,
            ),
        )
        world.slips[person["account"]] = slip
    names = ", ".join(person["name"] for person in world.words["staff"])
    return f"{names}; each gets a one-time slip of paper"


def _pair(world: World) -> str:
    world.clock.advance(minutes=3)
    pairing = pair_workstation(
        folder=world.workstation.workstation,
        letterbox=world.letterbox,
        label=world.words["school"]["workstation"],
        clock=world.clock,
        random_bytes=world.random_bytes,
    )
    asking = asking_computers(world.casebook)
    expect(len(asking) == 1, "the laptop does not see the workstation")
    expect(asking[0].code == pairing.code, "the two screens show different codes")
    confirm_computer(world.casebook, workstation_id=asking[0].id, code=asking[0].code)
    expect(team_card(world.station()) is not None, "the workstation cannot read its card")
    return f"both screens show {pairing.code}, so the lead confirmed it"


def _set_pins(world: World) -> str:
    world.clock.advance(minutes=5)
    station = world.station()
    for person in world.words["staff"]:
        account = person["account"]
        world.authors[account] = set_first_pin(
            station, account=account, code=world.slips[account].code, pin=person["pin"]
        )
    done = collect_letterbox(world.casebook)
    expect(len(done.enrolled) == len(world.words["staff"]), "a key did not arrive")
    return f"{len(done.enrolled)} keys came through the letterbox and are in the ledger"


def _import_ctf(world: World) -> str:
    world.clock.advance(minutes=3)
    return _import(world, "pupils_ctf.xml")


def _import_csv(world: World) -> str:
    world.clock.advance(minutes=1)
    return _import(world, "pupils.csv")


def _import(world: World, name: str) -> str:
    preview = preview_pupils(world.casebook, data=resources.read_bytes("demo", name), mapping={})
    take_pupils(world.casebook, preview=preview)
    plan = preview.plan
    refused = "".join(f" (line {remark.line})" for remark in plan.refused)
    return (
        f"{len(plan.new)} new, {len(plan.changed)} changed, {len(plan.unchanged)} unchanged, "
        f"{len(plan.refused)} refused{refused}, {len(plan.warnings)} to look at"
    )
