"""Ways in on the command line: what is shown, what is asked for, the one JSON value at the end."""

import json
import re
import sys
from collections.abc import Callable
from typing import Any

import pytest

from desktop.cli import main, ways_in_commands
from desktop.usecases.lead.casebook import OpenCasebook
from storage.keys import recovery_code, totp
from storage.records.errors import UserFacingError
from tests.fakes.small_school import PASSWORD, cheap_kdf, secret_of

NEW_PASSWORD = "copper kettle, winter stairs"
Answer = str | Callable[[str], str]


class Terminal:
    """Standard input that answers what standard error has shown so far."""

    def __init__(self, answers: list[Answer], capsys: pytest.CaptureFixture[str]) -> None:
        self.answers = list(answers)
        self.capsys = capsys
        self.shown = ""

    def isatty(self) -> bool:
        """A pipe, not a terminal."""
        return False

    def readline(self) -> str:
        """The next answer."""
        self.shown += self.capsys.readouterr().err
        if not self.answers:
            return ""
        answer = self.answers.pop(0)
        return (answer if isinstance(answer, str) else answer(self.shown)) + "\n"


@pytest.fixture
def talk(
    cli: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, Any, str]]:
    """Run a command with answers that may depend on what was shown; status, JSON, errors."""
    monkeypatch.setattr(
        ways_in_commands, "calibrate", lambda *, random_bytes: cheap_kdf(random_bytes)
    )

    def run(*words: str, answers: list[Answer]) -> tuple[int, Any, str]:
        cli.school.clock.advance(minutes=1)
        terminal = Terminal(answers, capsys)
        monkeypatch.setattr(sys, "stdin", terminal)
        where = ("--home", str(cli.school.laptop), "--letterbox", str(cli.school.letterbox))
        status = main.run((*where, "--json", *words))
        output = capsys.readouterr()
        (line,) = output.out.splitlines()
        return status, json.loads(line), terminal.shown + output.err

    return run


def first_code(cli: Any) -> Callable[[str], str]:
    """What a telephone shows that was given the address just shown."""

    def answer(shown: str) -> str:
        found = re.search(r"otpauth://\S+", shown)
        assert found is not None
        return totp.code_at(secret_of(found.group()), cli.school.clock())

    return answer


def test_recover(cli: Any, talk: Callable[..., tuple[int, Any, str]]) -> None:
    paper = cli.school.secrets.recovery_code
    status, value, shown = talk("recover", answers=[paper, NEW_PASSWORD, first_code(cli)])
    assert status == 0, shown
    assert set(value) == {"account", "otpauth", "one_time_codes"}
    assert value["account"] == "ruth"
    assert len(value["one_time_codes"]) == 10
    stdin = f"ruth\n{NEW_PASSWORD}\n{value['one_time_codes'][0]}\n"
    ways = cli.lead("--json", "lead", "ways", stdin=stdin)
    assert ways.value == {
        "account": "ruth",
        "has_telephone": True,
        "one_time_codes_left": 9,
        "few_left": False,
        "tied_to_device": False,
        "recovery": "confirmed",
    }
    old = cli.lead("--json", "pupils", "list")
    assert (old.status, old.value["error"]["code"]) == (3, "keys.wrong_password")


@pytest.mark.parametrize(
    ("words", "answers", "code"),
    [
        (("recover",), ["111112" * 9], "keys.recovery_group"),
        (("recover",), [recovery_code.to_text(bytes(16))], "keys.wrong_recovery_code"),
        (("recover",), ["PAPER"], "cli.no_answer"),
        (("recover", "--account", "megan"), ["PAPER"], "keys.unknown_account"),
        (("recover",), ["PAPER", "short", "000000"], "keys.password_too_short"),
        (("recover",), ["PAPER", NEW_PASSWORD, "000000"], "keys.code_wrong"),
    ],
)
def test_recover_refused(
    cli: Any,
    talk: Callable[..., tuple[int, Any, str]],
    words: tuple[str, ...],
    answers: list[str],
    code: str,
) -> None:
    paper = cli.school.secrets.recovery_code
    status, value, shown = talk(
        *words, answers=[paper if answer == "PAPER" else answer for answer in answers]
    )
    assert status == (2 if code.startswith("cli.") else 3)
    assert value["error"]["code"] == code
    assert "Ruth" not in shown
    assert cli.lead("--json", "pupils", "list").status == 0, "the old way in is untouched"


