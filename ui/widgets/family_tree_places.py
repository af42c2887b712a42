"""Where everybody of a family tree stands: households side by side, generations below each other.

Pure arithmetic, so that it can be looked at without a screen.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize

from storage.records.family_tree import TreeLine, TreePerson
from ui.theme import scaled, space

_BUS = 6


class TreePlaces:
    """Places for people of one size; each household has columns of its own, so frames never
    overlap.
    """

    def __init__(
        self, people: Sequence[TreePerson], *, node: QSize, lines: Sequence[TreeLine] = ()
    ) -> None:
        self._nodes: dict[str, QRect] = {}
        self._frames: dict[int, QRect] = {}
        self._across, self._down = space(2), scaled(52)
        self._margin = scaled(24)
        left = self._margin
        rows = max((person.row for person in people), default=0) + 1
        for household in _households(people):
            members = [person for person in people if person.household == household]
            left = self._place(members, household, left=left, node=node) + self._margin + space(1)
        height = rows * node.height() + (rows - 1) * self._down + 2 * self._margin
        self.size = QSize(left, height) if people else QSize(0, 0)
        self._buses = self._number_buses(lines)

    def node(self, key: str) -> QRect:
        """Where somebody stands."""
        return self._nodes[key]

    def frame(self, household: int) -> QRect:
        """The frame around a household; empty when one person is alone in it."""
        return self._frames.get(household, QRect())

    def way(self, line: TreeLine) -> list[QPointF] | None:
        """The corners of the line from a parent down to a child; None where none can be drawn."""
        parent, child = self._nodes.get(line.parent), self._nodes.get(line.child)
        if parent is None or child is None or parent.bottom() >= child.top():
            return None
        start = QPointF(parent.center().x(), parent.bottom() + 1)
        end = QPointF(child.center().x(), child.top())
        bus = end.y() - self._down / 2 + self._buses.get(line.child, 0)
        return [start, QPointF(start.x(), bus), QPointF(end.x(), bus), end]

    def _place(
        self, members: Sequence[TreePerson], household: int | None, *, left: int, node: QSize
    ) -> int:
        by_row: dict[int, list[TreePerson]] = {}
        for person in members:
            by_row.setdefault(person.row, []).append(person)
        widest = max(len(row) for row in by_row.values())
        width = widest * node.width() + (widest - 1) * self._across
        for number, row in by_row.items():
            taken = len(row) * node.width() + (len(row) - 1) * self._across
            x = left + (width - taken) // 2
            y = self._margin + number * (node.height() + self._down)
            for person in row:
                self._nodes[person.key] = QRect(x, y, node.width(), node.height())
                x += node.width() + self._across
        if household is not None and len(members) > 1:
            around = QRect()
            for person in members:
                around = around.united(self._nodes[person.key])
            room = self._margin - space(0.75)
            self._frames[household] = around.adjusted(-space(1), -room, space(1), space(1))
        return left + width

    @staticmethod
    def _number_buses(lines: Sequence[TreeLine]) -> dict[str, int]:
        """Children of the same parents share a bar, others hang from one a little lower."""
        parents: dict[str, frozenset[str]] = {}
        for line in lines:
            parents[line.child] = parents.get(line.child, frozenset()) | {line.parent}
        order = list(dict.fromkeys(parents.values()))
        return {child: _BUS * (order.index(known) % 4) for child, known in parents.items()}


def _households(people: Sequence[TreePerson]) -> list[int | None]:
    numbers = sorted({one.household for one in people if one.household is not None})
    return [*numbers, *([None] if any(one.household is None for one in people) else [])]
