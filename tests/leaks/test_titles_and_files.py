"""Titles say the program's name; files are the account's own; memory stays out of dumps."""

import ast
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.source_tree import ROOMS, dotted, modules

ROOT = Path(__file__).resolve().parents[2]


def test_no_window_is_called_after_what_it_shows() -> None:
    """A title stands in the task bar, in screen shares and in the window list of other programs."""
    found = [
        module.at(node)
        for module in modules(*ROOMS)
        for node in module.nodes()
        if isinstance(node, ast.Call)
        and dotted(node.func).endswith("setWindowTitle")
        and not _is_fixed_text(node.args[0])
    ]
    assert not found, "\n".join(found)


def _is_fixed_text(node: ast.expr) -> bool:
    """Whether the argument is a text of the source, translated or not: never put together."""
    if isinstance(node, ast.Constant):
        return True
    if not isinstance(node, ast.Call) or not dotted(node.func).endswith(("tr", "translate")):
        return False
    return all(isinstance(argument, ast.Constant) for argument in node.args)


@pytest.mark.parametrize("text", ["window.setWindowTitle(name)", 'w.setWindowTitle(f"{name}")'])
def test_the_rule_sees_a_title_with_a_name(text: str) -> None:
    """The control of the rule above."""
    call = ast.parse(text).body[0]
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    assert not _is_fixed_text(call.value.args[0])


def _after_start(words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"from desktop.hardening import harden_process as h; h(); {words}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_files_are_the_accounts_own(tmp_path: Path) -> None:
    """Whatever the umask of the account was."""
    before = os.umask(0)
    try:
        _after_start(f"open({str(tmp_path / 'one')!r}, 'w').close()")
    finally:
        os.umask(before)
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o600


def test_memory_stays_out_of_dumps() -> None:
    """No core file, and no other program of the account may read the memory."""
    limit = _after_start("import resource; print(resource.getrlimit(resource.RLIMIT_CORE))")
    assert limit == "(0, 0)"
    dumpable = _after_start("import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))")
    assert dumpable == "0"
    control = subprocess.run(
        [sys.executable, "-c", "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert control.stdout.strip() == "1"
    assert resource.getrlimit(resource.RLIMIT_CORE) is not None
