"""What came of a document that left."""

from dataclasses import dataclass, field
from typing import Literal

from desktop.usecases.lead.documents.request import Product
from storage.records.errors import UserFacingError

How = Literal["file", "print"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A document that left, as the register holds it.

    ``sha256`` is that of the file that left, ``kept_sha256`` of the signed copy kept in the
    casebook; a printed document left as that copy, and ``pdf`` is it. ``password`` opens a locked
    copy: it is told by telephone and kept nowhere. ``path`` is empty when it was printed.
    ``copy_of`` is the export that this is a further copy of, whose page codes stand on it.
    """

    path: str
    how: How
    product: Product
    export_id: str
    copy_of: str
    pages: int
    shown: int
    total: int
    check_code: str
    sha256: str
    kept_sha256: str
    password: str = field(default="", repr=False)
    pdf: bytes = field(default=b"", repr=False)
    warnings: tuple[UserFacingError, ...] = ()
