"""A full disk and a folder that takes nothing: one sentence, and nothing half done."""

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.usecases.lead.add_lead import add_lead
from desktop.usecases.lead.back_up import back_up
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.export_chronology import ExportRequest, export_chronology
from desktop.usecases.lead.manage_people import NewPerson
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.lead.volumes import attach_volume
from storage.database.repositories import people
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.people import Role
from tests.fakes.small_school import WHEN, SmallSchool, cheap_kdf

FULL = OSError(errno.ENOSPC, "no space")
READ_ONLY = OSError(errno.EROFS, "read-only")


@dataclass
class Refusing:
    """Every way in which our program opens a file for writing, refused below one folder."""

    folder: Path
    error: OSError

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Refuse from now on until the patch ends."""
        for module, name in ((os, "open"), (os, "replace"), (os, "mkdir"), (tempfile, "mkstemp")):
            monkeypatch.setattr(module, name, self._guard(name, getattr(module, name)))

    def _guard(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def guarded(*arguments: object, **options: object) -> object:
            if self._refuses(name, arguments, options):
                raise self.error
            return real(*arguments, **options)

        return guarded

    def _refuses(self, name: str, arguments: tuple, options: dict) -> bool:
        if name == "open" and not (arguments[1] & (os.O_WRONLY | os.O_RDWR)):
            return False
        place = options.get("dir") if name == "mkstemp" else arguments[0]
        return self.folder in Path(str(place)).absolute().parents or Path(str(place)) == self.folder


def entry(school: SmallSchool) -> NewEntry:
    """A call to mother."""
    return NewEntry(
        kind="call",
        pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
        happened=WHEN,
        text="Rang mother.",
    )


@contextmanager
def refusal() -> Iterator[list[UserFacingError]]:
    """What is raised inside, as a list of one."""
    found: list[UserFacingError] = []
    with pytest.raises(UserFacingError) as caught:
        yield found
    found.append(caught.value)


@pytest.mark.parametrize(("error", "code"), [(FULL, "disk_full"), (READ_ONLY, "folder_read_only")])
def test_signing_in_where_nothing_can_be_written(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    school.sign_in().close()
    before = (school.casebook_folder / "casebook.keys").read_bytes()
    with monkeypatch.context() as patched:
        Refusing(school.casebook_folder, error).install(patched)
        with refusal() as found:
            school.sign_in()
        assert found[0].code in (f"keys.{code}", f"database.{code}", "database.read_only")
    assert (school.casebook_folder / "casebook.keys").read_bytes() == before
    assert not list(school.casebook_folder.glob("*.part"))
    assert school.sign_in().person.name == "Ruth Okafor"


@pytest.mark.parametrize(
    ("error", "code"), [(FULL, "exports.disk_full"), (READ_ONLY, "exports.folder_read_only")]
)
def test_an_export_that_cannot_be_written(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    out = school.root / "documents"
    out.mkdir()
    with school.signed_in() as casebook:
        add_entry(casebook, entry=entry(school))
        size = casebook.head().size
        with monkeypatch.context() as patched:
            Refusing(out, error).install(patched)
            with refusal() as found:
                export_chronology(
                    casebook,
                    request=ExportRequest(
                        pupil_id=school.first_pupil, profile="court", purpose="P",
                        recipient="R", path=out / "x.pdf",
                    ),
                )  # fmt: skip
        assert found[0].code == code
        assert casebook.head().size == size
        assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "code"), [(FULL, "backup.disk_full"), (READ_ONLY, "backup.folder_read_only")]
)
def test_a_backup_that_cannot_be_written(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    with school.signed_in() as casebook:
        size = casebook.head().size
        with monkeypatch.context() as patched:
            Refusing(school.backups, error).install(patched)
            with refusal() as found:
                back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        assert found[0].code == code
        assert casebook.head().size == size
        assert list(school.backups.iterdir()) == []


def test_a_lead_is_added_whole_or_not_at_all(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(casebook: OpenCasebook) -> None:
        add_lead(
            casebook,
            folder=school.casebook_folder,
            person=NewPerson(name="Ana Silva", account="ana", role=Role.DEPUTY),
            password="purple barges at midnight",
            kdf=cheap_kdf(school.random_bytes),
        )

    with school.signed_in() as casebook:
        size = casebook.head().size
        with monkeypatch.context() as patched:
            Refusing(school.casebook_folder, FULL).install(patched)
            with refusal() as found:
                add(casebook)
        assert found[0].code == "keys.disk_full"
        assert casebook.head().size == size
        assert people.by_account(casebook.connection, "ana") is None
        add(casebook)
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()


@pytest.mark.parametrize("error", [FULL, READ_ONLY])
def test_a_school_that_cannot_be_written_is_not_there(
    empty_school: SmallSchool, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    empty_school.laptop.mkdir(parents=True)
    with monkeypatch.context() as patched:
        Refusing(empty_school.laptop, error).install(patched)
        with refusal() as found:
            empty_school.create()
    assert found[0].code in ("desktop.home_not_writable", "keys.disk_full", "database.disk_full")
    assert list(empty_school.laptop.iterdir()) == []


_ON_A_TINY_DISK = """
import os, shutil, subprocess, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
disk, source = Path(sys.argv[1]), Path(sys.argv[2])
done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", str(disk)])
if done.returncode:
    print("no disk of our own here")
    sys.exit(0)
