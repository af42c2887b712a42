"""The story's last part: documents, what proves them, backups, and coming back."""

import tempfile
from pathlib import Path

from desktop.demo.steps import Step, expect
from desktop.demo.story_documents import document_steps
from desktop.demo.story_records import CHILD
from desktop.demo.story_world import World
from desktop.usecases.lead.back_up import back_up, newest_backup, open_backup_read_only, rehearse
from desktop.usecases.lead.export_chronology import Exported, ExportRequest, export_chronology
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.verify_casebook import (
    replay_differences,
    show_page,
    verify_ledger,
)
from desktop.usecases.verify_document import verify_pdf
from exports.file_writer import write_atomically
from exports.preview import page_count, render_png
from storage.database.repositories import concerns, disclosures, pupils
from storage.keys.totp import code_at

_DPI = 110


def proof_steps(world: World, *, everything: bool) -> tuple[Step, ...]:
    """Return the steps, to be done in this order; ``everything`` adds the working copies,
    one of every other document, and every sheet.
    """
    documents = [
        Step(title="The court chronology", work=lambda: _court(world)),
        Step(title="The referral chronology", work=lambda: _referral(world)),
    ]
    if everything:
        documents.append(Step(title="The working copy", work=lambda: _working(world)))
        documents += document_steps(world)
    return (
        *documents,
        Step(title="Verify the documents", work=lambda: _verify(world)),
        Step(title="Verify a copy somebody changed", work=lambda: _verify_changed(world)),
        Step(title="Look a page up by its code", work=lambda: _page(world)),
        Step(title="Backup", work=lambda: _back_up(world)),
        Step(title="Restore check", work=lambda: _rehearse(world)),
        Step(title="Lock", work=lambda: _lock(world)),
        Step(title="The second lead reads the backup", work=lambda: _second_reads(world)),
        Step(title="Come back the next day", work=lambda: _come_back(world)),
        Step(title="Verify the casebook", work=lambda: _verify_casebook(world)),
        Step(title="Replay check", work=lambda: _replay(world)),
        Step(title="Pictures of the pages", work=lambda: _pages(world)),
        Step(title="Close", work=lambda: _close(world)),
    )


def _export(world: World, *, profile: str, purpose: str, recipient: str, name: str) -> Exported:
    world.clock.advance(minutes=10)
    made = export_chronology(
        world.casebook,
        request=ExportRequest(
            pupil_id=world.pupil(*CHILD),
            profile=profile,
            purpose=purpose,
            recipient=recipient,
            path=world.out / name,
        ),
    )
    world.files.append(world.out / name)
    return made


def _court(world: World) -> str:
    words = world.words["export"]
    made = _export(
        world,
        profile="court",
        purpose=words["purpose"],
        recipient=words["recipient"],
        name="chronology-court.pdf",
    )
    world.pdfs.append(world.out / "chronology-court.pdf")
    shown = f"{made.entries_shown} of {made.entries_total} entries"
    return f"{made.pages} pages, {shown}, check code {made.fingerprint[:14]}…"


def _referral(world: World) -> str:
    words = world.words["export"]
    made = _export(
        world,
        profile="referral",
        purpose=words["referral_purpose"],
        recipient=words["referral_recipient"],
        name="chronology-referral.pdf",
    )
    world.pdfs.append(world.out / "chronology-referral.pdf")
    return f"{made.pages} pages, {made.entries_shown} of {made.entries_total} entries"


def _working(world: World) -> str:
    words = world.words["export"]
    for suffix in ("docx", "csv"):
        _export(
            world,
            profile="working",
            purpose=words["working_purpose"],
            recipient=words["referral_recipient"],
            name=f"chronology-working.{suffix}",
        )
    return "a DOCX and a CSV, marked as no evidence"


