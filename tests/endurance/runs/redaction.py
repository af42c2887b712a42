"""Ten thousand copies with names and texts left out: nothing of them is found in any place."""

import shutil
from collections import Counter
from typing import Any

from tests.endurance.crashes import ROLL
from tests.endurance.options import Options
from tests.endurance.pool import each
from tests.fakes.small_school import furnished
from tests.support.redaction_trials import KINDS, Samples, Trials, try_copies

NAME = "redaction"
_TOGETHER = 40


def run(options: Options) -> dict[str, Any]:
    """``broken`` are places in which something hidden was found; a control that is not caught is a
    search that did not see the names in an unredacted master, or the child's own in the copy.

    What is tried of every copy and what of one in ten or twenty: tests/support/redaction_trials.py.
    """
    copies = options.many(10_000, len(KINDS))
    template = furnished(options.work / "template", ctf=ROLL.read_bytes())

    def some(start: int) -> Trials:
        folder = options.work / f"copies-{start}"
        school = template.copy_to(folder, seed=f"copies {start}")
        try:
            with school.signed_in() as casebook:
                return try_copies(
                    school,
                    casebook,
                    seed=f"{options.seed} copies {start}",
                    count=min(_TOGETHER, copies - start),
                    samples=Samples(),
                )
        finally:
            school.close()
            shutil.rmtree(folder, ignore_errors=True)

    kinds: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    read: Counter[str] = Counter()
    leaks: list[str] = []
    blind: list[str] = []
    hidden = controls = 0
    for trials in each(some, range(0, copies, _TOGETHER), processes=options.processes):
        kinds += trials.kinds
        forms += trials.forms
        read += trials.read
        hidden += trials.hidden
        controls += trials.controls
        leaks += trials.leaks
        blind += trials.blind
        options.say(f"{kinds.total()} of {copies} copies, {len(leaks)} leaks, {len(blind)} blind")
    seen = kinds.total() + controls
    return {
        "tried": kinds.total(),
        "lost": 0,
        "broken": len(leaks) + len(blind),
        "copies": kinds.total(),
        "hidden_words": hidden,
        "kinds": dict(sorted(kinds.items())),
        "forms": dict(sorted(forms.items())),
        "files_read_by": dict(sorted(read.items())),
        "masters_searched": controls,
        "problems": [*leaks[:20], *blind[:20]],
        "controls": {"the search sees": {"tried": seen, "caught": seen - len(blind)}},
    }
