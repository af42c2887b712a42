"""Review comments that were made twice: each is a rule here, with its reason."""

import ast
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.source_tree import ROOMS, ROOT, Module, dotted, modules

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60

# The only places that open a file for writing; everything else hands bytes to one of them.
WRITERS: dict[str, str] = {
    "exports/file_writer.py": "documents people asked for: temp, fsync, rename",
    "storage/database/casebook_swap.py": "a restore's swap: brings both files to the disk first",
    "storage/database/backup_files.py": "backups: temp, fsync, rename; and laying one out",
    "storage/database/lock_file.py": "says which program holds the casebook; no record",
    "storage/keys/durable_file.py": "the key file: temp, fsync, rename, fsync of the folder",
}


def test_tests_and_packaging_are_no_packages() -> None:
    """packaging/__init__.py would shadow the library pytest imports; tests/ui/ would shadow ui.

    tests/ itself is one: a library in the environment brings a package of that name, which would
    hide a plain folder from the programs that tests start.
    """
    found = [
        path.relative_to(ROOT).as_posix()
        for room in ("tests", "packaging")
        for path in (ROOT / room).rglob("__init__.py")
    ]
    assert found == ["tests/__init__.py"], "\n".join(found)


def test_only_the_listed_modules_write_files() -> None:
    """Temp, fsync, rename: a write anywhere else can leave half a record."""
    writing = {
        module.name: module.at(node)
        for module in modules(*ROOMS)
        for node in module.nodes()
        if isinstance(node, ast.Call) and _writes(node)
    }
    strangers = sorted(where for name, where in writing.items() if name not in WRITERS)
    assert not strangers, "\n".join(strangers)


def test_the_list_of_writers_is_current() -> None:
    """A module that no longer writes loses its permission."""
    idle = [
        name
        for name in WRITERS
        if not (ROOT / name).exists()
        or not any(
            isinstance(node, ast.Call) and _writes(node) for node in Module(ROOT / name).nodes()
        )
    ]
    assert idle == []


def _writes(call: ast.Call) -> bool:
    name = dotted(call.func)
    if name.endswith((".write_text", ".write_bytes")):
        return True
    if name in {"os.fdopen", "tempfile.mkstemp", "tempfile.NamedTemporaryFile"}:
        return True
    if name == "os.open":
        return "O_WRONLY" in ast.unparse(call) or "O_RDWR" in ast.unparse(call)
    if name != "open" and not name.endswith(".open"):
        return False
    candidates = [*call.args[:2], *(word.value for word in call.keywords if word.arg == "mode")]
    modes = [value.value for value in candidates if isinstance(value, ast.Constant)]
    return any(isinstance(mode, str) and _is_writing_mode(mode) for mode in modes)


def _is_writing_mode(text: str) -> bool:
    return len(text) <= 3 and set(text) <= set("rwabxt+") and bool(set(text) & set("wax+"))


CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}


def test_nobody_but_the_start_reads_the_clock() -> None:
    """The clock is passed in, so that a test can say what time it is."""
    found = [
        module.at(node)
        for module in modules(*ROOMS)
        for node in module.nodes()
        if isinstance(node, ast.Attribute)
        and _is_clock(dotted(node))
        and not (module.room == "desktop" and module.name.count("/") == 1)
    ]
    assert not found, "\n".join(found)


def _is_clock(name: str) -> bool:
    return any(name == clock or name.endswith("." + clock) for clock in CLOCKS)


def test_months_are_named_in_one_place() -> None:
    """strftime names them in the language of the computer once a window is open: a document would
    say other words than the command line, and not verify on another computer.
    """
    named = re.compile(r"%[aAbBcpxX]")
    found = [
        module.at(node)
        for module in modules(*ROOMS)
        for node in module.nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if named.search(node.value)
    ]
    assert not found, "use long_date, short_date, for_people: " + "\n".join(found)


def test_only_the_command_line_prints() -> None:
    """Standard output belongs to the command line; a stray print may carry a name."""
    found = [
        module.at(node)
        for module in modules(*ROOMS)
        for node in module.nodes()
        if isinstance(node, ast.Call)
        and dotted(node.func) == "print"
        and not module.name.startswith("desktop/cli/")
    ]
    assert not found, "\n".join(found)


FORBIDDEN_NAMES = {
    "QSortFilterProxyModel": "sorts 500,000 rows in minutes; order in SQL",
    "QTableWidget": "holds every cell; use a thin model",
    "QStandardItemModel": "holds every cell; use a thin model",
    "QNetworkAccessManager": "the program has no network",
    "QLocalServer": "lives in QtNetwork, which stays out",
    "QPdfDocument": "pypdfium2 shows pages; QtPdf is not installed",
}


