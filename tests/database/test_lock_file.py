"""One program at a time, and no casebook on a network drive."""

import subprocess
import sys
from pathlib import Path

import pytest

from storage.database.lock_file import acquire
from storage.database.network_path import refuse_network_path
from storage.records.errors import UserFacingError

WHO = {"host": "office-pc", "user": "ruth", "since": "2026-11-22T09:10:00.000Z"}


def test_a_second_program_is_told_where_the_first_one_is(tmp_path):
    with acquire(tmp_path, **WHO), pytest.raises(UserFacingError) as caught:
        acquire(tmp_path, **WHO)
    assert caught.value.code == "database.in_use"
    assert caught.value.facts == {"host": "office-pc", "since": WHO["since"]}
    acquire(tmp_path, **WHO).release()


def test_a_program_that_crashed_holds_no_lock(tmp_path):
    program = (
        "import os, sys; from pathlib import Path; from storage.database.lock_file import acquire;"
        "acquire(Path(sys.argv[1]), host='h', user='u', since='s'); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert done.returncode == 9
    acquire(tmp_path, **WHO).release()


def test_a_folder_that_is_gone(tmp_path):
    with pytest.raises(UserFacingError) as caught:
        acquire(tmp_path / "none", **WHO)
    assert caught.value.code == "database.missing"


MOUNTS = """/dev/sda1 / ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
server:/home /mnt/my\\040home nfs4 rw 0 0
tmpfs /mnt/share/local tmpfs rw 0 0
//teacher@server/docs on /Volumes/docs (smbfs, nodev, nosuid)
"""


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("/home/ruth/casebook", False),
        ("/mnt/share", True),
        ("/mnt/share/deep/casebook", True),
        ("/mnt/my home/casebook", True),
        ("/mnt/share/local/casebook", False),
        ("/mnt/shared", False),
        ("/Volumes/docs/casebook", True),
        ("//server/share/casebook", True),
        ("\\\\server\\share\\casebook", True),
    ],
)
def test_network_paths(path, refused):
    if not refused:
        refuse_network_path(Path(path), mounts=MOUNTS)
        return
    with pytest.raises(UserFacingError) as caught:
        refuse_network_path(Path(path), mounts=MOUNTS)
    assert caught.value.code == "database.network_path"


def test_this_computer_s_own_disk(tmp_path):
    refuse_network_path(tmp_path)
