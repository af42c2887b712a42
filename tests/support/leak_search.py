"""Searches a file for words that must not be in it: every byte, stream, string, attachment and
page, in every way in which a word can be written down.
"""

import base64
import functools
import io
import json
import re
import subprocess
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from exports import preview

_STREAM = re.compile(rb"stream\r?\n")
_MAPS = re.compile(rb"beginbf(?:char|range)(.*?)endbf", re.DOTALL)
_MAPPED = re.compile(rb"<([0-9A-Fa-f]+)>\s*\n")
_NOT_PLAIN = re.compile("[^a-z0-9]+")
_DIGITS = re.compile(rb"[0-9a-f]{4,}")
_HEXADECIMAL = re.compile(rb"[0-9a-f]+")
_COMMANDS = {
    "poppler": ("pdftotext", "-q", "{path}", "-"),
    "mutool": ("mutool", "draw", "-q", "-F", "txt", "{path}"),
}
READERS = ("pdfium", *_COMMANDS)


@dataclass(kw_only=True)
class Haystack:
    """What a file holds: pieces of bytes and of text, each by the place where it was found."""

    pieces: list[tuple[str, bytes]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)  # those its fonts can be asked for

    def find(self, secret: str) -> set[str]:
        """Return the places where a word stands, however it is written."""
        wanted, forms = plain(secret), byte_forms(secret)
        found: set[str] = set()
        if wanted in self._all_text:
            found |= {place for place, text in self._plain_texts if wanted in text}
        for form in forms:
            if form in self._where(form):
                found |= {place for place, data in self._small_pieces if form in data}
        return found

    def _where(self, form: bytes) -> bytes:
        """The only bytes in which a form can lie: digits among digits, zeros among zeros."""
        if _HEXADECIMAL.fullmatch(form):
            return self._all_digits
        return self._all_zeros if b"\0" in form else self._all_bytes

    def ready(self) -> "Haystack":
        """Prepare the pieces once for many searches; what lies there twice is searched once."""
        texts = {text: place for place, text in reversed(self.texts)}
        self.texts = [(place, text) for text, place in texts.items()]
        pieces = {data: place for place, data in reversed(self.pieces)}
        self._plain_texts = [(place, plain(text)) for text, place in texts.items()]
        self._small_pieces = [(place, data.lower()) for data, place in pieces.items()]
        # most words stand nowhere: one look tells
        self._all_text = "\n".join(text for _, text in self._plain_texts)
        self._all_bytes = b"\n\n".join(data for _, data in self._small_pieces)
        self._all_zeros = b"\n\n".join(data for _, data in self._small_pieces if b"\0" in data)
        self._all_digits = b"\n".join(_DIGITS.findall(self._all_bytes))
        return self


def plain(text: str) -> str:
    """The text without case, accents, hidden characters, spaces and marks between letters."""
    if text.isascii():
        return _NOT_PLAIN.sub("", text.lower())
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join([one for one in apart if _is_letter(one)])


@functools.cache
def _is_letter(one: str) -> bool:
    return unicodedata.category(one)[0] in "LNM" and not unicodedata.combining(one)


