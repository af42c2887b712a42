"""Letters that lie in the letterbox under a name that is not theirs, found by what they are.

Programs that keep folders alike name what they cannot settle after a computer ("-DESKTOP-AB12"),
number it ("(1)"), write it in capitals, or put it into a second folder beside the right one.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from pathlib import Path

from storage.letterbox.slip import DIGEST_LENGTH, MAGIC

# Named as the outgoing folder, or as another program calls a second one: "out (1)", "OUT-PC2".
_OUT = re.compile(r"out(\W.*)?", re.IGNORECASE | re.DOTALL)
_BLOCK = 1 << 20


def strays(folder: Path, *, is_ours: re.Pattern[str]) -> Iterator[Path]:
    """Yield what begins as a letter does but is not named as one, whole or not; raises OSError.

    ``is_ours`` matches the names of letters in the folder "out".
    """
    places = [folder, *(path for path in sorted(folder.iterdir()) if _is_out(path))]
    for place in places:
        for path in sorted(place.iterdir()):
            if place.name == "out" and place != folder and is_ours.fullmatch(path.name):
                continue
            if path.is_file() and not path.is_symlink() and _begins_as_a_letter(path):
                yield path


def whole_digest(path: Path) -> bytes | None:
    """Return the digest that a letter ends with when all of it is there; raises OSError."""
    size = path.stat().st_size
    if size <= len(MAGIC) + DIGEST_LENGTH:
        return None
    left, digest = size - DIGEST_LENGTH, hashlib.sha256()
    with path.open("rb") as stream:
        while left > 0:
            block = stream.read(min(left, _BLOCK))
            if not block:
                return None
            digest.update(block)
            left -= len(block)
        end = stream.read(DIGEST_LENGTH + 1)
    return end if hmac.compare_digest(end, digest.digest()) else None


def _is_out(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and bool(_OUT.fullmatch(path.name))


def _begins_as_a_letter(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return False  # locked by the program that writes it: the next round looks again
