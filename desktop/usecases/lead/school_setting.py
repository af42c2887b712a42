"""Keeps what a school sets for itself: the value at hand for every reader, and an entry that says
who set it, when and why.
"""

from collections.abc import Mapping
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import settings
from storage.records.events import Event
from storage.records.times import SCHOOL_ZONE


def keep(casebook: OpenCasebook, *, name: str, value: Mapping[str, Any], reason: str) -> None:
    """Keep a setting with who set it, on which ISO day, and why, both together or not at all."""
    whole = {
        **value,
        "by": casebook.person.name,
        "on": casebook.clock().astimezone(SCHOOL_ZONE).date().isoformat(),
        "reason": reason.strip(),
    }
    with casebook.work() as work:
        work.append(Event(type="settings.changed", fields={"name": name, "value": whole}))
        settings.put(work.connection, name, whole)
