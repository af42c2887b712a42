"""Brings in another system's log of all children: choose, say what is what, look, take, or stop."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from desktop.controllers.lead.desk import Desk
from desktop.controllers.read_files import read_bounded
from desktop.usecases.lead.import_log import (
    ChildDecision,
    LogPlan,
    UnknownChild,
    plan_log,
    remembered_columns,
    take_log,
)
from storage.database.repositories import pupils
from storage.intake.column_map import KEPT, LEFT_OUT, MappedColumn
from storage.intake.log_csv import LOG_FIELDS, SIZE_LIMIT
from storage.intake.vocabularies import load_words
from storage.records.errors import UserFacingError
from storage.records.log_rows import LogRow
from storage.records.times import for_people
from ui.lead_material import UnknownColumns
from ui.log_material import LogChild, LogChoice, LogLine, LogPreview
from ui.messages import message_for
from ui.views.import_log import ImportLogView
from ui.widgets.choice_row import Choice
from ui.widgets.pupil_picker import PupilOption

_SHOWN = 300
_COLUMNS_ASKED = ("log.no_child_column", "log.no_text_column", "intake.column_twice")


class LogImportController(QObject):
    """The work is done by the worker; ``progressed`` brings its counts to the window."""

    progressed = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        self.view = ImportLogView(fields=_fields(), search=self._search)
        super().__init__(self.view)
        self._desk = desk
        self._plan: LogPlan | None = None
        self._stop = Event()
        self.view.file_chosen.connect(self._look)
        self.view.changed.connect(self._look)
        self.view.take_requested.connect(self._take)
        self.view.stop_requested.connect(self._stop.set)
        self.view.destroyed.connect(self._stop.set)
        self.progressed.connect(self.view.show_progress)

    def begin(self) -> None:
        """Wait for a file."""

    def _look(self, choice: LogChoice) -> None:
        casebook = self._desk.casebook

        def work() -> tuple[LogPlan | None, str, tuple[MappedColumn, ...], UserFacingError | None]:
            data = _read(choice.path)
            mapping, system, columns = remembered_columns(
                casebook, data=data, mapping=dict(choice.columns)
            )
            try:
                plan = plan_log(
                    casebook,
                    data=data,
                    mapping=mapping,
                    system=choice.system or system,
                    decisions={
                        key: ChildDecision(pupil=said.pupil, reason=said.reason)
                        for key, said in choice.decisions.items()
                    },
                )
            except UserFacingError as error:
                return None, system, columns, error
            return plan, system, columns, None

        self._desk.jobs.run(
            work,
            receiver=self.view,
            on_done=lambda found: self._show(choice, *found),
            on_error=lambda error: self._desk.say(self.view, error),
        )

    def _show(
        self,
        choice: LogChoice,
        plan: LogPlan | None,
        system: str,
        columns: tuple[MappedColumn, ...],
        error: UserFacingError | None,
    ) -> None:
        self._plan = plan
        self.view.show_system(system)
        shown = _shown_columns(Path(choice.path).name, columns)
        if error is not None:
            self._desk.say(self.view, error)
            if error.code in _COLUMNS_ASKED:
                self.view.show_columns(shown)
            elif error.code == "log.no_system":
                self.view.system.setFocus()
        elif plan is not None:
            self.view.show_preview(self._preview(plan, shown))

    def _preview(self, plan: LogPlan, columns: UnknownColumns) -> LogPreview:
        take, already = plan.take[:_SHOWN], plan.already[:_SHOWN]
        wanted = {planned.pupil_id for planned in take}
        for child in plan.unknown:
            wanted |= {*child.perhaps, *((child.decided.pupil,) if child.decided else ())}
        names = pupils.names(self._desk.reader, sorted(wanted - {""}))
        before = [
            self.tr("This very file was taken in on {when}, by {by}.").format(
                when=for_people(each.at), by=each.by
            )
            for each in plan.taken_before
        ]
        warned = [message_for(each.as_error()).text for each in plan.file.warnings]
        return LogPreview(
            file_name=columns.file_name,
            total=plan.file.total,
            take=len(plan.take),
            pupils=len(plan.children),
            undated=plan.undated,
            rows=tuple(_line(each.row, names.get(each.pupil_id, "")) for each in take),
            children=tuple(self._child(child, names) for child in plan.unknown),
            waiting=len(plan.waiting),
            left_out=len(plan.left_out),
            refused=tuple((each.line, message_for(each.as_error()).text) for each in plan.refused),
            already=tuple(_line(row, row.child.full_name) for row in already),
            already_count=len(plan.already),
            notes=(*before, *warned),
            columns=columns,
        )

    def _child(self, child: UnknownChild, names: dict[str, str]) -> LogChild:
        decided = ""
        if child.decided is not None and child.decided.pupil in names:
            decided = self.tr("This is {name}").format(name=names[child.decided.pupil])
        elif child.decided is not None and not child.decided.pupil:
            decided = self.tr("Left out: {reason}").format(reason=child.decided.reason)
        return LogChild(
            key=child.key,
            said=child.words,
            rows=len(child.lines),
            line=child.lines[0],
            why=message_for(UserFacingError(child.why_not)).message,
            perhaps=tuple((pupil, names[pupil]) for pupil in child.perhaps if pupil in names),
            decided=decided,
        )

    def _take(self, choice: LogChoice) -> None:
        plan = self._plan
        if plan is None:
            return
        self._stop.clear()
        self.view.show_progress(0, len(plan.take))
        self._desk.run(
            self.view,
            lambda: take_log(
                self._desk.casebook,
                plan=plan,
                keep_file=Path(choice.path).name if choice.keep_file else "",
                progress=self.progressed.emit,
                cancelled=self._stop.is_set,
            ),
            lambda _id: self._taken(plan),
        )

    def _taken(self, plan: LogPlan) -> None:
        self._plan = None
        self.view.show_taken(
            self.tr(
                "{rows} rows taken for {n} children, each marked “migrated, not original”."
            ).format(rows=len(plan.take), n=len(plan.children))
        )

    def _search(self, text: str) -> list[PupilOption]:
        """Children by a few letters, also those who have left."""
        reader = self._desk.reader
        found = pupils.rows(reader, pupils.ids(reader, search=text, on_roll=None, limit=12))
        return [
            PupilOption(id=row.id, display=row.name, year=row.year_group, klass=row.class_name)
            for row in found
        ]


def _fields() -> tuple[Choice, ...]:
    """What a column may mean, in words."""
    words = load_words("log_columns")["fields"]
    return tuple(Choice(value=code, text=words[code]) for code in (*LOG_FIELDS, KEPT, LEFT_OUT))


def _shown_columns(file_name: str, columns: tuple[MappedColumn, ...]) -> UnknownColumns:
    return UnknownColumns(
        file_name=file_name,
        columns=tuple((each.heading, each.example, each.field) for each in columns),
    )


def _line(row: LogRow, child: str) -> LogLine:
    return LogLine(line=row.line, child=child, when=row.happened.for_people(), text=row.text[:300])


def _read(path: str) -> bytes:
    return read_bounded(Path(path), limit=SIZE_LIMIT)
