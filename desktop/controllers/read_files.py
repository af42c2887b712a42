"""Reads a file somebody adds, cleans it, and says in sentences what was done."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from storage.intake.attachments import SIZE_LIMIT, Cleaned, clean, safe_name
from storage.records.errors import UserFacingError
from ui.drafts import FileShown
from ui.messages import message_for

# What says nothing that the person could act on.
_NOT_SHOWN = frozenset({"attachments.renamed", "attachments.document_details"})


def read_file(path: str) -> FileShown:
    """Read and clean a file, in a worker: it may be large, or lie in a slow place. A file that
    cannot go along comes back with the reason and without an attachment.
    """
    file = Path(path)
    try:
        cleaned = clean(file.name, read_bounded(file))
    except UserFacingError as error:
        return _refused(path, error)
    return FileShown(
        path=path,
        name=cleaned.attachment.name,
        lines=tuple(_lines(cleaned)),
        is_picture=cleaned.is_picture,
        attachment=cleaned.attachment,
    )


def read_bounded(file: Path, *, limit: int = SIZE_LIMIT) -> bytes:
    """Read a file of at most ``limit`` bytes, however it grows meanwhile; what is not a file (a
    pipe never ends) is not opened. Raises attachments.unreadable, attachments.too_large.
    """
    try:
        if not file.is_file():
            raise UserFacingError("attachments.unreadable")
        with file.open("rb") as opened:
            content = opened.read(limit + 1)
        if len(content) > limit:
            raise UserFacingError("attachments.too_large", limit_mb=limit // 2**20)
    except OSError as error:
        raise UserFacingError("attachments.unreadable") from error
    return content


def _refused(path: str, error: UserFacingError) -> FileShown:
    words = message_for(error)
    return FileShown(path=path, name=safe_name(Path(path).name), lines=(words.text,))


def _lines(cleaned: Cleaned) -> list[str]:
    lines = []
    if cleaned.removed:
        words = QCoreApplication.translate(
            "read_files", "Taken out: {what}. Only the copy without them is kept."
        )
        lines.append(words.format(what=", ".join(cleaned.removed)))
    shown = [code for code in cleaned.remarks if code not in _NOT_SHOWN]
    lines += [message_for(UserFacingError(code)).text for code in shown]
    return lines
