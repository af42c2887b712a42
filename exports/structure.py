"""The logical structure of a document: what is a heading, a list, a table, a picture."""

from typing import Literal

Tag = Literal[
    "Document", "Sect", "H1", "H2", "H3", "H4", "P", "BlockQuote", "L", "LI", "Lbl", "LBody",
    "Figure", "Table", "THead", "TBody", "TR", "TH", "TD", "TOC", "TOCI", "Reference", "Link",
    "Caption",
]  # fmt: skip


class Node:
    """One element of the structure tree; drawing finds the marks on pages and changes nothing here.

    `attributes` is a ready attribute dictionary of the PDF standard, `alternative` the words that
    stand for a picture.
    """

    __slots__ = ("alternative", "attributes", "kids", "tag")

    def __init__(
        self,
        tag: Tag,
        parent: "Node | None" = None,
        *,
        attributes: str = "",
        alternative: str = "",
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.alternative = alternative
        self.kids: list[Node] = []
        if parent is not None:
            parent.kids.append(self)
