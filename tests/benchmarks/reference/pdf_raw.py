"""The limit: the same pages written straight as PDF bytes, one face, no tags, no shaping."""

import zlib
from functools import cache

from fontTools.ttLib import TTFont
from pdf_data import page_code
from reference import pdf_plain

import resources
from exports.document import Document
from exports.qr_code import qr_rows


def write(document: Document) -> bytes:
    """Return the file."""
    with resources.find("fonts", "documents", "Arimo-Regular.ttf").open("rb") as file:
        font = TTFont(file)
        glyphs, metrics = font.getBestCmap(), font["hmtx"].metrics
        ids = {name: number for number, name in enumerate(font.getGlyphOrder())}
        scale = pdf_plain.SIZE / font["head"].unitsPerEm

    @cache
    def width(word: str) -> float:
        return sum(metrics[glyphs.get(ord(each), ".notdef")][0] for each in word) * scale

    @cache
    def code(word: str) -> str:
        return "".join(f"{ids[glyphs.get(ord(each), '.notdef')]:04X}" for each in word)

    space = code(" ")
    pages = pdf_plain.pages(document, width)
    objects: list[bytes] = [b"", b"", b""]
    kids = []
    for number, page in enumerate(pages, start=1):
        own = page_code(number)
        texts = [*page.texts, *pdf_plain.footer(document, number, len(pages), own)]
        out = [f"/F {pdf_plain.SIZE} Tf {pdf_plain.LEADING} TL"]
        for text in texts:
            shown = [f"<{space.join(map(code, line.split(' ')))}>Tj" for line in text.lines]
            out.append(f"BT {text.x:.2f} {text.y:.2f} Td {' T* '.join(shown)} ET")
        right = pdf_plain.WIDTH - pdf_plain.LEFT
        out += [f"{pdf_plain.LEFT} {y:.2f} m {right} {y:.2f} l S" for y in page.rules]
        boxes = pdf_plain.squares(qr_rows(own))
        out += [f"{x:.2f} {y:.2f} {w:.2f} {h:.2f} re" for x, y, w, h in boxes]
        out.append("f")
        data = zlib.compress("\n".join(out).encode("ascii"))
        objects.append(_stream(data, "/Filter/FlateDecode"))
        kids.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {pdf_plain.WIDTH} {pdf_plain.HEIGHT}]"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {len(objects)} 0 R>>".encode("ascii")
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    names = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Kids[{names}]/Count {len(kids)}>>".encode("ascii")
    program = resources.read_bytes("fonts", "documents", "Arimo-Regular.ttf")
    start = len(objects)
    objects.append(_stream(zlib.compress(program), f"/Length1 {len(program)}/Filter/FlateDecode"))
    objects.append(
        f"<</Type/FontDescriptor/FontName/Arimo/Flags 4/FontBBox[0 0 1 1]/ItalicAngle 0"
        f"/Ascent 900/Descent -200/CapHeight 700/StemV 80/FontFile2 {start + 1} 0 R>>".encode()
    )
    objects.append(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Arimo/CIDToGIDMap/Identity/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R>>"
        % (start + 2)
    )
    objects[2] = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Arimo/Encoding/Identity-H/DescendantFonts[%d 0 R]>>"
        % (start + 3)
    )
    return _file(objects)


def _stream(data: bytes, entries: str) -> bytes:
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii") + data + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    chunks = [b"%PDF-1.7\n"]
    position = len(chunks[0])
    offsets = []
    for number, body in enumerate(objects, start=1):
        chunk = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        offsets.append(b"%010d 00000 n \n" % position)
        position += len(chunk)
        chunks.append(chunk)
    chunks.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(offsets))
    chunks.append(b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1))
    chunks.append(b"startxref\n%d\n%%%%EOF\n" % position)
    return b"".join(chunks)
