"""Today: what waits for the lead who is signed in, as far ahead as the dated rule says."""

from datetime import date, timedelta

import resources
from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories.today import BLOCKS, today
from storage.records import permissions
from storage.records.times import SCHOOL_ZONE
from storage.records.today import Today


def todays_list(casebook: OpenCasebook) -> Today:
    """Return what waits now; it changes nothing."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    now: date = casebook.clock().astimezone(SCHOOL_ZONE).date()
    ahead = resources.read_toml("today.toml")["ahead_days"]
    until = {block: (now + timedelta(days=ahead[block])).isoformat() for block in BLOCKS}
    return today(casebook.connection, now.isoformat(), until=until, person=casebook.person.id)
