"""Makes the bytes that leave and the bytes that stay, out of the pages that were shown."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.prepared import PreparedDocument
from desktop.usecases.lead.documents.provenance import seal_key
from desktop.usecases.lead.documents.request import Product
from desktop.usecases.lead.documents.working_copies import working_copy
from exports.lock import lock_and_seal
from exports.seal import seal
from storage.database.repositories import files
from storage.database.repositories.disclosures import DisclosureRow
from storage.keys.passphrases import new_passphrase
from storage.records.times import to_text

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Copies:
    """``leaves`` is what goes out, ``kept`` the copy that stays, ``master`` the one with nothing
    withheld (empty where nothing was).
    """

    leaves: bytes
    kept: bytes
    master: bytes = b""
    password: str = field(default="", repr=False)

    @property
    def sha256(self) -> str:
        """The SHA-256 of what goes out."""
        return hashlib.sha256(self.leaves).hexdigest()

    @property
    def kept_sha256(self) -> str:
        """The SHA-256 of the copy that stays."""
        return hashlib.sha256(self.kept).hexdigest()

    @property
    def master_sha256(self) -> str:
        """The SHA-256 of the unredacted master; empty where there is none."""
        return hashlib.sha256(self.master).hexdigest() if self.master else ""


def make_copies(
    casebook: OpenCasebook,
    *,
    prepared: PreparedDocument,
    product: Product,
    path: Path | None,
    first: DisclosureRow | None,
    progress: Progress | None = None,
) -> Copies:
    """Sign, and lock where that is asked for. ``first`` is the entry of the first copy, where this
    is a further one: its kept copy is used again.

    ``progress`` is called with pages done and pages in all, and may raise to cancel.
    """
    if product == "working":
        data = working_copy(prepared.document, suffix=path.suffix if path is not None else "")
        return Copies(leaves=data, kept=data)
    at = to_text(casebook.clock())
    key = seal_key(casebook)
    pages = prepared.finish(progress=progress)
    kept = _kept(casebook, first) if first is not None else seal(pages, key=key, signed_at=at)
    master = b""
    if first is None and prepared.master is not None:
        master = seal(prepared.master.pdf(), key=key, signed_at=at)
    if product == "signed":
        return Copies(leaves=kept, kept=kept, master=master)
    password = new_passphrase(random_bytes=casebook.random_bytes)
    locked = lock_and_seal(pages, password=password, key=key, signed_at=at)
    return Copies(leaves=locked, kept=kept, master=master, password=password)


def _kept(casebook: OpenCasebook, first: DisclosureRow) -> bytes:
    stored = files.stored_files(casebook.connection, first.ledger, first.seq)
    return files.content(casebook.connection, stored[0])
