"""Sets what is filled in by hand: lines to sign and to write on, boxes to tick and to fill."""

from itertools import pairwise
from typing import NamedTuple

from exports.layout import Block, PageFlow, RuleItem, TextItem, natural_width
from exports.part_setting import Piece, Setting
from exports.parts import FormField, FormRow, SignatureLines, TickBoxes, WritingLines
from exports.structure import Node
from exports.styles import INK, MUTED

_RULE = 0.7
_SIGNATURE = 40.0  # height above a line that is signed
_WRITING = 25.0  # between lines written by hand
_NEAR = 72.0  # where the rule begins beside a short label
_ACROSS = 24.0  # between two columns
_BOX = 11.0
_BOX_LINE = 0.9
_OPTION_GAP = 20.0
_PAD = 5.0  # inside a box to fill in
_FIELD_LINE = 22.0


class _SignatureRow(Piece):
    """One or two labels, each under a rule."""

    def __init__(self, labels: list[Block], *, step: float, setting: Setting, parent: Node) -> None:
        tallest = max(block.height for block in labels)
        super().__init__(gap=setting.look.gap, lead=_SIGNATURE + 3.0 + tallest)
        self._labels = labels
        self._step = step
        self._x = setting.x
        self._nodes = [Node("P", parent) for _ in labels]

    def place(self, flow: PageFlow) -> None:
        line = flow.top + _SIGNATURE
        for index, (block, node) in enumerate(zip(self._labels, self._nodes, strict=True)):
            x = self._x + index * self._step
            flow.put(RuleItem(x, line, x + self._step - _ACROSS, line, _RULE, INK))
            flow.put(TextItem(x, line + 3.0, block, 0, len(block.text.lines), node))
        flow.top = line + 3.0 + max(block.height for block in self._labels)


def signature_lines(part: SignatureLines, *, setting: Setting, parent: Node) -> list[Piece]:
    """Set lines to sign, two side by side where there is room."""
    look = setting.look
    across = 2 if setting.width >= 300.0 else 1
    step = (setting.width + _ACROSS) / across
    rows = [part.labels[at : at + across] for at in range(0, len(part.labels), across)]
    return [
        _SignatureRow(
            [setting.block(label, look.label, width=step - _ACROSS) for label in labels],
            step=step,
            setting=setting,
            parent=parent,
        )
        for labels in rows
    ]


class _WritingPiece(Piece):
    """A label with the rule at its right, or above its rules."""

    def __init__(
        self, label: Block, *, lines: int, beside: float, setting: Setting, parent: Node
    ) -> None:
        above = 0.0 if beside else label.height
        super().__init__(gap=setting.look.gap, lead=above + min(lines, 3) * _WRITING)
        self._label = label
        self._lines = lines
        self._beside = beside
        self._setting = setting
        self._node = Node("P", parent)

    def place(self, flow: PageFlow) -> None:
        x, right = self._setting.x, self._setting.x + self._setting.width
        lines = len(self._label.text.lines)
        if self._beside:
            line = flow.top + max(_WRITING, self._label.height)
            top = line - self._label.height + 2.0
            flow.put(TextItem(x, top, self._label, 0, lines, self._node))
            flow.put(RuleItem(x + self._beside, line, right, line, _RULE, MUTED))
            flow.top = line + 1.0
            return
        flow.text(self._label, x=x, node=self._node)
        for _ in range(self._lines):
            if flow.room < _WRITING:
                flow.new_page()
            flow.top += _WRITING
            flow.put(RuleItem(x, flow.top, right, flow.top, _RULE, MUTED))
        flow.top += 2.0


def writing_lines(part: WritingLines, *, setting: Setting, parent: Node) -> Piece:
    """Set ruled space; one line alone stands beside its label where the label is short."""
    look = setting.look
    label = setting.block(part.label, look.text)
    natural = natural_width(label, setting.typesetter) + 8.0
    steps = (_NEAR, look.fact_width, setting.width * 0.4)
    beside = next((step for step in steps if natural <= step <= setting.width * 0.4), 0.0)
    label = setting.block(part.label, look.text, width=beside - 8.0) if beside else label
    if part.lines > 1 or len(label.text.lines) > 1 or not beside:
        beside = 0.0
        label = setting.block(part.label, look.text)
    return _WritingPiece(
        label, lines=max(part.lines, 1), beside=beside, setting=setting, parent=parent
    )


class _Option(NamedTuple):
    block: Block
    x: float


class _TickPiece(Piece):
    """A label, and boxes with their words beside it, or below it on as many lines as they need."""

    def __init__(
        self,
        label: Block | None,
        lines: list[list[_Option]],
        *,
        beside: bool,
        setting: Setting,
        parent: Node,
    ) -> None:
        above = label.height + 2.0 if label and not beside else 0.0
        self._beside = beside
        self._heights = [max(each.block.height for each in line) + 4.0 for line in lines]
        super().__init__(gap=setting.look.gap, lead=above + sum(self._heights[:2]))
        self._label = label
        self._label_node = Node("P", parent) if label else None
        self._lines = lines
        self._setting = setting
        self._listing = Node("L", parent) if any(lines) else parent

    def place(self, flow: PageFlow) -> None:
        if self._label is not None and self._beside:
            x, top = self._setting.x, flow.top + 2.0
            flow.put(TextItem(x, top, self._label, 0, 1, self._label_node))
        elif self._label is not None:
            flow.text(self._label, x=self._setting.x, node=self._label_node)
            flow.top += 2.0
        for line, height in zip(self._lines, self._heights, strict=True):
            if flow.room < height:
                flow.new_page()
            for block, x in line:
                node = Node("LBody", Node("LI", self._listing))
                first = block.style.leading
                _box(flow, x=x, top=flow.top + 2.0 + (first - _BOX) / 2)
                text = TextItem(
                    x + _BOX + 6.0, flow.top + 2.0, block, 0, len(block.text.lines), node
                )
                flow.put(text)
            flow.top += height


