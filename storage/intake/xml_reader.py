"""Reads XML from strangers into a small tree with line numbers; anything that declares entities is
refused.
"""

from dataclasses import dataclass, field
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from storage.records.errors import UserFacingError

SIZE_LIMIT = 32 * 1024 * 1024
DEPTH_LIMIT = 40
ELEMENT_LIMIT = 400_000


@dataclass(slots=True, kw_only=True)
class Element:
    """One element: its name without prefix, its own text, the elements in it, the line of the file
    where it begins.
    """

    name: str
    line: int
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def child(self, name: str) -> "Element | None":
        """Return the first element of this name right inside; None when there is none."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, *path: str) -> list["Element"]:
        """Return every element that the path of names leads to."""
        found = [self]
        for name in path:
            found = [child for element in found for child in element.children if child.name == name]
        return found

    def value(self, *path: str) -> str:
        """Return the text, without spaces around it, of the first element of the path; empty when
        missing.
        """
        found = self.all(*path)
        return found[0].text.strip() if found else ""


def read_xml(data: bytes) -> Element:
    """Return the root element. Entities, DTDs and anything outside the file are refused before they
    are read.

    Raises UserFacingError ``intake.too_large``, ``intake.xml_entities``, ``intake.xml_broken`` or
    ``intake.xml_encoding`` (with the line) or ``intake.xml_too_deep``.
    """
    if len(data) > SIZE_LIMIT:
        raise UserFacingError("intake.too_large", limit_mb=SIZE_LIMIT // 2**20)
    builder = _Builder()
    try:
        defusedxml.sax.parseString(data, builder, forbid_dtd=True)
    except DefusedXmlException:
        raise UserFacingError("intake.xml_entities") from None
    except SAXParseException as error:
        raise _broken(data, error) from None
    except (LookupError, ValueError):  # an encoding declared that nobody knows
        raise UserFacingError("intake.xml_encoding", line=1) from None
    if builder.root is None:
        raise UserFacingError("intake.xml_broken", line=1)
    return builder.root


def _broken(data: bytes, error: SAXParseException) -> UserFacingError:
    """Tell bytes that do not fit the declared encoding from other faults: people can act on the
    first.
    """
    line = error.getLineNumber() or 1
    code = "intake.xml_broken"
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as decoding:
            if data[: decoding.start].count(b"\n") + 1 == line:
                code = "intake.xml_encoding"
    return UserFacingError(code, line=line)


class _Builder(ContentHandler):
    """Builds the tree from what the parser reports."""

    def __init__(self) -> None:
        super().__init__()
        self.root: Element | None = None
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self._count = 0
        self._locator: Any = None

    def setDocumentLocator(self, locator: Any) -> None:
        """Keep the parser's own place, for line numbers."""
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:
        """Open an element; attributes are not used by any format read here."""
        line = self._locator.getLineNumber() or 1
        self._count += 1
        if len(self._open) >= DEPTH_LIMIT or self._count > ELEMENT_LIMIT:
            raise UserFacingError("intake.xml_too_deep", line=line)
        element = Element(name=name.rpartition(":")[2], line=line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._texts.append([])

    def endElement(self, name: str) -> None:
        """Close the element that was opened last."""
        self._open.pop().text = "".join(self._texts.pop())

    def characters(self, content: str) -> None:
        """Keep the text of the element that is open."""
        if self._texts:
            self._texts[-1].append(content)
