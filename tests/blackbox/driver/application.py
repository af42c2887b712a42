"""The program under test as a screen reader meets it: its windows, and all that can be read."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gi.repository import Atspi, GLib

from driver.node import BULKY, Node, Wanted

STEP = 0.05
WIDEST = 400  # children looked at under one parent


class Application:
    """A started program with all its processes: the casebook has one of its own."""

    def __init__(self, process: "subprocess.Popen[Any]", environment: Mapping[str, str]) -> None:
        self.process = process
        self._environment = environment

    # Finding

    def wait_for_window(self, *, seconds: float) -> None:
        """Wait until some window of the program can be seen."""

        def seen() -> bool:
            code = self.process.poll()
            if code is not None:
                raise AssertionError(f"the program ended with {code} before it showed a window")
            return any(root.get_child_count() for root in self._roots())

        self._until(seen, seconds=seconds, complaint="no window in time")

    def find_all(
        self, *, within: Node | None = None, hidden: bool = False, **wanted: Any
    ) -> list[Node]:
        """Return every node that matches ``role``, ``name``, ``id`` and ``text``.

        A string matches whole; a compiled pattern is searched. Cells of tables are left out: ask
        the table for them.
        """
        want = Wanted(**wanted)
        return [node for node in self._walk(within, hidden=hidden) if _fits(want, node)]

    def find(self, *, seconds: float = 10, **wanted: Any) -> Node:
        """Wait for a node and return it; a field goes before the label that shares its name."""
        found: list[Node] = []

        def seen() -> bool:
            found[:] = sorted(self.find_all(**wanted), key=lambda node: node.role == "label")
            return bool(found)

        self._until(seen, seconds=seconds, complaint=f"nothing matches {wanted}")
        return found[0]

    def gone(self, *, seconds: float = 10, **wanted: Any) -> None:
        """Wait until nothing matches any more."""
        self._until(
            lambda: not self.find_all(**wanted),
            seconds=seconds,
            complaint=f"still there: {wanted}",
        )

    def until(self, condition: Callable[[], bool], *, seconds: float = 10, what: str) -> None:
        """Wait for a condition of the story's own; ``what`` says it in words."""
        self._until(condition, seconds=seconds, complaint=f"did not happen: {what}")

    def focused(self) -> Node | None:
        """Return the node that has the keyboard."""
        nodes = [node for node in self._walk(None, hidden=False) if _has_keyboard(node)]
        # A frame that hands its focus on stands before the field that has it.
        return nodes[-1] if nodes else None

    # Reading

    def everything(self) -> str:
        """Return every name and text any of the program's processes shows or hides, cells too."""
        parts = []
        for node in self._walk(None, hidden=True):
            parts += _words(node)
        return "\n".join(part for part in parts if part)

    def tree(self) -> str:
        """Return what a screen reader sees, indented; for messages of failed stories."""
        lines = [
            f"{'  ' * depth}{_named(node)}"
            for depth, node in self._descend([(0, root) for root in self._roots()], hidden=False)
        ]
        return "\n".join(lines[:300]) or "(nothing)"

    # Acting

    def keys(self, *combinations: str) -> None:
        """Press key combinations in xdotool's words, e.g. ``keys("ctrl+l")``."""
        self.xdotool("key", "--clearmodifiers", *combinations)

    def xdotool(self, *arguments: str) -> None:
        """Send real keyboard and pointer events."""
        command = ["xdotool", *arguments]
        subprocess.run(
            command, env=dict(self._environment), check=True, capture_output=True, timeout=30
        )

    # Processes

    def processes(self) -> list[int]:
        """Return the ids of the program's processes that still live."""
        parents = _parents()
        family = {self.process.pid}
        while True:
            more = {child for child, parent in parents.items() if parent in family} - family
            if not more:
                return sorted(family & parents.keys())
            family |= more

    def network_sockets(self) -> list[str]:
        """Return the lines of the kernel's tables for internet sockets that the program holds."""
        return [line for pid in self.processes() for line in _sockets_of(pid)]

    def wait_for_end(self, *, seconds: float = 10) -> int:
        """Wait until the program has ended by itself; return its exit status."""
        return self.process.wait(seconds)

    def end(self) -> None:
        """End the program and its children if they still run."""
        if self.process.poll() is not None:
            return
        family = self.processes()
        for pid in reversed(family):
            _signal(pid, signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            for pid in reversed(family):
                _signal(pid, signal.SIGKILL)
            self.process.wait(5)

    # Walking the tree

    def _roots(self) -> list[Any]:
        family = set(self.processes())
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        found = []
        for index in range(desktop.get_child_count()):
            try:
                child = desktop.get_child_at_index(index)
                if child is not None and child.get_process_id() in family:
                    found.append(child)
            except GLib.Error:
                continue  # a process that ended while we looked
        return found

    def _walk(self, within: Node | None, *, hidden: bool) -> Iterator[Node]:
        roots = [within.accessible] if within is not None else self._roots()
        for depth, node in self._descend([(0, root) for root in roots], hidden=hidden):
            if depth:
                yield node

    def _descend(self, stack: list[tuple[int, Any]], *, hidden: bool) -> Iterator[tuple[int, Node]]:
        stack.reverse()
        while stack:
            depth, accessible = stack.pop()
            try:
                accessible.clear_cache()
                node = Node(self, accessible)
                if depth and not hidden and not node.has("SHOWING"):
                    continue
                yield depth, node
                if depth and node.role in BULKY:
                    continue
                count = min(accessible.get_child_count(), WIDEST)
                children = [accessible.get_child_at_index(index) for index in range(count)]
            except GLib.Error:
                continue  # a widget that went away while we looked
            stack.extend((depth + 1, child) for child in reversed(children) if child is not None)

    def _until(self, condition: Callable[[], bool], *, seconds: float, complaint: str) -> None:
        limit = time.monotonic() + seconds
        while not _holds(condition):
            if time.monotonic() > limit:
                raise AssertionError(f"{complaint}; a screen reader sees:\n{self.tree()}")
            time.sleep(STEP)


def _holds(condition: Callable[[], bool]) -> bool:
    try:
        return condition()
    except GLib.Error:
        return False  # the page changed between finding a widget and reading it: look again


def _has_keyboard(node: Node) -> bool:
    try:
        return node.has("FOCUSED")
    except GLib.Error:
        return False


def _named(node: Node) -> str:
    try:
        return repr(node)
    except GLib.Error:
        return "(went away)"


def _words(node: Node) -> list[str]:
    try:
        parts = [node.name, node.description, node.text]
        if node.role in BULKY:
            rows, columns = node.shape()
            cells = [(row, column) for row in range(rows) for column in range(columns)]
            parts += [node.cell(row, column).name for row, column in cells[:5000]]
        return parts
    except GLib.Error:
        return []  # what went away while we looked is not shown any more


def _fits(want: Wanted, node: Node) -> bool:
    try:
        return want.fits(node)
    except GLib.Error:
        return False  # its process ended, or its widget went away, while we looked


def _parents() -> dict[int, int]:
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if fields[0] != "Z":
                found[int(entry.name)] = int(fields[1])
    return found


def _sockets_of(pid: int) -> list[str]:
    inodes = set()
    for link in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            match = re.fullmatch(r"socket:\[(\d+)\]", os.readlink(link))
        except OSError:
            continue
        if match:
            inodes.add(match.group(1))
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        lines = Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
        found += [f"{table} {line}" for line in lines if line.split()[9] in inodes]
    return found


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
