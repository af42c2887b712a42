"""Refusals on the command line: the right exit status, one sentence, no name and no traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.command_files import TRIAGE, post_file
from tests.fakes.small_school import PASSWORD

NAMES = ("Ruth", "Okafor", "Megan", "Price", "Zuleika", "Abernathy", "bruise")


def told(done: Any, *, status: int, code: str) -> dict[str, str]:
    """The refusal: JSON on standard output, one line on standard error, nothing personal."""
    error = json.loads(done.out.splitlines()[-1])["error"]
    assert set(error) == {"code", "message", "next_step"}
    assert (done.status, error["code"]) == (status, code), done.err
    assert done.err == f"{error['message']} {error['next_step']}\n"
    for part in ("Traceback", "Error(", 'File "', *NAMES):
        assert part not in done.err, part
    return error


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["pupils"],
        ["pupils", "import"],
        ["chronology", "export", "--pupil", "p-1", "--profile", "poster"],
        ["chronology", "export", "--pupil", "p-1", "--profile", "Zuleika Abernathy"],
        ["pupils", "list", "Zuleika", "Abernathy"],
        ["--nonsense"],
        ["pupils", "import", "\udcff.csv"],
        ["restore"],
        ["replay"],
        ["volume", "attach", "x", "--pupil", "p", "--original", "o", "--volume", "Zuleika"],
    ],
)
def test_a_command_that_is_not_understood(cli: Any, words: list[str]) -> None:
    told(cli.run("--json", *words), status=2, code="cli.usage")


@pytest.mark.parametrize(
    ("stdin", "code"),
    [
        ("", "cli.no_answer"),
        ("ruth\n", "cli.no_answer"),
        (f"ruth\n{PASSWORD}\n000000\n", "keys.code_wrong"),
        ("ruth\nwrong wrong wrong\n000000\n", "keys.wrong_password"),
        ("nobody\nx\n000000\n", "keys.unknown_account"),
    ],
)
def test_not_signed_in_is_status_3(cli: Any, stdin: str, code: str) -> None:
    told(cli.lead("--json", "pupils", "list", stdin=stdin), status=3, code=code)
    commands = cli.school.root / "commands"
    commands.write_text("pupils list\n", encoding="utf-8")
    cli.school.clock.advance(minutes=30)
    told(cli.lead("--json", "do", str(commands), stdin=stdin), status=3, code=code)


def test_a_used_code_is_status_3(cli: Any) -> None:
    answers = telephone(cli)
    assert cli.lead("--json", "pupils", "list", stdin=answers).status == 0
    cli.school.clock.advance(minutes=-1)
    told(cli.lead("--json", "pupils", "list", stdin=answers), status=3, code="keys.code_used")


def test_no_school_here_is_status_3(cli: Any, tmp_path: Path) -> None:
    done = cli.run(
        "--home", str(tmp_path / "nowhere"), "--json", "pupils", "list", stdin="ruth\nx\n000000\n"
    )
    told(done, status=3, code="keys.file_missing")


def test_do_stops_at_the_first_that_fails(cli: Any) -> None:
    done = cli.do("pupils list", "chronology show --pupil p-nobody", "pupils list")
    assert done.status == 1
    values = done.values
    assert len(values) == 2
    assert len(values[0]) == 5
    assert values[1]["error"]["code"] == "pupils.not_found"


def test_do_stops_at_an_answer_that_is_no(cli: Any, shared_data: Path) -> None:
    pdf = shared_data / "hostile" / "pdf_openaction_js.pdf"
    done = cli.do(f"verify {pdf}", "pupils list")
    assert (done.status, len(done.values)) == (2, 1)
    assert done.values[0]["result"] == "unreadable"


@pytest.mark.parametrize(
    ("line", "status", "code"),
    [
        ("concern post concern.json", 1, "staff.refused_in_do"),
        ("school create --name N --urn 1 --lead Zuleika --account z", 2, "cli.not_in_do"),
        ("workstation enrol --account megan", 2, "cli.not_in_do"),
        ("restricted open x", 2, "cli.not_in_do"),
        ("do again", 2, "cli.not_in_do"),
        ("demo --out x", 2, "cli.not_in_do"),
        ("--home /elsewhere pupils list", 2, "cli.not_in_do"),
        ("--help", 2, "cli.not_in_do"),
        ("pupils --help", 2, "cli.not_in_do"),
        ("--version", 2, "cli.not_in_do"),
        ("pupils list 'Zuleika", 2, "cli.usage"),
        ("Zuleika Abernathy", 2, "cli.usage"),
        ("pupils import nowhere.csv", 2, "cli.file_missing"),
        ("vocabulary ../messages/keys", 2, "cli.unknown_vocabulary"),
        ("vocabulary school_terms", 2, "cli.unknown_vocabulary"),
        ("triage nowhere.json", 2, "cli.file_missing"),
        ("chronology show --pupil Zuleika", 1, "pupils.not_found"),
        ("concern show c-nobody", 1, "triage.not_found"),
        ("action done a-nobody --outcome Zuleika", 1, "triage.action_not_found"),
        ("restore --check", 1, "backup.none_found"),
        ("backup --folder /nowhere/at/all", 1, "backup.folder_gone"),
        ("workstation approve AAAA-AAAA", 1, "people.no_such_computer"),
        ("staff add --name 'Zuleika' --account megan", 1, "keys.account_taken"),
        ("vocabulary nonsense", 2, "cli.unknown_vocabulary"),
    ],
)
def test_a_line_of_do_that_is_refused(cli: Any, line: str, status: int, code: str) -> None:
    done = cli.do(line, "pupils list")
    assert len(done.values) == 1, "nothing after it was run"
    told(done, status=status, code=code)


@pytest.mark.parametrize("content", [b"\xff\xfe\0", b"\x80\x81"])
def test_do_needs_a_text_file(cli: Any, content: bytes) -> None:
    path = cli.school.root / "commands"
    path.write_bytes(content)
    told(cli.lead("--json", "do", str(path)), status=2, code="cli.unreadable")
    told(cli.lead("--json", "do", "nowhere"), status=2, code="cli.file_missing")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "staff.concern_file"),
        ("[]", "staff.concern_file"),
        ('{"what_happened": 7}', "staff.concern_file"),
        ('{"Zuleika": "x"}', "staff.concern_file"),
        ('{"pupils": [{"name": "Zuleika"}]}', "staff.concern_file"),
        ('{"pupils": [{"id": "p-1", "role": "Abernathy"}]}', "staff.concern_file"),
        ('{"body_maps": [{"marks": [{"x": 5000, "y": 1}]}]}', "staff.concern_file"),
        ('{"body_maps": ["Zuleika"]}', "staff.concern_file"),
        ('{"happened": ["Zuleika"]}', "staff.concern_file"),
        ('{"happened": {"earliest": "Zuleika", "latest": "x"}}', "staff.concern_file"),
        ('{"attachments": ["nowhere.jpg"]}', "staff.concern_file_missing"),
        ('{"about_adult": "perhaps"}', "staff.concern_file"),
        ("[" * 100_000, "staff.concern_file"),
        ('{"what_happened": "\\ud800", "told_dsl": true}', "staff.concern_file"),
        ('{"guest": "Jo"}', "staff.incomplete"),
    ],
)
def test_a_concern_file_that_cannot_be_read(cli: Any, content: str, code: str) -> None:
    path = cli.school.root / "concern.json"
    path.write_text(content, encoding="utf-8")
    told(cli.staff("--json", "concern", "post", str(path)), status=2, code=code)
    assert cli.school.station().spool.pending() == ()


def test_a_concern_with_a_wrong_pin_is_refused(cli: Any) -> None:
    done = cli.staff("--json", "concern", "post", post_file(cli, pin="0000"))
    told(done, status=1, code="keys.wrong_pin")


def test_a_concern_from_a_home_that_is_no_workstation(cli: Any, tmp_path: Path) -> None:
    done = cli.run("--home", str(tmp_path), "--json", "concern", "post", post_file(cli))
    told(done, status=1, code="staff.not_a_workstation")


@pytest.mark.parametrize(
    ("name", "changes", "status", "code"),
    [
        ("triage", {"category": "Zuleika"}, 1, "triage.unknown_word"),
        ("triage", {"reason": ""}, 1, "triage.incomplete"),
        ("triage", {"actions": "Zuleika"}, 2, "cli.unreadable"),
        ("triage", {"actions": [{"what": "x"}]}, 1, "triage.action_incomplete"),
        ("triage", {"reply": 5}, 2, "cli.unreadable"),
    ],
)
def test_a_triage_file_that_is_not_whole(
    cli: Any, name: str, changes: dict[str, Any], status: int, code: str
) -> None:
    cli.staff("concern", "post", post_file(cli))
    path = cli.write(f"{name}.json", {**TRIAGE, **changes})
    done = cli.do("letterbox collect", f"triage {path}")
    told(done, status=status, code=code)


def test_which_concern_a_triage_file_means(cli: Any) -> None:
    path = cli.write("triage.json", TRIAGE)
    told(cli.do(f"triage {path}"), status=1, code="triage.which_concern")


def test_a_bug_is_one_sentence_without_its_words(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.cli import staff_commands  # late: patched here alone

    def broken(*arguments: object) -> None:
        raise RuntimeError("Zuleika Abernathy")

    monkeypatch.setattr(staff_commands, "read_concern_file", broken)
    told(cli.staff("--json", "concern", "post", post_file(cli)), status=1, code="desktop.bug")


def test_verify_what_is_not_ours(cli: Any, shared_data: Path, tmp_path: Path) -> None:
    for path in sorted((shared_data / "hostile").iterdir()):
        done = cli.run("--json", "verify", str(path))
        assert (done.status, done.value["result"]) == (2, "unreadable"), path.name
    empty = tmp_path / "empty"
    empty.mkdir()
    told(cli.lead("--json", "verify", str(empty)), status=2, code="verify.unreadable")
    told(cli.run("--json", "verify", "nowhere.pdf"), status=2, code="cli.file_missing")


SCHOOL_IN_A_PROCESS = """
import sys
sys.argv = ["holdfast", *sys.argv[1:]]
from desktop.__main__ import main
status = main()
barred = [
    name for name in sys.modules
    if name.startswith(("storage.database", "desktop.usecases.lead", "sqlcipher3", "PySide6"))
]
sys.exit(99 if barred else status)
"""


def program(root: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the real program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", *words],
        cwd=root,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_staffs_process_never_loads_what_opens_the_casebook(
    cli: Any, project_root: Path
) -> None:
    done = subprocess.run(
        [
            sys.executable, "-c", SCHOOL_IN_A_PROCESS, "--home", str(cli.school.root), "--json",
            "concern", "post", post_file(cli),
        ],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["receipt"] == 3
    assert cli.lead("--json", "letterbox", "collect").value["kept"] == []


def test_the_real_program_signs_in_and_ends(cli: Any, project_root: Path) -> None:
    where = ("--home", str(cli.school.laptop), "--letterbox", str(cli.school.letterbox))
    good = program(project_root, *where, "--json", "pupils", "list", stdin=cli.answers())
    assert (good.returncode, good.stderr) == (0, "")
    assert len(json.loads(good.stdout)) == 5
    bad = program(project_root, *where, "pupils", "list", stdin="ruth\nwrong\n1\n")
    assert (bad.returncode, bad.stdout) == (3, "")
    assert bad.stderr.count("\n") == 1
    assert "Traceback" not in bad.stderr
    wrong = program(project_root, "nonsense")
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (2, "", 1)


def test_two_programs_at_once(cli: Any, project_root: Path) -> None:
    with cli.school.signed_in():
        where = ("--home", str(cli.school.laptop), "--letterbox", str(cli.school.letterbox))
        second = program(project_root, *where, "--json", "pupils", "list", stdin=cli.answers())
    assert second.returncode == 3
    assert json.loads(second.stdout)["error"]["code"] == "database.in_use"


def hostile_files() -> list[str]:
    """Names of the hostile and the odd files."""
    shared = Path(__file__).parents[1] / "data" / "shared"
    return [
        *(f"hostile/{path.name}" for path in sorted((shared / "hostile").iterdir())),
        *(f"csv_spectrum/{path.name}" for path in sorted((shared / "csv_spectrum").glob("*.csv"))),
    ]


def processor_seconds() -> float:
    """Processor time of this process and its children; waiting for the machine does not count."""
    return sum(os.times()[:4])


def test_every_odd_file_is_taken_whole_or_refused_in_time(cli: Any, shared_data: Path) -> None:
    for name in hostile_files():
        path = shared_data / name
        before = cli.school.laptop.joinpath("casebook/casebook.db").stat().st_size
        start = processor_seconds()
        cli.codes["ruth"] = iter([])
        done = cli.lead("--json", "pupils", "import", str(path), stdin=telephone(cli))
        assert processor_seconds() - start < 2, name
        assert done.status in (0, 2), (name, done.err)
        if done.status == 2:
            error = json.loads(done.out)["error"]
            assert error["code"].startswith(("intake.", "cli.")), name
        else:
            assert set(done.value) >= {"new", "changed", "unchanged", "refused", "warnings"}
        assert "root:" not in done.out, "no file of this computer comes out"
        assert before > 0
    assert cli.lead("--json", "replay", "--check", stdin=telephone(cli)).value["equal"] is True


def telephone(cli: Any) -> str:
    """The three answers with the telephone's next code."""
    cli.school.clock.advance(minutes=2)
    clock = cli.school.clock
    clock.advance(minutes=1)
    answers = f"ruth\n{PASSWORD}\n{cli.school.code()}\n"
    clock.advance(minutes=-1)
    return answers


def test_the_program_takes_little_memory_for_a_hostile_file(
    cli: Any, project_root: Path, shared_data: Path
) -> None:
    """Two that grow when expanded, through the whole real command."""
    code = (
        "import pathlib, resource, sys\n"
        "from desktop.__main__ import main\n"
        "status = main()\n"
        "own = pathlib.Path('/proc/self/status')\n"  # getrusage counts the parent before exec
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "if own.exists():\n"
        "    peak = own.read_text().split('VmHWM:')[1].split()[0]\n"
        "print(peak, file=sys.stderr)\n"
        "sys.exit(status)\n"
    )
    where = ("--home", str(cli.school.laptop), "--letterbox", str(cli.school.letterbox))
    for name in ("xml_billion_laughs.xml", "png_decompression_bomb_60000x60000.png"):
        done = subprocess.run(
            [
                sys.executable, "-c", code, *where, "--json", "pupils", "import",
                str(shared_data / "hostile" / name),
            ],
            cwd=project_root,
            input=cli.answers(),
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(project_root)},
        )  # fmt: skip
        assert done.returncode == 2, done.stderr
        kilobytes = int(done.stderr.split()[-1])
        assert kilobytes < 200 * 1024, name
