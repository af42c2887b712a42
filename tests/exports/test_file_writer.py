"""Saving: all or nothing, plain refusals, names that say nothing of a child."""

import errno
import os
from pathlib import Path

import pytest

from exports import file_writer
from exports.file_writer import prepare, safe_file_name, write_atomically
from storage.records.errors import UserFacingError


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """The new bytes stand under the name, and nothing else lies beside them."""
    target = tmp_path / "chronology.pdf"
    target.write_bytes(b"old")
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_prepared_file_waits(tmp_path: Path) -> None:
    """Until it is published the old file stands; discarding leaves no trace."""
    target = tmp_path / "chronology.pdf"
    target.write_bytes(b"old")
    prepared = prepare(target, b"new")
    assert target.read_bytes() == b"old"
    assert prepared.temporary.read_bytes() == b"new"
    assert prepared.temporary.parent == tmp_path
    prepared.discard()
    prepared.discard()
    assert list(tmp_path.iterdir()) == [target]
    prepare(target, b"new").publish()
    assert target.read_bytes() == b"new"


def test_a_missing_folder_is_named_so(tmp_path: Path) -> None:
    """A stick that was pulled out."""
    with pytest.raises(UserFacingError) as refused:
        write_atomically(tmp_path / "gone" / "a.pdf", b"x")
    assert refused.value.code == "exports.folder_missing"


def test_a_folder_of_that_name_is_named_so(tmp_path: Path) -> None:
    """Replacing a folder by a file would fail later and less clearly."""
    with pytest.raises(UserFacingError) as refused:
        write_atomically(tmp_path, b"x")
    assert refused.value.code == "exports.is_a_folder"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "exports.disk_full"),
        (errno.EDQUOT, "exports.disk_full"),
        (errno.EACCES, "exports.folder_read_only"),
        (errno.EROFS, "exports.folder_read_only"),
        (errno.EBUSY, "exports.file_in_use"),
        (errno.EIO, "exports.not_written"),
    ],
)
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_every_failure_has_its_sentence_and_leaves_nothing(
    number: int, code: str, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever step fails, the old file is whole and no temporary file is left."""
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    name = {"write": "fdopen", "fsync": "fsync", "replace": "replace"}[step]
    monkeypatch.setattr(file_writer.os, name, fail)
    with pytest.raises(UserFacingError) as refused:
        write_atomically(target, b"new")
    assert refused.value.code == code
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("chronology", "p-7k2m9q4rtx", "x-42"), "chronology-p-7k2m9q4rtx-x-42.pdf"),
        (("../../etc/passwd",), "etc-passwd.pdf"),
        (("a:b*c?", ""), "a-b-c.pdf"),
        (("",), "document.pdf"),
        (("con",), "document-con.pdf"),
        (("LPT1", "x"), "LPT1-x.pdf"),
        (("Llŷr",), "Ll-r.pdf"),
    ],
)
def test_file_names_suit_every_system(parts: tuple[str, ...], name: str) -> None:
    """No path, no reserved name, no letter a system would refuse."""
    assert safe_file_name(*parts, suffix=".pdf") == name


def test_long_names_are_cut() -> None:
    """Old file systems and deep folders leave little room."""
    assert len(safe_file_name("x" * 400, suffix=".docx")) <= 120


@pytest.mark.parametrize("name", ["n" * 300, "é" * 130, "a\0b", "line\nbreak", "bad\udcff"])
def test_a_name_that_no_file_can_have_is_refused_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    """Otherwise the register would hold a document whose file never got its name."""
    with pytest.raises(UserFacingError) as refused:
        prepare(tmp_path / f"{name}.pdf", b"x")
    assert refused.value.code == "exports.bad_name"
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    """Neither is a device: whoever runs as administrator would lose it."""
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    with pytest.raises(UserFacingError) as refused:
        prepare(pipe, b"x")
    assert refused.value.code == "exports.not_written"
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_file_that_another_program_holds_is_found_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Open in a reader on Windows: the register must not hold what cannot get its name."""
    target = tmp_path / "open.pdf"
    target.write_bytes(b"old")

    def held(source: object, destination: object) -> None:
        raise OSError(errno.EBUSY, "held", str(source), 32, str(destination))

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", held)
        with pytest.raises(UserFacingError) as refused:
            prepare(target, b"x")
    assert refused.value.code == "exports.file_in_use"
    assert [path.name for path in tmp_path.iterdir()] == ["open.pdf"]
    assert target.read_bytes() == b"old"
