"""Says in words what the school's own system gives as a code: language, special needs."""

from storage.intake import vocabularies


def language_words(code: str) -> str:
    """Return the name of a language by its DfE code (``PNJ``: Panjabi); what is no such code stays
    as it is.
    """
    return vocabularies.load("languages").label(code.strip().upper()) if _is_code(code) else code


def needs_words(code: str) -> str:
    """Return the words for a code of special needs (``K``: SEN support), several of them parted by
    commas; what is no such code stays as it is.
    """
    known = vocabularies.load("sen_codes")
    parts = [part.strip() for part in code.split(",")]
    return ", ".join(
        known.label(part.upper()) if known.item(part.upper()) else part for part in parts
    )


def _is_code(text: str) -> bool:
    return vocabularies.load("languages").item(text.strip().upper()) is not None
