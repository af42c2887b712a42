"""A letterbox between computers that copies as badly as folders can.

Each computer has a copy of its own; something carries files between the copies late, twice, out of
order, in part, under other names, brings back what was deleted, loses, exchanges and changes what
it should carry. ``become_honest`` ends that: one folder for all, with all the rubbish in it.
"""

import errno
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from storage.letterbox.spool import Spool


class Weather:
    """How often a single access to a folder fails while it is bad; ``kinds`` says what happened."""

    def __init__(self, chance: random.Random, *, faults: float) -> None:
        self.chance, self.faults = chance, faults
        self.kinds: dict[str, int] = defaultdict(int)

    def strikes(self, kind: str) -> bool:
        """Whether this access fails in this way."""
        struck = self.chance.random() < self.faults
        self.kinds[kind] += struck
        return struck


@dataclass(frozen=True, slots=True)
class FaultySpool(Spool):
    """The real letterbox on a share or a stick that fails at any access."""

    weather: Weather = field(kw_only=True)

    def _write(self, path: Path, data: bytes) -> None:
        with self._told():
            if self.weather.strikes("disk full"):
                raise OSError(errno.ENOSPC, "full")
            if self.weather.strikes("not allowed"):
                raise OSError(errno.EACCES, "read only")
            if self.weather.strikes("pulled out in the middle"):
                path.write_bytes(data[: self.weather.chance.randrange(len(data) + 1)])
                raise OSError(errno.ENODEV, "gone")
        Spool._write(self, path, data)
        with self._told():
            if self.weather.strikes("written, but told otherwise"):
                raise OSError(errno.EIO, "network")

    def _move(self, name: str, place: str, *, source: str = "out") -> None:
        with self._told():
            if self.weather.strikes("held by another program"):
                raise OSError(errno.EACCES, "locked")
        Spool._move(self, name, place, source=source)

    def _read(self, path: Path, *, largest: int) -> bytes | None:
        with self._told():
            if self.weather.strikes("cannot be read now"):
                raise OSError(errno.EIO, "network")
        data = Spool._read(self, path, largest=largest)
        if data and self.weather.strikes("read in part"):
            return data[: self.weather.chance.randrange(len(data))]
        return data


