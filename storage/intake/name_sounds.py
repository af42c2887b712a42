"""Loads the dated rules of how names are said (resources/vocabularies/name_sounds.toml)."""

import re
from functools import cache

from storage.intake.vocabularies import load_words
from storage.records.phonetic import Reading, Sounds


@cache
def name_sounds() -> Sounds:
    """Return the edition in force."""
    data = load_words("name_sounds")
    return Sounds(
        edition=data["edition"],
        readings=tuple(
            Reading(
                when=re.compile(reading["when"]),
                rules=tuple((re.compile(pattern), sound) for pattern, sound in reading["rules"]),
            )
            for reading in data["readings"]
        ),
        sets={name: number for number, names in enumerate(data["sets"]["same"]) for name in names},
    )
