"""What a disk may hold after the power went: rebuilt from a recording, call by call.

What was synced is there. Of the rest a disk may hold nothing, the calls up to some moment, any of
them, or torn parts of any of them, in sectors of 512 bytes. A name (a new file, a rename, a
removal) is certain once its folder was synced after it, and may be undone before.
"""

import os
import random
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath

from tests.endurance.journal import O_TRUNC, Call, Kind

SECTOR = 512
# SQLite's shared memory: written through a map, and thrown away whenever a casebook is opened first
UNRECORDED = "-shm"


class Loss(StrEnum):
    """What is left of what was not synced."""

    ALL = "none of it"
    LATER = "up to a moment"
    SOME = "any of it"
    TORN = "torn parts of any of it"


@dataclass(slots=True)
class Change:
    """One change of a file: data at a place, or with ``data`` None a size, or a mode."""

    at: int
    offset: int = 0
    data: bytes | None = None
    mode: int | None = None

    def apply(self, content: bytearray) -> None:
        """Change ``content`` as the call did; a mode changes nothing of it."""
        if self.mode is not None:
            return
        if self.data is None:
            _resize(content, self.offset)
            return
        end = self.offset + len(self.data)
        if len(content) < self.offset:
            _resize(content, self.offset)
        content[self.offset : end] = self.data


def _resize(content: bytearray, size: int) -> None:
    if size < len(content):
        del content[size:]
    else:
        content.extend(bytes(size - len(content)))


@dataclass(slots=True)
class Node:
    """A file or a folder, whatever its name; ``synced`` are the moments at which it was."""

    number: int
    is_folder: bool
    mode: int = 0o600
    content: bytes = b""
    changes: list[Change] = field(default_factory=list)
    synced: list[int] = field(default_factory=list)
    mapped: bool = False

    def certain_at(self, moment: int) -> int:
        """The last sync that had ended before ``moment``; -1 for none."""
        before = bisect_left(self.synced, moment)
        return self.synced[before - 1] if before else -1


State = tuple[bytes, int]  # content and mode
Kept = Callable[[int, int], bool]  # of a call's moment, and its file's last certain sync
Place = tuple[int, str]  # the folder's number, and the name in it


@dataclass(slots=True)
class Naming:
    """One change of names: ``old`` None makes ``node`` at ``new``; ``new`` None removes ``old``."""

    at: int
    old: Place | None
    new: Place | None
    node: int | None = None
    is_link: bool = False


class UnmodelledCallError(RuntimeError):
    """The recording holds a call that the model does not know; it would prove nothing."""