def test_slow_and_networked_classes_stay_out() -> None:
    """Each of these was measured or decided against; the reason stands beside its name."""
    found = [
        f"{module.at(node)} {name}: {FORBIDDEN_NAMES[name]}"
        for module in modules(*ROOMS)
        for node in module.nodes()
        for name in _names(node)
        if name in FORBIDDEN_NAMES
    ]
    assert not found, "\n".join(found)


def test_popups_are_made_in_one_place() -> None:
    """Errors stand in the form, next to their cause; a popup is for harm, in ui/dialogs."""
    found = [
        module.at(node)
        for module in modules(*ROOMS)
        for node in module.nodes()
        if "QMessageBox" in _names(node) and not module.name.startswith("ui/dialogs/")
    ]
    assert not found, "\n".join(found)


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, ast.ImportFrom | ast.Import):
        return [alias.name for alias in node.names]
    return []


NETWORK = (
    "aiohttp",
    "ftplib",
    "http",
    "imaplib",
    "PySide6.QtNetwork",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "urllib.request",
    "urllib3",
    "xmlrpc",
)


def test_no_module_imports_the_network() -> None:
    """Nothing here listens or calls out; urllib.parse alone may pass, it only reads text."""
    found = [
        f"{module.at(node)} {name}"
        for module in modules(*ROOMS)
        for node in module.nodes()
        for name in _imported(node)
        if any(name == barred or name.startswith(barred + ".") for barred in NETWORK)
    ]
    assert not found, "\n".join(found)


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_modules_stay_short() -> None:
    """A module over 400 lines has two jobs."""
    found = {
        module.name: len(module.lines)
        for module in modules(*ROOMS, "packaging")
        if len(module.lines) > LONGEST_MODULE
    }
    assert not found, found


def test_functions_stay_short() -> None:
    """A function over 60 lines cannot be read aloud."""
    found = [
        f"{module.at(node)} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for module in modules(*ROOMS, "packaging")
        for node in module.nodes()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not found, "\n".join(found)


def test_a_late_import_gives_its_reason() -> None:
    """An import inside a function is an exception to the rule, so the line says why."""
    found = [
        module.at(node)
        for module, node in _late_imports()
        if "#" not in "".join(module.lines[node.lineno - 1 : node.end_lineno])
    ]
    assert not found, "\n".join(found)


def _late_imports() -> Iterator[tuple[Module, ast.Import | ast.ImportFrom]]:
    for module in modules(*ROOMS, "packaging"):
        for function in module.nodes():
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        yield module, node


@pytest.mark.parametrize("mark", ["type: ignore", "noqa"])
def test_a_silenced_check_gives_its_reason(mark: str) -> None:
    """``# noqa: X - why``: the next reader must know whether it still holds."""
    found = [
        f"{module.name}:{number}"
        for module in modules(*ROOMS, "packaging")
        for number, line in enumerate(module.lines, start=1)
        if f"# {mark}" in line and not _has_reason(line.split(f"# {mark}", 1)[1])
    ]
    assert not found, "\n".join(found)


def _has_reason(rest: str) -> bool:
    words = re.findall(r"[A-Za-z']+", rest.rsplit("]", maxsplit=1)[-1])
    return len([word for word in words if word.islower()]) >= 2


UNFINISHED = (
    "TO" + "DO",
    "FIX" + "ME",
    "Not" + "ImplementedError",
    "pytest." + "skip",
    "x" + "fail(",
)


def test_every_number_of_a_rule_is_read() -> None:
    """A limit or a time that stands in a data file and again, by hand, in the code goes apart."""
    known = {word for module in modules(*ROOMS) for word in re.findall(r"\w+", module.text)}
    found = [
        f"{path.name}: {key}"
        for path in sorted((ROOT / "resources").glob("*.toml"))
        for key in _numbers(tomllib.loads(path.read_text(encoding="utf-8")))
        if key not in known
    ]
    assert not found, "\n".join(found)


def _numbers(table: dict[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _numbers(value)
        elif isinstance(value, int | float):
            yield key


def test_nothing_is_left_for_later() -> None:
    """What is not done is not in the tree; what is planned stands in an issue."""
    found = [
        f"{module.name}:{number}"
        for module in modules(*ROOMS, "packaging", "tests")
        for number, line in enumerate(module.lines, start=1)
        if any(mark in line for mark in UNFINISHED)
    ]
    assert not found, "\n".join(found)


def test_no_global_state() -> None:
    """Parts are passed in; a global statement is a part that hides."""
    found = [
        module.at(node)
        for module in modules(*ROOMS, "packaging")
        for node in module.nodes()
        if isinstance(node, ast.Global)
    ]
    assert not found, "\n".join(found)
