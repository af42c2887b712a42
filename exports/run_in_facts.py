"""Sets labelled facts as low as they go: each label before its value, several facts across."""

from typing import NamedTuple

from exports.layout import Block, PageFlow, natural_width
from exports.part_facts import printed
from exports.part_setting import Piece, Setting, opening
from exports.parts import Fact
from exports.structure import Node

_AFTER_LABEL = 6.0
_COLUMNS = 16.0  # between columns
_LEADING = 1.25  # of the type size
_ALONE = 2  # lines; a longer value has a row of its own
_BELOW = 5.0


class _SetFact(NamedTuple):
    """A fact that is set; its value begins ``inset`` points from its left edge."""

    label: Block
    text: Block
    inset: float
    alone: bool = False


class _RunInPiece(Piece):
    """Rows of facts; they are short and stand on the first page."""

    def __init__(
        self, rows: list[list[_SetFact]], *, setting: Setting, step: float, node: Node
    ) -> None:
        first = max(opening(fact.text) for fact in rows[0])
        super().__init__(gap=setting.look.gap, lead=first)
        self._rows = rows
        self._setting = setting
        self._step = step
        self._node = node

    def place(self, flow: PageFlow) -> None:
        """Place the rows."""
        for row in self._rows:
            height = max(max(fact.label.height, fact.text.height) for fact in row)
            if flow.room < height and not flow.at_top:
                flow.new_page()
            top, pages = flow.top, len(flow.pages)
            lowest = top
            for index, fact in enumerate(row):
                x = self._setting.x + index * self._step
                item = Node("LI", self._node)
                flow.top = top
                flow.text(fact.label, x=x, node=Node("Lbl", item))
                flow.top = top
                flow.text(fact.text, x=x + fact.inset, node=Node("LBody", item))
                lowest = flow.top if len(flow.pages) > pages else max(lowest, flow.top)
            flow.top = lowest
        flow.top += _BELOW


def run_in_facts(
    facts: tuple[Fact, ...], *, columns: int, setting: Setting, parent: Node
) -> Piece | None:
    """Set facts in so many columns; None where nothing is to be printed."""
    step = (setting.width + _COLUMNS) / columns
    rows: list[list[_SetFact]] = []
    words: list[list[tuple[str, str]]] = []
    for fact, text in printed(facts):
        made = _set(fact.label, text, width=step - _COLUMNS, setting=setting)
        alone = len(made.text.text.lines) > _ALONE
        if alone or not rows or rows[-1][-1].alone or len(rows[-1]) == columns:
            rows.append([])
            words.append([])
        rows[-1].append(made._replace(alone=alone))
        words[-1].append((fact.label, text))
    for row, said in zip(rows, words, strict=True):
        if len(row) == 1:
            row[0] = _set(*said[0], width=setting.width, setting=setting)
    if not rows:
        return None
    return _RunInPiece(rows, setting=setting, step=step, node=Node("L", parent))


def _set(label: str, text: str, *, width: float, setting: Setting) -> _SetFact:
    look = setting.look
    size = look.body.size
    muted = look.fact_label._replace(size=size, leading=size * _LEADING)
    plain = look.fact_value._replace(size=size, leading=size * _LEADING)
    before = setting.block(label, muted, width=width)
    inset = natural_width(before, setting.typesetter) + _AFTER_LABEL
    value = setting.block(text, plain, width=width - inset)
    return _SetFact(before, value, inset=inset)
