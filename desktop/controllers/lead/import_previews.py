"""Turns what an import would do into the rows that its page shows."""

from collections.abc import Mapping
from pathlib import Path

from desktop.usecases.lead.import_history import HistoryPreview
from desktop.usecases.lead.import_pupils import PupilPreview
from storage.intake.csv_reader import read_csv
from storage.records.chronology import ChronologyEntry
from storage.records.import_plan import NewPupil, Remark
from storage.records.pupil import display_name
from ui.lead_material import ChronologyPreview, ImportPreview, ImportRow, UnknownColumns
from ui.messages import message_for


def pupil_preview(
    preview: PupilPreview, *, file_name: str, names: Mapping[str, str]
) -> ImportPreview:
    """The four groups of a pupil file; ``names`` are those of the pupils that change."""
    plan = preview.plan
    return ImportPreview(
        file_name=file_name,
        file_kind="CTF" if preview.kind == "ctf" else "CSV",
        new=tuple(_new(item) for item in plan.new),
        changed=tuple(
            ImportRow(
                line=item.line,
                name=names.get(item.pupil_id, item.pupil_id),
                changes=tuple(
                    (change.field, _shown(change.old), _shown(change.new))
                    for change in item.changes
                ),
            )
            for item in plan.changed
        ),
        unchanged=len(plan.unchanged),
        refused=tuple(_remark(remark) for remark in plan.refused),
        warnings=tuple(_remark(remark) for remark in plan.warnings),
    )


def history_preview(preview: HistoryPreview, *, file_name: str) -> ChronologyPreview:
    """The rows of a paper chronology as they will stand, in the file's order."""
    rows = preview.file.rows
    return ChronologyPreview(
        file_name=file_name,
        rows=tuple(
            ChronologyEntry(
                id=str(row.row), kind="transcribed", ledger="", seq=row.row,
                happened=row.happened, text=row.text, child_words=row.child_words,
                source=row.source, action=row.action, decision="", reason="",
                outcome=row.outcome, author="", written_at="", recorded_at="",
                significant=False, transcribed=True, source_ref=row.source_ref,
                context=row.context, undecided=row.undecided,
            )
            for row in rows
        ),
        undated=sum(1 for row in rows if not row.happened.dated),
        notes=tuple((row.row, row.undecided) for row in rows if row.undecided),
    )  # fmt: skip


def unknown_columns(path: Path) -> UnknownColumns:
    """The columns of a file nobody knows, each with its first value; raises intake.* when
    it is no table.
    """
    table = read_csv(path.read_bytes())
    header = table.rows[0].cells if table.rows else ()
    first = table.rows[1].cells if len(table.rows) > 1 else ()
    return UnknownColumns(
        file_name=path.name,
        columns=tuple(
            (column, first[index] if index < len(first) else "", "")
            for index, column in enumerate(header)
        ),
    )


def _new(item: NewPupil) -> ImportRow:
    details = item.details
    parts = [details.date_of_birth, details.class_name or details.year_group, details.upn]
    return ImportRow(
        line=item.line,
        name=display_name(details),
        detail=" · ".join(part for part in parts if part),
    )


def _shown(value: object) -> str:
    if value in (None, "", []):
        return "–"
    if isinstance(value, list):
        return f"{len(value)}"
    return str(value)


def _remark(remark: Remark) -> tuple[int, str, str]:
    return (remark.line, "", message_for(remark.as_error()).text)
