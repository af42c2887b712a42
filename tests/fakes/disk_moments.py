"""The disk as a kill would leave it: a copy of a folder after every step that changed it.

What the program wrote lies in the copy, what it would have written next does not; nothing of the
program's own tidying up runs there. (Power cuts, which lose more, have a harness of their own.)
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.database.connection import Connection


class DiskMoments:
    """Records the states of ``folder`` into ``keep``, each once, in order."""

    def __init__(self, folder: Path, keep: Path) -> None:
        self._folder = folder
        self._keep = keep
        self._last = b""
        self.moments: list[Path] = []

    @contextmanager
    def recorded(self) -> Iterator[None]:
        """Record while this lasts: around each call that may change the disk."""
        with pytest.MonkeyPatch.context() as patched:
            for module, name in ((os, "replace"), (os, "fsync"), (os, "unlink"), (os, "open")):
                patched.setattr(module, name, self._watched(getattr(module, name)))
            for name in ("run", "all", "close"):
                patched.setattr(Connection, name, self._watched(getattr(Connection, name)))
            yield
        self.look()

    def _watched(self, real: Callable[..., object]) -> Callable[..., object]:
        def watched(*arguments: object, **options: object) -> object:
            self.look()
            result = real(*arguments, **options)
            self.look()
            return result

        return watched

    def look(self) -> None:
        """Keep the folder and what is in it as it is now, unless it is as it was."""
        found = (path for path in self._folder.rglob("*") if path.is_file())
        files = sorted(path for path in found if path.suffix != ".lock")
        digest = hashlib.sha256()
        for path in files:
            digest.update(str(path.relative_to(self._folder)).encode())
            digest.update(path.read_bytes())
        if digest.digest() == self._last:
            return
        self._last = digest.digest()
        moment = self._keep / f"{len(self.moments):04}"
        moment.mkdir(parents=True)
        for path in files:
            copy = moment / path.relative_to(self._folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        self.moments.append(moment)
