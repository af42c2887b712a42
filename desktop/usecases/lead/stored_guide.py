"""The school's own recording guide, as the casebook keeps it."""

from desktop.usecases.shipped_guide import shipped_guide
from storage.database.connection import Connection
from storage.database.repositories import noted_settings
from storage.records.recording_guide import RecordingGuide

SETTING = "recording_guide"


def stored_guide(connection: Connection) -> RecordingGuide:
    """Return the guide that holds now: the school's own, else the one that comes with the program.

    An unreadable value counts as not set.
    """
    for entry in reversed(noted_settings.settings_named(connection, SETTING)):
        value = entry.values["value"]
        if isinstance(value, dict) and isinstance(value.get("text"), str):
            if not value["text"]:
                break
            return RecordingGuide(version=str(value["version"]), text=value["text"], own=True)
    return shipped_guide()


def versions_so_far(connection: Connection) -> int:
    """Return how often the school has put a text of its own in the place of another."""
    noted = noted_settings.settings_named(connection, SETTING)
    return sum(bool(entry.values["value"].get("text")) for entry in noted)
