"""The arrows between the rooms, and what may never come in through a library."""

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tests.support.source_tree import ROOMS, modules

# contract -> (module that breaks it, what it would import)
PLANTED = {
    "Top-level arrows": ("storage/records/planted.py", "import desktop.paths"),
    "Inside storage": ("storage/letterbox/planted.py", "import storage.database"),
    "Inside desktop": ("desktop/usecases/planted.py", "import desktop.controllers"),
    "Inside ui": ("ui/widgets/planted.py", "import ui.views"),
    "Screens and documents know only records": ("ui/views/planted.py", "import storage.keys"),
    "The staff side cannot open": ("desktop/usecases/staff/planted.py", "import storage.database"),
    "Qt stays out": ("exports/planted.py", "import PySide6.QtCore"),
    "Only storage.database speaks SQL": ("desktop/cli/planted.py", "import sqlcipher3"),
    "Only exports draws": ("ui/planted.py", "import reportlab"),
    "Only storage.keys touches": ("storage/ledger/planted.py", "import cryptography"),
    "Records need only": ("storage/records/planted_too.py", "import defusedxml"),
    "No circles": ("ui/dialogs/planted.py", "import ui.views.planted"),
}


def test_every_import_contract_holds(capfd: pytest.CaptureFixture[str]) -> None:
    """The contracts of pyproject.toml, as `lint-imports` checks them."""
    status = lint_imports("pyproject.toml", no_cache=True, no_logo=True)
    assert status == 0, capfd.readouterr().out


def test_every_import_contract_bites(project_root: Path, tmp_path: Path) -> None:
    """A violation planted for each contract in a copy of the tree breaks that contract."""
    for module in modules(*ROOMS):
        copy = tmp_path / module.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(module.text, encoding="utf-8")
    config = (project_root / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(config, encoding="utf-8")
    for where, line in PLANTED.values():
        (tmp_path / where).write_text(line + "\n", encoding="utf-8")
    (tmp_path / "ui" / "views" / "planted.py").write_text(
        "import storage.keys\nimport ui.dialogs.planted\n", encoding="utf-8"
    )
    code = "from importlinter.cli import lint_imports as lint; lint(no_cache=True, no_logo=True)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    lines = done.stdout.splitlines()
    kept = [name for name in PLANTED if not any(name in x and "BROKEN" in x for x in lines)]
    assert kept == [], done.stdout + done.stderr


def test_no_library_brings_the_network(project_root: Path) -> None:
    """Every module of the program is imported; neither aiohttp nor QtNetwork comes with it."""
    names = [
        module.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for module in modules(*ROOMS)
        if not module.name.endswith("__main__.py")
    ]
    code = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "barred = ('aiohttp', 'requests', 'urllib3', 'yarl', 'PySide6.QtNetwork')\n"
        "bad = [n for n in barred if getattr(sys.modules.get(n), '__file__', None)]\n"
        "sys.exit(' '.join(bad) or 0)\n"
    )
    done = _python(project_root, code)
    assert done.returncode == 0, done.stderr


def test_pyhanko_works_without_its_http_client(project_root: Path) -> None:
    """With the stand-in in place pyHanko loads whole, and the real aiohttp stays on the disk."""
    code = (
        "import sys\n"
        "from exports.no_http import keep_out\n"
        "keep_out(); keep_out()\n"
        "import pyhanko.sign, pyhanko.sign.signers, pyhanko.sign.validation\n"
        "import pyhanko.pdf_utils.incremental_writer\n"
        "bad = [n for n, m in sys.modules.items() if n.split('.')[0] in ('aiohttp', 'yarl')\n"
        "       and getattr(m, '__file__', None)]\n"
        "sys.exit(' '.join(bad) or 0)\n"
    )
    done = _python(project_root, code)
    assert done.returncode == 0, done.stderr


def test_signing_and_checking_never_load_an_http_client(project_root: Path, tmp_path: Path) -> None:
    """pyHanko imports parts of itself late; the stand-in must still be there then."""
    file = str(tmp_path / "signed.pdf")
    sign = (
        "import io, os, sys, pikepdf\n"
        "from datetime import UTC, datetime\n"
        "from exports.seal import SealKey, seal\n"
        "from storage.keys.signing import SchoolKeys, make_certificate\n"
        "keys = SchoolKeys.new(os.urandom)\n"
        "when = datetime(2026, 11, 22, tzinfo=UTC)\n"
        "certificate = make_certificate(keys, school_name='S', urn='1', not_before=when,\n"
        "    random_bytes=os.urandom)\n"
        "output, pdf = io.BytesIO(), pikepdf.new()\n"
        "pdf.add_blank_page(); pdf.save(output)\n"
        "key = SealKey(private_key=keys.p256_pkcs8, certificate=certificate)\n"
        "signed = seal(output.getvalue(), key=key, signed_at='2026-11-22T12:00:00.000Z')\n"
        f"open({file!r}, 'wb').write(signed)\n"
    )
    check = (
        "import sys\n"
        "from exports.signature_check import check_signature\n"
        f"assert check_signature(open({file!r}, 'rb').read()).intact\n"
    )
    nothing_loaded = (
        "bad = [n for n, m in sys.modules.items()\n"
        "       if n.split('.')[0] in ('aiohttp', 'yarl', 'requests', 'urllib3')\n"
        "       and getattr(m, '__file__', None)]\n"
        "sys.exit(' '.join(bad) or 0)\n"
    )
    for code in (sign, check):
        done = _python(project_root, code + nothing_loaded)
        assert done.returncode == 0, done.stderr


def test_a_late_stand_in_is_refused(project_root: Path) -> None:
    """If the real client is loaded already, the program says so instead of pretending."""
    code = "import aiohttp\nfrom exports.no_http import keep_out\nkeep_out()\n"
    done = _python(project_root, code)
    assert "ImportError" in done.stderr


def test_qt_does_not_lose_references(project_root: Path) -> None:
    """PySide6 6.12.0 dropped references to None and True on Python 3.11 until the program died."""
    code = (
        "from PySide6.QtCore import QCoreApplication, QObject, Signal\n"
        "class Bell(QObject):\n"
        "    rung = Signal(int)\n"
        "app, bell, heard = QCoreApplication([]), Bell(), []\n"
        "bell.rung.connect(heard.append)\n"
        "for n in range(20_000): bell.setObjectName(str(n))\n"
        "for n in range(2_000): bell.rung.emit(n)\n"
        "assert len(heard) == 2_000\n"
    )
    done = _python(project_root, code)
    assert done.returncode == 0, done.stderr


def _python(project_root: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=project_root, capture_output=True, text=True, check=False
    )
