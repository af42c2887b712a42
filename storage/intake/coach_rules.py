"""Loads the rules of the writing coach from resources/coach: dated data files, never code."""

from functools import cache

import resources
from storage.records.writing_coach_rules import CoachRules, build_rules

_FOLDER = "coach"
_SETTINGS = "settings.toml"


@cache
def load_coach_rules() -> CoachRules:
    """Return the rules that come with the program; raises ValueError for a file that cannot be
    read as rules.
    """
    names = sorted(item.name for item in resources.find(_FOLDER).iterdir())
    files = [
        resources.read_toml(_FOLDER, name)
        for name in names
        if name.endswith(".toml") and name != _SETTINGS
    ]
    names_in_texts = resources.read_toml("vocabularies", "names_in_texts.toml")
    files.append({"lists": {"also_words": names_in_texts["words"]}})
    return build_rules(resources.read_toml(_FOLDER, _SETTINGS), files)
