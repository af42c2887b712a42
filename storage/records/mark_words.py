"""Says a mark of a body map in words: the same words on screen, read aloud and on paper."""

from storage.records.body_map import Mark

NOT_DESCRIBED = "Not described yet"
_BROKEN = {"yes": "skin broken", "no": "skin not broken"}
_SWOLLEN = {"yes": "swollen", "no": "not swollen"}
_HURTS = {"yes": "child says it hurts", "no": "child says it does not hurt"}


def sentence(text: str) -> str:
    """Return a word of the lists with a capital letter."""
    return text[:1].upper() + text[1:]


def described(mark: Mark) -> str:
    """Return what a mark looks like in one line, without its number, place and what was said."""
    size = mark.size.strip()
    if size:
        size = f"{size} ({'measured' if mark.measured else 'estimated'})"
    told = [
        mark.kind,
        size,
        mark.colour,
        mark.shape,
        _BROKEN.get(mark.broken_skin, ""),
        _SWOLLEN.get(mark.swelling, ""),
        _HURTS.get(mark.pain, ""),
    ]
    return sentence(", ".join(part for part in told if part)) or NOT_DESCRIBED
