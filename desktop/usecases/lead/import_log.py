"""Brings in the log of all children that another system kept: planned first, with every row
accounted for; then taken whole, in one transaction, or not at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import history, pupils, settings
from storage.database.repositories.history import TakenLog
from storage.database.unit_of_work import UnitOfWork
from storage.intake.column_map import MappedColumn
from storage.intake.log_csv import LogFile, log_columns, read_log
from storage.intake.vocabularies import load_calendar
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent
from storage.records.identifiers import new_id
from storage.records.import_plan import Remark
from storage.records.log_matching import ChildFinder, Match
from storage.records.log_rows import LogRow, row_digest
from storage.records.times import SCHOOL_ZONE

_MAP = "log_columns."
_CHILDREN = "log_children"
_EVERY = 200

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildDecision:
    """Who a child of the file is; without ``pupil`` its rows are left out for the reason."""

    pupil: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownChild:
    """A child of the file whom nobody is certain of: the file's own words, its rows, why not, and
    who it might be; ``decided`` is what was said of it, now or with an earlier file.
    """

    key: str
    words: str
    lines: tuple[int, ...]
    why_not: str
    perhaps: tuple[str, ...]
    decided: ChildDecision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A row with the fields of the entry it becomes, and the child it belongs to."""

    row: LogRow
    pupil_id: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPlan:
    """What taking a log would do. Each row of the file is in one of ``take``, ``already``,
    ``refused``, ``left_out`` and ``waiting``; ``unknown`` are the children behind the last two.
    """

    file: LogFile
    data: bytes
    system: str
    mapping: Mapping[str, str]
    decisions: Mapping[str, ChildDecision]
    take: tuple[PlannedRow, ...]
    already: tuple[LogRow, ...]
    refused: tuple[Remark, ...]
    left_out: tuple[LogRow, ...]
    waiting: tuple[LogRow, ...]
    unknown: tuple[UnknownChild, ...]
    taken_before: tuple[TakenLog, ...]

    @property
    def children(self) -> tuple[str, ...]:
        """The children whose files would grow."""
        return tuple(sorted({planned.pupil_id for planned in self.take}))

    @property
    def undated(self) -> int:
        """How many of the rows to be taken have no date that can be read."""
        return sum(1 for planned in self.take if not planned.row.happened.dated)


def remembered_columns(
    casebook: OpenCasebook, *, data: bytes, mapping: Mapping[str, str]
) -> tuple[dict[str, str], str, tuple[MappedColumn, ...]]:
    """Return what the columns of a file mean (what is said now, else what was said of the same
    headings before), the name of the system given before, and the columns.
    """
    key, columns = log_columns(data, mapping=mapping)
    known = settings.get(casebook.connection, f"{_MAP}{key}", {})
    if mapping or not known:
        return dict(mapping), str(known.get("system", "")), columns
    before = dict(known["columns"])
    return before, str(known["system"]), log_columns(data, mapping=before)[1]


