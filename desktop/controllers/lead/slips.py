"""What stands on a sheet of paper that somebody takes away once."""

from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QCoreApplication

from desktop.controllers.lead.desk import Desk
from desktop.controllers.paper_sheets import PaperSheets
from desktop.usecases.lead.manage_people import PaperSlip
from storage.database.repositories import settings
from ui.lead_material import PaperSlip as ShownSlip


def paper_of(desk: Desk) -> PaperSheets:
    """What is printed once for the school of this casebook."""
    return PaperSheets(context=desk.context, school_name=settings.school(desk.reader).name)


def shown_slip(slip: PaperSlip) -> ShownSlip:
    """Return the sheet for a first (or a new) sign-in."""
    lines = [(_tr("Account"), slip.account)]
    if slip.otpauth:
        lines.append((_tr("First password"), slip.code))
        lines.append((_tr("Secret for the phone"), secret_in_fours(slip.otpauth)))
        lines.append((_tr("One-time codes"), "   ".join(slip.one_time_codes)))
        note = _tr(
            "Scan the picture with the phone of {name}, or type the secret into its"
            " authenticator app. At the first sign-in they choose a password of their own."
        ).format(name=slip.name)
    else:
        lines.append((_tr("One-time code"), slip.code))
        note = _tr(
            "At a staff computer: “First time here”, this code, and a PIN of their own choice."
        )
    return ShownSlip(
        person=slip.name,
        title=_tr("First sign-in for {name}").format(name=slip.name),
        lines=tuple(lines),
        note=note,
        qr=slip.otpauth,
    )


def secret_in_fours(otpauth: str) -> str:
    """The secret of an otpauth address in groups of four, as a person types it."""
    text = secret_of(otpauth)
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def secret_of(otpauth: str) -> str:
    """The secret of an otpauth address, in one piece."""
    return parse_qs(urlsplit(otpauth).query)["secret"][0]


def _tr(text: str) -> str:
    return QCoreApplication.translate("slips", text)
