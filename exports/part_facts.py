"""Sets labelled facts: one below the other, or several across with the label above the value."""

from typing import NamedTuple

from exports.layout import Block, PageFlow
from exports.part_setting import Piece, Setting, opening
from exports.parts import Fact
from exports.structure import Node

NOT_RECORDED = "not recorded"
_BETWEEN = 3.0  # between facts in a list
_ROWS = 7.0  # between rows of facts that stand across
_COLUMNS = 16.0  # between columns
_NARROW = 260.0  # a frame narrower than this has no room for a column of labels


class _SetFact(NamedTuple):
    """A fact that is set; ``span`` is the number of columns it takes."""

    label: Block
    text: Block
    span: int = 1


def printed(facts: tuple[Fact, ...]) -> list[tuple[Fact, str]]:
    """Return the facts that are printed, with their words."""
    found = [(fact, fact.text or (NOT_RECORDED if fact.always else "")) for fact in facts]
    return [(fact, text) for fact, text in found if text]


class _ListPiece(Piece):
    """Labels in a column of their own."""

    def __init__(
        self, facts: list[_SetFact], *, setting: Setting, column: float, node: Node
    ) -> None:
        first = max(opening(facts[0].label), opening(facts[0].text))
        super().__init__(gap=setting.look.gap, lead=first)
        self._facts = facts
        self._setting = setting
        self._column = column
        self._node = node

    def place(self, flow: PageFlow) -> None:
        """Place the facts; a short one is kept whole."""
        x = self._setting.x
        page = flow.paper.bottom - flow.paper.top
        for label, text, _ in self._facts:
            height = max(label.height, text.height)
            lead = max(label.height, opening(text))
            if flow.room < (height if height <= page * 0.3 else lead) and not flow.at_top:
                flow.new_page()
            item = Node("LI", self._node)
            top, pages = flow.top, len(flow.pages)
            flow.text(label, x=x, node=Node("Lbl", item))
            after, flow.top = flow.top, top
            flow.text(text, x=x + self._column, node=Node("LBody", item))
            flow.top = (max(flow.top, after) if len(flow.pages) == pages else flow.top) + _BETWEEN


class _AcrossPiece(Piece):
    """Each label above its value, several across."""

    def __init__(
        self, rows: list[list[_SetFact]], *, setting: Setting, step: float, node: Node
    ) -> None:
        super().__init__(gap=setting.look.gap + 1.0, lead=_row_lead(rows[0]))
        self._rows = rows
        self._setting = setting
        self._step = step
        self._node = node

    def place(self, flow: PageFlow) -> None:
        """Place the rows; a short one is kept whole."""
        page = flow.paper.bottom - flow.paper.top
        for row in self._rows:
            height = max(label.height + text.height for label, text, _ in row)
            needed = height if height <= page * 0.3 else _row_lead(row)
            if flow.room < needed and not flow.at_top:
                flow.new_page()
            self._row(flow, row)

    def _row(self, flow: PageFlow, row: list[_SetFact]) -> None:
        top, pages = flow.top, len(flow.pages)
        lowest, column = top, 0
        for label, text, span in row:
            x = self._setting.x + column * self._step
            item = Node("LI", self._node)
            flow.top = top
            flow.text(label, x=x, node=Node("Lbl", item))
            flow.text(text, x=x, node=Node("LBody", item))
            lowest = flow.top if len(flow.pages) > pages else max(lowest, flow.top)
            column += span
        flow.top = lowest + _ROWS


def _row_lead(row: list[_SetFact]) -> float:
    return max(label.height + opening(text) for label, text, _ in row)


def fact_list(
    facts: tuple[Fact, ...], *, columns: int, setting: Setting, parent: Node
) -> Piece | None:
    """Set facts in so many columns; None where nothing is to be printed."""
    shown = printed(facts)
    if not shown:
        return None
    node = Node("L", parent)
    if columns == 1 and setting.width >= _NARROW:
        return _list(shown, setting=setting, node=node)
    return _across(shown, columns=columns, setting=setting, node=node)


def _list(shown: list[tuple[Fact, str]], *, setting: Setting, node: Node) -> Piece:
    look = setting.look
    column = min(look.fact_width, setting.width * 0.36)
    width = min(setting.width, look.widest) - column
    made = [
        _SetFact(
            setting.block(fact.label, look.fact_label, width=column - 8.0),
            setting.block(text, look.fact_value, width=width),
        )
        for fact, text in shown
    ]
    return _ListPiece(made, setting=setting, column=column, node=node)


def _across(shown: list[tuple[Fact, str]], *, columns: int, setting: Setting, node: Node) -> Piece:
    """A value of more than two lines takes more columns; a long one stands alone in its row."""
    look = setting.look
    step = (setting.width + _COLUMNS) / columns
    rows: list[list[_SetFact]] = [[]]
    used = 0
    for fact, text in shown:
        span = 1
        block = setting.block(text, look.fact_value, width=step - _COLUMNS)
        while len(block.text.lines) > 2 and span < columns:
            span += 1
            block = setting.block(text, look.fact_value, width=step * span - _COLUMNS)
        alone = len(block.text.lines) > 8
        if rows[-1] and (used + span > columns or alone):
            rows.append([])
            used = 0
        label = setting.block(fact.label, look.fact_label, width=step * span - _COLUMNS)
        rows[-1].append(_SetFact(label, block, columns if alone else span))
        used += columns if alone else span
    return _AcrossPiece(rows, setting=setting, step=step, node=node)
