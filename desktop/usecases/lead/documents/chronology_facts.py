"""What a chronology's first page says of the children it is about."""

from datetime import date

from desktop.usecases.lead.documents.front_sheet import legal_name_facts
from exports.parts import Fact
from storage.records.pupil import Pupil
from storage.records.redaction import Redactor
from storage.records.times import long_date

_NOT_RECORDED = "not recorded"


def own_facts(pupil: Pupil, redactor: Redactor) -> list[Fact]:
    """What is known of the one child whose chronology it is."""
    details = pupil.details
    return [
        *legal_name_facts(pupil, redactor),
        Fact(
            label="Date of birth",
            text=long_day(details.date_of_birth),
            name="date_of_birth",
        ),
        Fact(label="UPN", text=details.upn or _NOT_RECORDED, name="upn"),
    ]


def child_fact(child: Pupil, redactor: Redactor) -> Fact:
    """One of several children: the name, and what tells them apart."""
    details = child.details
    legal = "".join(fact.text for fact in legal_name_facts(child, redactor))
    parts = (
        redactor.apply(child.display_name) + (f" (legal name {legal})" if legal else ""),
        f"born {long_day(details.date_of_birth)}" if details.date_of_birth else "",
        f"UPN {details.upn}" if details.upn else "UPN not recorded",
        f"reference {child.id}",
    )
    return Fact(label="Child", text=", ".join(part for part in parts if part))


def long_day(iso: str) -> str:
    """An ISO day in full: ``4 March 2015``; "not recorded" where there is none."""
    if not iso:
        return _NOT_RECORDED
    return long_date(date.fromisoformat(iso))
