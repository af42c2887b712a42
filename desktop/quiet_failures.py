"""What a bug may say of itself: the kind of error and the places in the code, never its words.

The message of an exception may carry a name or a sentence of a record ("invalid date: …"), and
standard error may be kept by the system. So nothing but types, files and lines is told.
"""

import logging
import sys
import threading
from types import TracebackType

_log = logging.getLogger("holdfast.bug")
_PLACES = 40


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the kind of error and where it came through, innermost last; no values."""
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{_tail(code.co_filename)}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return "\n  ".join((f"{kind.__name__}, by way of", *places[-_PLACES:]))


def install_quiet_failures() -> None:
    """Tell what nobody caught without its words: in this thread, in others, and in destructors."""
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        sys.__excepthook__(kind, error, trace)
        return
    _tell(kind, trace)


def _uncaught_in_thread(caught: threading.ExceptHookArgs) -> None:
    if not issubclass(caught.exc_type, SystemExit):
        _tell(caught.exc_type, caught.exc_traceback)


def _unraisable(caught: "sys.UnraisableHookArgs") -> None:
    if caught.exc_type is not None:
        _tell(caught.exc_type, caught.exc_traceback)


def _tell(kind: type[BaseException], trace: TracebackType | None) -> None:
    words = describe(kind, trace)
    _log.error("not caught: %s", words)
    if sys.stderr is not None:  # a windowed program on Windows has none
        sys.stderr.write(f"A mistake in the program. {words}\n")


def _tail(path: str) -> str:
    """The last three parts of a path: where the program lies may name its user."""
    return "/".join(path.replace("\\", "/").split("/")[-3:])
