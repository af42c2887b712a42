"""Writes laid-out pages as one archive file: content, tags, fonts, attachments, catalogue."""

from collections.abc import Callable, Sequence

from exports.archive_file import ArchiveFile
from exports.draw import PagePainter
from exports.font_embedding import font_resources
from exports.layout import Anchor, Item, Paper
from exports.pdfa import Attachment, Description, write_catalogue, write_info
from exports.shaping import Typesetter
from exports.structure import Node
from exports.tags import TagWriter


def write_document(
    pages: Sequence[Sequence[Item]],
    *,
    margins: Callable[[int], Sequence[Item]],
    paper: Paper,
    anchors: Sequence[Anchor],
    root: Node,
    typesetter: Typesetter,
    description: Description,
    attachments: Sequence[Attachment],
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return the file as PDF/A-3a and PDF/UA-1, not yet signed.

    ``margins`` gives what stands in the margins of a page, counted from 1. ``progress`` is called
    with pages done and pages in all, and may raise to cancel. The same values give the same bytes.
    """
    file = ArchiveFile()
    page_numbers = [file.reserve() for _ in pages]
    page_tree, fonts = file.reserve(), file.reserve()
    tags = TagWriter(file=file, page_numbers=page_numbers)
    painter = PagePainter(
        file=file,
        tags=tags,
        typesetter=typesetter,
        paper=paper,
        anchors=anchors,
        page_numbers=page_numbers,
        page_tree=page_tree,
        resources=fonts,
    )
    for index, items in enumerate(pages):
        painter.page(index, items=items, margins=margins(index + 1))
        if progress is not None:
            progress(index + 1, len(page_numbers))
    tags.finish(root)
    entries = font_resources(file, typesetter.uses.all())
    file.put(fonts, f"<<{entries}>>".encode("ascii"))
    kids = " ".join(f"{number} 0 R" for number in page_numbers)
    file.put(
        page_tree,
        f"<</Type/Pages/Kids[{kids}]/Count {len(page_numbers)}>>".encode("ascii"),
    )
    catalogue = write_catalogue(
        file,
        description=description,
        attachments=attachments,
        anchors=anchors,
        page_numbers=page_numbers,
        page_tree=page_tree,
        structure=tags.root,
        paper=paper,
    )
    return file.finish(root=catalogue, info=write_info(file, description))


def write_page(
    pages: Sequence[Sequence[Item]],
    *,
    number: int,
    margins: Sequence[Item],
    paper: Paper,
    anchors: Sequence[Anchor],
    typesetter: Typesetter,
) -> bytes:
    """Return a file of page `number` alone, counted from 1, painted as in the whole document.

    It is for looking at: it declares nothing, carries no structure, and its links lead nowhere.
    """
    file = ArchiveFile()
    page, page_tree, fonts = file.reserve(), file.reserve(), file.reserve()
    numbers = [page] * len(pages)
    painter = PagePainter(
        file=file,
        tags=TagWriter(file=file, page_numbers=numbers),
        typesetter=typesetter,
        paper=paper,
        anchors=anchors,
        page_numbers=numbers,
        page_tree=page_tree,
        resources=fonts,
    )
    painter.page(number - 1, items=pages[number - 1], margins=margins)
    file.put(fonts, f"<<{font_resources(file, typesetter.uses.all())}>>".encode("ascii"))
    file.put(page_tree, f"<</Type/Pages/Kids[{page} 0 R]/Count 1>>".encode("ascii"))
    catalogue = file.reserve()
    file.put_plain(catalogue, f"<</Type/Catalog/Pages {page_tree} 0 R>>".encode("ascii"))
    return file.finish(root=catalogue, info=file.add(b"<<>>"), partial=True)
