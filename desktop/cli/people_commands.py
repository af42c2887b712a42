"""Commands for people and computers; each is handed the signed-in casebook."""

from argparse import Namespace
from typing import Any

from desktop.cli.reply import Reply
from desktop.cli.staff_commands import pair, pairing_reply
from desktop.cli.terminal import ask
from desktop.context import Context
from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.manage_people import (
    NewPerson,
    PaperSlip,
    add_staff,
    asking_computers,
    confirm_computer,
)
from desktop.usecases.lead.own_password import change_password
from desktop.usecases.staff.pair import pairing_of
from desktop.usecases.staff.station import open_station
from storage.database.repositories import people
from storage.keys.passwords import calibrate
from storage.records.errors import UserFacingError
from storage.records.people import Role


def staff_add(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``staff add``"""
    del context
    return slip_reply(add_staff(casebook, person=_person(args, Role.STAFF)))


def lead_add(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead add``: the slip's code is the first password."""
    role = Role.DEPUTY if args.deputy else Role.LEAD
    slip = add_lead(
        casebook,
        folder=context.paths.casebook,
        person=_person(args, role),
        password="",
        kdf=calibrate(random_bytes=context.random_bytes),
    )
    return slip_reply(slip)


def _person(args: Namespace, role: Role) -> NewPerson:
    return NewPerson(
        name=args.name,
        account=args.account,
        role=role,
        job_title=args.job_title,
        telephone=args.telephone,
    )


def slip_reply(slip: PaperSlip) -> Reply:
    """What is printed on a slip of paper, for people and scripts."""
    value: dict[str, Any] = {
        "person": slip.person_id,
        "name": slip.name,
        "account": slip.account,
        "role": slip.role,
        "slip": slip.code,
    }
    lines = [f"One-time slip for {slip.name} (account {slip.account}): {slip.code}"]
    if slip.otpauth:
        value |= {"otpauth": slip.otpauth, "one_time_codes": list(slip.one_time_codes)}
        lines.append("The slip's code is the first password.")
        lines.append(f"For the phone or password manager: {slip.otpauth}")
        lines.append("One-time codes: " + "  ".join(slip.one_time_codes))
    else:
        lines.append(
            "With it they set a PIN of their own at the workstation. Hand it over on paper."
        )
    return Reply(value=value, text="\n".join(lines))


def workstation_pair(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``workstation pair`` inside ``do``: one person is at both screens, so the code is compared
    here.
    """
    pairing = pair(context, args)
    shown = {"id": pairing.value["workstation"], "code": pairing.value["code"]}
    if any(computer.id == shown["id"] for computer in asking_computers(casebook)):
        confirm_computer(casebook, workstation_id=shown["id"], code=shown["code"])
    station = open_station(
        folder=context.paths.workstation,
        letterbox=casebook.spool.folder,
        clock=context.clock,
        random_bytes=context.random_bytes,
        secrets=context.secret_store,
    )
    return pairing_reply(pairing_of(station))


def workstation_approve(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``workstation approve [CODE]``"""
    del context
    wanted = _plain(args.code)
    asking = asking_computers(casebook)
    found = [computer for computer in asking if _plain(computer.code) == wanted]
    if not wanted:
        return Reply(
            value={"asking": [_computer(computer) for computer in asking]},
            text="\n".join(f"{computer.code}  {computer.label}" for computer in asking)
            or "No computer is asking.",
        )
    if not found:
        raise UserFacingError("people.no_such_computer")
    station = confirm_computer(casebook, workstation_id=found[0].id, code=found[0].code)
    return Reply(
        value={"workstation": station.id, "name": station.name, "confirmed": True},
        text=f"{station.name} is paired.",
    )


def _computer(computer: Any) -> dict[str, str]:
    return {"id": computer.id, "name": computer.label, "code": computer.code}


def _plain(code: str) -> str:
    return "".join(character for character in code if character.isalnum()).upper()


def workstation_list(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``workstation list``"""
    del context, args
    paired = people.workstations(casebook.connection)
    asking = asking_computers(casebook)
    return Reply(
        value={
            "paired": [
                {"id": station.id, "name": station.name, "active": station.active}
                for station in paired
            ],
            "asking": [_computer(computer) for computer in asking],
        },
        text="\n".join(
            [f"paired   {station.name}" for station in paired]
            + [f"asking   {computer.code}  {computer.label}" for computer in asking]
        )
        or "No workstation yet.",
    )


def lead_password(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``lead password``: asks for the new password after the sign-in."""
    del args
    change_password(
        casebook,
        folder=context.paths.casebook,
        password=ask("New password", secret=True),
        kdf=calibrate(random_bytes=context.random_bytes),
        secrets=context.secret_store,
    )
    return Reply(value={"account": casebook.person.account}, text="Your password is changed.")
