"""Checks one file that left the school, whatever it is; no sign-in."""

from pathlib import Path

from desktop.usecases.given_state import read_given
from desktop.usecases.report import Report
from desktop.usecases.transfer_pack import looks_like_pack, verify_pack

# What a locked file answers with while its password is not known.
LOCKED = ("exports.password_needed", "pack.passphrase_needed")


def verify_file(
    path: Path,
    *,
    expect_key: str = "",
    password: str | None = None,
    school_key: bytes | None = None,
) -> Report:
    """Say what a document, certificate, receipt, backup or transfer pack proves and what not.

    ``expect_key`` is a key id that the school told another way; ``school_key`` the public ledger
    key that this computer is pinned to. Raises cli.file_missing, exports.password_*,
    pack.passphrase_needed and pack.wrong_passphrase.
    """
    if looks_like_pack(path):
        return verify_pack(path, password=password, expect_key=expect_key)
    return read_given(path, expect_key=expect_key, password=password, school_key=school_key).report
