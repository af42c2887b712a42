"""Whose names a document withholds: every form in which they may stand in a text."""

import re
from collections.abc import Sequence

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import pupils
from storage.records.errors import UserFacingError
from storage.records.pupil import Pupil
from storage.records.redaction import Redactor, Withheld, name_forms

_PUPIL_ID = re.compile(r"p-[0-9a-z]{12}", re.IGNORECASE)


def redactor_of(casebook: OpenCasebook, *, pupil: Pupil, asked: Sequence[str]) -> Redactor:
    """Return what exchanges the names ``asked`` for: names as typed, or ids of other children.

    Raises export.withholds_own_child and pupils.not_found.
    """
    withheld = []
    own = pupil.details.preferred_surname or pupil.details.legal_surname
    for number, name in enumerate(asked, start=1):
        other = pupils.pupil(casebook.connection, name)
        if other is not None and other.id == pupil.id:
            raise UserFacingError("export.withholds_own_child")
        if other is not None:
            details = other.details
            forms = name_forms(
                forename=details.preferred_forename or details.legal_forename,
                surname=details.preferred_surname or details.legal_surname,
                others=(
                    *(details.legal_forename, other.display_name),
                    *({details.legal_surname} - {own, pupil.details.legal_surname}),
                ),
                shared=own,
            )
            withheld.append(
                Withheld(label=f"[Child {number}]", forms=forms, reason="another child")
            )
        elif _PUPIL_ID.fullmatch(name.strip()):
            raise UserFacingError("pupils.not_found")  # a slip of the pen must not withhold nobody
        else:
            forename, _, surname = name.strip().rpartition(" ")
            forms = name_forms(forename=forename, surname=surname, others=(name,), shared=own)
            withheld.append(Withheld(label=f"[Person {number}]", forms=forms, reason="third party"))
    return Redactor(withheld)