def _verify(world: World) -> str:
    for path in world.pdfs:
        password = world.passwords.get(path)
        report = verify_pdf(path.read_bytes(), password=password)
        expect(report.result == "ok", f"{path.name}: {report.first_fault}")
        expect(any("Whose key" in line for line in report.not_proved), "identity is claimed")
        world.key_id = str(report.details["key_id"])
        known = verify_pdf(path.read_bytes(), expect_key=world.key_id, password=password)
        expect(known.result == "ok", "the school's own key is not recognised")
    return f"{len(world.pdfs)} unchanged, signed with the key {world.key_id}"


def _verify_changed(world: World) -> str:
    data = bytearray(world.pdfs[0].read_bytes())
    data[len(data) // 3] ^= 1
    path = world.out / "chronology-court-changed-copy.pdf"
    write_atomically(path, bytes(data))
    world.files.append(path)
    report = verify_pdf(bytes(data))
    expect(report.result == "changed", f"the answer was {report.result}")
    return "one bit flipped: CHANGED, and it proves nothing any more"


def _page(world: World) -> str:
    row = disclosures.register(world.casebook.connection)[-1]
    code = row.page_codes[0]
    page = show_page(world.casebook, code=code)
    expect(page.file_matches, "the stored copy differs")
    return f"{code} is page {page.page} of {page.pages}, made for {page.recipient}"


def _back_up(world: World) -> str:
    world.clock.advance(minutes=30)
    world.backups.mkdir(exist_ok=True)
    made = back_up(world.casebook, folder=world.backups, key_folder=world.laptop.casebook)
    return f"{made.path.name}, {made.pupils} pupils, {made.entries} entries, verified"


def _rehearse(world: World) -> str:
    seen = rehearse(world.casebook, path=newest_backup(world.backups))
    expect(seen.verified and seen.relation in ("same", "older"), f"{seen.relation} {seen.fault}")
    return (
        f"opened beside, {seen.pupils} pupils and {seen.entries} entries, every signature checked"
    )


def _lock(world: World) -> str:
    world.lock()
    clear = [
        path.name
        for path in world.laptop.casebook.iterdir()
        if b"Merriweather" in path.read_bytes()
    ]
    expect(not clear, "something readable was left behind")
    return "the casebook is closed and nothing readable is left beside it"


def _second_reads(world: World) -> str:
    world.clock.advance(hours=3)
    assert world.second is not None
    school = world.words["school"]
    with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        casebook = open_backup_read_only(
            path=newest_backup(world.backups),
            into=Path(folder),
            credentials=Credentials(
                account=school["second"]["account"],
                password=school["second_password"],
                code=world.second.one_time_codes[0],
            ),
            clock=world.clock,
            random_bytes=world.random_bytes,
            app_version=world.app_version,
        )
        try:
            children = len(pupils.all_pupils(casebook.connection))
            expect(concerns.concern(casebook.connection, world.concern), "the concern is missing")
        finally:
            casebook.close()
    return f"{world.second.name}, on another computer, read only: {children} pupils"


def _come_back(world: World) -> str:
    world.clock.advance(hours=17)
    assert world.secrets is not None
    casebook = world.sign_in(code=code_at(world.secrets.totp_secret, world.clock()))
    found = concerns.concern(casebook.connection, world.concern)
    expect(found is not None and found.triage, "something is missing")
    return "signed in with a new code; everything is there"


def _verify_casebook(world: World) -> str:
    report = verify_ledger(world.casebook)
    expect(report.result == "ok", str(report.first_fault))
    return f"all {report.details['entries']} entries are the ones that were signed"


def _replay(world: World) -> str:
    differences = replay_differences(world.casebook)
    expect(not differences, f"{len(differences)} rows differ")
    return "rebuilt from the ledger, every read table is the same"


def _pages(world: World) -> str:
    count = 0
    for path in (*world.pdfs, *world.sheets):
        data, password = path.read_bytes(), world.passwords.get(path)
        for page in range(1, page_count(data, password=password) + 1):
            picture = path.with_name(f"{path.stem}-page-{page}.png")
            write_atomically(picture, render_png(data, page, dpi=_DPI, password=password))
            world.files.append(picture)
            count += 1
    return f"{count} PNG files"


def _close(world: World) -> str:
    world.lock()
    return "done"
