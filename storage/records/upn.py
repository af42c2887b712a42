"""Unique Pupil Numbers: read them kindly, say what is wrong with one, and never refuse a child for
it.
"""

# DfE guidance "Unique pupil numbers": the letters I, O and S are never used; a letter's place is
# its value.
ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"
LENGTH = 13
_MODULUS = 23
# Reasons why a child has no number yet (DfE "UPN unknown" codes); some systems write them in the
# field itself.
_UNKNOWN_CODES = frozenset({"UN1", "UN2", "UN3", "UN4", "UN5", "UN6", "UN7"})


def normalise_upn(text: str) -> str:
    """Return the number in capitals without spaces around or inside; other characters stay to be
    seen.
    """
    return "".join(text.split()).upper()


def upn_problems(upn: str) -> tuple[str, ...]:
    """Return the codes of what is wrong with a normalised number; empty when it is right.

    Codes: ``pupils.upn_missing``, ``pupils.upn_unknown_code``, ``pupils.upn_length``,
    ``pupils.upn_characters``, ``pupils.upn_check_letter``. A right check letter does not prove that
    the number is real.
    """
    if not upn:
        return ("pupils.upn_missing",)
    if upn in _UNKNOWN_CODES:
        return ("pupils.upn_unknown_code",)
    if len(upn) != LENGTH:
        return ("pupils.upn_length",)
    if not _well_formed(upn):
        return ("pupils.upn_characters",)
    if upn[0] != check_letter(upn[1:]):
        return ("pupils.upn_check_letter",)
    return ()


def check_letter(rest: str) -> str:
    """Return the letter that belongs before the twelve characters ``rest`` (eleven digits, then
    digit or letter).
    """
    total = sum(_value(character) * place for place, character in enumerate(rest, start=2))
    return ALPHABET[total % _MODULUS]


def is_temporary(upn: str) -> bool:
    """Whether a well-formed number is temporary: its last character is a letter."""
    return len(upn) == LENGTH and _well_formed(upn) and upn[-1] in ALPHABET


def _well_formed(upn: str) -> bool:
    middle, last = upn[1:12], upn[12]
    return (
        upn[0] in ALPHABET
        and middle.isascii()
        and middle.isdigit()
        and (last in ALPHABET or (last.isascii() and last.isdigit()))
    )


def _value(character: str) -> int:
    return int(character) if character.isdigit() else ALPHABET.index(character)
