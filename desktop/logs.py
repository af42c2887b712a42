"""The log: what the program did, never what it holds. Codes, counts and moments only."""

import logging
from pathlib import Path


class NoWordsFilter(logging.Filter):
    """Keeps people's words out: only messages of our own loggers pass, and no traceback text with
    them.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let our own records through, stripped of exception values; others are named by level and
        place only.
        """
        if record.exc_info and record.exc_info[1] is not None:
            record.msg = f"{record.msg} [{type(record.exc_info[1]).__name__}]"
            record.args = None
            record.exc_info = None
            record.exc_text = None
        if not record.name.startswith("holdfast"):
            record.msg = f"message of {record.name} left out"
            record.args = None
        return True


def start_logging(path: Path) -> None:
    """Send log records to ``path`` (two files of 200 kB at most); without a writable folder nothing
    is logged.
    """
    from logging.handlers import RotatingFileHandler  # late: it costs more than the first window

    root = logging.getLogger()
    root.setLevel(logging.INFO)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=200_000, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(NoWordsFilter())
    root.addHandler(handler)
