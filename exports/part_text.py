"""Sets headings, paragraphs, quotes and notes."""

from exports.layout import Block, PageFlow, TextItem, natural_width
from exports.part_setting import Ground, Piece, Setting, opening
from exports.parts import Note, Paragraph, Quote, Tone
from exports.structure import Node
from exports.styles import ACCENT, BAND_GREEN, TINT, Look
from exports.words import Style

_BAR = 2.5
_INDENT = 13.0  # of a quote, from its bar
_PAD = 10.0  # inside a note
BAND_PAD = 10.0  # beside a heading on a band
_NUMBER = 2.5  # times the size: the column of the numbers that hang beside paragraphs
_SMALL_NUMBER = 1.9


class HeadingPiece(Piece):
    """A heading with its place in the outline."""

    def __init__(
        self,
        block: Block,
        *,
        setting: Setting,
        node: Node,
        anchor: tuple[str, str, int],
        gap: float,
        new_page: bool,
        band: bool,
    ) -> None:
        self._inset = BAND_PAD if band else 0.0
        lead = block.height + 1.4 * self._inset
        super().__init__(gap=gap, lead=lead, keeps_next=True, new_page=new_page)
        self._block = block
        self._setting = setting
        self._node = node
        self._anchor = anchor

    def place(self, flow: PageFlow) -> None:
        """Place it and remember where it stands."""
        name, title, level = self._anchor
        flow.anchor(name, title, level=level)
        ground, x, inset = Ground(flow), self._setting.x, self._inset
        flow.top += 0.6 * inset
        flow.text(self._block, x=x + inset, node=self._node)
        flow.top += 0.8 * inset
        if inset:
            ground.lay(flow, x=x, width=self._setting.width, colour=BAND_GREEN)
            flow.top += 2.0


class TextPiece(Piece):
    """A paragraph, with a number hanging beside it where it has one."""

    def __init__(
        self,
        block: Block,
        *,
        x: float,
        node: Node,
        gap: float,
        number: Block | None = None,
        indent: float = 0.0,
        keeps_next: bool = False,
    ) -> None:
        super().__init__(gap=gap, lead=opening(block), keeps_next=keeps_next)
        self._block = block
        self._x = x
        self._node = node
        self._number = number
        self._indent = indent

    def place(self, flow: PageFlow) -> None:
        """Place it, over several pages if need be."""
        if self._number is not None:
            flow.put(TextItem(self._x - self._indent, flow.top, self._number, 0, 1, self._node))
        flow.text(self._block, x=self._x, node=self._node)


class _QuotePiece(Piece):
    def __init__(
        self, caption: Block | None, text: Block, *, setting: Setting, parent: Node
    ) -> None:
        above = caption.height + 1.0 if caption else 0.0
        super().__init__(gap=setting.look.gap + 2.0, lead=above + opening(text))
        self._caption = caption
        self._text = text
        self._x = setting.x
        quote = Node("BlockQuote", parent)
        self._caption_node = Node("P", quote) if caption else None
        self._node = Node("P", quote)

    def place(self, flow: PageFlow) -> None:
        ground = Ground(flow)
        x = self._x + _INDENT
        if self._caption is not None:
            flow.text(self._caption, x=x, node=self._caption_node)
            flow.top += 1.0
        flow.text(self._text, x=x, node=self._node)
        ground.lay(flow, x=self._x, width=_BAR, colour=ACCENT)
        flow.top += 2.0


class _NotePiece(Piece):
    def __init__(self, heading: Block | None, text: Block, *, setting: Setting) -> None:
        height = text.height + (heading.height + 2.0 if heading else 0.0) + 2 * _PAD - 2.0
        paper = setting.look.paper
        whole = height <= (paper.bottom - paper.top) * 0.6
        above = _PAD + (heading.height if heading else 0.0)
        super().__init__(
            gap=setting.look.gap + 4.0, lead=height if whole else above + opening(text) + _PAD
        )
        self._heading = heading
        self._text = text
        self._setting = setting
        self.nodes: tuple[Node | None, Node | None] = (None, None)

    def place(self, flow: PageFlow) -> None:
        ground = Ground(flow)
        setting, x = self._setting, self._setting.x + _PAD + _BAR
        flow.top += _PAD - 1.0
        if self._heading is not None:
            flow.text(self._heading, x=x, node=self.nodes[0])
            flow.top += 2.0
        flow.text(self._text, x=x, node=self.nodes[1])
        flow.top += _PAD - 1.0
        ground.lay(flow, x=setting.x, width=_BAR, colour=ACCENT)
        ground.lay(flow, x=setting.x + _BAR, width=setting.width - _BAR, colour=TINT)
        flow.top += 4.0


def tone_style(look: Look, tone: Tone) -> Style:
    """Return how a paragraph of a tone is set."""
    tones: dict[Tone, Style] = {
        "plain": look.text,
        "strong": look.text_strong,
        "muted": look.text_muted,
        "small": look.text_small,
        "large": _large(look.text_strong),
    }
    return tones[tone]


def _large(style: Style) -> Style:
    return style._replace(size=style.size * 1.6, leading=style.leading * 1.65)


def cell_style(look: Look, tone: Tone) -> Style:
    """Return how a cell of a tone is set."""
    tones: dict[Tone, Style] = {
        "plain": look.body,
        "strong": look.strong,
        "muted": look.label,
        "small": look.body._replace(size=look.body.size - 1.0, leading=look.body.leading - 1.0),
        "large": _large(look.strong),
    }
    return tones[tone]


def paragraph(part: Paragraph, *, setting: Setting, parent: Node) -> Piece:
    """Set a paragraph; one that is strong throughout stays with what follows, as a heading does."""
    look = setting.look
    style = tone_style(look, part.tone)
    small = part.tone == "small"
    number, indent = None, 0.0
    if part.number:
        number = setting.block(part.number, style, width=setting.width)
        column = (_SMALL_NUMBER if small else _NUMBER) * style.size
        indent = max(column, natural_width(number, setting.typesetter) + 4.0)
    width = min(setting.width, look.widest) if part.align == "left" else setting.width
    block = setting.block(part.text, style, width=width - indent, right=part.align == "right")
    if part.align == "centre":
        block = block._replace(centred=True)
    return TextPiece(
        block,
        x=setting.x + indent,
        node=Node("P", parent),
        gap=look.gap / 2 if small else look.gap,
        number=number,
        indent=indent,
        keeps_next=part.tone == "strong" and len(block.text.lines) == 1,
    )


def quote(part: Quote, *, setting: Setting, parent: Node) -> Piece:
    """Set somebody's own words beside a bar."""
    look = setting.look
    width = min(setting.width, look.widest) - _INDENT
    small = look.text_muted._replace(size=look.text_small.size, leading=look.text_small.leading)
    caption = setting.block(part.caption, small, width=width) if part.caption else None
    text = setting.block(part.text, look.text, width=width)
    return _QuotePiece(caption, text, setting=setting, parent=parent)


def note(part: Note, *, setting: Setting, parent: Node) -> Piece:
    """Set a note on a tinted ground."""
    look = setting.look
    width = setting.width - 2 * _PAD - _BAR
    heading = setting.block(part.heading, look.text_strong, width=width) if part.heading else None
    piece = _NotePiece(heading, setting.block(part.text, look.text, width=width), setting=setting)
    section = Node("Sect", parent)
    above = Node("P", section) if heading else None
    piece.nodes = (above, Node("P", section))
    return piece
