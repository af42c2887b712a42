"""Makes the file an archive file: PDF/A-3a and PDF/UA-1 declared, embedded data, outline."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

import resources
from exports.archive_file import ArchiveFile, text_string
from exports.layout import Anchor, Paper


class Attachment(NamedTuple):
    """A file inside the file. `relation` is an AFRelationship of PDF/A-3, for example Data."""

    name: str
    description: str
    relation: str
    data: bytes
    media_type: str = "application/json"


class Description(NamedTuple):
    """What the file says about itself; `at` is a UTC string of storage.records.times."""

    title: str
    author: str
    subject: str
    program: str
    at: str


def write_catalogue(
    file: ArchiveFile,
    *,
    description: Description,
    attachments: Sequence[Attachment],
    anchors: Sequence[Anchor],
    page_numbers: Sequence[int],
    page_tree: int,
    structure: int,
    paper: Paper,
) -> int:
    """Write everything the catalogue names and return its number."""
    metadata = file.add_stream(
        _xmp(description).encode("utf-8"), "/Type/Metadata/Subtype/XML", compress=False
    )
    profile = file.add_stream(resources.read_bytes("icc", "sRGB.icc"), "/N 3")
    intent = file.add(
        (
            "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
            f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>"
        ).encode("ascii")
    )
    embedded = [(each.name, _embed(file, each, description.at)) for each in attachments]
    held = ""
    if embedded:
        names = "".join(f"{text_string(name)}{number} 0 R" for name, number in sorted(embedded))
        files = " ".join(f"{number} 0 R" for _, number in embedded)
        held = f"/Names<</EmbeddedFiles<</Names[{names}]>>>>/AF[{files}]"
    outline = _outline(file, anchors, page_numbers=page_numbers, paper=paper)
    number = file.reserve()
    file.put_plain(
        number,
        (
            f"<</Type/Catalog/Version/1.7/Pages {page_tree} 0 R/Lang(en-GB)"
            f"/MarkInfo<</Marked true>>/StructTreeRoot {structure} 0 R"
            f"/Metadata {metadata} 0 R/OutputIntents[{intent} 0 R]"
            f"{held}/ViewerPreferences<</DisplayDocTitle true>>/PageMode/UseOutlines"
            f"/Outlines {outline} 0 R/PageLabels<</Nums[0<</S/D/St 1>>]>>>>"
        ).encode("ascii"),
    )
    return number


def write_info(file: ArchiveFile, description: Description) -> int:
    """Write the information dictionary, equal to the metadata, and return its number."""
    date = f"(D:{_digits(description.at)}Z)"
    return file.add(
        (
            f"<</Title{text_string(description.title)}/Author{text_string(description.author)}"
            f"/Subject{text_string(description.subject)}/Creator{text_string(description.program)}"
            f"/Producer{text_string(description.program)}/CreationDate{date}/ModDate{date}>>"
        ).encode("ascii")
    )


def _digits(at: str) -> str:
    return "".join(each for each in at[:19] if each.isdigit())


def _embed(file: ArchiveFile, attachment: Attachment, at: str) -> int:
    """Embed a file with the entries PDF/A-3, 6.8 asks for."""
    date = f"(D:{_digits(at)}Z)"
    data = file.add_stream(
        attachment.data,
        f"/Type/EmbeddedFile/Subtype/{_name(attachment.media_type)}"
        f"/Params<</Size {len(attachment.data)}/ModDate{date}>>",
    )
    name = text_string(attachment.name)
    return file.add(
        (
            f"<</Type/Filespec/F{name}/UF{name}/AFRelationship/{attachment.relation}"
            f"/Desc{text_string(attachment.description)}/EF<</F {data} 0 R/UF {data} 0 R>>>>"
        ).encode("ascii")
    )


def _name(text: str) -> str:
    """A PDF name (ISO 32000-1, 7.3.5): what is no plain letter or digit as # and two hex digits."""
    return "".join(
        chr(byte) if chr(byte).isascii() and chr(byte).isalnum() else f"#{byte:02X}"
        for byte in text.encode("utf-8")
    )


class _Entry:
    """One line of the outline with the lines under it."""

    __slots__ = ("anchor", "kids", "number")

    def __init__(self, anchor: Anchor, number: int) -> None:
        self.anchor = anchor
        self.number = number
        self.kids: list[_Entry] = []


def _outline(
    file: ArchiveFile, anchors: Sequence[Anchor], *, page_numbers: Sequence[int], paper: Paper
) -> int:
    """Write the outline: each anchor under the last one of a level above its own."""
    root = file.reserve()
    tops: list[_Entry] = []
    open_entries: list[_Entry] = []
    for anchor in anchors:
        while open_entries and open_entries[-1].anchor.level >= anchor.level:
            open_entries.pop()
        entry = _Entry(anchor, file.reserve())
        (open_entries[-1].kids if open_entries else tops).append(entry)
        open_entries.append(entry)
    _write_level(file, tops, root, page_numbers, paper)
    ends = f"/First {tops[0].number} 0 R/Last {tops[-1].number} 0 R" if tops else ""
    file.put(root, f"<</Type/Outlines{ends}/Count {len(tops)}>>".encode("ascii"))
    return root


def _write_level(
    file: ArchiveFile,
    entries: Sequence[_Entry],
    parent: int,
    page_numbers: Sequence[int],
    paper: Paper,
) -> None:
    for index, entry in enumerate(entries):
        anchor = entry.anchor
        parts = [f"/Title{text_string(anchor.title)}/Parent {parent} 0 R"]
        if index:
            parts.append(f"/Prev {entries[index - 1].number} 0 R")
        if index + 1 < len(entries):
            parts.append(f"/Next {entries[index + 1].number} 0 R")
        if entry.kids:
            first, last = entry.kids[0].number, entry.kids[-1].number
            parts.append(f"/First {first} 0 R/Last {last} 0 R/Count -{len(entry.kids)}")
        top = paper.height - anchor.top + 4
        parts.append(f"/Dest[{page_numbers[anchor.page]} 0 R/XYZ 0 {top:.1f} null]")
        file.put(entry.number, f"<<{''.join(parts)}>>".encode("ascii"))
        _write_level(file, entry.kids, entry.number, page_numbers, paper)


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"\
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>
<pdf:Producer>{program}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def _xmp(description: Description) -> str:
    """Return the metadata packet: PDF/A-3a, PDF/UA-1 and its extension schema, who and when."""
    return _XMP.format(
        title=escape(description.title),
        author=escape(description.author),
        subject=escape(description.subject),
        program=escape(description.program),
        at=f"{description.at[:19]}Z",
    )
