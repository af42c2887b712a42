"""How the school wants its shared computers used, as the casebook keeps it."""

from storage.database.connection import Connection
from storage.database.repositories import noted_settings
from storage.letterbox.team_card import WorkstationPolicy

SETTING = "workstation_policy"


def stored_policy(connection: Connection) -> WorkstationPolicy:
    """Return what was set last, or the usual policy; an unreadable value counts as not set."""
    noted = noted_settings.settings_named(connection, SETTING)
    for entry in reversed(noted):
        try:
            return WorkstationPolicy.from_value(entry.values["value"])
        except (KeyError, TypeError, ValueError):
            continue
    return WorkstationPolicy()
