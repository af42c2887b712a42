"""What every Word document of ours needs: text that XML may hold, and the same bytes each time."""

import io
import zipfile

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def printable(text: str) -> str:
    """Return the text without the control characters that XML forbids, each shown by its number."""
    return "".join(f"[U+{ord(each):04X}]" if _forbidden(ord(each)) else each for each in text)


def _forbidden(point: int) -> bool:
    return (
        (point < 0x20 and point not in {0x09, 0x0A, 0x0D})
        or 0xD800 <= point <= 0xDFFF
        or point in {0xFFFE, 0xFFFF}
    )


def same_bytes(data: bytes) -> bytes:
    """Pack the parts again without the time of day, so that the same values give the same bytes."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return output.getvalue()
