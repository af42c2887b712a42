"""The recording guide that comes with the program."""

import resources
from storage.records.recording_guide import RecordingGuide

_FILE = ("guide", "recording_guide.toml")


def shipped_guide() -> RecordingGuide:
    """Return it; its version is its edition."""
    known = resources.read_toml(*_FILE)
    return RecordingGuide(version=str(known["edition"]), text=str(known["text"]).strip())


def guide_title() -> str:
    """What the guide is called on the page."""
    return str(resources.read_toml(*_FILE)["title"])


def reading_minutes() -> int:
    """How long reading takes, as the first screen says."""
    return int(resources.read_toml(*_FILE)["minutes"])


def longest_guide() -> int:
    """How many characters a school's own guide may have: it travels with every list of names."""
    return int(resources.read_toml(*_FILE)["longest"])