def plan_log(
    casebook: OpenCasebook,
    *,
    data: bytes,
    mapping: Mapping[str, str],
    system: str,
    decisions: Mapping[str, ChildDecision],
) -> LogPlan:
    """Read the file and find its children; nothing is changed.

    ``decisions`` are by UnknownChild.key and win over those kept from earlier files. Raises
    log.no_system, and what log_csv.read_log raises.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if not system.strip():
        raise UserFacingError("log.no_system")
    mapping, _before, _columns = remembered_columns(casebook, data=data, mapping=mapping)
    file = read_log(data, calendar=load_calendar(), mapping=mapping)
    planner = _Planner(
        casebook, file=file, system=system.strip(), decisions={**_kept(casebook), **decisions}
    )
    planner.run()
    return LogPlan(
        file=file,
        data=data,
        system=system.strip(),
        mapping=mapping,
        decisions=decisions,
        take=tuple(planner.take),
        already=tuple(planner.already),
        refused=tuple(sorted((*file.refused, *planner.refused), key=lambda each: each.line)),
        left_out=tuple(planner.left_out),
        waiting=tuple(planner.waiting),
        unknown=planner.unknown(),
        taken_before=tuple(history.logs(casebook.connection, sha256=file.sha256)),
    )


class _Planner:
    def __init__(
        self,
        casebook: OpenCasebook,
        *,
        file: LogFile,
        system: str,
        decisions: Mapping[str, ChildDecision],
    ) -> None:
        everyone = pupils.all_pupils(casebook.connection)
        self._casebook = casebook
        self._finder = ChildFinder(everyone)
        self._ids = {pupil.id for pupil in everyone}
        self._file = file
        self._system = system
        self._decisions = decisions
        self._open: dict[str, tuple[LogRow, Match, list[int]]] = {}
        self.take: list[PlannedRow] = []
        self.already: list[LogRow] = []
        self.refused: list[Remark] = []
        self.left_out: list[LogRow] = []
        self.waiting: list[LogRow] = []

    def run(self) -> None:
        """Put each row where it belongs."""
        found = [planned for row in self._file.rows if (planned := self._placed(row))]
        digests = [row_digest(planned.fields) for planned in found]
        known = history.known_rows(self._casebook.connection, digests)
        first: dict[bytes, int] = {}
        for planned, digest in zip(found, digests, strict=True):
            if digest in known:
                self.already.append(planned.row)
            elif digest in first:
                facts = (("first_line", first[digest]),)
                self.refused.append(
                    Remark(line=planned.row.line, code="log.row_twice", facts=facts)
                )
            else:
                first[digest] = planned.row.line
                self.take.append(planned)

    def unknown(self) -> tuple[UnknownChild, ...]:
        """Everybody whom the file names and nobody is certain of, in the order of the file."""
        return tuple(
            UnknownChild(
                key=key,
                words=row.child.words,
                lines=tuple(lines),
                why_not=match.why_not,
                perhaps=match.perhaps,
                decided=self._decisions.get(key),
            )
            for key, (row, match, lines) in self._open.items()
        )

    def _placed(self, row: LogRow) -> PlannedRow | None:
        match = self._finder.find(row.child)
        pupil_id = match.pupil_id
        if not pupil_id:
            key = row.child.key
            self._open.setdefault(key, (row, match, []))[2].append(row.line)
            decided = self._decisions.get(key)
            pupil_id = decided.pupil if decided and decided.pupil in self._ids else ""
            if decided and not decided.pupil:
                self.left_out.append(row)
                return None
        if not pupil_id:
            self.waiting.append(row)
            return None
        fields = row.to_fields(
            system=self._system, pupils=self._pupils(row, pupil_id), file=self._file.sha256
        )
        return PlannedRow(row=row, pupil_id=pupil_id, fields=fields)

    def _pupils(self, row: LogRow, pupil_id: str) -> list[Any]:
        """The child, and the linked ones whom somebody can be certain of, each with their part."""
        roles: dict[str, str] = {}
        for linked in row.linked:
            other = self._finder.find_name(linked.name)
            if other and other != pupil_id:
                roles.setdefault(other, linked.role)
        if not roles:
            return [pupil_id]
        others = [{"id": other, "role": role} for other, role in roles.items()]
        return [{"id": pupil_id, "role": "subject"}, *others]


def take_log(
    casebook: OpenCasebook,
    *,
    plan: LogPlan,
    keep_file: str = "",
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> str:
    """Add every row in one transaction, with what was decided and the column map; returns the id of
    the import. With ``keep_file``, its name, the file is kept beside, word for word.

    ``cancelled`` is asked before the commit: then nothing is taken. Raises log.children_open,
    log.nothing, log.cancelled.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if plan.waiting:
        raise UserFacingError("log.children_open", count=len(plan.waiting))
    if not plan.take:
        raise UserFacingError("log.nothing")
    import_id = new_id("import", casebook.random_bytes)
    with casebook.work() as work:
        # two windows may have planned the same file: what stands now counts
        digests = [row_digest(planned.fields) for planned in plan.take]
        if history.known_rows(work.connection, digests):
            raise UserFacingError("log.taken_meanwhile")
        for done, planned in enumerate(plan.take):
            if done % _EVERY == 0:
                progress(done, len(plan.take))
                _stop_if(cancelled)
            fields = {"id": new_id("entry", casebook.random_bytes), **planned.fields}
            work.append(Event(type="entry.transcribed", fields=fields))
        work.append(_imported(plan, import_id, keep_file))
        _remember(casebook, work, plan)
        progress(len(plan.take), len(plan.take))
        _stop_if(cancelled)
    return import_id


def _stop_if(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise UserFacingError("log.cancelled")


def _imported(plan: LogPlan, import_id: str, keep_file: str) -> Event:
    content = FileContent(name=keep_file, media_type="text/csv", content=plan.data)
    left = (each.decided for each in plan.unknown if each.decided and not each.decided.pupil)
    reasons = sorted({decided.reason for decided in left} - {""})
    return Event(
        type="history.imported",
        fields={
            "id": import_id,
            "rows": len(plan.take),
            "refused": len(plan.refused),
            "already": len(plan.already),
            "left_out": len(plan.left_out),
            "file_sha256": plan.file.sha256,
            "columns": {column.heading: column.field for column in plan.file.columns},
            "system": plan.system,
            "pupils": list(plan.children),
            **({"reason": "; ".join(reasons)} if reasons else {}),
        },
        files=(content,) if keep_file else (),
    )


def _kept(casebook: OpenCasebook) -> dict[str, ChildDecision]:
    known = settings.get(casebook.connection, _CHILDREN, {}).get("children", {})
    return {
        key: ChildDecision(pupil=value["pupil"], reason=value["reason"])
        for key, value in known.items()
    }


def _remember(casebook: OpenCasebook, work: UnitOfWork, plan: LogPlan) -> None:
    """Keep the column map for these headings, and who the children are, for the next file."""
    columns = {column.heading: column.field for column in plan.file.columns}
    _keep(casebook, work, f"{_MAP}{plan.file.key}", {"columns": columns, "system": plan.system})
    if plan.decisions:
        before = settings.get(work.connection, _CHILDREN, {}).get("children", {})
        said = {
            key: {"pupil": decided.pupil, "reason": decided.reason}
            for key, decided in plan.decisions.items()
        }
        _keep(casebook, work, _CHILDREN, {"children": {**before, **said}})


def _keep(casebook: OpenCasebook, work: UnitOfWork, name: str, value: Mapping[str, Any]) -> None:
    day = casebook.clock().astimezone(SCHOOL_ZONE).date().isoformat()
    whole = {**value, "by": casebook.person.name, "on": day}
    if settings.get(work.connection, name, {}) == whole:
        return
    work.append(Event(type="settings.changed", fields={"name": name, "value": whole}))
    settings.put(work.connection, name, whole)
