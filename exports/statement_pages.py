"""The last pages as parts: evidence statement, codes to compare, checkpoint, what was left out."""

from collections.abc import Mapping, Sequence

from exports.document import Document
from exports.parts import (
    Cell,
    Code,
    Fact,
    FactList,
    Grid,
    GridColumn,
    Heading,
    Paragraph,
    Part,
    SideBySide,
)
from exports.wording import CHECKPOINT_ALTERNATIVE, COMPARE, codes_of

STATEMENT = "Evidence statement"
STATEMENT_NAME = "statement"
_QR = 96.0


def statement_parts(
    document: Document, *, label_pages: Mapping[str, Sequence[int]], pages: int, landscape: bool
) -> tuple[Part, ...]:
    """Return the evidence statement of a document with so many pages; none where it has none."""
    provenance = document.provenance
    if not provenance.statement:
        return ()
    words: list[Part] = []
    for each in provenance.statement:
        words += [Heading(text=each.heading, level=2), Paragraph(text=each.text, tone="small")]
    title = Heading(text=STATEMENT, new_page=True, anchor=STATEMENT_NAME)
    codes = _codes(document, pages=pages)
    left_out = _left_out(document, label_pages)
    if landscape:
        half = _half(words)
        columns = SideBySide(left=tuple(words[:half]), right=tuple(words[half:]))
        return (title, columns, *codes, *left_out)
    return (title, *words, *codes, *left_out)


def _half(words: Sequence[Part]) -> int:
    """Return where the second column begins: a heading and its paragraph stay together."""
    lengths = [len(part.text) for part in words if isinstance(part, Paragraph)]
    total, left = sum(lengths), 0
    for index, length in enumerate(lengths):
        if left + length / 2 > total / 2:
            return 2 * index
        left += length
    return 2 * len(lengths)


def _codes(document: Document, *, pages: int) -> tuple[Part, ...]:
    """The codes that are compared with the school by another channel, and the checkpoint."""
    provenance = document.provenance
    total = f"{pages}, each with a code of its own at the foot"
    facts = [Fact(label=label, text=text) for label, text in codes_of(provenance)]
    listed = FactList(facts=(*facts, Fact(label="Pages", text=total if pages > 1 else "1")))
    square = Code(
        text=provenance.checkpoint_note,
        beside="The same check code for a reader of QR codes, signed by the school’s record.",
        alternative=CHECKPOINT_ALTERNATIVE,
        size=_QR,
    )
    told = (Paragraph(text=COMPARE), listed)
    return (
        Heading(text="Codes to compare", level=2),
        SideBySide(left=told, right=(square,), share=0.7),
    )


def _left_out(document: Document, label_pages: Mapping[str, Sequence[int]]) -> tuple[Part, ...]:
    """List what was left out or exchanged for a label, where, why, and who decided."""
    head = Heading(text="Left out of this copy", level=2)
    redactions = document.provenance.redactions
    if not redactions:
        return ()
    rows = tuple(
        (
            Cell(text=each.label),
            Cell(text=page_list(label_pages.get(each.label, ()))),
            Cell(text=each.reason),
            Cell(text=each.by),
        )
        for each in redactions
    )
    columns = (
        GridColumn(title="Label", share=0.24, heads_row=True),
        GridColumn(title="Pages", share=0.16),
        GridColumn(title="Reason", share=0.34),
        GridColumn(title="Decided by", share=0.26),
    )
    return (head, Grid(columns=columns, rows=rows))


def page_list(pages: Sequence[int]) -> str:
    """Return page numbers as people write them: "2, 5–7"; a dash where there is none."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs) or "–"
