"""Reads a file somebody adds to a concern or an entry, cleans it, and says in sentences what was done."""

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
        if file.stat().st_size > SIZE_LIMIT:
            raise UserFacingError("attachments.too_large", limit_mb=SIZE_LIMIT // 2**20)
        cleaned = clean(file.name, file.read_bytes())
    except OSError:
        return _refused(path, UserFacingError("attachments.unreadable"))
    except UserFacingError as error:
        return _refused(path, error)
    return FileShown(
        path=path,
        name=cleaned.attachment.name,
        lines=tuple(_lines(cleaned)),
        is_picture=cleaned.is_picture,
        attachment=cleaned.attachment,
    )


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
