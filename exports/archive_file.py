"""Writes numbered PDF objects to one file: object streams for small ones, one cross-reference.

ReportLab's own writer keeps every page uncompressed until the end, knows no object streams and
cannot write the keys an archive file needs; this one takes finished bytes.
"""

import hashlib
import zlib

_PER_STREAM = 200
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # PDF/A-3, 6.1.2: four bytes above 127 in line two


class ArchiveFile:
    """Collects objects by number. Numbers are reserved first, so that objects can point ahead."""

    def __init__(self) -> None:
        self._bodies: list[bytes | None] = [None]
        self._plain: set[int] = set()

    def reserve(self) -> int:
        """Return a new object number."""
        self._bodies.append(None)
        return len(self._bodies) - 1

    def put(self, number: int, body: bytes) -> None:
        """Give a reserved number its object; it will be packed with others."""
        self._bodies[number] = body

    def put_plain(self, number: int, body: bytes) -> None:
        """Give a number an object that must stand by itself: the catalogue, a page."""
        self._bodies[number] = body
        self._plain.add(number)

    def add(self, body: bytes) -> int:
        """Add an object and return its number."""
        number = self.reserve()
        self._bodies[number] = body
        return number

    def add_stream(self, data: bytes, entries: str = "", *, compress: bool = True) -> int:
        """Add a stream with extra dictionary entries and return its number."""
        number = self.reserve()
        self.put_stream(number, data, entries, compress=compress)
        return number

    def put_stream(
        self, number: int, data: bytes, entries: str = "", *, compress: bool = True
    ) -> None:
        """Give a reserved number a stream."""
        if compress:
            data = zlib.compress(data, 6)
            entries += "/Filter/FlateDecode"
        self.put_plain(number, stream(data, entries))

    def finish(self, *, root: int, info: int, partial: bool = False) -> bytes:
        """Return the file. The same objects give the same bytes.

        Every reserved number must have its object; in a ``partial`` file the others are empty.
        """
        if partial:
            self._bodies[1:] = [b"null" if body is None else body for body in self._bodies[1:]]
        packed = [
            number
            for number, body in enumerate(self._bodies)
            if body is not None and number not in self._plain
        ]
        places: dict[int, tuple[int, int]] = {}
        for start in range(0, len(packed), _PER_STREAM):
            self._pack(packed[start : start + _PER_STREAM], places)
        return self._write(places, root=root, info=info)

    def _pack(self, numbers: list[int], places: dict[int, tuple[int, int]]) -> None:
        home = self.reserve()
        heads, bodies, offset = [], [], 0
        for index, number in enumerate(numbers):
            body = self._bodies[number]
            if body is None:
                raise ValueError(f"object {number} was reserved and never written")
            heads.append(f"{number} {offset}")
            bodies.append(body)
            offset += len(body) + 1
            places[number] = (home, index)
        head = (" ".join(heads) + "\n").encode("ascii")
        data = head + b"\n".join(bodies)
        self.put_stream(home, data, f"/Type/ObjStm/N {len(numbers)}/First {len(head)}")

    def _write(self, places: dict[int, tuple[int, int]], *, root: int, info: int) -> bytes:
        chunks = [_HEADER]
        position = len(_HEADER)
        rows = [b"\x00\x00\x00\x00\x00\xff\xff"]
        for number in range(1, len(self._bodies)):
            home = places.get(number)
            if home is not None:
                rows.append(b"\x02" + home[0].to_bytes(4) + home[1].to_bytes(2))
                continue
            body = self._bodies[number]
            if body is None:
                raise ValueError(f"object {number} was reserved and never written")
            chunk = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            rows.append(b"\x01" + position.to_bytes(4) + b"\x00\x00")
            chunks.append(chunk)
            position += len(chunk)
        number = len(self._bodies)
        rows.append(b"\x01" + position.to_bytes(4) + b"\x00\x00")
        identity = _identity(chunks)
        entries = (
            f"/Type/XRef/W[1 4 2]/Size {number + 1}/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{identity}><{identity}>]/Filter/FlateDecode"
        )
        table = stream(zlib.compress(b"".join(rows), 6), entries)
        chunks.append(b"%d 0 obj\n%b\nendobj\n" % (number, table))
        chunks.append(b"startxref\n%d\n%%%%EOF\n" % position)
        return b"".join(chunks)


def _identity(chunks: list[bytes]) -> str:
    """Make the file identifier from the content: the same document has the same one."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()[:32].upper()


def stream(data: bytes, entries: str) -> bytes:
    """Return a stream object; PDF/A-3, 6.1.7.1: a line end stands before endstream."""
    head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
    return head + data + b"\nendstream"


def text_string(text: str) -> str:
    """Return a PDF text string, UTF-16 in hexadecimal where it is not plain ASCII."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
