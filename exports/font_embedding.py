"""Embeds the used part of each face as a CID font that readers can copy text from.

PDF/A-3, 6.2.11: every font is embedded, widths agree with the font program, and every code has a
Unicode value.
"""

import uharfbuzz as hb

from exports.archive_file import ArchiveFile
from exports.glyph_codes import FontUse

_SUBSET_TAG = "HOLDFA"


def embed(file: ArchiveFile, use: FontUse) -> int:
    """Write the objects of one font and return the number of its font dictionary."""
    name = f"{_SUBSET_TAG}+{use.face.name}"
    program = _subset(use)
    program_number = file.add_stream(program, f"/Length1 {len(program)}")
    descriptor = file.add(_descriptor(use, name, program_number).encode("ascii"))
    glyphs = b"".join(glyph.to_bytes(2) for glyph in (0, *(glyph for glyph, _ in use.pairs)))
    to_glyph = file.add_stream(glyphs)
    widths = " ".join(_number(each) for each in use.advances)
    nominal_space = _number(use.advances[0])
    descendant = file.add(
        (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/CIDToGIDMap {to_glyph} 0 R"
            f"/DW {nominal_space}/W[1[{widths}]]>>"
        ).encode("ascii")
    )
    to_unicode = file.add_stream(_to_unicode(use))
    return file.add(
        (
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {to_unicode} 0 R>>"
        ).encode("ascii")
    )


def _subset(use: FontUse) -> bytes:
    """Cut the face down to the used glyphs; ids are kept, so that the code map stays true."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({glyph for glyph, _ in use.pairs})
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
    # glyphs come shaped: the tables that shape, name and map characters are not needed
    drop = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    drop.update({_tag(each) for each in ("GSUB", "GPOS", "GDEF", "STAT", "name", "meta")})
    return bytes(hb.subset(use.face.face, wanted).blob.data)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"))


def _descriptor(use: FontUse, name: str, program_number: int) -> str:
    face = use.face
    extents = face.font.get_font_extents("ltr")
    ascent, descent = extents.ascender * face.scale, extents.descender * face.scale
    box = (-1000, round(descent) - 200, 2500, round(ascent) + 200)
    weight = 120 if face.name.endswith("Bold") else 80
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{' '.join(map(str, box))}]"
        f"/ItalicAngle 0/Ascent {ascent:.0f}/Descent {descent:.0f}/CapHeight {ascent * 0.67:.0f}"
        f"/StemV {weight}/FontFile2 {program_number} 0 R>>"
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _to_unicode(use: FontUse) -> bytes:
    lines = [
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def",
        "1 begincodespacerange<0000><FFFF>endcodespacerange",
    ]
    pairs = list(enumerate(use.pairs, start=1))
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [
            f"<{code:04X}><{text.encode('utf-16-be').hex().upper()}>" for code, (_, text) in part
        ]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict/CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def font_resources(file: ArchiveFile, uses: tuple[FontUse, ...]) -> str:
    """Embed all fonts and return the font entry of the shared page resources."""
    entries = "".join(f"/{use.name} {embed(file, use)} 0 R" for use in uses if use.pairs)
    return f"/Font<<{entries}>>"
