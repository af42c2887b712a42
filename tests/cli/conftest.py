"""The command line in this process: words and standard input in, status and output back."""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from tests.fakes.small_school import DEPUTY_PASSWORD, PASSWORD, SmallSchool, furnished


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value that was printed."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def values(self) -> list[Any]:
        """All JSON values that were printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class CommandLine:
    """Runs commands at the lead's laptop and at the workstation; sign-ins use printed codes."""

    def __init__(
        self,
        school: SmallSchool,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.school = school
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        monkeypatch.setattr(main, "system_clock", school.clock)
        self.codes = {account: iter(codes) for account, codes in school.secrets.one_time.items()}

    def answers(self, account: str = "ruth") -> str:
        """Account, password and code, a line each."""
        password = {"ruth": PASSWORD, "dan": DEPUTY_PASSWORD}[account]
        return f"{account}\n{password}\n{next(self.codes[account])}\n"

    def run(self, *words: str, stdin: str = "") -> Done:
        """Run a command as it stands."""
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        status = main.run(words)
        output = self._capsys.readouterr()
        return Done(status, output.out, output.err)

    def lead(self, *words: str, stdin: str | None = None) -> Done:
        """Run a command at the laptop, signed in as Ruth unless ``stdin`` says otherwise."""
        self.school.clock.advance(minutes=1)
        where = ("--home", str(self.school.laptop), "--letterbox", str(self.school.letterbox))
        return self.run(*where, *words, stdin=self.answers() if stdin is None else stdin)

    def do(self, *lines: str, json_out: bool = True) -> Done:
        """Run a list of commands under one sign-in."""
        path = self.school.root / "commands"
        path.write_text("\n".join(lines), encoding="utf-8")
        return self.lead(*(["--json"] if json_out else []), "do", str(path))

    def staff(self, *words: str, stdin: str = "") -> Done:
        """Run a command at the workstation."""
        return self.run("--home", str(self.school.root), *words, stdin=stdin)

    def write(self, name: str, value: Any) -> str:
        """Write a JSON file and return its path."""
        path = self.school.root / name
        path.write_text(json.dumps(value), encoding="utf-8")
        return str(path)


@pytest.fixture(scope="session")
def school_template(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> SmallSchool:
    """A furnished school that nobody writes to."""
    ctf = shared_data / "ctf" / "9991001_CTF_9991002_001.xml"
    return furnished(tmp_path_factory.mktemp("template") / "school", ctf=ctf.read_bytes())


@pytest.fixture
def school(school_template: SmallSchool, tmp_path: Path) -> Iterator[SmallSchool]:
    """A furnished school of this test's own."""
    copy = school_template.copy_to(tmp_path / "school", seed="one test")
    yield copy
    copy.close()


@pytest.fixture
def cli(
    school: SmallSchool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> CommandLine:
    """The command line of a furnished school."""
    return CommandLine(school, capsys, monkeypatch)
