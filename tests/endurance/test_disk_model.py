"""The model of a disk that loses its power: what is certain, what may go, and what never may."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.endurance.disk import Loss, Recording, Tree, UnmodelledCallError, tree_of
from tests.endurance.journal import O_TRUNC, Call, Kind
from tests.endurance.verdict import faults, summary

ROOT = "/home"
MODE = 0o600


def call(kind: Kind, path: str = "", **more) -> Call:
    usual = {"created": False, "descriptor": 5, "number": 0, "offset": 0, "second": "", "data": b""}
    first = f"{ROOT}/{path}" if path else ""
    return Call(kind=kind, first=first, **{**usual, **more})


def new(path: str, data: bytes, *, sync: bool) -> list[Call]:
    calls = [
        call(Kind.OPEN, path, created=True, offset=MODE),
        call(Kind.WRITE, data=data),
    ]
    return [*calls, *([call(Kind.SYNC)] if sync else []), call(Kind.CLOSE)]


def folder_sync(path: str = "") -> list[Call]:
    opened = Call(
        kind=Kind.OPEN, created=False, descriptor=6, number=0, offset=0,
        first=f"{ROOT}/{path}".rstrip("/"), second="", data=b"",
    )  # fmt: skip
    return [opened, call(Kind.SYNC, descriptor=6), call(Kind.CLOSE, descriptor=6)]


def disks(calls: list[Call], before: Tree | None = None, *, number: int = 60) -> list[Tree]:
    """Disks after the last call, of every kind of loss."""
    recording = Recording(before or Tree(), calls, root=ROOT)
    chance = random.Random(7)
    return [
        recording.after(recording.moments, loss=loss, chance=chance)
        for loss in Loss
        for _ in range(number)
    ]


def contents(trees: list[Tree], path: str) -> set[bytes | None]:
    return {tree.files[path][0] if path in tree.files else None for tree in trees}


def test_what_was_synced_with_its_folder_is_on_every_disk() -> None:
    found = disks([*new("a", b"x" * 3000, sync=True), *folder_sync()])
    assert contents(found, "a") == {b"x" * 3000}


def test_a_name_is_not_certain_before_its_folder_was_synced() -> None:
    found = disks(new("a", b"x", sync=True))
    assert contents(found, "a") == {b"x", None}


def test_data_is_not_certain_before_it_was_synced() -> None:
    found = disks([*new("a", b"x", sync=False), *folder_sync()])
    assert contents(found, "a") == {b"x", b""}


def test_torn_writes_end_where_sectors_do() -> None:
    data = bytes([1]) * 700 + bytes([2]) * 700
    found = contents(disks([*new("a", data, sync=False), *folder_sync()], number=200), "a")
    assert len(found) > 4
    for content in found:
        for start in range(0, len(content), 512):
            piece = content[start : start + 512]
            assert piece in (data[start : start + 512], bytes(len(piece)))


def test_a_rename_is_whole_or_undone() -> None:
    before = Tree(files={"a": (b"old", MODE)})
    calls = [
        *new("a.part", b"new", sync=True),
        call(Kind.RENAME, "a.part", second=f"{ROOT}/a"),
    ]
    assert contents(disks(calls, before), "a") == {b"old", b"new"}
    assert contents(disks([*calls, *folder_sync()], before), "a") == {b"new"}


def test_writing_over_a_file_may_leave_nothing_of_it() -> None:
    before = Tree(files={"a": (b"old", MODE)})
    calls = [call(Kind.OPEN, "a", number=O_TRUNC), call(Kind.WRITE, data=b"new"), call(Kind.CLOSE)]
    assert contents(disks(calls, before), "a") >= {b"old", b"new", b""}


def test_what_lies_in_a_folder_goes_with_it() -> None:
    calls = [
        call(Kind.MKDIR, "in", number=0o700),
        *new("in/a", b"x", sync=True),
        *folder_sync("in"),
    ]
    assert contents(disks(calls), "in/a") == {b"x", None}
    assert contents(disks([*calls, *folder_sync()]), "in/a") == {b"x"}


def test_a_removal_may_be_undone() -> None:
    before = Tree(files={"a": (b"x", MODE)})
    removed = [call(Kind.UNLINK, "a")]
    assert contents(disks(removed, before), "a") == {b"x", None}
    assert contents(disks([*removed, *folder_sync()], before), "a") == {None}


def test_acknowledgements_count_from_their_own_moment() -> None:
    marks = [call(Kind.MARK, data=b"one"), call(Kind.MKDIR, "d"), call(Kind.MARK, data=b"two")]
    recording = Recording(Tree(), marks, root=ROOT)
    assert [recording.acknowledged(moment) for moment in range(4)] == [
        [], ["one"], ["one"], ["one", "two"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "stranger",
    [
        call(Kind.UNKNOWN, "a"),
        call(Kind.RENAME, "a", second="/elsewhere/a"),
        call(Kind.RENAME, "a", second=f"{ROOT}/b", number=2),
    ],
)
def test_what_the_model_does_not_know_is_refused(stranger: Call) -> None:
    """A recording that it cannot follow would prove nothing."""
    with pytest.raises(UnmodelledCallError):
        Recording(Tree(files={"a": (b"", MODE)}), [stranger], root=ROOT)


def test_trees_are_laid_out_as_they_were_read(tmp_path: Path) -> None:
    tree = Tree(folders={"d": 0o750}, files={"d/a": (b"x", 0o640), "b": (b"", 0o600)})
    tree.write(tmp_path / "out")
    assert tree_of(tmp_path / "out").differences(tree) == []
    tree.files["b"] = (b"!", 0o600)
    assert tree_of(tmp_path / "out").differences(tree) == ["b"]


CAUGHT = {"tried": 2, "caught": 1}
GOOD = {"tried": 3, "lost": 0, "broken": 0, "seconds": 1.0, "controls": {"c": CAUGHT}}


def test_a_good_run_has_no_faults() -> None:
    found = summary({"steps": GOOD}, seed=1)
    assert (found["ok"], found["lost"]) == (True, 0)
    assert found["controls"] == {"steps: c": CAUGHT}


@pytest.mark.parametrize(
    "bad",
    [
        {"tried": 0},
        {"lost": 1},
        {"broken": 1},
        {"controls": {"c": {"tried": 2, "caught": 0}}},
    ],
)
def test_a_run_fails_when_something_is_lost_or_a_control_passes(bad: dict) -> None:
    assert len(faults({"steps": {**GOOD, **bad}})) == 1


def test_wrong_words_are_refused(project_root: Path) -> None:
    for words in (["nonesuch"], ["--kills", "-1"], ["--disks", "many"]):
        done = subprocess.run(
            [sys.executable, str(project_root / "tests" / "endurance"), *words],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert "usage:" in done.stderr
