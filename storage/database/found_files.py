"""The attached files in a damaged casebook: which pieces can be read, which files are whole."""

import hmac
from collections.abc import Iterator, Sequence

from storage.database.page_cells import LOST
from storage.database.salvage import Salvager
from storage.ledger import commitments


class FoundFiles:
    """The pieces of files that a salvage found, read one file at a time."""

    def __init__(self, salvager: Salvager) -> None:
        self._salvager = salvager
        self._by_entry: dict[int, list[tuple[int, int]]] = {}
        for seq, number, n in sorted(salvager.found.chunks):
            self._by_entry.setdefault(seq, []).append((number, n))

    def numbers(self, seq: int) -> list[int]:
        """Return the numbers of the files of which anything was found with an entry."""
        return sorted({number for number, _n in self._by_entry.get(seq, ())})

    def readable(self, seq: int, number: int) -> Iterator[tuple[int, bytes]]:
        """Yield (n, bytes) of the pieces that can be read whole."""
        for file, n in self._by_entry.get(seq, ()):
            if file != number:
                continue
            for place in self._salvager.found.chunks[seq, file, n]:
                values = self._salvager.record(place)
                if values is not None and len(values) == 5 and values[4] is not LOST:
                    yield n, values[4]
                    break

    def whole(self, seq: int, number: int, *, salt: bytes, commitment: str) -> list[bytes] | None:
        """Return the pieces of a file if together they are the file that was signed."""
        pieces = [piece for _n, piece in self.readable(seq, number)]
        return pieces if is_the_file(pieces, salt=salt, commitment=commitment) else None


def is_the_file(pieces: Sequence[bytes], *, salt: bytes, commitment: str) -> bool:
    """Whether the pieces are what an entry committed to (``commitment`` in hex)."""
    found = commitments.file_commitment(salt=salt, content=pieces).hex()
    return hmac.compare_digest(found, commitment)
