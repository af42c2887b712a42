"""Pages handed over or filed once: a first sign-in or codes on paper, a list for the file."""

from collections.abc import Sequence

from exports.document import Sheet
from exports.parts import Code, FormField, FormRow, Heading, Paragraph, Part, SideBySide

_SHORT = 16  # characters of a value that still fits beside another
_QR = 132.0


def slip_sheet(
    *,
    title: str,
    person: str,
    school_name: str,
    lines: Sequence[tuple[str, str]],
    note: str,
    qr: str = "",
    made_at: str,
    program: str,
) -> Sheet:
    """Return a slip for `person`: labelled values in large type, and a picture to scan where ``qr``
    holds its text. It proves nothing and is kept nowhere.
    """
    boxes = tuple(_boxes(lines))
    parts: tuple[Part, ...] = boxes
    if qr:
        picture = Code(text=qr, beside="", alternative="Picture to scan with the phone", size=_QR)
        parts = (SideBySide(left=boxes, right=(picture,), share=0.68),)
    return Sheet(
        kind="slip",
        title=title,
        subtitle=school_name if person in title else f"{person}, {school_name}".strip(", "),
        school_name=school_name,
        parts=(*parts, *((Paragraph(text=note),) if note else ())),
        foot="Shown and printed once. Never photographed or sent.",
        made_at=made_at,
        large=True,
        program=program,
    )


def _boxes(lines: Sequence[tuple[str, str]]) -> list[FormRow]:
    """Two short values side by side, a long one by itself."""
    rows: list[FormRow] = []
    waiting: tuple[FormField, ...] = ()
    for label, value in lines:
        field = FormField(label=label, text=value)
        if len(value) > _SHORT or len(lines) < 3:
            rows += [FormRow(fields=waiting)] if waiting else []
            rows.append(FormRow(fields=(field,)))
            waiting = ()
        elif waiting:
            rows.append(FormRow(fields=(*waiting, field)))
            waiting = ()
        else:
            waiting = (field,)
    return [*rows, FormRow(fields=waiting)] if waiting else rows


def list_sheet(
    *, title: str, school_name: str, lines: Sequence[str], made_at: str, program: str
) -> Sheet:
    """Return lines of text as a page for the file; after an empty line a line that ends with a
    colon is a heading.
    """
    parts: list[Part] = []
    for line in lines:
        if line.endswith(":"):
            parts.append(Heading(text=line.removesuffix(":"), level=2))
        elif line:
            parts.append(Paragraph(text=line))
    return Sheet(
        kind="list",
        title=title,
        subtitle=school_name,
        school_name=school_name,
        parts=tuple(parts),
        made_at=made_at,
        confidential=True,
        program=program,
    )
