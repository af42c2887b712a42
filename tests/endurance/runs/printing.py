"""Every page of a sample of every document is printed and compared with the file, by its ink."""

import os
from typing import Any

from PySide6.QtWidgets import QApplication

from exports.document_rendering import write_laid_out
from tests.endurance.options import Options
from tests.support.printed_pages import laid_out, other_ink, print_to
from tests.support.sample_documents import SAMPLES

NAME = "printing"
MOST = 0.01  # of the ink
_SHORT = 3


def run(options: Options) -> dict[str, Any]:
    """Print each; count pages on which more ink differs than rounding explains."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    names = list(SAMPLES)
    tried, others, noticed = 0, 0, 0
    problems: list[str] = []
    for name in names[: options.many(len(names), _SHORT)]:
        pages = laid_out(SAMPLES[name]())
        ours = write_laid_out(pages).pdf
        printed = print_to(options.work / "paper.pdf", pages)
        for number in range(1, len(pages.pages) + 1):
            tried += 1
            share = other_ink(ours, printed, number)
            if share > MOST:
                problems.append(f"{name}, page {number}: {share:.2%} of the ink")
        if len(pages.pages) > 1:
            others += 1
            noticed += _is_other(ours, printed)
        options.say(f"printing: {tried} pages, {len(problems)} that differ")
    del application
    return {
        "tried": tried,
        "lost": 0,
        "broken": len(problems),
        "problems": problems[:20],
        "controls": {"another page": {"tried": others, "caught": noticed}},
    }


def _is_other(ours: bytes, printed: bytes) -> bool:
    """The first page and the second are not taken for the same."""
    return other_ink(ours, printed, 1, of_printed=2) > MOST
