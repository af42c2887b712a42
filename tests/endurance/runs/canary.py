"""Looks for one word in every byte that goes to any file, and in the raw disk under it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.endurance import crashes, leaks
from tests.endurance.journal import Kind, read
from tests.endurance.options import Options
from tests.endurance.stage import Stage, act, recording
from tests.fakes.small_school import SmallSchool

NAME = "canary"
Work = Callable[[Stage], None]
_DISK_BYTES = 160 << 20
_EVERYWHERE = Path("/")


def run(options: Options) -> dict:
    """Return the bytes seen and how often the word stood among them; ``raw_disk`` beside."""
    base = crashes.base_school(options.shared)
    school = base.copy_to(options.work / "day", seed=NAME)
    seen = _seen(
        options, lambda stage: leaks.work_a_day(school, stage), but=school.root / leaks.EXPORTS
    )
    lying_there = leaks.count(_all_files(school.root, but=leaks.EXPORTS))
    plain = _seen(options, lambda _: leaks.plain_day(options.work / "plain"), but=None)
    controls = {"plain SQLite": {"tried": plain["bytes"], "caught": plain["found"]}}
    result = {
        "tried": seen["bytes"],
        "unit": "bytes given to files",
        "lost": 0,
        "broken": seen["found"] + lying_there,
        "files": seen["files"],
        "problems": seen["where"],
        "controls": controls,
    }
    if options.short:
        return result
    raw = _raw_disk(base, options)
    result["raw_disk"] = raw
    if "found" in raw:
        result["broken"] += raw["found"]
        controls["plain SQLite on the raw disk"] = {"tried": 1, "caught": raw["plain_found"]}
    return result


def _seen(options: Options, work: Work, *, but: Path | None) -> dict:
    """Record every byte that ``work`` gives to any file, unlinked ones too."""
    log = options.work / "everything.log"
    ended = act(work, arm=recording(_EVERYWHERE, log))
    if ended.failure or ended.calls is None:
        raise crashes.HarnessError(f"the day did not end well: {ended.failure}")
    calls = read(log)
    log.unlink()
    found, size, files, where = 0, 0, set(), []
    for call in calls:
        if call.kind is not Kind.WRITE or (but is not None and call.first.startswith(f"{but}/")):
            continue
        times = leaks.count(call.data)
        found, size = found + times, size + len(call.data)
        files.add(call.first)
        if times:
            where.append(f"{times} times: {Path(call.first).name}")
    mapped = {call.first for call in calls if call.kind is Kind.MAP}
    strange = [name for name in mapped if not name.endswith("-shm")]
    if strange:
        raise crashes.HarnessError(f"written through a map, unseen: {strange}")
    return {"found": found, "bytes": size, "files": len(files), "where": where[:20]}


def _all_files(root: Path, *, but: str) -> bytes:
    paths = (path for path in sorted(root.rglob("*")) if path.is_file())
    return b"\0".join(path.read_bytes() for path in paths if path.relative_to(root).parts[0] != but)


def _raw_disk(base: SmallSchool, options: Options) -> dict:
    """The same day on a file system of its own, counted in the image; plain SQLite after it."""
    image, mount = options.work / "disk.img", options.work / "mounted"
    refusal = _mounted(image, mount)
    if refusal:
        options.say(f"raw disk not run: {refusal}")
        return {"not_run": refusal}
    try:
        school = base.copy_to(mount / "day", seed="raw")
        found = _on_disk(image, mount, lambda stage: _day_there(school, stage))
        _mount(image, mount)
        plain = _on_disk(image, mount, lambda _: leaks.plain_day(mount / "plain"))
    finally:
        subprocess.run(["umount", mount], capture_output=True, check=False)
    return {"found": found, "plain_found": plain, "image_bytes": _DISK_BYTES}


def _mounted(image: Path, mount: Path) -> str:
    """Make and mount the disk; return why not, or ""."""
    if os.geteuid() != 0:
        return "only root may mount a disk"
    with image.open("wb") as file:
        file.truncate(_DISK_BYTES)
    mount.mkdir()
    for tool in ("mkfs.ext4", "mount"):
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
    try:
        _mount(image, mount)
    except subprocess.CalledProcessError as error:
        return f"mount: {error.stderr.decode().strip()}"
    return ""


def _mount(image: Path, mount: Path) -> None:
    subprocess.run(["mount", "-o", "loop", image, mount], capture_output=True, check=True)


def _day_there(school: SmallSchool, stage: Stage) -> None:
    """Temporary files go to this disk too; what the person exports is no leak: elsewhere."""
    temporary = school.root.parent / "tmp"
    temporary.mkdir()
    tempfile.tempdir = str(temporary)
    os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = str(temporary)
    elsewhere = tempfile.mkdtemp(dir="/tmp")
    (school.root / leaks.EXPORTS).symlink_to(elsewhere)
    leaks.work_a_day(school, stage)
    shutil.rmtree(elsewhere)


def _on_disk(image: Path, mount: Path, work: Work) -> int:
    ended = act(work, arm=lambda _: None)
    if ended.failure:
        raise crashes.HarnessError(f"the day on the disk did not end well: {ended.failure}")
    subprocess.run(["umount", mount], check=True)
    return leaks.count(image.read_bytes())
