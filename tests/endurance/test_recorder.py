"""The recorder sees every kind of call, and kills where it is told to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.endurance.disk import Recording, Tree, tree_of
from tests.endurance.journal import Kind, read
from tests.endurance.recorder import compile_into

# everything by which a file or a name changes, and some calls that fail
DEEDS = """
import os, shutil
os.mkdir("d"); os.chmod("d", 0o750)
f = os.open("a", os.O_RDWR | os.O_CREAT, 0o600)
os.write(f, b"one two three"); os.pwrite(f, b"TWO", 4); os.writev(f, [b"<", b"writev", b">"])
os.pwritev(f, [b"p", b"w"], 40); os.lseek(f, 0, 2); os.write(f, b"E"); os.ftruncate(f, 41)
os.fsync(f); os.fdatasync(f); os.fchmod(f, 0o640); os.close(f)
with open("a", "ab") as stream: stream.write(b"appended")
shutil.copyfile("a", "d/copied")
os.link("a", "d/linked"); os.rename("d/copied", "renamed"); os.replace("renamed", "d/again")
with open("empty", "wb"): pass
with open("empty", "wb") as stream: stream.write(b"x" * 70000)
os.mkdir("gone"); os.rmdir("gone")
os.mkdir("tree"); open("tree/leaf", "wb").close(); shutil.rmtree("tree")
for failing in (lambda: os.unlink("nonesuch"), lambda: os.mkdir("d"), lambda: os.rmdir("d")):
    try: failing()
    except OSError: pass
g = os.open("d", os.O_RDONLY); os.fsync(g); os.close(g); os.unlink("d/linked")
"""
PROGRAM = """
import os, sys
from pathlib import Path
from tests.endurance.recorder import Recorder
root, log, call, permille = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
os.chdir(root)
recorder = Recorder()
if log: recorder.record(root, Path(log))
else: recorder.kill_at(root, call, permille=None if permille < 0 else permille)
{deeds}
print(recorder.stop())
"""
ROOT = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.parametrize("system", {"linux"} & {sys.platform})


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Path:
    return compile_into(tmp_path_factory.mktemp("recorder"))


def perform(
    library: Path, root: Path, *, log: Path | None = None, call: int = 0, permille: int = -1
) -> subprocess.CompletedProcess:
    """Do all deeds in ``root`` under the recorder."""
    root.mkdir()
    return subprocess.run(
        [
            sys.executable,
            "-c",
            PROGRAM.format(deeds=DEEDS),
            root,
            log or "",
            str(call),
            str(permille),
        ],
        env={**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@LINUX
def test_the_recording_alone_gives_the_same_folder(
    library: Path, tmp_path: Path, system: str
) -> None:
    done = perform(library, tmp_path / "root", log=tmp_path / "log")
    assert done.returncode == 0, (system, done.stderr)
    calls = read(tmp_path / "log")
    recording = Recording(Tree(), calls, root=str(tmp_path / "root"))
    assert recording.at_the_end().differences(tree_of(tmp_path / "root")) == []
    assert len([call for call in calls if call.counts]) == int(done.stdout)
    assert {call.kind for call in calls} >= set(Kind) - {Kind.MARK, Kind.MAP, Kind.UNKNOWN}


@LINUX
def test_a_kill_falls_between_two_calls_of_the_recording(
    library: Path, tmp_path: Path, system: str
) -> None:
    """What lies there is what the calls before it did, no more and no less."""
    done = perform(library, tmp_path / "root", log=tmp_path / "log")
    calls = read(tmp_path / "log")
    counted = [place for place, call in enumerate(calls) if call.counts]
    for number in range(1, int(done.stdout) + 1, 4):
        folder = tmp_path / str(number)
        killed = perform(library, folder, call=number)
        assert killed.returncode == -9, (system, number, killed.stderr)
        before = Recording(Tree(), calls[: counted[number - 1]], root=str(tmp_path / "root"))
        assert before.at_the_end().differences(tree_of(folder)) == [], calls[counted[number - 1]]


@LINUX
def test_a_write_can_be_torn(library: Path, tmp_path: Path, system: str) -> None:
    done = perform(library, tmp_path / "root", log=tmp_path / "log")
    counted = [call for call in read(tmp_path / "log") if call.counts]
    number = next(at for at, call in enumerate(counted, 1) if len(call.data) == 70000)
    torn = perform(library, tmp_path / "torn", call=number, permille=500)
    assert (done.returncode, torn.returncode) == (0, -9), system
    assert (tmp_path / "torn" / "empty").stat().st_size == 35000
