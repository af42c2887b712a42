"""A file somebody chooses may be endless, a pipe, gone, or grow while it is read."""

import os
from pathlib import Path

import pytest

from desktop.controllers.read_files import read_bounded, read_file
from storage.intake.attachments import SIZE_LIMIT
from storage.records.errors import UserFacingError


def refusal(path: Path) -> str:
    with pytest.raises(UserFacingError) as refused:
        read_bounded(path)
    return refused.value.code


def test_no_more_is_read_than_can_be_kept(tmp_path: Path) -> None:
    whole = tmp_path / "scan.pdf"
    whole.write_bytes(b"x" * 100)
    assert read_bounded(whole) == b"x" * 100
    with whole.open("r+b") as opened:
        opened.truncate(SIZE_LIMIT)
    assert len(read_bounded(whole)) == SIZE_LIMIT
    with whole.open("r+b") as opened:
        opened.truncate(SIZE_LIMIT * 4000)  # 100 GB of nothing: it would not fit into memory
    assert refusal(whole) == "attachments.too_large"


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    gone = tmp_path / "gone.pdf"
    assert refusal(gone) == "attachments.unreadable"
    assert refusal(tmp_path) == "attachments.unreadable"
    if hasattr(os, "mkfifo"):
        pipe = tmp_path / "pipe.pdf"
        os.mkfifo(pipe)
        link = tmp_path / "link.pdf"
        link.symlink_to(pipe)
        assert refusal(link) == "attachments.unreadable"
        assert read_file(str(pipe)).attachment is None
