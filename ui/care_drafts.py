"""What the screens for checks, damage and backups send when a person presses a button: plain
values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareDraft:
    """Files to be checked, or a check code typed from paper. ``expect_key`` is the school's key id
    as it was told by another way; empty when nobody asked."""

    paths: tuple[str, ...] = ()
    check_code: str = ""
    expect_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDraft:
    """A termly certificate to be made: where the file goes, who is given the paper, where the
    paper will be kept."""

    path: str
    recipient: str
    kept_where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreDraft:
    """A backup is to become the casebook. ``replace`` puts aside one that still reads, for a
    ``reason``."""

    path: str
    replace: bool = False
    reason: str = ""
