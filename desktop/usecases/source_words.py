"""The words for how something is known, as documents print them."""

from storage.intake import vocabularies


def source_words(code: str) -> str:
    """Return the words for a code of the list of sources; other text comes back as it is."""
    return vocabularies.load("sources").label(code)
