"""The pages that bring in a log of all children and attendance, filled."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.lead_material import UnknownColumns
from ui.log_material import AttendancePreview, LogChild, LogLine, LogPreview
from ui.views.import_attendance import ImportAttendanceView
from ui.views.import_log import ImportLogView
from ui.widgets.choice_row import Choice

FIELDS = (
    Choice(value="child", text="Child’s name"),
    Choice(value="since", text="First day of the period"),
    Choice(value="text", text="What happened"),
)
HEADINGS = UnknownColumns(
    file_name="log.csv",
    columns=(("Student", "Amelia Hartley", "child"), ("Story", "Came to school hungry.", "text")),
)
LINE = LogLine(
    line=2, child="Amelia Hartley", when="3 Feb 2023", text="Came to school hungry again."
)
COUNTED = LogLine(
    line=2, child="Amelia Hartley", when="1 Sep 2026 – 23 Oct 2026",
    text="Missed 12 of 60 sessions, 3 without leave",
)  # fmt: skip


def _log() -> ImportLogView:
    view = ImportLogView(fields=FIELDS, search=lambda _typed: ())
    view.system.setText("The old system")
    return view


def log_children() -> ImportLogView:
    """One child who must be decided on, one who is left out."""
    view = _log()
    children = tuple(
        LogChild(
            key=name, said=name, rows=3, line=7, why="No child of this name is known.",
            decided=decided,
        )
        for name, decided in (("Ameliah Hartley", ""), ("Long Gone", "Left out: left in 2020"))
    )  # fmt: skip
    view.show_preview(
        LogPreview(
            file_name="log.csv", total=9, take=3, pupils=1, undated=1, rows=(LINE,),
            children=children, waiting=3, left_out=3, refused=((9, "There is no text."),),
            already=(), already_count=0, notes=(), columns=HEADINGS,
        )
    )  # fmt: skip
    return view


def log_columns() -> ImportLogView:
    """What the columns of a log mean."""
    view = _log()
    view.show_columns(HEADINGS)
    return view


def attendance() -> ImportAttendanceView:
    """Two periods to take, one line refused."""
    view = ImportAttendanceView(fields=FIELDS)
    view.path.line.setText("/home/ruth/attendance autumn.csv")
    view.show_preview(
        AttendancePreview(
            file_name="attendance autumn.csv", total=3, take=1, pupils=1,
            period="1 Sep 2026 – 23 Oct 2026", rows=(COUNTED,),
            refused=(
                (
                    3,
                    "Line 3 counts days that are counted already: 1 Sep 2026 to 23 Oct 2026 was"
                    " taken in before. Leave the line out, or bring in the same period again: it"
                    " then takes the place of what was counted before.",
                ),
            ),
            already=(COUNTED,), already_count=1,
        )
    )  # fmt: skip
    return view


def attendance_refused() -> ImportAttendanceView:
    """Why a line is not taken."""
    view = attendance()
    view.tabs.set_current("refused")
    view.tabs.chosen.emit("refused")
    return view


def attendance_columns() -> ImportAttendanceView:
    """What the columns of a file of attendance mean."""
    view = ImportAttendanceView(fields=FIELDS)
    view.show_columns(HEADINGS)
    return view


SCREENS: dict[str, Callable[[], QWidget]] = {
    "import_log_children": log_children,
    "import_log_columns": log_columns,
    "import_attendance": attendance,
    "import_attendance_refused": attendance_refused,
    "import_attendance_columns": attendance_columns,
}
