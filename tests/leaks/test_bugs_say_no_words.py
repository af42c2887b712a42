"""What a bug says of itself: its kind and its place, never the words it carries."""

import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop.logs import NoWordsFilter, start_logging
from desktop.quiet_failures import describe

CANARY = "Zephyrine Quillfeather said"
ROOT = Path(__file__).resolve().parents[2]


def _program(body: str) -> subprocess.CompletedProcess[str]:
    lines = ("from desktop.quiet_failures import install_quiet_failures", *body.splitlines())
    return subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "failing",
    [
        f"raise ValueError({CANARY!r})",
        "import threading\n"
        f"def work(): raise KeyError({CANARY!r})\n"
        "one = threading.Thread(target=work); one.start(); one.join()",
        f"class One:\n    def __del__(self): raise OSError({CANARY!r})\none = One(); del one",
        f"try:\n    raise ValueError({CANARY!r})\n"
        f"except ValueError as error:\n    raise RuntimeError({CANARY!r}) from error",
    ],
)
def test_what_nobody_caught_names_its_kind_and_place_alone(failing: str) -> None:
    """Python's own report would print the words; ours does not."""
    ours = _program(f"install_quiet_failures()\n{failing}")
    theirs = _program(failing)
    assert CANARY in theirs.stderr, "the control must show the words"
    assert CANARY not in ours.stderr + ours.stdout
    assert "Error" in ours.stderr
    assert "A mistake in the program" in ours.stderr


def test_a_place_does_not_name_the_user(tmp_path: Path) -> None:
    """The folders above the program may be called after a person."""
    module = tmp_path / "Users" / "Mrs Quillfeather" / "a" / "b" / "broken.py"
    module.parent.mkdir(parents=True)
    module.write_text("def fail():\n    raise ValueError('x')\n", encoding="utf-8")
    names: dict[str, object] = {}
    exec(compile(module.read_text(encoding="utf-8"), str(module), "exec"), names)
    try:
        names["fail"]()  # type: ignore[operator]  # a function that exec made
    except ValueError as error:
        words = describe(type(error), error.__traceback__)
    assert "a/b/broken.py:2 in fail" in words
    assert "Quillfeather" not in words


def test_the_log_keeps_no_words_of_an_error(tmp_path: Path) -> None:
    """Logged with its exception, an error is named by its kind."""
    file = tmp_path / "log" / "holdfast.log"
    root = logging.getLogger()
    before = list(root.handlers)
    start_logging(file)
    added = [handler for handler in root.handlers if handler not in before]
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        logging.getLogger("holdfast.jobs").error("a job failed", exc_info=error)
        logging.getLogger("some.library").warning("read %s", CANARY)
    finally:
        for handler in added:
            handler.close()
            root.removeHandler(handler)
    text = file.read_text(encoding="utf-8")
    assert "a job failed [ValueError]" in text
    assert "message of some.library left out" in text
    assert CANARY not in text


def test_the_control_without_the_filter_keeps_them() -> None:
    """The filter is what keeps the words out: a record before it carries them."""
    record = logging.LogRecord("some.library", 30, "x.py", 1, "read %s", (CANARY,), None)
    assert CANARY in record.getMessage()
    NoWordsFilter().filter(record)
    assert CANARY not in record.getMessage()


def test_a_failing_slot_is_told_without_words() -> None:
    """Qt hands what a slot raises to the same hook."""
    done = _program(
        "install_quiet_failures()\n"
        "import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtCore import QCoreApplication, QTimer\n"
        "app = QCoreApplication([])\n"
        f"def slot(): raise ValueError({CANARY!r})\n"
        "QTimer.singleShot(0, slot); QTimer.singleShot(20, app.quit); app.exec()"
    )
    assert "ValueError, by way of" in done.stderr
    assert CANARY not in done.stderr


def test_threads_other_than_ours_are_quiet_too() -> None:
    """The hook is there once the program has started, for whoever starts a thread."""
    done = _program(
        "from desktop import __main__ as start\n"
        "start.main(['--version'])\n"
        "import threading\nprint(threading.excepthook.__module__)"
    )
    assert "desktop.quiet_failures" in done.stdout
    assert threading.excepthook.__module__ != "desktop.quiet_failures"
