"""The made-up school's first days: casebook, people, workstation; pupils each September."""

from desktop.demo.actors import Actors, SignIn
from desktop.demo.roll_files import class_list, transfer_file
from desktop.practice_school import practice_totp_secret
from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.create_school import FirstLead, SchoolSecrets, create_school
from desktop.usecases.lead.import_pupils import preview_pupils, take_pupils
from desktop.usecases.lead.manage_people import (
    NewPerson,
    add_staff,
    asking_computers,
    confirm_computer,
)
from desktop.usecases.staff.pair import pair_workstation
from desktop.usecases.staff.receipts import deliver
from desktop.usecases.staff.say_who import set_first_pin
from storage.keys import recovery_code, totp
from storage.keys.passwords import KdfParameters
from storage.records.events import Event
from storage.records.people import Role


def open_school(actors: Actors) -> None:
    """Make the school, and sign its first lead in."""
    school = actors.school
    ran = actors.random_bytes
    secrets = SchoolSecrets(
        totp_secret=practice_totp_secret(),
        recovery_secret=recovery_code.new_recovery_secret(ran),
        spare_secret=recovery_code.new_recovery_secret(ran),
        one_time_codes=totp.new_one_time_codes(ran),
    )
    actors.paths.home.mkdir(parents=True, exist_ok=True)
    actors.paths.letterbox.mkdir(parents=True, exist_ok=True)
    create_school(
        casebook=actors.paths.casebook,
        letterbox=actors.paths.letterbox,
        name=school["school"]["name"],
        urn=school["school"]["urn"],
        lead=FirstLead(
            **school["lead"],
            password=school["sign_in"]["password"],
            telephone=school["school"]["telephone"],
        ),
        secrets=secrets,
        kdf=_kdf(actors),
        clock=actors.clock,
        random_bytes=ran,
        app_version=actors.app_version,
        recovery_confirmed=True,
    )
    account = school["lead"]["account"]
    actors.sign_ins[account] = SignIn(
        account=account,
        password=school["sign_in"]["password"],
        codes=list(secrets.one_time_codes),
    )
    actors.sign_in(account)


def enrol_people(actors: Actors) -> None:
    """Add the second lead and the staff, pair the workstation, let everybody set a PIN there."""
    school = actors.school
    password = school["second_sign_in"]["password"]
    slip = add_lead(
        actors.casebook,
        folder=actors.paths.casebook,
        person=NewPerson(**school["second"], role=Role.DEPUTY),
        password=password,
        kdf=_kdf(actors),
    )
    actors.sign_ins[slip.account] = SignIn(
        account=slip.account, password=password, codes=list(slip.one_time_codes)
    )
    slips = {
        one["account"]: add_staff(
            actors.casebook,
            person=NewPerson(
                name=one["name"],
                account=one["account"],
                job_title=one["job_title"],
                role=Role.STAFF,
            ),
        )
        for one in school["staff"]
    }
    _pair(actors)
    station = actors.station()
    for one in school["staff"]:
        actors.clock.advance(minutes=4)
        actors.authors[one["account"]] = set_first_pin(
            station, account=one["account"], code=slips[one["account"]].code, pin=one["pin"]
        )
    collect_letterbox(actors.casebook)
    deliver(station)


def _pair(actors: Actors) -> None:
    pairing = pair_workstation(
        folder=actors.paths.workstation,
        letterbox=actors.paths.letterbox,
        label=actors.school["school"]["workstation"],
        clock=actors.clock,
        random_bytes=actors.random_bytes,
    )
    asking = asking_computers(actors.casebook)
    same = [one for one in asking if one.code == pairing.code]
    confirm_computer(actors.casebook, workstation_id=same[0].id, code=same[0].code)


def bring_in_pupils(actors: Actors, *, autumn: int) -> None:
    """Take the new children from a transfer file and everybody's class from a list."""
    here = [child for child in actors.cast if child.starts <= autumn]
    new = [child for child in here if child.number not in actors.ids]
    classes = {one["year"]: one["name"] for one in actors.school["classes"]}
    if new:
        _take(actors, transfer_file(new, autumn=autumn))
    _take(actors, class_list(here, autumn=autumn, classes=classes))
    actors.learn_ids()
    families = {child.family for child in new}
    events = []
    for child in here:
        siblings = [
            actors.ids[one.number]
            for one in here
            if one.family == child.family and one.number != child.number
        ]
        if child.family in families and siblings:
            fields = {
                "id": actors.ids[child.number],
                "source": {"kind": "hand"},
                "siblings": siblings,
            }
            events.append(Event(type="pupil.changed", fields=fields))
    if events:
        actors.casebook.append(*events)


def _take(actors: Actors, data: bytes) -> None:
    preview = preview_pupils(actors.casebook, data=data, mapping={})
    take_pupils(actors.casebook, preview=preview)


def _kdf(actors: Actors) -> KdfParameters:
    return KdfParameters.floor(salt=actors.random_bytes(16))
