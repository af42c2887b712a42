"""Makes the sample casebook of this version: ``python tests/data/casebooks/make_casebook.py``.

Run it once for each release, before the release; a folder that exists is never written over. The
samples of released versions open for ever: tests/database/test_upgrades.py opens all of them.
Everybody in them is made up, and so are their secrets, which lie beside them.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

import resources  # noqa: E402 - found once the path is set
from desktop.usecases.lead.actions import complete_action  # noqa: E402 - the same
from desktop.usecases.lead.amendments import amend  # noqa: E402 - the same
from desktop.usecases.lead.back_up import back_up, rehearse  # noqa: E402 - the same
from desktop.usecases.lead.casebook import OpenCasebook  # noqa: E402 - the same
from desktop.usecases.lead.close_session import close_session  # noqa: E402 - the same
from desktop.usecases.lead.collect_letterbox import collect_letterbox  # noqa: E402 - the same
from desktop.usecases.lead.decide import decide, open_concern  # noqa: E402 - the same
from desktop.usecases.lead.end_access import resume_person, suspend_person  # noqa: E402 - the same
from desktop.usecases.lead.entries import NewEntry, add_entry  # noqa: E402 - the same
from desktop.usecases.lead.export_chronology import (  # noqa: E402 - the same
    ExportRequest,
    export_chronology,
)
from desktop.usecases.lead.import_history import preview_history, take_history  # noqa: E402 - the same
from desktop.usecases.lead.opened_file import note_file_opened  # noqa: E402 - the same
from desktop.usecases.lead.risk import save_risk_assessment  # noqa: E402 - the same
from desktop.usecases.lead.rotate_key import rotate_on_request  # noqa: E402 - the same
from desktop.usecases.lead.significance import set_significant  # noqa: E402 - the same
from desktop.usecases.lead.volumes import attach_volume  # noqa: E402 - the same
from storage.database.connection import vacuum  # noqa: E402 - the same
from storage.database.repositories import ledger_rows, people  # noqa: E402 - the same
from storage.ledger.entries import parse_header  # noqa: E402 - the same
from storage.records.concern import LinkedPupil  # noqa: E402 - the same
from storage.records.events import Event  # noqa: E402 - the same
from storage.records.risk_assessment import Hazard, RiskAssessmentDraft  # noqa: E402 - the same
from storage.records.times import to_text  # noqa: E402 - the same
from storage.records.when import When  # noqa: E402 - the same
from tests.fakes.small_school import (  # noqa: E402 - the same
    DEPUTY_PASSWORD,
    PASSWORD,
    WHEN,
    SmallSchool,
    decision,
    furnished,
)

WORDS = "Zuleika came without a coat again."
_CTF = HERE.parent / "shared" / "ctf" / "9991001_CTF_9991002_001.xml"
_HISTORY = (
    b"Date,Event,Source\nearly March 2015,Came late three days in a row,Class teacher\n"
    b"summer term 2016,Moved to another address,Office\n"
)


def make(folder: Path) -> None:
    """Make the sample of this version in ``folder``/VERSION."""
    target = folder / resources.version()
    if target.exists():
        sys.exit(f"{target} exists: a sample is never made anew.")
    with tempfile.TemporaryDirectory() as work:
        school = furnished(Path(work) / "school", ctf=_CTF.read_bytes())
        _fill(school)
        _change_key(school)
        facts = _facts(school)
        target.mkdir(parents=True)
        for name in ("casebook.db", "casebook.keys"):
            shutil.copy(school.casebook_folder / name, target / name)
    text = json.dumps(facts, indent=1, sort_keys=True) + "\n"
    (target / "sample.json").write_text(text, encoding="utf-8")


def _fill(school: SmallSchool) -> None:
    school.send(what_happened=WORDS, child_words="“I’m not cold.”")
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        open_concern(casebook, concern_id=concern_id)
        done = decide(casebook, decision=decision(concern_id))
        complete_action(casebook, action_id=done.actions[0], outcome="She has a coat now.")
        _file_work(school, casebook)
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        rehearse(casebook, path=made.path)
        _dispose(school, casebook)
    with school.signed_in() as casebook:
        dan = people.by_account(casebook.connection, "dan")
        suspend_person(casebook, folder=school.casebook_folder, person_id=dan.id, reason="On leave")
        close_session(casebook, folder=school.casebook_folder)


def _file_work(school: SmallSchool, casebook: OpenCasebook) -> None:
    pupil = school.first_pupil
    note_file_opened(casebook, pupil_id=pupil)
    entry = _entry(school, casebook, "Rang mother about the coat.")
    set_significant(casebook, target=entry, significant=True, summary="Mother rung")
    amend(casebook, target=entry, field="text", correction="Rang father.", reason="Wrong parent")
    attach_volume(
        casebook, pupil_id=pupil, title="Paper file", volume=1, original_lies="Safe, shelf 2",
        name="cover.txt", content=b"The cover of a made-up paper file.\n",
    )  # fmt: skip
    take_history(casebook, preview=preview_history(_HISTORY, mapping={}), pupil_id=pupil)
    hazard = Hazard(
        hazard="Runs out of class", where="Classroom", likelihood=3, severity=2,
        control="A seat by the door", owner="Megan Price",
    )  # fmt: skip
    draft = RiskAssessmentDraft(
        pupil_id=pupil, title="Running out", hazards=(hazard,), review_date="2027-01-10",
        scale="five-by-five@1",
    )  # fmt: skip
    save_risk_assessment(casebook, draft=draft)
    export_chronology(
        casebook,
        request=ExportRequest(
            pupil_id=pupil, profile="court", purpose="Interim hearing",
            recipient="Wexshire County Council", path=school.root / "chronology.pdf",
        ),
    )  # fmt: skip


def _entry(school: SmallSchool, casebook: OpenCasebook, text: str, when: When = WHEN) -> str:
    link = LinkedPupil(id=school.first_pupil, role="subject")
    return add_entry(
        casebook, entry=NewEntry(kind="call", pupils=(link,), happened=when, text=text)
    )


def _dispose(school: SmallSchool, casebook: OpenCasebook) -> None:
    """One entry is lawfully destroyed: its place stays, its words do not."""
    _entry(school, casebook, "This was written about the wrong child.")
    target = {"ledger": casebook.ledger.hex(), "seq": casebook.head().size - 1}
    casebook.append(
        Event(
            type="disposal.made",
            fields={
                "targets": [target], "rule": "wrong child", "authority": "Head teacher",
                "people": [casebook.person.id],
            },
        )
    )  # fmt: skip


def _change_key(school: SmallSchool) -> None:
    """The deputy is back, and the casebook's key is changed a second time."""
    with school.signed_in() as casebook:
        dan = people.by_account(casebook.connection, "dan")
        resume_person(casebook, folder=school.casebook_folder, person_id=dan.id, reason="Back")
        rotate_on_request(casebook, folder=school.casebook_folder, reason="A yearly change")
        close_session(casebook, folder=school.casebook_folder)
    with school.signed_in() as casebook:
        vacuum(casebook.connection)


def _facts(school: SmallSchool) -> dict[str, object]:
    with school.signed_in() as casebook:
        rows = ledger_rows.rows(casebook.connection, limit=10_000)
        head = casebook.head()
    return {
        "version": resources.version(),
        "made_at": to_text(school.clock()),
        "head": {"size": head.size, "root": head.root.hex()},
        "types": sorted({parse_header(row.header).type for row in rows}),
        "pupil": school.first_pupil,
        "words": WORDS,
        "people": {
            "ruth": {"password": PASSWORD, "totp": school.secrets.totp["ruth"].hex()},
            "dan": {"password": DEPUTY_PASSWORD, "totp": school.secrets.totp["dan"].hex()},
        },
        "recovery_code": school.secrets.recovery_code,
    }


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
