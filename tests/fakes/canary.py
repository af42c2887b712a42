"""Looks for words where they must not be: in every file below a folder, however they are
written.
"""

import base64
from collections.abc import Iterable
from pathlib import Path


def forms_of(words: str) -> tuple[bytes, ...]:
    """The words in the encodings in which a careless program leaves them."""
    plain = words.encode()
    shifted = [base64.b64encode(b"\0" * shift + plain)[4:-4] for shift in range(3)]
    return (
        plain,
        words.encode("utf-16-le"),
        words.encode("utf-16-be"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
        *shifted,
    )


def files_with(words: str, folders: Iterable[Path]) -> list[str]:
    """Return the files in which the words can be read; also looks at the names of files."""
    wanted = forms_of(words)
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if words in str(path) or (path.is_file() and _holds(path.read_bytes(), wanted)):
                found.append(str(path.relative_to(folder)))
    return found


def _holds(data: bytes, wanted: tuple[bytes, ...]) -> bool:
    return any(form in data for form in wanted)