class Recording:
    """A folder as it was before, and everything that was done to it since."""

    def __init__(self, before: "Tree", calls: Iterable[Call], *, root: str) -> None:
        self.root = root
        self.nodes: list[Node] = []
        self.namings: list[Naming] = []
        self.marks: list[tuple[int, str]] = []
        self.first_names: dict[Place, int] = {}
        self._names: dict[Place, int] = {}
        self._open: dict[int, int] = {}
        self._plant(before)
        self.first_names = dict(self._names)
        self.moments = 0
        for call in calls:
            self._play(call)
            self.moments += 1

    def acknowledged(self, moment: int) -> list[str]:
        """The marks that were set before ``moment``."""
        return [text for at, text in self.marks if at < moment]

    def after(self, moment: int, *, loss: Loss, chance: random.Random) -> "Tree":
        """Return a disk whose power went just before call number ``moment``."""
        until = chance.randint(0, moment) if loss is Loss.LATER else 0

        def kept(at: int, certain: int) -> bool:
            if at < certain:
                return True
            if loss is Loss.ALL:
                return False
            return at < until if loss is Loss.LATER else chance.random() < 0.5

        names = self._names_after(moment, kept)
        states: dict[int, State] = {}

        def state_of(node: Node) -> State:
            if node.number not in states:
                states[node.number] = _state(node, moment, kept, loss=loss, chance=chance)
            return states[node.number]

        return _tree(self.nodes, names, state_of)

    def at_the_end(self) -> "Tree":
        """Return the folder as the calls left it, nothing lost: what really lies there."""
        return self.after(self.moments, loss=Loss.LATER, chance=_Whole())

    def _names_after(self, moment: int, kept: Kept) -> dict[Place, int]:
        names = dict(self.first_names)
        for naming in self.namings:
            if naming.at >= moment:
                break
            folder = (naming.new or naming.old)[0]
            if kept(naming.at, self.nodes[folder].certain_at(moment)):
                _rename(names, naming)
        return names

    # -- playing the calls --

    def _plant(self, before: "Tree") -> None:
        self._names[(0, "")] = self._add(is_folder=True)
        for path, mode in sorted(before.folders.items()):
            node = self._add(is_folder=True)
            self.nodes[node].mode = mode
            self._names[self._place(f"{self.root}/{path}")] = node
        for path, (content, mode) in before.files.items():
            node = self._add(is_folder=False)
            self.nodes[node].content, self.nodes[node].mode = content, mode
            self._names[self._place(f"{self.root}/{path}")] = node

    def _add(self, *, is_folder: bool) -> int:
        self.nodes.append(Node(number=len(self.nodes), is_folder=is_folder))
        return len(self.nodes) - 1

    def _place(self, path: str) -> Place:
        if path.rstrip("/") == self.root:
            return (0, "")
        inside = PurePosixPath(path).relative_to(self.root).parts
        folder = self._names[(0, "")]
        for name in inside[:-1]:
            folder = self._names[(folder, name)]
        return (folder, inside[-1])

    def _is_ours(self, path: str) -> bool:
        return path == self.root or path.startswith(self.root + "/")

    def _play(self, call: Call) -> None:
        at = self.moments
        if call.kind is Kind.OPEN:
            self._play_open(call, at)
        elif call.kind is Kind.MARK:
            self.marks.append((at, call.data.decode()))
        elif call.kind is Kind.FAILED:
            pass
        elif call.kind is Kind.UNKNOWN:
            raise UnmodelledCallError(f"{call.first} {call.second}")
        elif call.kind in _BY_NAME:
            self._play_naming(call, at)
        else:
            self._play_on_descriptor(call, at)

    def _play_open(self, call: Call, at: int) -> None:
        place = self._place(call.first)
        if call.created:
            node = self._add(is_folder=False)
            self.nodes[node].mode = call.offset
            self._name(Naming(at=at, old=None, new=place, node=node))
        self._open[call.descriptor] = self._names[place]
        if call.number & O_TRUNC and not call.created:
            self.nodes[self._names[place]].changes.append(Change(at=at, offset=0))

    def _play_on_descriptor(self, call: Call, at: int) -> None:
        node = self.nodes[self._open[call.descriptor]]
        if call.kind is Kind.WRITE:
            node.changes.append(Change(at=at, offset=call.offset, data=call.data))
        elif call.kind is Kind.TRUNCATE:
            node.changes.append(Change(at=at, offset=call.offset))
        elif call.kind is Kind.FCHMOD:
            node.changes.append(Change(at=at, mode=call.number))
        elif call.kind is Kind.SYNC:
            node.synced.append(at)
        elif call.kind is Kind.MAP:
            node.mapped = True
        else:
            del self._open[call.descriptor]

    def _play_naming(self, call: Call, at: int) -> None:
        if call.kind is Kind.CHMOD:
            node = self.nodes[self._names[self._place(call.first)]]
            node.changes.append(Change(at=at, mode=call.number))
        elif call.kind is Kind.MKDIR:
            node = self._add(is_folder=True)
            self.nodes[node].mode = call.number
            self._name(Naming(at=at, old=None, new=self._place(call.first), node=node))
        elif call.kind in (Kind.UNLINK, Kind.RMDIR):
            self._name(Naming(at=at, old=self._place(call.first), new=None))
        else:
            if not (self._is_ours(call.first) and self._is_ours(call.second)):
                raise UnmodelledCallError("a name moved in or out of the folder")
            if call.number:
                raise UnmodelledCallError("a rename with flags")
            old, new = self._place(call.first), self._place(call.second)
            self._name(Naming(at=at, old=old, new=new, is_link=call.kind is Kind.LINK))

    def _name(self, naming: Naming) -> None:
        self.namings.append(naming)
        _rename(self._names, naming)