shutil.copytree(source, disk / "school")
(disk / "filler").write_bytes(bytes(4_500_000))
from tests.fakes.clock import FakeClock
from tests.fakes.small_school import PASSWORD, SmallSchool
from desktop.usecases.lead.sign_in import sign_in, Credentials
from desktop.usecases.lead.volumes import attach_volume
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from storage.records.errors import UserFacingError
school = SmallSchool(disk / "school", clock=FakeClock(), seed="tiny disk")
school.clock.advance(minutes=30)
casebook = sign_in(
    folder=school.casebook_folder, letterbox=school.letterbox,
    credentials=Credentials(account="ruth", password=PASSWORD, code=sys.argv[4]),
    host="h", user="u", clock=school.clock, random_bytes=school.random_bytes, app_version="0",
).casebook
codes, kept = [], 0
for number in range(8):
    size = casebook.head().size
    try:
        attach_volume(
            casebook, pupil_id=school.first_pupil, title="Scan", volume=number + 1,
            original_lies="Cabinet", name="scan.txt", content=os.urandom(900_000),
        )
        kept += 1
        assert casebook.head().size == size + 1
    except UserFacingError as error:
        codes.append(error.code)
        assert casebook.head().size == size
assert kept and codes and set(codes) == {"database.disk_full"}, (kept, codes)
(disk / "filler").unlink()
assert verify_ledger(casebook).result == "ok"
assert replay_differences(casebook) == ()
print("refused", len(codes))
"""


def test_a_really_full_disk(school: SmallSchool, project_root: Path, tmp_path: Path) -> None:
    """On a disk of its own where the system gives us one; the next test does it everywhere."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = [
        sys.executable, "-c", _ON_A_TINY_DISK, str(disk), str(school.root), str(project_root),
        school.secrets.one_time["ruth"][0],
    ]  # fmt: skip
    alone = ["unshare", "--mount"] if sys.platform.startswith("linux") else []
    done = subprocess.run([*alone, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0 or "unshare" in done.stderr, done.stderr
    assert "refused" in done.stdout or "no disk" in done.stdout or "unshare" in done.stderr


def test_a_casebook_that_may_not_grow(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        pages = casebook.connection.value("PRAGMA page_count")
        casebook.connection.all(f"PRAGMA max_page_count = {pages + 20}")
        size = casebook.head().size
        with refusal() as found:
            attach_volume(
                casebook, pupil_id=school.first_pupil, title="Scan", volume=1,
                original_lies="Cabinet", name="scan.txt", content=os.urandom(900_000),
            )  # fmt: skip
        assert found[0].code == "database.disk_full"
        assert casebook.head().size == size
        casebook.connection.all("PRAGMA max_page_count = 1000000")
        add_entry(casebook, entry=entry(school))
        assert casebook.head().size == size + 1
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
