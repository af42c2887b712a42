"""The reference for verification: hashes and signatures in a bare loop that names no fault, half of
the entries in this process and half in another.
"""

import hashlib
import hmac
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path

HERE = Path(__file__).resolve()
# Run as a program: path of the casebook and number of entries. The other half of the work.
OTHER_HALF = [sys.executable, str(HERE)]


def bare_checks(
    entries: Iterable, check_signature: Callable[[bytes, bytes, bytes], bool], *, public: bytes
) -> bytes:
    """Hash every field, body and leaf, check every signature, fold the leaves into one hash."""
    folded = bytes(32)
    for entry in entries:
        for name, (value, salt) in (entry.fields or {}).items():
            message = b"casebook/field/v1\x00" + name.encode() + b"\x00" + value
            hmac.digest(salt, message, "sha256")
        hmac.digest(entry.salt or b"", b"casebook/body/v1\x00" + (entry.body or b""), "sha256")
        if not check_signature(public, entry.signature, b"casebook/entry/v1\x00" + entry.header):
            raise RuntimeError("a signature does not fit")
        length = len(entry.header).to_bytes(4, "big")
        leaf = hashlib.sha256(b"\x00" + length + entry.header + entry.signature).digest()
        folded = hashlib.sha256(b"\x01" + folded + leaf).digest()
    return folded


def on_both_cores(path: Path, *, entries: int) -> None:
    """Do it for all entries: the second half in a process of its own, its start included."""
    other = subprocess.Popen([*OTHER_HALF, str(path), str(entries)], stdout=subprocess.DEVNULL)
    _half(path, start=0, count=entries // 2)
    if other.wait() != 0:
        raise RuntimeError("the other half failed")


def _half(path: Path, *, start: int, count: int) -> None:
    from big_casebook import KEY, LEDGER, PUBLIC, check_signature  # late: the path is set first

    from storage.database.connection import open_casebook  # late: the same
    from storage.database.repositories import ledger_rows  # late: the same

    connection = open_casebook(path, key=KEY, read_only=True)
    try:
        with closing(ledger_rows.stored(connection, ledger=LEDGER, start=start)) as rows:
            bare_checks(islice(rows, count), check_signature, public=PUBLIC)
    finally:
        connection.close()


if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[3])]
    total = int(sys.argv[2])
    _half(Path(sys.argv[1]), start=total // 2, count=total - total // 2)
