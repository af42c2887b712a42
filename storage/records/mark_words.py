"""Says a mark of a body map in words: the same words on screen, read aloud and on paper."""

from collections.abc import Iterator
from datetime import date, datetime

from storage.records.body_map import BodyMap, Mark
from storage.records.times import SCHOOL_ZONE, for_people, from_text, long_date

NOT_DESCRIBED = "Not described yet"
_BROKEN = {"yes": "skin broken", "no": "skin not broken"}
_SWOLLEN = {"yes": "swollen", "no": "not swollen"}
_HURTS = {"yes": "child says it hurts", "no": "child says it does not hurt"}
_HOT = {"yes": "hot", "no": "not hot"}
_MOVES = {
    "yes": "can move about by itself",
    "no": "cannot move about by itself",
    "not known": "not known whether it can move about by itself",
}


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
        _HOT.get(mark.heat, ""),
    ]
    return sentence(", ".join(part for part in told if part)) or NOT_DESCRIBED


def seen_at_words(body_map: BodyMap) -> str:
    """Return when the marks were seen: "22 November 2026 at 12:40"; as it stands if it is odd."""
    text = body_map.seen_at
    try:
        if "T" not in text:
            return long_date(date.fromisoformat(text)) if text else ""
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{long_date(moment.date())} at {moment:%H:%M}"


def map_time(body_map: BodyMap, *, written_at: str) -> str:
    """Return which time stands for a map: when the marks were seen, else when it was written down
    (UTC text). Never when something is said to have happened: that is another time.
    """
    seen = seen_at_words(body_map)
    return f"Seen {seen}" if seen else f"Written down {for_people(written_at)}"


def seen_order(body_map: BodyMap, *, written_at: str) -> str:
    """Return what puts maps in the order of the times that ``map_time`` names."""
    local = from_text(written_at).astimezone(SCHOOL_ZONE)
    return body_map.seen_at or local.strftime("%Y-%m-%dT%H:%M")


def moves_words(body_map: BodyMap) -> str:
    """Return whether a baby can move about by itself; "" where nobody was asked."""
    return _MOVES.get(body_map.moves, body_map.moves)


def map_lines(body_map: BodyMap, *, whose: str = "") -> tuple[str, ...]:
    """Return a whole body map in lines of text, for those who are shown no drawing.

    ``whose`` is the name of the child whose body it is, where that was asked.
    """
    return tuple(_lines(body_map, whose))


def _lines(body_map: BodyMap, whose: str) -> Iterator[str]:
    for label, text in (("Whose body", whose), ("Marks seen", seen_at_words(body_map))):
        if text:
            yield f"{label}: {text}"
    for mark in body_map.marks:
        yield f"{mark.number}. {mark.region}: {described(mark)}"
        for label, text in (
            ("The child said", mark.said),
            ("Said to", mark.said_to),
            ("Also seen", mark.note),
        ):
            if text:
                yield f"{label}: {text}"
    for label, text in (
        ("How they came to be seen", body_map.seen),
        ("Who else was there", body_map.who_present),
        ("First aid", body_map.first_aid),
        ("The baby", moves_words(body_map)),
    ):
        if text:
            yield f"{label}: {text}"
