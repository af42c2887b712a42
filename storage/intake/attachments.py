"""Looks at a file somebody attaches: what it really is, how large, what it carries along; and makes
the clean copy that a concern takes with it.
"""

import re
import unicodedata
import zipfile
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PureWindowsPath

from storage.intake.pictures import Stripped, picture_size, strip_metadata
from storage.records.concern import Attachment
from storage.records.errors import UserFacingError

__all__ = [
    "Cleaned",
    "Inspected",
    "archive_problem",
    "clean",
    "inspect",
    "safe_name",
    "strip_metadata",
]

SIZE_LIMIT = 25 * 1024 * 1024
# The largest photographs of telephones have 200 million pixels; beyond that a header is a trap for
# decoders.
PIXEL_LIMIT = 220_000_000
NAME_LIMIT = 120
ARCHIVE_ENTRIES = 10_000

_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg", "image"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "image"),
    (b"GIF87a", "image/gif", "image"),
    (b"GIF89a", "image/gif", "image"),
    (b"BM", "image/bmp", "image"),
    (b"II*\0", "image/tiff", "image"),
    (b"MM\0*", "image/tiff", "image"),
    (b"%PDF-", "application/pdf", "document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", "document"),
    (b"{\\rtf", "application/rtf", "document"),
    (b"MZ", "application/x-msdownload", "other"),
    (b"\x7fELF", "application/x-executable", "other"),
    (b"ID3", "audio/mpeg", "other"),
    (b"OggS", "audio/ogg", "other"),
)
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_ISO_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
    b"avif": "image/avif",
}
# Kinds that may say where they were taken, in a form this program does not read.
_MAY_CARRY_PLACE = frozenset(
    {"image/heic", "image/heif", "image/avif", "image/tiff", "image/webp", "video/mp4"}
)
# Names by which a PDF starts something when it is opened or clicked.
_PDF_ACTIVE_NAMES = (
    *("JavaScript", "JS", "OpenAction", "AA", "Launch", "EmbeddedFile", "RichMedia", "XFA"),
    *("SubmitForm", "ImportData"),
)
# Remarks that say of the original what is no longer true of a clean copy.
_GONE_WHEN_CLEAN = frozenset({"attachments.has_location", "attachments.location_unknown"})
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What a file turned out to be.

    ``attachment`` holds the original bytes under a harmless name; ``original_name`` is the claimed
    name, as text only. ``kind`` is "image", "document", "text", "archive" or "other"; width and
    height are 0 where not known. ``remarks`` are codes of sentences in
    resources/messages/attachments.toml for people to see.
    """

    attachment: Attachment
    original_name: str
    kind: str
    width: int
    height: int
    has_location: bool
    active_content: bool
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A file as a concern takes it along: ``attachment`` holds the cleaned copy, ``removed`` are
    words for what was left out, ``remarks`` codes of sentences as in Inspected.

    ``is_picture`` is True for every kind of picture. What this program cannot clean is taken as it
    is, and a remark says so.
    """

    attachment: Attachment
    removed: tuple[str, ...]
    remarks: tuple[str, ...]
    is_picture: bool


def clean(name: str, content: bytes) -> Cleaned:
    """Return the copy of a file that goes with a concern: the same picture without place, camera
    and other details. The original is not kept. Raises UserFacingError as ``inspect`` does.
    """
    found, copy = _inspected(name, content)
    attachment, remarks = found.attachment, list(found.remarks)
    if copy is not None and copy.clean:
        attachment = replace(attachment, content=copy.content)
        remarks = [code for code in remarks if code not in _GONE_WHEN_CLEAN]
    elif copy is not None or attachment.media_type.startswith("video/"):
        remarks = [code for code in remarks if code not in _GONE_WHEN_CLEAN]
        remarks.append("attachments.not_cleaned")
    elif found.kind == "document":
        remarks.append("attachments.document_details")
    return Cleaned(
        attachment=attachment,
        removed=copy.removed if copy is not None else (),
        remarks=tuple(remarks),
        is_picture=found.kind == "image",
    )


def inspect(name: str, content: bytes) -> Inspected:
    """Look at a file without opening it in any program; nothing in it is decoded or run.

    Raises UserFacingError ``attachments.empty``, ``attachments.too_large`` or
    ``attachments.picture_too_large`` (a picture that claims more pixels than could be shown;
    refused by its header, before any decoding).
    """
    return _inspected(name, content)[0]


