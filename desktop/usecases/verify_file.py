"""Checks one file that left the school, whatever it is; no sign-in."""

from pathlib import Path

from desktop.usecases.given_state import read_given
from desktop.usecases.report import Report

# What a later version will hand over to another school.
_PACK = ".pack"


def verify_file(
    path: Path,
    *,
    expect_key: str = "",
    password: str | None = None,
    school_key: bytes | None = None,
) -> Report:
    """Say what a document, certificate, receipt or backup proves and what not.

    ``expect_key`` is a key id that the school told another way; ``school_key`` the public ledger
    key that this computer is pinned to. Raises cli.file_missing, exports.password_*.
    """
    if path.suffix.lower() == _PACK and path.exists():
        return Report(
            result="unreadable",
            proved=(),
            not_proved=("Anything: transfer packs are not read by this version.",),
            first_fault={"code": "verify.no_packs"},
        )
    return read_given(path, expect_key=expect_key, password=password, school_key=school_key).report
