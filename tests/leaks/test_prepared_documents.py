"""A document that was looked at and not let out: nothing of it reaches the disk."""

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from exports.preview import page_texts
from tests.fakes.canary import files_with

ROOT = Path(__file__).resolve().parents[2]

# Signs in, prepares, looks at pages and draws the whole; with "sign" or "lock" a file leaves.
_PROGRAM = """
import os, sys
from pathlib import Path
sys.path.insert(0, os.getcwd())
from tests.fakes.small_school import SmallSchool, furnished, WHEN
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from storage.records.concern import LinkedPupil

root, act = Path(sys.argv[1]), sys.argv[2]
ctf = Path("tests/data/shared/ctf/9991001_CTF_9991002_001.xml").read_bytes()
school = furnished(root / "school", ctf=ctf)
with school.signed_in() as casebook:
    child = (LinkedPupil(id=school.first_pupil, role="subject"),)
    text = "Canary-tremolando told Pim."
    add_entry(casebook, entry=NewEntry(kind="call", happened=WHEN, text=text, pupils=child))
    request = DocumentRequest(kind="chronology", pupil_id=school.first_pupil, purpose="P",
        recipient="R", product="signed", path=root / "out" / "left.pdf",
        withhold=Withholding(names=("Pim",), reason="third_party"))
    opened = []
    def note(event, arguments):
        if event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
            opened.append(str(arguments[0]))
    sys.addaudithook(note)
    prepared = prepare_document(casebook, request=request)
    for number in range(1, prepared.pages + 1):
        prepared.page_png(number)
        assert "tremolando" in prepared.page_text(1) + prepared.page_text(number)
    prepared.finish()
    if act != "look":
        publish(casebook, prepared=prepared, product="signed" if act == "sign" else "locked")
    print("\\n".join(opened))
    sys.stdout.flush()
    os._exit(0)  # as a kill would: nothing is tidied up
"""


def _run(folder: Path, act: str) -> list[str]:
    for name in ("tmp", "out", "home"):
        (folder / name).mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(folder), act],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder / "tmp"), "HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.split()


@pytest.mark.parametrize("act", ["look", "lock", "sign"])
def test_nothing_of_a_prepared_document_reaches_the_disk(tmp_path: Path, act: str) -> None:
    opened = _run(tmp_path, act)
    documents = [
        path for path in tmp_path.rglob("*") if path.is_file() and b"%PDF-" in path.read_bytes()
    ]
    assert list((tmp_path / "tmp").iterdir()) == []
    if act == "look":
        assert documents == []
        assert opened == []
        assert files_with("tremolando", [tmp_path]) == []
        return
    # the control: the same look finds a document that did leave, and no other one
    assert [path.name for path in documents] == ["left.pdf"]
    named = [Path(name).name for name in opened if not name.isdigit()]
    assert [name[:10] for name in named] == [".holdfast-"]
    assert (b"/Encrypt" in documents[0].read_bytes()) is (act == "lock")
    if act == "lock":
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(documents[0])
    else:
        assert "tremolando" in "".join(page_texts(documents[0].read_bytes()))
