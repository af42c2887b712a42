"""The developer's commands: run, test, bench, shots, endure, build. Needs only Python 3.11+."""

import argparse
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import checks
import environment
import machine
import say

OFF_SCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def run(options: argparse.Namespace) -> int:
    """Open the program; with --demo a made-up school, off-screen where there is no screen."""
    screen = machine.has_screen()
    if not screen and not options.demo:
        raise say.Stop(
            "There is no screen here to open a window on; "
            "`python3 packaging/dev.py run --demo` does the whole story without one.",
            status=2,
        )
    _prepare(for_tests=False)
    if not options.demo:
        return environment.python("-m", "desktop")
    say.heading("A made-up school: no child, parent or member of staff in it is real")
    if screen:
        return environment.python("-m", "desktop", "--temp-home", "--demo")
    out = environment.ROOT / "build" / "demo"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    status = environment.python(
        "-m", "desktop", "demo", "--out", out, "--screens", extra=OFF_SCREEN
    )
    say.line(f"\nThe files are in {out}" if status == 0 else "\nThe demonstration failed.")
    return status


def test(_options: argparse.Namespace) -> int:
    """Run everything CI runs."""
    _prepare(for_tests=True)
    return checks.run_all()


def bench(options: argparse.Namespace) -> int:
    """Run the benchmarks, each beside its reference program."""
    _prepare(for_tests=True)
    names = [*options.names, *(["--json"] if options.json else [])]
    return environment.python(environment.ROOT / "tests" / "benchmarks", *names, extra=OFF_SCREEN)


def shots(options: argparse.Namespace) -> int:
    """Save a picture of every screen with the made-up school."""
    _prepare(for_tests=False)
    out = Path(options.out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    look = ["--theme", options.theme, "--text", str(options.text)]
    return environment.python("-m", "desktop", "shots", "--out", out, *look, extra=OFF_SCREEN)


def endure(options: argparse.Namespace) -> int:
    """Kill, cut the power, stop at every system call, damage; compare with what must be left."""
    if not sys.platform.startswith("linux"):
        raise say.Stop("The harness records system calls as Linux has them; run it there.", 2)
    _prepare(for_tests=True)
    words = ["--kills", str(options.kills), "--disks", str(options.disks)]
    words += ["--steps", str(options.steps), *(["--json"] if options.json else [])]
    words += ["--seed", str(options.seed)] if options.seed is not None else []
    program = environment.ROOT / "tests" / "endurance"
    return environment.python(program, *words, *options.names, extra=OFF_SCREEN)


def later(options: argparse.Namespace) -> int:
    """Say plainly that a command is not there yet."""
    raise say.Stop(f"`{options.command}` follows in a later version.", status=2)


def _prepare(*, for_tests: bool) -> None:
    machine.prepare(for_tests=for_tests)
    environment.prepare(for_tests=for_tests)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="python3 packaging/dev.py", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(
        name: str, work: Callable[[argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(work=work)
        return command

    opened = add("run", run, "make .venv and open the program")
    opened.add_argument("--demo", action="store_true", help="with a made-up school")
    add("test", test, "everything that CI runs")
    measured = add("bench", bench, "benchmarks, as ratios to reference programs of the same run")
    measured.add_argument("--json", action="store_true", help="print one JSON object")
    measured.add_argument("names", nargs="*", help="only these")
    pictures = add("shots", shots, "a picture of every screen")
    pictures.add_argument("--out", required=True, metavar="DIR")
    pictures.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    pictures.add_argument("--text", type=int, choices=(100, 200), default=100)
    harness = add("endure", endure, "kill, power-loss and system-call harness; exit 1 on any loss")
    harness.add_argument("--kills", type=int, default=1_000, help="processes to kill (1000)")
    harness.add_argument("--disks", type=int, default=10_000, help="disks to rebuild (10000)")
    harness.add_argument("--steps", type=int, default=0, help="crashes per operation (0: every)")
    harness.add_argument("--seed", type=int, help="repeat a run whose seed was printed")
    harness.add_argument("--json", action="store_true", help="print one JSON object")
    harness.add_argument("names", nargs="*", help="only these runs")
    add("build", later, "the installers that can be made on this system")
    return top


def main() -> int:
    """Do what the command line asks; return the exit status."""
    options = parser().parse_args()
    try:
        status: int = options.work(options)
    except say.Stop as stop:
        say.line(str(stop))
        return stop.status
    except KeyboardInterrupt:
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