def test_recover_is_no_line_of_a_list(cli: Any) -> None:
    done = cli.do("recover")
    assert done.values[-1]["error"]["code"] == "cli.not_in_do"


def test_a_new_telephone_and_new_codes(cli: Any, talk: Callable[..., tuple[int, Any, str]]) -> None:
    sign_in = cli.answers().splitlines()
    status, value, _ = talk("lead", "phone", answers=[*sign_in, first_code(cli)])
    assert status == 0
    assert set(value) == {"account", "otpauth"}
    cli.school.clock.advance(minutes=1)
    code = totp.code_at(secret_of(value["otpauth"]), cli.school.clock())
    # the clock moves on by a minute before the program looks: one step is tolerated, two are not
    cli.school.clock.advance(seconds=-60)
    assert cli.lead("--json", "pupils", "list", stdin=f"ruth\n{PASSWORD}\n{code}\n").status == 0
    done = cli.lead("--json", "lead", "codes")
    assert len(set(done.value["one_time_codes"])) == 10
    old = cli.lead("--json", "pupils", "list")
    assert old.value["error"]["code"] == "keys.printed_code_wrong"


def test_a_slip_for_a_colleague(cli: Any, talk: Callable[..., tuple[int, Any, str]]) -> None:
    sign_in = cli.answers().splitlines()
    status, value, _ = talk(
        "lead", "reset", "--account", "dan", "--reason", "Lost", answers=sign_in
    )
    assert status == 0
    assert set(value) == {
        "person", "name", "account", "role", "slip", "otpauth", "one_time_codes",
    }  # fmt: skip
    stdin = f"dan\n{value['slip']}\n{value['one_time_codes'][0]}\n"
    assert cli.lead("--json", "pupils", "list", stdin=stdin).status == 0
    status, value, _ = talk(
        "lead", "reset", "--account", "nobody", "--reason", "Lost",
        answers=cli.answers().splitlines(),
    )  # fmt: skip
    assert (status, value["error"]["code"]) == (1, "people.not_found")


def test_the_recovery_code(cli: Any, talk: Callable[..., tuple[int, Any, str]]) -> None:
    def shown_code(shown: str) -> str:
        found = re.search(r"\d{6}(-\d{6}){8}", shown)
        assert found is not None
        return found.group()

    paper = cli.school.secrets.recovery_code
    for word, keys in (("check", {"opened", "entries", "at"}), ("confirm", {"confirmed"})):
        answers = [*cli.answers().splitlines(), paper]
        status, value, shown = talk("recovery", word, answers=answers)
        assert status == 0, shown
        assert set(value) == keys
    answers = [*cli.answers().splitlines(), paper]
    status, value, _ = talk("recovery", "renew", answers=answers)
    assert (status, value["error"]["code"]) == (1, "keys.recovery_not_the_same")
    answers = [*cli.answers().splitlines(), shown_code]
    status, value, _ = talk("recovery", "renew", "--reason", "Hand-over", answers=answers)
    assert status == 0
    assert set(value) == {"account", "recovery_code"}
    answers = [*cli.answers().splitlines(), paper]
    status, value, _ = talk("recovery", "check", answers=answers)
    assert (status, value["error"]["code"]) == (1, "keys.wrong_recovery_code")


def test_tying_where_there_is_no_key_store(
    cli: Any, talk: Callable[..., tuple[int, Any, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, value, _ = talk("device", "tie", answers=[*cli.answers().splitlines(), PASSWORD])
    assert (status, value["error"]["code"]) == (1, "keys.no_key_store")
    status, value, _ = talk("device", "untie", answers=[*cli.answers().splitlines(), PASSWORD])
    assert (status, value["error"]["code"]) == (1, "keys.not_tied")
    seen: list[str] = []

    def tie(casebook: OpenCasebook, *, password: str, **_: Any) -> None:
        seen.append(f"{casebook.person.account} {password == PASSWORD}")
        raise UserFacingError("keys.already_tied")

    monkeypatch.setattr(ways_in_commands, "tie_device", tie)
    status, value, _ = talk("device", "tie", answers=[*cli.answers().splitlines(), PASSWORD])
    assert (status, value["error"]["code"], seen) == (1, "keys.already_tied", ["ruth True"])
