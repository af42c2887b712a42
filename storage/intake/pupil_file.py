"""Reads a file of pupils, whichever kind it is: a Common Transfer File or a CSV list."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.intake.ctf_reader import read_ctf
from storage.intake.pupil_csv import read_pupil_csv
from storage.records.errors import UserFacingError
from storage.records.import_plan import ReadPupil, Remark

_SPACES = b" \t\r\n\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilFile:
    """What a file holds: its kind ("ctf" or "csv"), pupils read, rows refused, what to look at,
    headings not used.
    """

    kind: str
    rows: tuple[ReadPupil, ...]
    refused: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    unknown_columns: tuple[str, ...] = field(default=())


def read_pupil_file(data: bytes, *, mapping: Mapping[str, str] | None = None) -> PupilFile:
    """Return the pupils of a file; ``mapping`` (COLUMN to FIELD) is for CSV only.

    Raises UserFacingError for a file that cannot be read as a whole; then nothing of it has been
    taken.
    """
    if _looks_like_xml(data):
        ctf = read_ctf(data)
        found = PupilFile(kind="ctf", rows=ctf.rows, refused=ctf.refused, warnings=ctf.warnings)
    else:
        table = read_pupil_csv(data, mapping=mapping or {})
        found = PupilFile(
            kind="csv",
            rows=table.rows,
            refused=table.refused,
            warnings=table.warnings,
            unknown_columns=table.unknown_columns,
        )
    if not found.rows and not found.refused:
        raise UserFacingError("intake.no_pupils")
    return found


def _looks_like_xml(data: bytes) -> bool:
    start = data[:200]
    for bom in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        start = start.removeprefix(bom)
    return start.lstrip(_SPACES).startswith(b"<")
