"""Small files on the disk: whole or not there, on systems that differ."""

import errno
import os
import stat

import pytest

from storage.keys import durable_file


def failing_for_folders(monkeypatch, number):
    """Let fsync fail for folders only, as some network file systems do."""
    real = os.fsync

    def fsync(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)


def test_it_replaces_the_whole_file(tmp_path):
    path = tmp_path / "file"
    for data in (b"long old content", b"new"):
        durable_file.write_durably(path, data)
        assert path.read_bytes() == data
    assert [found.name for found in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_cannot_be_made_durable_is_no_failure(tmp_path, monkeypatch):
    failing_for_folders(monkeypatch, errno.EINVAL)
    durable_file.write_durably(tmp_path / "file", b"x")
    assert (tmp_path / "file").read_bytes() == b"x"


def test_a_disk_that_fails_there_is_one(tmp_path, monkeypatch):
    failing_for_folders(monkeypatch, errno.EIO)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        durable_file.write_durably(tmp_path / "file", b"x")


def test_where_folders_cannot_be_opened_they_are_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(durable_file, "SYNCS_FOLDERS", False)
    failing_for_folders(monkeypatch, errno.EIO)
    durable_file.write_durably(tmp_path / "file", b"x")
    assert (tmp_path / "file").read_bytes() == b"x"


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "file"
    durable_file.write_durably(path, b"old")

    def replace(*_args):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OSError, match="full") as caught:
        durable_file.write_durably(path, b"new")
    assert durable_file.code_of(caught.value) == "keys.disk_full"
    assert [found.read_bytes() for found in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("system", {"posix"} & {os.name})  # Windows keeps permissions its own way
def test_a_file_has_its_mode_before_it_has_its_name(tmp_path, monkeypatch, system):
    """A crash between the two would close it to the other side for ever."""
    seen = []
    real = os.replace

    def replace(source, target):
        seen.append(stat.S_IMODE(os.stat(source).st_mode))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    before = os.umask(0o077)
    try:
        durable_file.write_durably(tmp_path / "a", b"x", mode=0o666, whatever_the_umask=True)
        durable_file.write_durably(tmp_path / "b", b"x", mode=0o666)
    finally:
        os.umask(before)
    assert seen == [0o666, 0o600], system


def test_new_folders_lie_on_the_disk_with_all_that_is_above_them(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(durable_file, "sync_folder", synced.append)
    wanted = tmp_path / "home" / "letterbox" / "out"
    durable_file.make_folder(wanted)
    assert wanted.is_dir()
    assert synced == [wanted.parent, wanted.parent.parent, tmp_path]
    durable_file.make_folder(wanted)
    assert len(synced) == 3


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_link_laid_under_its_temporary_name_leads_nowhere(tmp_path, link):
    """Everybody can write the letterbox: what lies there must not make us write elsewhere."""
    secret = tmp_path / "casebook.db"
    secret.write_bytes(b"the casebook")
    secret.chmod(0o600)
    link(secret, tmp_path / "team.card.part")
    durable_file.write_durably(tmp_path / "team.card", b"new", mode=0o666, whatever_the_umask=True)
    assert secret.read_bytes() == b"the casebook"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert (tmp_path / "team.card").read_bytes() == b"new"
    assert not (tmp_path / "team.card").is_symlink()
    assert stat.S_IMODE((tmp_path / "team.card").stat().st_mode) == 0o666


def test_a_link_in_the_place_of_the_file_is_replaced_not_followed(tmp_path):
    secret = tmp_path / "casebook.db"
    secret.write_bytes(b"the casebook")
    (tmp_path / "team.card").symlink_to(secret)
    durable_file.write_durably(tmp_path / "team.card", b"new")
    assert secret.read_bytes() == b"the casebook"
    assert (tmp_path / "team.card").read_bytes() == b"new"
