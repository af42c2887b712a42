"""The screens for checks, damage, backups and access, filled as on an ordinary day."""

from ui import care_material as care
from ui.lead_material import RestoreSeen
from ui.views.access import AccessView
from ui.views.backup import BackupView
from ui.views.certificate import CertificateView
from ui.views.checks_codes import CodesView
from ui.views.checks_compare import CompareView
from ui.views.checks_line import CheckLineBar
from ui.views.checks_lists import PreparingView
from ui.views.damage import DamageView
from ui.views.damage_result import RescueResultView
from ui.views.restore import RestoreView
from ui.widgets.choice_row import Choice

CODE = "VI6K YXHA R3R2 JID7 ZC7B FYAB ZX4Y PMFQ 4N2D MDM2 OA5Y CVR4 5FKA"


def backup() -> BackupView:
    """Two places, one of which failed; the certificate is due."""
    view = BackupView()
    view.show_state(
        care.BackupState(
            first=care.BackupPlace(folder="/media/stick", last_at="2026-11-21T15:42:00.000Z"),
            second=care.BackupPlace(
                folder="//server/safeguarding", last_at="2026-11-18T15:40:00.000Z",
                problem="This folder cannot be reached.", next_step="Is the network there?",
            ),
            sentence="The backup of yesterday was written, opened and checked.",
            last_size="18 MB",
            earlier=(("/a", "21 Nov 2026, 15:42"), ("/b", "20 Nov 2026, 15:40")),
        )
    )  # fmt: skip
    view.show_record(
        care.RecordState(
            checked="All 4,312 entries checked today at 09:12.", checked_severity="success",
            codes=27, certificate="The certificate for the autumn term has not been made yet.",
            certificate_due=True,
        )
    )  # fmt: skip
    view.show_restore(
        RestoreSeen(
            children=148, entries=1203, last_entry="2026-11-21T15:40:00.000Z", children_now=148,
            entries_now=1204, ledger_ok=True, last_entry_now="2026-11-22T09:01:00.000Z",
        )
    )  # fmt: skip
    return view


def reminders() -> tuple[care.ReminderLine, ...]:
    """Three things to do, the most pressing first."""
    return (
        care.ReminderLine(
            code="people", text="Only one person can open this casebook.",
            next_step="Add a deputy.", severity="warning", action="Add somebody",
        ),
        care.ReminderLine(
            code="rehearse", text="No backup has been tried for 34 days.", action="Try a restore",
        ),
        care.ReminderLine(
            code="certificate", text="The certificate for the autumn term is due.",
            action="Make it",
        ),
    )  # fmt: skip


def check_line() -> CheckLineBar:
    """A check under way."""
    bar = CheckLineBar()
    bar.show_line(care.CheckLine(text="Checking the record: 1,200 of 4,312", done=1200, total=4312))
    return bar


def verdict_bad() -> care.Verdict:
    """A record that was rewritten before what a receipt proves."""
    return care.Verdict(
        sentence="The record was rewritten before entry 812.", severity="danger",
        next_step="Keep the files and the laptop as they are, and tell the head.",
        steps=(
            ("success", "court.pdf: its check code of 3 May 2026 was the record’s at entry 640."),
            ("danger", "certificate.pdf: its check code of 12 May 2026 contradicts the record."),
        ),
        proved=("The signature of each file is whole.",),
        not_proved=("Who rewrote it, or when.",),
        facts=(("Check code", CODE),),
    )  # fmt: skip


def compare() -> CompareView:
    """Two files were compared with the record; one contradicts it."""
    view = CompareView(signed_in=True)
    view.files.add("/t/court.pdf")
    view.files.add("/t/certificate.pdf")
    view.show_verdict(verdict_bad())
    return view


def document() -> CompareView:
    """A document was checked without a sign-in."""
    view = CompareView(signed_in=False)
    view.files.add("/t/court.pdf")
    view.show_verdict(
        care.Verdict(
            sentence="This file is as the school exported it.", severity="success",
            proved=(
                "Nothing in this file has changed since it was signed with the key 7F3A 92C1.",
                "46 of 46 rows say word for word what was signed.",
            ),
            not_proved=(
                "Whose key it is: ask the school on the telephone for its key id.",
                "That what was written is true, or complete.",
            ),
        )
    )  # fmt: skip
    return view


def certificate() -> CertificateView:
    """Before it is made."""
    view = CertificateView(path="/home/ruth/Documents/certificate-autumn-2026.pdf")
    view.recipient.setText("Chair of governors")
    return view


def certificate_made() -> CertificateView:
    """After it was made."""
    view = certificate()
    view.show_made(
        care.CertificateMade(path="/home/ruth/certificate.pdf", entries=4312, check_code=CODE)
    )
    return view