@functools.lru_cache(maxsize=4096)
def byte_forms(secret: str) -> frozenset[bytes]:
    """How a word may lie in a file, in small letters as the file is searched in small letters."""
    found: set[bytes] = set()
    composed = {unicodedata.normalize(form, secret) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    cased = {way for one in composed for way in (one, one.casefold(), one.upper(), one.title())}
    for one in cased:
        for code in ("utf-8", "utf-16-be", "utf-16-le", "latin-1", "cp1252"):
            try:
                data = one.encode(code)
            except UnicodeEncodeError:
                continue
            found |= {data.lower(), data.hex().encode()}
        escaped = json.dumps(one)[1:-1].encode()
        entities = one.encode("ascii", "xmlcharrefreplace")
        hexadecimal = "".join(c if c.isascii() else f"&#x{ord(c):x};" for c in one).encode()
        percent = "".join(
            c if c.isascii() else "".join(f"%{b:02x}" for b in c.encode()) for c in one
        ).encode()
        octal = b"".join(
            bytes([b]) if b < 128 else f"\\{b:03o}".encode() for b in one.encode("utf-8")
        )
        found |= {escaped.lower(), entities.lower(), hexadecimal.lower(), percent, octal.lower()}
    return frozenset(form for form in found if len(form) > 3)


def in_pdf(
    data: bytes, *, folder: Path, password: str = "", readers: Sequence[str] = READERS
) -> Haystack:
    """Return what a PDF holds: raw, decoded, as objects, as attachments, and as readers see its
    pages (``readers`` of READERS). Earlier versions in the file and objects that nothing points to
    are searched as well.
    """
    hay = Haystack(pieces=[("raw", data)])
    hay.pieces += ((f"packed at {place}", piece) for place, piece in _unpacked(data))
    for end in reversed(_ends(data)):  # a place in the newest version is named first
        _add_objects(hay, data[:end], password, "" if end == len(data) else f"until {end}: ")
    if "pdfium" in readers:
        hay.texts.append(("pdfium", "".join(preview.page_texts(data, password=password or None))))
    if commands := [name for name in readers if name in _COMMANDS]:
        _add_pages(hay, _opened(data, password) if password else data, folder, commands)
    return hay.ready()


def _opened(data: bytes, password: str) -> bytes:
    """The same without the lock; readers on the command line take short passwords only."""
    with pikepdf.open(io.BytesIO(data), password=password) as pdf:
        opened = io.BytesIO()
        pdf.save(opened)
    return opened.getvalue()


def in_packed_xml(data: bytes) -> Haystack:
    """Return what a DOCX holds: every part, its text without tags, names and comments."""
    hay = Haystack(pieces=[("raw", data)])
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        hay.pieces.append(("comment", packed.comment))
        for item in packed.infolist():
            content = packed.read(item)
            hay.pieces += [(item.filename, content), (item.filename, item.comment + item.extra)]
            text = content.decode("utf-8", "replace")
            # a word may be cut in two by tags
            hay.texts += [(item.filename, text), (item.filename, re.sub(r"<[^>]*>", "", text))]
            hay.texts.append(("name of a part", item.filename))
    return hay.ready()


def in_text(data: bytes) -> Haystack:
    """Return what a CSV or JSON file holds."""
    hay = Haystack(pieces=[("raw", data)], texts=[("text", data.decode("utf-8", "replace"))])
    hay.texts += (("json", text) for text in _json_texts(data))
    return hay.ready()


def font_letters(data: bytes, *, password: str = "") -> set[str]:
    """Return every character that the fonts in a PDF can be asked for: what their subsets hold."""
    hay = Haystack()
    _add_objects(hay, data, password, "")
    return hay.letters


def _mapped(content: bytes) -> Iterator[str]:
    """The characters that a map from glyphs to letters leads to."""
    for mapped in _MAPS.findall(content) if b"beginbf" in content else ():
        for codes in _MAPPED.findall(mapped + b"\n"):
            yield from bytes.fromhex(codes.decode()).decode("utf-16-be")


def _ends(data: bytes) -> list[int]:
    """Where each version of a file ends: it may have been added to."""
    ends = [match.end() for match in re.finditer(rb"%%EOF\r?\n?", data)]
    return sorted({*ends, len(data)})


def _unpacked(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every packed stream, also one that no version of the file points to."""
    for match in _STREAM.finditer(data):
        try:
            yield match.start(), zlib.decompressobj().decompress(data[match.end() :])
        except zlib.error:
            continue


def _add_objects(hay: Haystack, data: bytes, password: str, version: str) -> None:
    try:
        pdf = pikepdf.open(io.BytesIO(data), password=password)
    except pikepdf.PdfError:
        if not version:
            raise
        return  # not the end of a version: words in a stream
    with pdf:
        for number, one in enumerate(pdf.objects):
            place = f"{version}object {number}"
            if isinstance(one, pikepdf.Stream):
                content = one.read_bytes()
                hay.pieces.append((f"{place} stream", content))
                hay.letters.update(_mapped(content))
            if isinstance(one, pikepdf.Object):
                hay.pieces.append((place, one.unparse(resolved=True)))
            hay.texts += ((place, text) for text in set(_strings(one, 0)))
        for name, attached in pdf.attachments.items():
            content = attached.get_file().read_bytes()
            place = f"{version}attachment {name}"
            hay.pieces.append((place, content))
            hay.texts += [(place, name), (place, content.decode("utf-8", "replace"))]
            hay.texts += ((place, text) for text in _json_texts(content))
        if "/Metadata" in pdf.Root:
            metadata = bytes(pdf.Root.Metadata.read_bytes())
            hay.texts.append((f"{version}metadata", metadata.decode("utf-8", "replace")))


def _strings(value: Any, depth: int) -> Iterator[str]:
    """Every string and name of an object: outline, alternative texts, titles of documents."""
    if depth > 40:
        return
    if isinstance(value, pikepdf.String | pikepdf.Name):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        for item in value:
            if not (isinstance(item, pikepdf.Object) and item.is_indirect):
                yield from _strings(item, depth + 1)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key, item in value.items():
            yield key
            if not (isinstance(item, pikepdf.Object) and item.is_indirect):
                yield from _strings(item, depth + 1)


def _json_texts(content: bytes) -> Iterator[str]:
    try:
        waiting: list[Any] = [json.loads(content)]
    except ValueError:
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
            if len(value) > 24 and re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", value):
                yield from _decoded(value)
        elif isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list):
            waiting += value


def _decoded(value: str) -> Iterator[str]:
    """What a text of a key, a proof or a file in base64 would be as words; mostly it is none."""
    try:
        yield base64.b64decode(value).decode("utf-8")
    except ValueError:
        return


def _add_pages(hay: Haystack, data: bytes, folder: Path, readers: Sequence[str]) -> None:
    path = folder / "searched.pdf"
    path.write_bytes(data)
    for name in readers:
        words = [word.format(path=path) for word in _COMMANDS[name]]
        done = subprocess.run(words, capture_output=True, check=True)
        hay.texts.append((name, done.stdout.decode("utf-8", "replace")))


def places_of(hay: Haystack, secrets: Iterable[str]) -> dict[str, set[str]]:
    """Return where each of the words stands, for those that stand anywhere."""
    found = {secret: hay.find(secret) for secret in secrets}
    return {secret: places for secret, places in found.items() if places}


def stands_alone(hay: Haystack, initials: Sequence[str]) -> set[str]:
    """Return where two or three capitals stand by themselves: as words, not as letters of codes."""
    dotted = r"[. ]{0,2}".join(map(re.escape, initials))
    pattern = re.compile(rf"(?<![\w/+=-]){dotted}(?![\w/+=-])")
    return {place for place, text in hay.texts if pattern.search(text) and _is_words(text)}


def _is_words(text: str) -> bool:
    """Not the bytes of a key, a signature or an identifier read as letters."""
    odd = sum(not (one.isprintable() or one in "\n\r\t\f") for one in text)
    return odd * 20 <= len(text)