_BY_NAME = frozenset({Kind.RENAME, Kind.UNLINK, Kind.MKDIR, Kind.RMDIR, Kind.LINK, Kind.CHMOD})


class _Whole(random.Random):
    """Chance that keeps everything."""

    def randint(self, a: int, b: int) -> int:
        """The latest."""
        del a
        return b


def _rename(names: dict[Place, int], naming: Naming) -> None:
    """Apply a change of names; nothing when its source is not there (its own making was lost)."""
    if naming.old is None:
        assert naming.new is not None
        assert naming.node is not None
        names[naming.new] = naming.node
        return
    node = names.get(naming.old)
    if node is None:
        return
    if not naming.is_link:
        del names[naming.old]
    if naming.new is not None:
        names[naming.new] = node


def _state(node: Node, moment: int, kept: Kept, *, loss: Loss, chance: random.Random) -> State:
    content, mode = bytearray(node.content), node.mode
    certain = node.certain_at(moment)
    for change in node.changes:
        if change.at >= moment:
            break
        if change.at < certain or loss is not Loss.TORN or not change.data:
            if not kept(change.at, certain):
                continue
            mode = mode if change.mode is None else change.mode
            change.apply(content)
            continue
        for torn in _sectors(change):
            if chance.random() < 0.5:
                torn.apply(content)
    return bytes(content), mode


def _sectors(change: Change) -> Iterator[Change]:
    """The parts of a write as the disk would write them: each whole, or not at all."""
    assert change.data is not None
    start, end = change.offset, change.offset + len(change.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        piece = change.data[start - change.offset : stop - change.offset]
        yield Change(at=change.at, offset=start, data=piece)
        start = stop


# ---- trees ----


@dataclass(slots=True)
class Tree:
    """The folders (with modes) and files (content, mode) below a folder, by their paths in it."""

    folders: dict[str, int] = field(default_factory=dict)
    files: dict[str, State] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Lay the tree out in ``folder``, which must not exist."""
        folder.mkdir(parents=True)
        for path in sorted(self.folders):
            (folder / path).mkdir()
        for path, (content, mode) in self.files.items():
            (folder / path).write_bytes(content)
            (folder / path).chmod(mode)
        for path, mode in self.folders.items():
            (folder / path).chmod(mode)

    def differences(self, other: "Tree") -> list[str]:
        """Name what differs; what no recorder can see (shared memory) does not count."""
        names = [path for path, _ in sorted(self.folders.items() ^ other.folders.items())]
        for path in sorted(self.files.keys() | other.files.keys()):
            if not path.endswith(UNRECORDED) and self.files.get(path) != other.files.get(path):
                names.append(path)
        return names


def tree_of(folder: Path) -> Tree:
    """Read a real folder."""
    tree = Tree()
    for base, folders, files in os.walk(folder):
        inside = Path(base).relative_to(folder)
        for name in folders:
            tree.folders[str(inside / name)] = Path(base, name).stat().st_mode & 0o7777
        for name in files:
            path = Path(base, name)
            tree.files[str(inside / name)] = (path.read_bytes(), path.stat().st_mode & 0o7777)
    return tree


def _tree(nodes: list[Node], names: dict[Place, int], state_of: Callable[[Node], State]) -> Tree:
    """Walk from the top: what hangs below a folder that is not there is not there either."""
    inside: dict[int, list[tuple[str, int]]] = {}
    for (folder, name), node in names.items():
        if name:
            inside.setdefault(folder, []).append((name, node))
    tree = Tree()
    waiting = [("", 0)]
    while waiting:
        path, folder = waiting.pop()
        for name, number in inside.get(folder, ()):
            full = f"{path}{name}"
            node = nodes[number]
            if node.is_folder:
                tree.folders[full] = state_of(node)[1]
                waiting.append((f"{full}/", number))
            else:
                tree.files[full] = state_of(node)
    return tree
