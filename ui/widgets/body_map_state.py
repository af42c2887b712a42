"""The marks of a map that is being made, every step of which can be taken back."""

from dataclasses import replace

from resources.body_maps.drawings import WORDS_ONLY_SITES, Drawing, Region, drawing
from storage.records.body_map import Mark
from ui.widgets.body_map_zoom import closer_view

LARGEST = 500  # thousandths of the picture's longer side
SMALLEST = 8
TIPS_UP = frozenset({"hand", "foot"})  # drawn fingers and toes up; on the whole figure they hang
_KEPT_STEPS = 200

Step = tuple[str, int, str]


class MarkState:
    """Marks numbered from 1 without a gap, each in the region that its point lies in.

    A mark never leaves the body, and nothing is drawn where only words are wanted: such a mark lies
    in the middle of its region and has no size. ``undo`` takes the last step back; changes of one
    kind to one mark in a row are one step, until ``new_step``.
    """

    def __init__(self, marks: tuple[Mark, ...] = ()) -> None:
        self.marks = marks
        self.chosen = marks[0].number if marks else 0
        self._past: list[tuple[tuple[Mark, ...], int]] = []
        self._last: Step | None = None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    def mark(self, number: int) -> Mark | None:
        """Return a mark by its number."""
        return self.marks[number - 1] if 1 <= number <= len(self.marks) else None

    @property
    def chosen_mark(self) -> Mark | None:
        """The mark that is being described."""
        return self.mark(self.chosen)

    def choose(self, number: int) -> None:
        """Describe another mark from now on."""
        if self.mark(number) is not None:
            self.chosen = number

    def new_step(self) -> None:
        """Have the next change be a step of its own."""
        self._last = None

    def place(self, view: str, x: int, y: int) -> Mark | None:
        """Put a new mark on a drawing, in thousandths; None beside the body."""
        art = drawing(view)
        region = art.region_at(x, y)
        if region is None:
            return None
        x, y = _spot(art, region, x, y)
        number = len(self.marks) + 1
        mark = Mark(
            number=number, view=view, x=x, y=y, region=region.name, site=region.site, kind=""
        )
        self._note(("place", number, ""))
        self.marks, self.chosen = (*self.marks, mark), number
        return mark

    def move(self, number: int, x: int, y: int) -> bool:
        """Put a mark elsewhere on its drawing; site and side come along. Not beside the body."""
        mark = self.mark(number)
        if mark is None or not drawn(mark):
            return False
        x, y = min(1000, max(0, x)), min(1000, max(0, y))
        try:
            region = drawing(mark.view).region_at(x, y, snap=0.0)
        except KeyError:  # a drawing of a later program
            return False
        if region is None or region.words_only:
            return False
        moved = replace(mark, x=x, y=y, region=region.name, site=region.site)
        return self._change(moved, ("move", number, ""))

    def shape(self, number: int, *, across: int, down: int, turn: int) -> bool:
        """Give a mark its extent, in thousandths of the longer side; both 0 make it a point."""
        mark = self.mark(number)
        if mark is None or not drawn(mark):
            return False
        if across <= 0 or down <= 0:
            across = down = turn = 0
        else:
            across, down = (min(LARGEST, max(SMALLEST, size)) for size in (across, down))
        return self._change(
            replace(mark, across=across, down=down, turn=turn % 180), ("shape", number, "")
        )

    def grow(self, number: int, across: int, down: int) -> bool:
        """Make a mark wider or higher; a point becomes small and round first, and the smallest
        oval a point again.
        """
        mark = self.mark(number)
        if mark is None:
            return False
        if not mark.across:
            start = 2 * SMALLEST if across > 0 or down > 0 else 0
            return self.shape(number, across=start, down=start, turn=0)
        wide, high = mark.across + across, mark.down + down
        if min(across, down) < 0 and mark.across == mark.down == SMALLEST:
            wide = high = 0
        else:
            wide, high = max(SMALLEST, wide), max(SMALLEST, high)
        return self.shape(number, across=wide, down=high, turn=mark.turn)

    def turn(self, number: int, degrees: int) -> bool:
        """Turn an oval clockwise."""
        mark = self.mark(number)
        if mark is None or not mark.across:
            return False
        turned = replace(mark, turn=(mark.turn + degrees) % 180)
        return self._change(turned, ("shape", number, ""))

    def describe(self, mark: Mark) -> bool:
        """Take over the words of a mark; where it is and how large it is drawn stay as they are."""
        old = self.mark(mark.number)
        if old is None:
            return False
        fields = [name for name in Mark.__slots__ if getattr(old, name) != getattr(mark, name)]
        kept = replace(
            mark, view=old.view, x=old.x, y=old.y, region=old.region, site=old.site,
            across=old.across, down=old.down, turn=old.turn,
        )  # fmt: skip
        return self._change(kept, ("words", mark.number, ",".join(fields)))

    def remove(self, number: int) -> bool:
        """Take a mark away; the others are numbered anew."""
        if self.mark(number) is None:
            return False
        self._note(("remove", number, ""), alone=True)
        rest = [mark for mark in self.marks if mark.number != number]
        self.marks = tuple(replace(mark, number=n) for n, mark in enumerate(rest, start=1))
        self.chosen = min(max(1, number - 1 if self.chosen == number else self.chosen), len(rest))
        return True

    def send_closer(self, number: int, view: str) -> bool:
        """Draw a mark on a closer view of the same place; its words go with it."""
        mark = self.mark(number)
        if mark is None or not drawn(mark) or view == mark.view:
            return False
        sent = _closer(mark, drawing(view))
        self.new_step()
        done = self._change(sent, ("closer", number, ""))
        self.new_step()
        return done

    def undo(self) -> bool:
        """Take the last step back."""
        if not self._past:
            return False
        self.marks, self.chosen = self._past.pop()
        self._last = None
        return True

    def _change(self, mark: Mark, step: Step) -> bool:
        if mark == self.marks[mark.number - 1]:
            return False
        self._note(step)
        self.marks = tuple(mark if old.number == mark.number else old for old in self.marks)
        return True

    def _note(self, step: Step, *, alone: bool = False) -> None:
        """A shape drawn while placing belongs to the placing."""
        drawing_it = self._last == ("place", step[1], "") and step[0] == "shape"
        if step[0] == "place" or alone or not (step == self._last or drawing_it):
            self._past.append((self.marks, self.chosen))
            del self._past[:-_KEPT_STEPS]
        self._last = self._last if drawing_it else None if alone else step