def _box(flow: PageFlow, *, x: float, top: float) -> None:
    """Place a box to tick; its lines meet in the corners."""
    right, bottom, half = x + _BOX, top + _BOX, _BOX_LINE / 2
    for x1, y1, x2, y2 in (
        (x - half, top, right + half, top),
        (x - half, bottom, right + half, bottom),
        (x, top, x, bottom),
        (right, top, right, bottom),
    ):
        flow.put(RuleItem(x1, y1, x2, y2, _BOX_LINE, INK))


def tick_boxes(part: TickBoxes, *, setting: Setting, parent: Node) -> Piece:
    """Set boxes on one line with their label, or below it, wrapping where they do not fit."""
    look = setting.look
    label = setting.block(part.label, look.text) if part.label else None
    widest = setting.width - _BOX - 6.0
    blocks = [setting.block(option, look.text, width=widest) for option in part.options]
    widths = [
        widest if len(block.text.lines) > 1 else natural_width(block, setting.typesetter)
        for block in blocks
    ]
    first = setting.x
    if label is not None and len(label.text.lines) == 1:
        first += natural_width(label, setting.typesetter) + _OPTION_GAP
    right = setting.x + setting.width
    whole = sum(widths) + len(widths) * (_BOX + 6.0) + _OPTION_GAP * (len(widths) - 1)
    beside = bool(blocks) and setting.x < first and first + whole <= right
    lines: list[list[_Option]] = [[]] if beside else []
    x = first if beside else right
    for block, width in zip(blocks, widths, strict=True):
        if x + _BOX + 6.0 + width > right + 0.1:
            lines.append([])
            x = setting.x
        lines[-1].append(_Option(block, x))
        x += _BOX + 6.0 + width + _OPTION_GAP
    return _TickPiece(label, lines, beside=beside, setting=setting, parent=parent)


class _FieldBox(NamedTuple):
    label: Block
    hint: Block | None
    text: Block | None
    x: float
    width: float


class FormPiece(Piece):
    """Boxes side by side with one frame around each; rows of boxes share their lines."""

    def __init__(
        self, boxes: list[_FieldBox], *, height: float, setting: Setting, parent: Node
    ) -> None:
        super().__init__(gap=setting.look.gap + 4.0, lead=height)
        self._boxes = boxes
        self._nodes = [Node("P", parent) for _ in boxes]
        self._setting = setting

    def place(self, flow: PageFlow) -> None:
        top, bottom = flow.top, flow.top + self.lead
        for (label, hint, text, x, width), node in zip(self._boxes, self._nodes, strict=True):
            flow.put(TextItem(x + _PAD, top + 3.0, label, 0, len(label.text.lines), node))
            if hint is not None:
                place = top + 3.0 + label.height
                flow.put(TextItem(x + _PAD, place, hint, 0, len(hint.text.lines), node))
            if text is not None:
                place = bottom - text.height - 4.0
                flow.put(TextItem(x + _PAD, place, text, 0, len(text.text.lines), node))
            for x1, y1, x2, y2 in (
                (x, top, x + width, top),
                (x, bottom, x + width, bottom),
                (x, top, x, bottom),
                (x + width, top, x + width, bottom),
            ):
                flow.put(RuleItem(x1, y1, x2, y2, _RULE, INK))
        flow.top = bottom


def join_rows(pieces: list[Piece]) -> None:
    """Let rows of boxes that follow each other touch, and lines to sign stand on one page with each
    other and with what is signed."""
    for above, below in pairwise(pieces):
        if isinstance(below, _SignatureRow):
            above.joins_next = True
        if isinstance(above, FormPiece) and isinstance(below, FormPiece):
            below.gap = 0.0


def form_row(part: FormRow, *, setting: Setting, parent: Node) -> Piece:
    """Set boxes to fill in, as high as the one that needs most."""
    look = setting.look
    label_style = look.text_small._replace(weight="bold")
    total = sum(field.share for field in part.fields) or 1.0
    boxes, heights = [], []
    x = setting.x
    for field in part.fields:
        width = setting.width * field.share / total
        label = setting.block(field.label, label_style, width=width - 2 * _PAD)
        hint = _hint(field, setting, width=width - 2 * _PAD)
        text = setting.block(field.text, look.text, width=width - 2 * _PAD) if field.text else None
        boxes.append(_FieldBox(label, hint, text, x, width))
        words = label.height + (hint.height if hint else 0.0)
        written = max(field.lines * _FIELD_LINE, text.height + 4.0 if text else 0.0)
        heights.append(words + 4.0 + written)
        x += width
    return FormPiece(boxes, height=max(heights), setting=setting, parent=parent)


def _hint(field: FormField, setting: Setting, *, width: float) -> Block | None:
    if not field.hint:
        return None
    style = setting.look.text_small
    return setting.block(field.hint, style._replace(colour=MUTED), width=width)
