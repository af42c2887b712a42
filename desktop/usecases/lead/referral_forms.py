"""The forms in whose order facts are told: shipped ones, and those that the school saved as its
own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import resources
from desktop.usecases.lead import school_setting, work_checks
from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import settings
from storage.records.errors import UserFacingError

SETTING = "referral_forms"
USUAL = "marf"
OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormBlock:
    """A block of a form: which facts it takes, and what the form calls it."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralForm:
    """A form: its blocks in the order in which it asks. ``changed`` says by whom and when (ISO
    day) a form of the school's own was saved.
    """

    code: str
    title: str
    blocks: tuple[FormBlock, ...]
    own: bool = False
    changed: str = ""


def forms(connection: Connection) -> tuple[ReferralForm, ...]:
    """Return the school's own form first, where it has one, then the shipped ones."""
    own = _own(settings.get(connection, SETTING))
    shipped = tuple(_shipped(code) for code in shipped_codes())
    return ((own,) if own else ()) + shipped


def form(connection: Connection, code: str = "") -> ReferralForm:
    """Return a form by its code; the school's own, else the general one, where none is named.
    Raises referrals.form_unknown.
    """
    known = forms(connection)
    if not code:
        return known[0] if known[0].own else _shipped(USUAL)
    for one in known:
        if one.code == code:
            return one
    raise UserFacingError("referrals.form_unknown", known=", ".join(one.code for one in known))


def shipped_codes() -> tuple[str, ...]:
    """Return the codes of the shipped forms, the general one first."""
    names = sorted(
        file.name.removesuffix(".toml")
        for file in resources.find("referral_forms").iterdir()
        if file.name.endswith(".toml")
    )
    return (USUAL, *(name for name in names if name != USUAL))


def save_own_form(
    casebook: OpenCasebook, *, title: str, blocks: Sequence[FormBlock], reason: str
) -> None:
    """Keep the order of the school's own council as the form offered first.

    Raises referrals.form_incomplete, referrals.form_block (a block that is none, or twice).
    """
    work_checks.require_record(casebook)
    if not title.strip() or not blocks or not reason.strip():
        raise UserFacingError("referrals.form_incomplete")
    known = {block.code for block in _shipped(USUAL).blocks}
    codes = [block.code for block in blocks]
    if len(set(codes)) != len(codes) or not set(codes) <= known:
        raise UserFacingError("referrals.form_block", known=", ".join(sorted(known)))
    labels = {block.code: block.label for block in _shipped(USUAL).blocks}
    value = {
        "title": title.strip(),
        "blocks": [
            {"code": block.code, "label": block.label.strip() or labels[block.code]}
            for block in blocks
        ],
    }
    school_setting.keep(casebook, name=SETTING, value=value, reason=reason)


def _shipped(code: str) -> ReferralForm:
    data = resources.read_toml("referral_forms", f"{code}.toml")
    return ReferralForm(
        code=code,
        title=data["title"],
        blocks=tuple(FormBlock(code=one["code"], label=one["label"]) for one in data["blocks"]),
    )


def _own(kept: Any) -> ReferralForm | None:
    try:
        blocks = tuple(
            FormBlock(code=str(one["code"]), label=str(one["label"])) for one in kept["blocks"]
        )
        changed = f"{kept['by']}, {kept['on']}"
        return ReferralForm(
            code=OWN, title=str(kept["title"]), blocks=blocks, own=True, changed=changed
        )
    except (KeyError, TypeError):
        return None
