"""The errors that a person can act on, and the refusals every room shares."""


class UserFacingError(Exception):
    """Something a person can put right; the sentence for ``code`` lives in resources/messages.

    ``code`` is dotted, ``area.problem``. ``facts`` fill the placeholders of the sentence: counts,
    line numbers,
    file names the person chose themselves, dates. Never a name, a narrative, a key or a code in
    them.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class NotPermittedError(UserFacingError):
    """The person's role does not allow this."""

    def __init__(self, action: str) -> None:
        super().__init__("people.not_permitted", action=action)


class BrokenLedgerError(UserFacingError):
    """The ledger does not verify; ``position`` is the first entry that fails."""

    def __init__(self, *, position: int, fault: str) -> None:
        super().__init__("ledger.broken", position=position, fault=fault)
        self.position = position
        self.fault = fault
