"""Every hostile file is dealt with by a program of its own within two seconds and 200 MB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 2
MEGABYTES = 200

# Reads one file with every reader; prints how each ended and how long they took together.
_PROGRAM = """
import json, resource, sys, time
limit = int(sys.argv[2]) * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from storage.intake.attachments import inspect, strip_metadata
from storage.intake.chronology_csv import read_chronology
from storage.intake.pupil_file import read_pupil_file
from storage.intake.vocabularies import load_calendar
from storage.records.errors import UserFacingError
data = open(sys.argv[1], "rb").read()
calendar = load_calendar()
readers = {
    "pupils": lambda: f"{len(read_pupil_file(data).rows)} read",
    "chronology": lambda: f"{len(read_chronology(data, calendar=calendar).rows)} read",
    "attachment": lambda: inspect("../../x", data).kind,
    "copy": lambda: str(len(strip_metadata(data).content)),
}
ends = {}
start = time.process_time()
for name, reader in readers.items():
    try:
        ends[name] = reader()
    except UserFacingError as error:
        ends[name] = error.code
seconds = time.process_time() - start
# not ru_maxrss: it keeps the size of the program that started this one
status = open("/proc/self/status").read()
kilobytes = int(status.split("VmHWM:")[1].split()[0])
print(json.dumps({"ends": ends, "seconds": seconds, "kilobytes": kilobytes}))
"""


def deal_with(path: Path, root: Path) -> dict[str, object]:
    """Run all readers on the file in a program with a limit on its memory."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(path), str(MEGABYTES)],
        capture_output=True,
        cwd=root,
        timeout=20,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    result: dict[str, object] = json.loads(done.stdout)
    return result


def test_every_hostile_file(shared_data: Path, project_root: Path) -> None:
    files = sorted(path for path in (shared_data / "hostile").iterdir() if path.suffix != ".json")
    for path in files:
        result = deal_with(path, project_root)
        assert float(str(result["seconds"])) < SECONDS, path.name
        assert int(str(result["kilobytes"])) < MEGABYTES * 1024, path.name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("quotes.csv", b'a,b\n"' + b'""' * 4_000_000),
        ("commas.csv", b"a,b\n" + b"," * 8_000_000),
        ("lines.csv", b"a\n" * 4_000_000),
        ("deep.xml", b"<a>" * 2_000_000),
        ("wide.xml", b"<CTfile>" + b"<a/>" * 3_000_000 + b"</CTfile>"),
        ("attributes.xml", b"<CTfile " + b" ".join(b"a%d='1'" % n for n in range(200_000)) + b"/>"),
        ("jpeg.jpg", b"\xff\xd8" + b"\xff\xe1\x00\x02" * 2_000_000),
        ("scan.jpg", b"\xff\xd8\xff\xda\x00\x02" + b"\xff\x00" * 4_000_000),
        ("chunks.png", b"\x89PNG\r\n\x1a\n" + bytes(8_000_000)),
        ("names.pdf", b"%PDF-" + b"#4a" * 2_000_000),
    ],
)
def test_large_traps(tmp_path: Path, project_root: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = deal_with(path, project_root)
    assert float(str(result["seconds"])) < SECONDS, result
