"""Collecting where the letterbox lies now: under another drive letter, or in a new folder."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import Collected, collect_letterbox
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from desktop.usecases.letterbox_place import find_again
from storage.letterbox.school_card import read_school_card
from storage.letterbox.spool import Spool
from storage.records.errors import UserFacingError


def collect_wherever(
    casebook: OpenCasebook, *, folder: Path, stick: bool, volumes: Callable[[], list[Path]]
) -> Collected:
    """Collect from ``folder``; a stick is looked for under every drive letter.

    Raises letterbox.other_school where only a stick of another school is plugged in, and what
    collect_letterbox raises.
    """
    here = folder
    if stick:
        found = find_again(
            folder,
            store_id=casebook.store_id,
            school_key=casebook.school.public_ed25519,
            volumes=volumes,
        )
        if found.folder is None and found.other_school:
            raise UserFacingError("letterbox.other_school")
        here = found.folder or folder
    return collect_letterbox(replace(casebook, spool=Spool(here)))


def use_letterbox(casebook: OpenCasebook, *, folder: Path) -> None:
    """Make ``folder`` the school's letterbox: what waits in the one before is collected if it can
    be reached, and both cards are written there. Raises letterbox.other_school.
    """
    casebook.require_writable()
    spool = Spool(folder)
    if _is_of_another_school(spool, casebook):
        raise UserFacingError("letterbox.other_school")
    if not _is_of_another_school(casebook.spool, casebook):
        with suppress(UserFacingError):
            collect_letterbox(casebook)
    spool.prepare()
    publish_cards(cards_state(replace(casebook, spool=spool)))


def _is_of_another_school(spool: Spool, casebook: OpenCasebook) -> bool:
    try:
        card = read_school_card(spool.read_school_card())
    except UserFacingError:
        return False
    return card.store_id != casebook.store_id