def drawn(mark: Mark) -> bool:
    """Whether a mark is drawn at all: for some places only words are written down."""
    return mark.site not in WORDS_ONLY_SITES


def closer_view_of(mark: Mark) -> str:
    """Return the id of the closer view that shows where a mark lies, "" where there is none."""
    try:
        art = drawing(mark.view)
    except KeyError:
        return ""
    region = art.region_at(mark.x, mark.y)
    return closer_view(art, region) if region is not None else ""


def _spot(art: Drawing, region: Region, x: int, y: int) -> tuple[int, int]:
    return art.thousandths(*region.centre) if region.words_only else (x, y)


def _closer(mark: Mark, target: Drawing) -> Mark:
    """Return a mark as it lies on a closer view: the same place in the same region, as near as it
    can be told; whoever drew it moves it where it belongs.
    """
    source = drawing(mark.view)
    here = source.region_at(mark.x, mark.y) or source.regions[0]
    wanted = closer_view(source, here)
    group = [each for each in source.regions if closer_view(source, each) == wanted]
    shown = [each for each in target.regions if any(_within(each, one) for one in group)]
    old, new = _box(group), _box(shown or target.regions)
    px, py = source.spot(mark.x, mark.y)
    along, down = (px - old[0]) / (old[2] - old[0]), (py - old[1]) / (old[3] - old[1])
    if target.figure in TIPS_UP:
        along, down = 1 - along, 1 - down
    x, y = new[0] + along * (new[2] - new[0]), new[1] + down * (new[3] - new[1])
    like = [
        each for each in target.regions if _within(each, here) and each.side == here.side
    ] or list(target.regions)
    found = min(like, key=lambda each: 0.0 if each.holds(x, y) else each.distance(x, y))
    if not found.holds(x, y):
        x, y = found.centre
    place = target.thousandths(x, y)
    found = target.region_at(*place) or found
    larger = (new[3] - new[1]) / (old[3] - old[1])
    larger *= max(source.width, source.height) / max(target.width, target.height)
    extent = {
        name: min(LARGEST, round(getattr(mark, name) * larger)) for name in ("across", "down")
    }
    return replace(
        mark, view=target.id, x=place[0], y=place[1], region=found.name, site=found.site, **extent
    )


def _within(part: Region, whole: Region) -> bool:
    """Whether a region of a closer view is of the same place: "toes" hold the big toe too."""
    return part.site == whole.site or part.site.endswith(" " + whole.site.removesuffix("s"))


def _box(regions: tuple[Region, ...] | list[Region]) -> tuple[float, float, float, float]:
    xs = [x for region in regions for x, _ in region.polygon]
    ys = [y for region in regions for _, y in region.polygon]
    return min(xs), min(ys), max(xs), max(ys)