def _inspected(name: str, content: bytes) -> tuple[Inspected, Stripped | None]:
    """Look at a file; a picture comes with its copy."""
    if not content:
        raise UserFacingError("attachments.empty")
    if len(content) > SIZE_LIMIT:
        raise UserFacingError("attachments.too_large", limit_mb=SIZE_LIMIT // 2**20)
    media_type, kind = sniff(content)
    width, height = picture_size(content) if kind == "image" else (0, 0)
    if width * height > PIXEL_LIMIT:
        raise UserFacingError("attachments.picture_too_large", width=width, height=height)
    shown = safe_name(name)
    copy = strip_metadata(content) if kind == "image" else None
    located = copy is not None and copy.had_place
    unknown = media_type in _MAY_CARRY_PLACE and not (copy is not None and copy.clean)
    active = media_type == "application/pdf" and _pdf_is_active(content)
    remarks = [
        *(["attachments.renamed"] if shown != name else []),
        *(["attachments.has_location"] if located else []),
        *(["attachments.location_unknown"] if unknown else []),
        *(["attachments.active_content"] if active else []),
        *(
            ["attachments.program"]
            if media_type.startswith("application/x-") and kind == "other"
            else []
        ),
        *([problem] if kind == "archive" and (problem := archive_problem(content)) else []),
    ]
    found = Inspected(
        attachment=Attachment(name=shown, media_type=media_type, content=content),
        original_name=name,
        kind=kind,
        width=width,
        height=height,
        has_location=located,
        active_content=active,
        remarks=tuple(remarks),
    )
    return found, copy


def sniff(content: bytes) -> tuple[str, str]:
    """Return media type and kind by the first bytes; the claimed name is not asked."""
    for start, media_type, kind in _STARTS:
        if content.startswith(start):
            return media_type, kind
    if content[4:8] == b"ftyp":
        media_type = _ISO_BRANDS.get(content[8:12], "video/mp4")
        return media_type, "image" if media_type.startswith("image/") else "other"
    if content.startswith(b"RIFF"):
        return {b"WEBP": ("image/webp", "image"), b"WAVE": ("audio/wav", "other")}.get(
            content[8:12], ("application/octet-stream", "other")
        )
    if content.startswith(b"PK\x03\x04"):
        return _sniff_zip(content)
    return ("text/plain", "text") if _is_text(content) else ("application/octet-stream", "other")


def _sniff_zip(content: bytes) -> tuple[str, str]:
    for folder, media_type in _OFFICE.items():
        if folder.encode() in content[:8192] and b"[Content_Types].xml" in content[:8192]:
            return media_type, "document"
    return "application/zip", "archive"


def _is_text(content: bytes) -> bool:
    if b"\0" in content[:65536]:
        return content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return not any(byte < 9 for byte in content[:65536])
    return True


def _pdf_is_active(content: bytes) -> bool:
    return re.search(_pdf_pattern(), content) is not None


def _pdf_pattern() -> bytes:
    """Match any of the names; each letter may also be written as # and its code, to hide it."""
    names = ("".join(f"(?:{c}|(?i:#{ord(c):02x}))" for c in name) for name in _PDF_ACTIVE_NAMES)
    return f"/(?:{'|'.join(names)})(?![A-Za-z0-9#])".encode()


def safe_name(name: str) -> str:
    """Return a name that is no path, no device and no trick on any system, at most NAME_LIMIT
    characters long.

    For showing, and for saving a copy; the claimed name is kept beside it as text.
    """
    last = re.split(r"[/\\]", name.replace("\0", ""))[-1]
    # right-to-left marks can make "exe.doc" read as "cod.exe"
    kept = "".join(
        "_" if character in '<>:"|?*' else character
        for character in last
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    )
    kept = kept.strip(" .") or "file"
    if _RESERVED.match(kept):
        kept = f"_{kept}"
    if len(kept) > NAME_LIMIT:
        stem, dot, ending = kept.rpartition(".")
        ending = f"{dot}{ending}" if stem and len(ending) <= 10 else ""
        kept = kept[: NAME_LIMIT - len(ending)].rstrip(" .") + ending
    return kept


def archive_problem(content: bytes) -> str:
    """Return the code of why a ZIP must not be unpacked; empty when its names are harmless. Nothing
    is unpacked.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError):
        return "attachments.archive_broken"
    if len(entries) > ARCHIVE_ENTRIES:
        return "attachments.archive_too_large"
    if any(_leaves_folder(entry.orig_filename) for entry in entries):
        return "attachments.archive_paths"
    if sum(entry.file_size for entry in entries) > 100 * max(len(content), 2**20):
        return "attachments.archive_too_large"
    return ""


def _leaves_folder(name: str) -> bool:
    path = PureWindowsPath(name)
    return bool(path.drive or path.root or ".." in path.parts or "\0" in name)
