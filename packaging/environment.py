"""Makes .venv from the hash-pinned requirements, and runs programs inside it."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "requirements.json"
REQUIREMENTS = ROOT / "packaging" / "requirements"
OLDEST, NEWEST = (3, 11), (3, 14)


def executable(name: str) -> Path:
    """Return the path of a program inside .venv, e.g. ``python``."""
    if os.name == "nt":
        return VENV / "Scripts" / f"{name}.exe"
    return VENV / "bin" / name


def run(
    command: Sequence[str | Path], *, extra: dict[str, str] | None = None, quiet: bool = False
) -> int:
    """Run a program from the top of the tree and return its exit status.

    ``extra`` adds to the environment; ``quiet`` sends its standard output to standard error, so
    that ours holds results only.
    """
    environment = dict(os.environ, **(extra or {}))
    environment["PATH"] = f"{executable('python').parent}{os.pathsep}{environment.get('PATH', '')}"
    environment["VIRTUAL_ENV"] = str(VENV)
    environment.pop("PYTHONHOME", None)
    stdout = sys.stderr if quiet else None
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=environment, stdout=stdout, check=False
    )
    return done.returncode


def python(*arguments: str | Path, extra: dict[str, str] | None = None) -> int:
    """Run .venv's Python from the top of the tree and return its exit status."""
    return run([executable("python"), *arguments], extra=extra)


def prepare(*, for_tests: bool) -> None:
    """Make .venv hold what requirements/runtime.txt (or dev.txt) pins; quick when it does already.

    Raises say.Stop when Python does not fit or the packages cannot be had.
    """
    _check_python()
    if not _usable():
        _make()
    wanted = "dev.txt" if for_tests else "runtime.txt"
    have = _read_stamp()
    if have.get(wanted) == _digest(wanted):
        return
    say.heading(f"Installing the packages of {wanted} (checked by hash; once)")
    command: list[str | Path] = [executable("python"), "-m", "pip", "install"]
    command += ["--disable-pip-version-check", "--require-hashes", "-r", REQUIREMENTS / wanted]
    if run(command, quiet=True) != 0:
        raise say.Stop(
            "The packages could not be installed (see above). They are needed once, so this step "
            "needs the internet or a folder of wheels named in PIP_FIND_LINKS; then run it again."
        )
    have["runtime.txt"] = _digest("runtime.txt")  # dev.txt holds every pin of runtime.txt
    have[wanted] = _digest(wanted)
    STAMP.write_text(json.dumps(have, indent=1) + "\n", encoding="utf-8")


def _check_python() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise say.Stop(
            f"Holdfast needs Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}; this is "
            f"{sys.version_info.major}.{sys.version_info.minor}. Start it with one of those.",
            status=2,
        )


def _usable() -> bool:
    """Tell whether .venv has a Python that starts, is of a supported version and has pip."""
    if not executable("python").exists():
        return False
    script = "import sys, pip; print(*sys.version_info[:2])"
    done = subprocess.run(
        [str(executable("python")), "-c", script], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        return False
    major, minor = (int(part) for part in done.stdout.split())
    return OLDEST <= (major, minor) <= NEWEST


def _make() -> None:
    say.heading(f"Making {VENV.name}")
    if VENV.exists():
        shutil.rmtree(VENV)
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], stdout=sys.stderr, check=False)
    if done.returncode != 0:
        raise say.Stop("Python could not make .venv (see above).")


def _digest(name: str) -> str:
    return hashlib.sha256((REQUIREMENTS / name).read_bytes()).hexdigest()


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}
