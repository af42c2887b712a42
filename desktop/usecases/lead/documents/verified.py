"""The check before anything leaves: a broken record lets no document out."""

from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from storage.database import check
from storage.ledger.verification import VerifiedState
from storage.records.errors import BrokenLedgerError


def verify_before_export(casebook: OpenCasebook) -> VerifiedState:
    """Verify the ledger (from the last fully verified root onwards); a broken one stops every
    export. Raises ledger.broken.
    """
    state = check.last_verified(casebook.connection)
    verdict = (
        check.verify_since(casebook.connection, check_signature=check_signature, state=state)
        if state is not None
        else check.verify_all(casebook.connection, check_signature=check_signature)
    )
    if not verdict.ok and verdict.first_fault is not None:
        raise BrokenLedgerError(
            position=verdict.first_fault.position, fault=verdict.first_fault.kind
        )
    check.remember_verified(casebook.connection, verdict.state)
    return verdict.state