class HostileFolder:
    """Copies of a letterbox below ``root``, one for each of ``sides``."""

    def __init__(self, root: Path, *, sides: Sequence[str], chance: random.Random) -> None:
        self._root, self._sides, self._chance = root, list(sides), chance
        self._seen: dict[str, list[bytes]] = defaultdict(list)
        self._growing: list[tuple[Path, bytes]] = []
        self._away: set[str] = set()
        self.shared = root / "all"
        self.kinds: dict[str, int] = defaultdict(int)
        for side in sides:
            self.folder(side).mkdir(parents=True)
            Spool(self.folder(side)).prepare()

    def folder(self, side: str) -> Path:
        """The copy of one computer; nothing lies there while the stick is away."""
        return self._root / side

    def misbehave(self) -> None:
        """Do one thing, good or bad."""
        acts: tuple[tuple[Callable[[], None], int], ...] = (
            (self._carry, 12),
            (self._carry_all, 2),
            (self._carry_in_part, 2),
            (self._carry_under_another_name, 3),
            (self._go_on_growing, 2),
            (self._delete_elsewhere, 2),
            (self._bring_back, 2),
            (self._lose, 1),
            (self._exchange, 1),
            (self._flip, 1),
            (self._fill_with_zeros, 1),
            (self._put_old_one_back, 1),
            (self._pull_out, 1),
        )
        chosen = self._chance.choices([act for act, _ in acts], [weight for _, weight in acts])[0]
        self.kinds[chosen.__name__.strip("_")] += 1
        chosen()

    def become_honest(self) -> Path:
        """Let everybody see one folder from now on: all that lies anywhere, conflicts beside."""
        for side in list(self._away):
            self._plug_in(side)
        for path, data in self._growing:
            if self._chance.random() < 0.5 and path.parent.is_dir():
                path.write_bytes(data)
        Spool(self._made(self.shared)).prepare()
        sides = self._sides[:]
        self._chance.shuffle(sides)
        for side in sides:
            for name in self._names(side):
                source, target = self.folder(side) / name, self.shared / name
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.exists() and target.read_bytes() != source.read_bytes():
                    target = target.with_name(_other_name(target.name, self._chance))
                target.write_bytes(source.read_bytes())
        return self.shared

    # -- what happens ----------------------------------------------------------------------------

    def _carry(self) -> None:
        self._copy(self._pick())

    def _carry_all(self) -> None:
        side = self._chance.choice(self._sides)
        for name in self._names(side):
            self._copy((side, name))

    def _copy(self, picked: tuple[str, str] | None) -> None:
        if picked is not None:
            source, target = self._route(*picked)
            _put(target, source.read_bytes())

    def _carry_in_part(self) -> None:
        picked = self._pick()
        if picked is not None:
            source, target = self._route(*picked)
            data = source.read_bytes()
            _put(target, data[: self._chance.randrange(len(data) + 1)])
            self._growing.append((target, data))

    def _carry_under_another_name(self) -> None:
        picked = self._pick()
        if picked is not None:
            source, target = self._route(*picked)
            _put(target.with_name(_other_name(target.name, self._chance)), source.read_bytes())

    def _go_on_growing(self) -> None:
        if self._growing:
            path, data = self._growing.pop(self._chance.randrange(len(self._growing)))
            place = self._chance.choice(("out", "kept", "collected", path.parent.name))
            moved = path.parent.with_name(place) / path.name
            # who writes goes on writing, also when the file was moved in between
            target = moved if moved.is_file() else path
            if target.parent.is_dir():
                target.write_bytes(data)

    def _delete_elsewhere(self) -> None:
        picked = self._pick()
        if picked is not None:
            self._route(*picked)[1].unlink(missing_ok=True)

    def _bring_back(self) -> None:
        name = self._known()
        if name:
            side = self._chance.choice(self._sides)
            _put(self.folder(side) / name, self._chance.choice(self._seen[name]))

    _put_old_one_back = _bring_back

    def _lose(self) -> None:
        picked = self._pick()
        if picked is not None:
            (self.folder(picked[0]) / picked[1]).unlink()

    def _exchange(self) -> None:
        one, two = self._pick(), self._pick()
        if one and two:
            paths = [self.folder(side) / name for side, name in (one, two)]
            first, second = (path.read_bytes() for path in paths)
            paths[0].write_bytes(second)
            paths[1].write_bytes(first)

    def _flip(self) -> None:
        picked = self._pick()
        if picked is not None:
            path = self.folder(picked[0]) / picked[1]
            data = bytearray(path.read_bytes())
            if data:
                data[self._chance.randrange(len(data))] ^= 1 << self._chance.randrange(8)
                path.write_bytes(bytes(data))

    def _fill_with_zeros(self) -> None:
        picked = self._pick()
        if picked is not None:
            path = self.folder(picked[0]) / picked[1]
            path.write_bytes(bytes(path.stat().st_size))

    def _pull_out(self) -> None:
        side = self._chance.choice(self._sides)
        if side in self._away:
            self._plug_in(side)
        else:
            self.folder(side).rename(self._root / f"{side} is away")
            self._away.add(side)

    def _plug_in(self, side: str) -> None:
        self._away.discard(side)
        (self._root / f"{side} is away").rename(self.folder(side))

    # -- parts -----------------------------------------------------------------------------------

    def _here(self) -> list[str]:
        return [side for side in self._sides if side not in self._away]

    def _names(self, side: str) -> list[str]:
        if side in self._away:
            return []
        folder = self.folder(side)
        names = []
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                data = path.read_bytes()
                if data not in self._seen[name]:
                    self._seen[name].append(data)
                names.append(name)
        return names

    def _pick(self) -> tuple[str, str] | None:
        """A file somewhere; letters on their way more often than others."""
        here = [(side, name) for side in self._here() for name in self._names(side)]
        letters = [item for item in here if item[1].startswith(("out/", "receipts/"))]
        chosen = letters if letters and self._chance.random() < 0.7 else here
        return self._chance.choice(chosen) if chosen else None

    def _known(self) -> str:
        known = [name for name, versions in sorted(self._seen.items()) if versions]
        here = self._here()
        return self._chance.choice(known) if known and len(here) == len(self._sides) else ""

    def _route(self, side: str, name: str) -> tuple[Path, Path]:
        others = [other for other in self._here() if other != side] or [side]
        return self.folder(side) / name, self.folder(self._chance.choice(others)) / name

    @staticmethod
    def _made(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _put(path: Path, data: bytes) -> None:
    if path.parent.is_dir():
        path.write_bytes(data)


def _other_name(name: str, chance: random.Random) -> str:
    stem, _, suffix = name.rpartition(".")
    return chance.choice(
        (
            f"{stem} (1).{suffix}",
            f"{stem}-DESKTOP-AB12.{suffix}",
            f"{name}.tmp",
            name.upper(),
            f"{stem[:6].upper()}~1.{suffix[:3].upper()}",
            f"{stem} - Copy.{suffix}",
            f"Kopie von {name}",
            f"~{name}",
            f"{stem} (Ruth’s conflicted copy 2026-11-22).{suffix}",
        )
    )
