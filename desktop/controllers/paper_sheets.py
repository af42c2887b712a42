"""Prints what is on paper once: first sign-ins, codes, the recovery sheet, lists for the file.

Nothing of it is kept or written; it goes from memory to the printer.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers import page_printer
from storage.records import times
from storage.records.errors import UserFacingError
from ui.lead_material import PaperSlip
from ui.messages import message_for

if TYPE_CHECKING:
    from exports.document import Sheet

_BY_HAND = "printing.copy_by_hand"


class Sayer(Protocol):
    """A page or a dialog that can say what went wrong."""

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Show a problem."""


class PaperSheets:
    """The sheets of one casebook or of one set-up; refusals are said on the page they came from."""

    def __init__(self, *, context: Context, school_name: str) -> None:
        self._made = {
            "school_name": school_name,
            "made_at": times.to_text(context.clock()),
            "program": f"Holdfast {context.app_version}",
        }

    def print_slip(self, page: QWidget, sayer: Sayer, slip: PaperSlip) -> bool:
        """Print a first sign-in, or codes; False when it was not printed."""
        from exports.sheets_slip import slip_sheet  # late: needs the whole document engine

        sheet = slip_sheet(
            title=slip.title,
            person=slip.person,
            lines=slip.lines,
            note=slip.note,
            qr=slip.qr,
            **self._made,
        )
        return print_on(page, sayer, sheet)

    def print_recovery(
        self,
        page: QWidget,
        sayer: Sayer,
        *,
        code: str,
        one_time_codes: Sequence[str] = (),
        restricted_code: str = "",
    ) -> bool:
        """Print the recovery sheet, with the other codes of a new school where there are any."""
        from exports.sheets_recovery import recovery_sheet  # late: as above

        sheet = recovery_sheet(
            code=code,
            one_time_codes=one_time_codes,
            restricted_code=restricted_code,
            **self._made,
        )
        return print_on(page, sayer, sheet)

    def print_list(self, page: QWidget, sayer: Sayer, *, title: str, lines: Sequence[str]) -> bool:
        """Print lines for the file."""
        from exports.sheets_slip import list_sheet  # late: as above

        return print_on(page, sayer, list_sheet(title=title, lines=lines, **self._made))


def one_time_slip(*, person: str, codes: Sequence[str]) -> PaperSlip:
    """Return the sheet of codes for days without the phone."""
    return PaperSlip(
        person=person,
        title=_tr("One-time codes"),
        lines=tuple((str(number), code) for number, code in enumerate(codes, start=1)),
        note=_tr("Each works once, together with the password. Not with the laptop, please."),
    )


def print_on(page: QWidget, sayer: Sayer, sheet: "Sheet") -> bool:
    """Print a sheet over a page; refusals are said there. False when it was not printed."""
    try:
        return page_printer.print_sheet(page, sheet)
    except UserFacingError as error:
        wrong = UserFacingError(_BY_HAND) if error.code == page_printer.NO_PRINTER else error
        message = message_for(wrong)
        sayer.show_problem(message.message, message.next_step)
        return False


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper_sheets", text)
