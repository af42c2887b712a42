"""Writes the structure tree: which marks on which pages make up each element (PDF/UA-1)."""

from exports.archive_file import ArchiveFile, text_string
from exports.structure import Node


class TagWriter:
    """Hands out marks while pages are drawn and writes elements as soon as they are complete.

    Table rows are many, so their elements are written at once as bytes; the few others are
    `Node` values that are written at the end.
    """

    def __init__(self, *, file: ArchiveFile, page_numbers: list[int]) -> None:
        self._file = file
        self._page_numbers = page_numbers
        self._page = 0
        self._on_page: list[int] = []
        self._parents: list[str] = []
        self._links: list[str] = []
        self._numbers: dict[Node, int] = {}
        self._kids: dict[Node, list[str]] = {}
        self._boxes: dict[Node, str] = {}
        self.root = file.reserve()

    def begin_page(self, index: int) -> None:
        """Begin the marks of a page; pages count from 0."""
        self._page = index
        self._on_page = []

    def end_page(self) -> None:
        """Write down which element owns each mark of the page (parent tree, 14.7.4.4)."""
        owners = " ".join(f"{number} 0 R" for number in self._on_page)
        array = self._file.add(f"[{owners}]".encode("ascii"))
        self._parents.append(f"{self._page} {array} 0 R")

    def number(self, node: Node) -> int:
        """Return the object number of a node."""
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = self._file.reserve()
        return number

    def reserve(self) -> int:
        """Return an object number for an element that is written later."""
        return self._file.reserve()

    def release(self, number: int) -> None:
        """Give up a reserved number."""
        self._file.put(number, b"null")

    def mark(self, element: int) -> tuple[int, str]:
        """Return a new mark on this page for an element, and what to list among its kids."""
        mark = len(self._on_page)
        self._on_page.append(element)
        page = self._page_numbers[self._page]
        return mark, f"<</Type/MCR/Pg {page} 0 R/MCID {mark}>>"

    def mark_node(self, node: Node) -> int:
        """Return a new mark on this page that belongs to a node."""
        mark, kid = self.mark(self.number(node))
        self.own(node, kid)
        return mark

    def own(self, node: Node, kid: str) -> None:
        """Put something under a node: a mark, or an element that was written by itself."""
        self._kids.setdefault(node, []).append(kid)

    def enclose(self, node: Node, box: str) -> None:
        """Say where on its page a figure stands (ISO 32000-1, 14.8.5.4.3)."""
        self._boxes[node] = f"/A<</O/Layout/BBox[{box}]/Placement/Block>>"

    def link(self, owner: int, annotation: int, key: int) -> str:
        """Return what to list among the kids of an element that owns a link (7.18.5)."""
        page = self._page_numbers[self._page]
        self._links.append(f"{key} {owner} 0 R")
        return f"<</Type/OBJR/Pg {page} 0 R/Obj {annotation} 0 R>>"

    def write(self, number: int, tag: str, parent: int, kids: str, attributes: str = "") -> None:
        """Write one complete element."""
        self._file.put(
            number,
            f"<</S/{tag}/P {parent} 0 R{attributes}/K[{kids}]>>".encode("ascii"),
        )

    def finish(self, root: Node) -> None:
        """Write all nodes, the parent tree and the root of the structure."""
        self._write_node(root, self.root)
        parents = self._file.add(
            f"<</Nums[{' '.join(self._parents + self._links)}]>>".encode("ascii")
        )
        self._file.put(
            self.root,
            (
                f"<</Type/StructTreeRoot/K {self.number(root)} 0 R/ParentTree {parents} 0 R"
                f"/ParentTreeNextKey {len(self._parents) + len(self._links)}>>"
            ).encode("ascii"),
        )

    def _write_node(self, node: Node, parent: int) -> None:
        number = self.number(node)
        for kid in node.kids:
            self._write_node(kid, number)
        kids = [*self._kids.get(node, ()), *(f"{self.number(kid)} 0 R" for kid in node.kids)]
        extra = node.attributes + self._boxes.get(node, "")
        if node.alternative:
            extra += f"/Alt{text_string(node.alternative)}"
        self.write(number, node.tag, parent, " ".join(kids), extra)