def codes(count: int = 40) -> CodesView:
    """Check codes on all kinds of things."""
    where = ("Document for Wexcombe Council", "Backup", "Receipt to the staff room", "Certificate")
    rows = [
        care.CodeRow(id=number, at="2026-11-20T13:25:00.000Z", entries=4312 - number,
                     where=where[number % 4], code=CODE[:19])
        for number in range(count)
    ]  # fmt: skip
    view = CodesView(fetch=lambda ids: [rows[number] for number in ids])
    view.show_ids(range(count))
    return view


def damage_seen(**changes: object) -> care.DamageSeen:
    """Forty entries and some files are hit; there is a backup of yesterday."""
    values: dict[str, object] = {
        "sentence": "4,272 of 4,312 entries can be read. 40 cannot.",
        "parts": (
            "40 entries written between 3 and 19 March 2026 cannot be read.",
            "Two attached files cannot be read whole.",
            "The list of children is damaged; it can be made anew from the entries.",
        ),
        "backup": "21 Nov 2026, 15:42",
        "fills": "A backup has 38 of the 40 entries that cannot be read here.",
        "behind": "The 12 entries written since would not be in it.",
    }
    return care.DamageSeen(**{**values, **changes})


def damage(**changes: object) -> DamageView:
    """The page that says so."""
    view = DamageView()
    view.show_damage(damage_seen(**changes))
    return view


def rescued(*, whole: bool = False) -> RescueResultView:
    """Most came back; two entries are missing."""
    lost = () if whole else (
        ("812", "A telephone call or note, between 3 Mar 2026, 10:02 and 3 Mar 2026, 14:40"),
        ("813", "Nothing is known, between 3 Mar 2026, 10:02 and 3 Mar 2026, 14:40"),
    )  # fmt: skip
    return RescueResultView(
        care.RescueSeen(
            whole=whole,
            sentence="Everything came back." if whole else "4,310 of 4,312 entries came back.",
            facts=(("Read from the damaged casebook", "4,272"), ("From backups", "38"),
                   ("Missing", "0" if whole else "2")),
            lost=lost,
            kept_file="/home/ruth/Holdfast/casebook/casebook.damaged-20261122T071500Z.db",
        )
    )  # fmt: skip


def restore() -> RestoreView:
    """A backup beside a casebook that is longer."""
    view = RestoreView(path="/media/stick/holdfast-20261121T154200Z.cbk")
    view.show_plan(
        care.RestorePlan(
            made_at="21 Nov 2026, 15:42", children="148", entries="4,300",
            last_entry="21 Nov 2026, 15:40", children_now="148", entries_now="4,312",
            last_entry_now="22 Nov 2026, 09:01",
            sentence="The backup opens and every entry in it is as it was written.",
            missing=("12 entries, written between 21 Nov 2026, 15:44 and 22 Nov 2026, 09:01.",),
            replaces=True,
        )
    )  # fmt: skip
    return view


def restored() -> RestoreView:
    """The backup has taken its place."""
    view = restore()
    view.show_done(
        care.RestoreDone(
            sentence="The backup is the casebook of this computer now.",
            facts=(("Children", "148"), ("Entries", "4,300")),
            missing=("Receipt 14 of the staff room is newer: its concern comes again by itself.",),
            kept_file="/home/ruth/Holdfast/casebook.replaced-20261122T071500Z",
        )
    )
    return view


def access_rows(count: int) -> list[care.AccessLine]:
    """Lines of all kinds."""
    what = ("Opened the file", "Read a concern", "Made a document", "Signed in")
    return [
        care.AccessLine(
            id=str(number), person=("Ruth Okafor", "Dan Whitcombe")[number % 2],
            at="2026-11-20T13:25:00.000Z", what=what[number % 4], child="Amelia Hartley",
            detail="for Wexcombe Council, child protection conference" if number % 4 == 2 else "",
        )
        for number in range(count)
    ]  # fmt: skip


def access(count: int = 60) -> AccessView:
    """One child's list."""
    rows = access_rows(count)
    view = AccessView(
        fetch=lambda ids: [rows[number] for number in ids],
        child="Amelia Hartley",
        back="Amelia Hartley",
    )
    view.show_total(count)
    return view


def access_school(count: int = 60) -> AccessView:
    """The whole school's list."""
    rows = access_rows(count)
    view = AccessView(
        fetch=lambda ids: [rows[number] for number in ids],
        back="Backup & checks",
        kinds=(Choice(value="file", text="Files opened"), Choice(value="export", text="Documents")),
    )
    view.show_total(count)
    return view


def preparing() -> PreparingView:
    """A third of the way."""
    view = PreparingView()
    view.show_progress(31_000, 100_000)
    return view


def every() -> dict[str, object]:
    """Every screen of this kind, by name."""
    return {
        "backup": backup,
        "compare": compare,
        "document": document,
        "certificate": certificate,
        "certificate_made": certificate_made,
        "codes": codes,
        "damage": damage,
        "rescued": rescued,
        "rescued_whole": lambda: rescued(whole=True),
        "restore": restore,
        "restored": restored,
        "access": access,
        "access_school": access_school,
        "preparing": preparing,
    }
