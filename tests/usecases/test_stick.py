"""A stick that comes and goes: another drive letter, another school's, and what waits meanwhile."""

import shutil
from pathlib import Path

import pytest

from desktop.usecases.lead.letterbox_moved import collect_wherever, use_letterbox
from desktop.usecases.letterbox_place import check_place
from desktop.usecases.staff.receipts import deliver
from desktop.usecases.staff.station import school_card
from desktop.usecases.staff.stick import at_the_stick
from storage.records.errors import UserFacingError
from tests.fakes.small_school import SmallSchool


@pytest.fixture
def drives(tmp_path: Path) -> Path:
    """Where sticks appear."""
    folder = tmp_path / "drives"
    folder.mkdir()
    return folder


def test_it_is_found_under_another_letter_and_what_waited_is_carried(
    school: SmallSchool, drives: Path
) -> None:
    (drives / "F").mkdir()
    school.letterbox.rename(drives / "away")
    sent = school.send()
    station, other = at_the_stick(school.station(), volumes=lambda: sorted(drives.glob("?")))
    assert (deliver(station).problem, other) == ("letterbox.folder_gone", False)
    (drives / "away").rename(drives / "F" / "Letterbox")
    volumes = lambda: sorted(drives.glob("?"))  # noqa: E731 - what is plugged in changes
    station, other = at_the_stick(school.station(), volumes=volumes)
    assert other is False
    assert deliver(station).carried == (sent.number,)
    with school.signed_in() as casebook:
        done = collect_wherever(casebook, folder=school.letterbox, stick=True, volumes=volumes)
        assert len(done.concerns) == 1
    assert deliver(at_the_stick(school.station(), volumes=volumes)[0]).received == (sent.number,)


def test_another_school_s_stick_is_left_alone(school: SmallSchool, drives: Path) -> None:
    other = SmallSchool(drives / "other", clock=school.clock, seed="another school")
    other.create()
    shutil.rmtree(school.letterbox)
    other.letterbox.rename(school.letterbox)  # under the very same letter
    before = sorted(path.name for path in school.letterbox.rglob("*"))
    station, is_other = at_the_stick(school.station(), volumes=list)
    assert is_other
    school_card(station)
    assert deliver(station).problem == "letterbox.folder_gone"
    with school.signed_in() as casebook:
        with pytest.raises(UserFacingError) as caught:
            collect_wherever(casebook, folder=school.letterbox, stick=True, volumes=list)
        assert caught.value.code == "letterbox.other_school"
        with pytest.raises(UserFacingError) as caught:
            use_letterbox(casebook, folder=school.letterbox)
        assert caught.value.code == "letterbox.other_school"
    assert sorted(path.name for path in school.letterbox.rglob("*")) == before


def test_another_folder_is_taken_into_use(school: SmallSchool, tmp_path: Path) -> None:
    sent = school.send()
    new = tmp_path / "Ordner für Briefe – ünïcödé 信箱"
    new.mkdir()
    with school.signed_in() as casebook:
        use_letterbox(casebook, folder=new)
        done = collect_wherever(casebook, folder=new, stick=False, volumes=list)
        assert (done.concerns, done.kept) == ((), ()), "the old folder was emptied before"
    assert deliver(school.station()).received == (sent.number,)
    assert (new / "school.card").is_file()
    assert (new / "team.card").is_file()


def check(folder: Path, home: Path, *, way: str = "folder", lead: bool = True, random_bytes=None):
    return check_place(folder, way=way, lead=lead, home=home, random_bytes=random_bytes)


def codes(found) -> tuple[str, ...]:
    return tuple(note.code for note in found.notes)


def test_a_good_folder_passes_and_nothing_is_left_behind(tmp_path: Path, random_bytes) -> None:
    home, folder = tmp_path / "home", tmp_path / "Ünïcödé 信箱 (2)"
    home.mkdir()
    folder.mkdir()
    found = check(folder, home, random_bytes=random_bytes)
    assert found.problem is None
    assert codes(found) == ("letterbox.check_on_this_computer",)
    assert [path.name for path in folder.iterdir()] == ["checked-on.txt"]
    staff = check(folder, home, lead=False, random_bytes=random_bytes)
    assert (staff.problem, codes(staff)) == (None, ("letterbox.check_same_computer",))
    (folder / "checked-on.txt").write_text("00" * 16, encoding="ascii")
    assert codes(check(folder, home, lead=False, random_bytes=random_bytes)) == ()
    one = check(folder, home, way="accounts", lead=False, random_bytes=random_bytes)
    assert codes(one) == ("letterbox.check_other_computer",)


@pytest.mark.parametrize(
    ("place", "way", "code"),
    [
        ("not a full path", "folder", "letterbox.check_not_a_full_path"),
        ("{tmp}/nowhere", "folder", "letterbox.folder_gone"),
        ("{tmp}/file", "folder", "letterbox.check_is_a_file"),
        ("{tmp}/home/casebook/letters", "folder", "letterbox.check_own_folder"),
        ("{tmp}/OneDrive - Larch Lane Primary/Letterbox", "folder", "letterbox.check_synced"),
        ("{tmp}/Dropbox/Letterbox", "folder", "letterbox.check_synced"),
        ("{tmp}/" + "long" * 60, "folder", "letterbox.check_too_long"),
        ("{tmp}/good", "stick", "letterbox.check_not_a_stick"),
    ],
)
def test_a_bad_place_is_named(
    tmp_path: Path, random_bytes, place: str, way: str, code: str
) -> None:
    home = tmp_path / "home"
    for name in ("home/casebook/letters", "OneDrive - Larch Lane Primary/Letterbox", "good"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "Dropbox" / "Letterbox").mkdir(parents=True)
    (tmp_path / "file").write_bytes(b"")
    folder = Path(place.format(tmp=tmp_path))
    found = check(folder, home, way=way, random_bytes=random_bytes)
    assert found.problem is not None
    assert found.problem.code == code


def test_rights_and_space_are_really_tried(tmp_path: Path, random_bytes, monkeypatch) -> None:
    home, folder = tmp_path / "home", tmp_path / "letterbox"
    home.mkdir()
    folder.mkdir()

    def refuse(*_given: object, **_named: object) -> None:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        found = check(folder, home, random_bytes=random_bytes)
        assert found.problem is not None
        assert found.problem.code == "letterbox.check_may_not_rename"
    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", refuse)
        found = check(folder, home, random_bytes=random_bytes)
        assert found.problem is not None
        assert found.problem.code == "letterbox.read_only"
    with monkeypatch.context() as patched:
        usage = shutil.disk_usage(folder)._replace(free=3 * 1024 * 1024)
        patched.setattr(shutil, "disk_usage", lambda _: usage)
        found = check(folder, home, random_bytes=random_bytes)
        assert found.problem is not None
        assert (found.problem.code, found.problem.facts["free"]) == (
            "letterbox.check_little_space", 3,
        )  # fmt: skip
    assert list(folder.iterdir()) == []
