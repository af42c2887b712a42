"""The pictures of checks, backups, certificates, damage and restore, on copies of the made-up
school."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from desktop.context import Context
from desktop.controllers.document_controller import DocumentController
from desktop.controllers.lead.mending import Mending
from desktop.demo.seeded import MovedClock
from desktop.demo.shots_lead import LeadScene
from desktop.demo.shots_staff import Scene
from desktop.paths import paths_of
from storage.database.backup import list_backups
from storage.keys.durable_file import write_durably
from ui.lead_drafts import BackupChoice
from ui.views.access import AccessView
from ui.views.backup import BackupView
from ui.views.casebook_window import BACKUP
from ui.views.certificate import CertificateView
from ui.views.checks_compare import CompareView
from ui.views.checks_lists import PreparingView

_PAGE = 4096


def damage(scene: Scene) -> None:
    """What is damaged, the ways that lead on, and what came back without any backup."""
    studio = scene.studio
    with _copy(scene) as first:
        _hit(first.paths.casebook / "casebook.db")
        mending = _mend(scene, first, do="rescue")
        studio.shoot("damage")
        mending.close()
        for backup in list_backups(first.backup_folder):
            backup.path.unlink()
        later = replace(first, clock=MovedClock(first.clock() + timedelta(minutes=1)))
        mending = _mend(scene, later, do="rescue")
        studio.shoot("damage-without-backup")
        studio.press("damage.rescue")
        studio.shoot("damage-rescued")
        mending.close()


def restore(scene: Scene) -> None:
    """A backup beside what lies here, and in its place."""
    studio = scene.studio
    with _copy(scene) as context:
        newest = list_backups(context.backup_folder)[0].path
        mending = _mend(scene, context, do="restore", path=str(newest))
        studio.shoot("restore")
        studio.type_into("restore.reason", "The laptop was set up anew")
        studio.press("restore.go")
        studio.shoot("restored")
        mending.close()


def preparing(scene: Scene) -> None:
    """Signing in after an update."""
    view = PreparingView()
    scene.studio.window.show_screen(view)
    view.show_progress(1_200, 3_483)
    scene.studio.shoot("preparing")


def backup(lead: LeadScene) -> None:
    """Backup and checks, each with its answer."""
    studio = lead.studio
    lead.section(BACKUP, "backup")
    view = studio.find_kind(BackupView)
    view.backup_requested.emit()
    studio.settle()
    view.restore_check_requested.emit(BackupChoice(folder=""))
    view.verify_requested.emit()
    view.replay_requested.emit()
    studio.shoot("backup-checked")
    studio.scroll_down()
    studio.shoot("backup-checked-below")


def certificate(lead: LeadScene) -> None:
    """The termly certificate before and after it is made, and a check of it without a sign-in."""
    studio = lead.studio
    lead.go.show_section(BACKUP)
    lead.go.open_certificate()
    view = studio.find_kind(CertificateView)
    studio.type_into("certificate.recipient", "Chair of governors")
    studio.shoot("certificate")
    with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        file = Path(folder) / "record-certificate.pdf"
        view.path.line.setText(str(file))
        studio.press("certificate.make")
        studio.shoot("certificate-made")
        lead.back()
        lead.go.open_codes()
        studio.shoot("check-codes")
        lead.back()
        shell = studio.window.content()
        assert shell is not None
        document = DocumentController(window=studio.window, jobs=studio.jobs, parent=studio.jobs)
        studio.window.show_over(document.view)
        document.view.files.add(str(file))
        studio.press("document.check")
        studio.shoot("document-checked")
        studio.window.back_to(shell)


def compare(lead: LeadScene) -> None:
    """The record compared with a check code that it never had."""
    studio = lead.studio
    lead.go.show_section(BACKUP)
    lead.go.open_compare()
    view = studio.find_kind(CompareView)
    view.code.setText("A" * 52)
    studio.press("compare.check")
    studio.shoot("compare")
    lead.back()


def access(lead: LeadScene) -> None:
    """Who has seen one child's file, and what anybody has seen."""
    studio, hero = lead.studio, lead.scene.made.hero
    lead.go.open_access(hero)
    studio.find_kind(AccessView)
    studio.shoot("access-child")
    lead.back()
    lead.go.open_access()
    studio.shoot("access-school")
    lead.back()


@contextmanager
def _copy(scene: Scene) -> Iterator[Context]:
    """The surroundings of a copy of the made-up school, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        home = Path(folder) / "school"
        shutil.copytree(scene.made.home, home)
        clock = MovedClock(scene.context.clock() + timedelta(minutes=5))
        yield replace(scene.context, paths=paths_of(home), clock=clock)


def _mend(scene: Scene, context: Context, **asked: str) -> Mending:
    """What the casebook process runs after such a sign-in."""
    jobs, made = scene.studio.jobs, scene.made
    mending = Mending(window=scene.studio.window, context=context, jobs=jobs, parent=jobs)
    credentials = {
        "account": made.account,
        "password": made.password,
        "code": made.code(context.clock()),
    }
    mending.begin({**credentials, **asked})
    scene.studio.settle()
    return mending


def _hit(database: Path) -> None:
    """A few bad places in the second half of the file, as an ageing disk leaves them."""
    data = bytearray(database.read_bytes())
    pages = len(data) // _PAGE
    for place in range(pages // 2, pages, max(1, pages // 12)):
        data[place * _PAGE + 2000] ^= 1
    write_durably(database, bytes(data))
