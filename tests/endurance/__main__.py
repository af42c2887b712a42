"""The long run: ``python tests/endurance [--kills N] [--disks N] [--json] [NAME ...]``."""

import argparse
import importlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.endurance import recorder, verdict  # noqa: E402 - found once the path is set
from tests.endurance.options import Options  # noqa: E402 - the same

MEMORY = Path("/dev/shm")
ROOM, ROOM_FOR_A_SAMPLE = 2 << 30, 512 << 20


def names() -> list[str]:
    """The runs there are: each is a module runs/NAME.py."""
    return sorted(path.stem for path in (HERE / "runs").glob("*.py"))


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="tests/endurance", description=__doc__)
    parser.add_argument("--kills", type=int, default=1_000, help="processes to kill (1000)")
    parser.add_argument("--disks", type=int, default=10_000, help="disks to rebuild (10000)")
    parser.add_argument("--steps", type=int, default=0, help="crashes per operation (0: every)")
    parser.add_argument("--only", action="append", default=[], help="this operation alone")
    parser.add_argument("--seed", type=int, help="which cases are tried; drawn when not given")
    parser.add_argument("--short", action="store_true", help="the sample of the test command")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names())}")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - set(names())
    if unknown:
        parser.error(f"no such run: {', '.join(sorted(unknown))}")
    if min(options.kills, options.disks, options.steps) < 0:
        parser.error("a number below nothing")
    return options


def say(text: str) -> None:
    """A line of progress, for people."""
    print(text, file=sys.stderr, flush=True)


def work_folder(*, room: int) -> Path:
    """A private folder: in memory where there is room, since no real disk is to fail."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > room
    return Path(tempfile.mkdtemp(prefix="endurance-", dir=MEMORY if roomy else None)).resolve()


def run_one(name: str, given: argparse.Namespace, *, seed: int, work: Path) -> dict:
    """Do one run in a folder of its own; its result with the seconds it took."""
    module = importlib.import_module(f"tests.endurance.runs.{name}")
    folder = work / name
    folder.mkdir()
    options = Options(
        kills=given.kills,
        disks=given.disks,
        steps=given.steps,
        seed=seed,
        short=given.short,
        only=frozenset(given.only),
        work=folder,
        shared=work / "shared",
        processes=max(1, min(2, os.cpu_count() or 1)),
        say=lambda text: say(f"  {module.NAME}: {text}"),
    )
    say(f"{module.NAME} ...")
    began = time.monotonic()
    try:
        result = module.run(options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {**result, "seconds": round(time.monotonic() - began, 1)}


def main() -> int:
    """Run what is asked for; 1 when anything was lost or broken, or a control passed."""
    given = parse(sys.argv[1:])
    recorder.restart_under_it([str(HERE), *sys.argv[1:]])
    recorder.forget_the_way_in()
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(1 << 32)
    say(f"seed {seed}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    work = work_folder(room=ROOM_FOR_A_SAMPLE if given.short else ROOM)
    try:
        (work / "shared").mkdir()
        results = {
            name: run_one(name, given, seed=seed, work=work) for name in given.names or names()
        }
    finally:
        shutil.rmtree(work, ignore_errors=True)
    found = verdict.summary(results, seed=seed)
    print(json.dumps(found, indent=1) if given.json else verdict.as_text(found))
    return 0 if found["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
