"""Draws laid-out pages: content inside its marks, margins as decoration, links, page objects."""

import zlib
from collections.abc import Sequence

from exports.archive_file import ArchiveFile, stream, text_string
from exports.brush import Brush
from exports.draw_table import TablePainter
from exports.layout import (
    Anchor,
    FillItem,
    HeadItem,
    Item,
    Paper,
    PictureItem,
    RowItem,
    RuleItem,
    SquaresItem,
    TextItem,
)
from exports.shaping import Typesetter
from exports.structure import Node
from exports.tags import TagWriter


class PagePainter:
    """Paints pages one after the other and compresses each as soon as it is complete."""

    def __init__(
        self,
        *,
        file: ArchiveFile,
        tags: TagWriter,
        typesetter: Typesetter,
        paper: Paper,
        anchors: Sequence[Anchor],
        page_numbers: Sequence[int],
        page_tree: int,
        resources: int,
    ) -> None:
        self._file = file
        self._tags = tags
        self._paper = paper
        self._targets = {anchor.name: anchor for anchor in anchors}
        self._page_numbers = page_numbers
        self._page_tree = page_tree
        self._resources = resources
        self._brush = Brush(typesetter=typesetter, paper=paper)
        self._tables = TablePainter(brush=self._brush, tags=tags, link=self._link)
        self._annotations: list[int] = []
        self._link_key = len(page_numbers)
        self._rules: list[RuleItem] = []

    def page(self, index: int, *, items: Sequence[Item], margins: Sequence[Item]) -> None:
        """Paint one page and write its objects; pages count from 0."""
        operators = self.paint(index, items=items, margins=margins)
        self._tags.end_page()
        self._write(index, operators)

    def paint(self, index: int, *, items: Sequence[Item], margins: Sequence[Item]) -> bytes:
        """Return the operators that paint a page; nothing of the page itself is written."""
        self._annotations, self._rules = [], []
        self._brush.begin_page()
        self._tags.begin_page(index)
        for item in items:
            self._item(item)
        self._margins(margins)
        return self._brush.operators()

    def _item(self, item: Item) -> None:
        if isinstance(item, RowItem):
            self._tables.row(item)
        elif isinstance(item, TextItem):
            self._text(item)
        elif isinstance(item, HeadItem):
            self._rules += self._tables.head(item)
        elif isinstance(item, SquaresItem):
            self._figure(item)
        elif isinstance(item, RuleItem):
            self._rules.append(item)
        elif isinstance(item, PictureItem):
            self._picture(item)
        else:
            self._fill(item)

    def _fill(self, item: FillItem) -> None:
        self._brush.begin_artifact("Layout")
        self._brush.fill(item)
        self._brush.end()

    def _text(self, item: TextItem) -> None:
        if item.node is None:
            self._brush.begin_artifact("Layout")
        else:
            self._brush.begin(item.node.tag, self._tags.mark_node(item.node))
        self._brush.lines(item.block, item.x, item.top, item.first, item.last)
        self._brush.end()
        if item.target and item.node is not None:
            block = item.block
            height = (item.last - item.first) * block.style.leading
            owner = self._tags.number(item.node)
            box = (item.x, item.top, item.x + block.width, item.top + height)
            self._tags.own(item.node, self._link(item.target, box, owner))

    def _figure(self, item: SquaresItem) -> None:
        if item.node is None:
            self._brush.begin_artifact("Layout")
        else:
            self._begin_figure(item.node, (item.x, item.top, item.size, item.size))
        self._brush.squares(item)
        self._brush.end()

    def _picture(self, item: PictureItem) -> None:
        width, height = item.figure.width * item.scale, item.figure.height * item.scale
        self._begin_figure(item.node, (item.x, item.top, width, height))
        self._brush.picture(item)
        for text in item.texts:
            self._brush.lines(text.block, text.x, text.top, text.first, text.last)
        self._brush.end()

    def _begin_figure(self, node: Node, place: tuple[float, float, float, float]) -> None:
        """Begin a figure at x, top, of a width and height."""
        x, top, width, height = place
        upper = self._paper.height - top
        self._tags.enclose(node, f"{x:.1f} {upper - height:.1f} {x + width:.1f} {upper:.1f}")
        self._brush.begin("Figure", self._tags.mark_node(node))

    def _margins(self, margins: Sequence[Item]) -> None:
        brush = self._brush
        brush.begin_artifact("Pagination")
        for item in margins:
            if isinstance(item, TextItem):
                brush.lines(item.block, item.x, item.top, item.first, item.last)
            elif isinstance(item, SquaresItem):
                brush.squares(item)
            elif isinstance(item, RuleItem):
                self._rules.append(item)
        brush.end()
        if self._rules:
            brush.begin_artifact("Layout")
            for rule in self._rules:
                brush.rule(rule)
            brush.end()

    def _link(self, target: str, box: tuple[float, float, float, float], owner: int) -> str:
        """Write a link annotation; PDF/A-3, 6.3.2 asks for F 4, PDF/UA-1, 7.18.5 for Contents.

        ``box`` is left, top, right and bottom, measured from the top. Returns the kid of its owner.
        """
        anchor = self._targets[target]
        number = self._file.reserve()
        height = self._paper.height
        left, top, right, bottom = box
        page = self._page_numbers[anchor.page]
        self._file.put(
            number,
            (
                f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent {self._link_key}"
                f"/Rect[{left:.1f} {height - bottom:.1f} {right:.1f} {height - top:.1f}]"
                f"/Contents{text_string(f'Go to page {anchor.page + 1}')}"
                f"/Dest[{page} 0 R/XYZ 0 {height - anchor.top + 4:.1f} null]>>"
            ).encode("ascii"),
        )
        self._annotations.append(number)
        kid = self._tags.link(owner, number, self._link_key)
        self._link_key += 1
        return kid

    def _write(self, index: int, operators: bytes) -> None:
        contents = self._file.reserve()
        data = zlib.compress(operators, 6)
        self._file.put_plain(contents, stream(data, "/Filter/FlateDecode"))
        links = ""
        if self._annotations:
            links = f"/Annots[{' '.join(f'{each} 0 R' for each in self._annotations)}]"
        self._file.put(
            self._page_numbers[index],
            (
                f"<</Type/Page/Parent {self._page_tree} 0 R"
                f"/MediaBox[0 0 {self._paper.width:.2f} {self._paper.height:.2f}]"
                f"/Resources {self._resources} 0 R/Contents {contents} 0 R"
                f"/StructParents {index}/Tabs/S{links}>>"
            ).encode("ascii"),
        )
