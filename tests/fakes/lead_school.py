"""A made-up school for the lead's screens: believable records, no real child."""

# ruff: noqa: E501 (records in a table read better in long lines)
from storage.records.body_map import BodyMap, Mark
from storage.records.casework import (
    Action,
    Concern,
    ConcernRow,
    PupilRow,
    StoredFile,
    Triage,
)
from storage.records.chronology import ChronologyEntry, Correction
from storage.records.concern import LinkedPupil
from storage.records.due import DueItem
from storage.records.people import Person, Role, Workstation
from storage.records.pupil import Contact, Pupil, PupilDetails
from storage.records.risk_assessment import Hazard, RiskAssessment, RiskAssessmentDraft
from storage.records.today import News, Today
from storage.records.when import When
from tests.fakes import around_child
from ui import file_material, people_material
from ui import lead_material as material
from ui.people_material import Standing
from ui.widgets.choice_row import Choice
from ui.widgets.person_picker import PersonOption
from ui.widgets.pupil_picker import PupilOption

LEDGER = "ab" * 16


def _choices(*pairs):
    return tuple(Choice(value=code, text=text, hint=hint) for code, text, hint in pairs)


def _plain(**pairs):
    return tuple(Choice(value=code, text=text) for code, text in pairs.items())


def lists():
    """The lists of a small primary, shorter than the real ones."""
    neglect = _choices(
        ("neglect.hunger", "Hunger", "Comes hungry, takes or hoards food."),
        ("neglect.hygiene", "Hygiene and clothing", "Dirty, cold or unsuitable clothes."),
        ("neglect.medical", "Medical", "Appointments or medicine missed."),
    )
    online = _choices(("online.contact", "Contact", "Talked to by a stranger."))
    category = material.Category
    return material.LeadLists(
        levels=_plain(
            universal="Universal", early_help="Early help", family_help="Family help",
            cin="Child in need", cp="Child protection",
        ),
        categories=(
            category(value="general", text="Cause for concern", hint="Not yet clear what it is."),
            category(value="physical", text="Physical", hint="Hurt by somebody, or feared to be."),
            category(value="neglect", text="Neglect", hint="Basic needs are not met, again and again.",
                     parts=neglect),
            category(value="online", text="Online", hint="Harm through a screen.", parts=online),
            category(value="injury", text="Injury seen", hint="A mark without a clear account."),
        ),
        responses=_plain(
            school="Help in school", early="Early help", referral="Statutory referral",
            none="No further action",
        ),
        responses_without_action=("none",),
        parents_informed=_plain(yes="Yes", not_yet="Not yet", no="No – for a reason"),
        entry_kinds=_plain(
            call="Telephone call", meeting="Meeting", police="Police notice", visit="Home visit",
            document="Document", positive="Positive event", other="Other",
        ),
        sources=_plain(saw="Saw it", heard="Overheard it", child="The child said so"),
        pupil_roles=_plain(
            subject="About this child", alleged="Said to have caused harm", witness="Saw or heard it",
            sibling="Brother or sister",
        ),
        roles=_plain(lead="DSL", deputy="Deputy DSL", head="Head teacher", staff="Staff"),
        profiles=_choices(
            ("court", "Court chronology", "Numbered rows, signed, with evidence statement"),
            ("referral", "Referral chronology", "Landscape, the council’s columns, signed"),
            ("working", "Working copy", "To edit in a word processor; not evidence"),
        ),
        amendment_fields=_plain(text="The words", happened="The date", pupil="The child"),
        pupil_fields=_plain(upn="UPN", legal_surname="Surname", legal_forename="Forename",
                            date_of_birth="Date of birth", class_name="Class"),
        chronology_fields=_plain(date="Date", text="What happened", source="Source",
                                 action="Action taken", source_ref="Reference"),
        words=(
            ("concern", "Concern"), ("decision", "Decision"), ("action", "Action"),
            ("entry", "Entry"), ("transcribed", "From paper"), ("volume", "Paper volume"),
            ("risk_assessment", "Risk assessment"), ("reply", "Reply"), ("closure", "Closed"),
            ("outcome", "Outcome"), ("classroom", "Classroom"), ("waiting", "Waiting"),
            ("open", "Open"), ("closed", "Closed"),
        ),
    )  # fmt: skip


def people():
    """Who can be given something to do."""
    names = (("u-1", "Ruth Okafor", "DSL"), ("u-2", "Dan Whitcombe", "Deputy DSL"),
             ("u-3", "Megan Price", "Class teacher"))  # fmt: skip
    return tuple(PersonOption(id=key, name=name, detail=job) for key, name, job in names)


def pupils():
    """Three children to pick from."""
    rows = (("p-1", "Amelia Hartley", "4", "Willow"), ("p-2", "Zoë O’Brien", "2", "Oak"),
            ("p-3", "Kai Hartley", "1", "Acorn"))  # fmt: skip
    return tuple(PupilOption(id=key, display=name, year=year, klass=klass)
                 for key, name, year, klass in rows)  # fmt: skip


def pupil_rows(count=3):
    """Rows of the list of children."""
    first = ("Amelia Hartley", "Zoë O’Brien", "Kai Hartley", "Mohammed Iqbal", "Lily-May Shaw",
             "Seán Ó Súilleabháin", "Anaïs Fournier", "Tomasz Wójcik", "Ffion Rhys", "Jude Adeyemi")  # fmt: skip
    return tuple(
        PupilRow(
            id=f"p-{number + 1}", name=first[number % len(first)], year_group=str(number % 7),
            class_name=("Willow", "Oak", "Acorn", "Ash")[number % 4],
            date_of_birth=f"201{6 + number % 4}-0{1 + number % 9}-14",
            open_concerns=(2, 0, 1, 0, 0)[number % 5],
            last_entry="2026-11-22T09:10:00.000Z" if number % 3 == 0 else None,
        )
        for number in range(count)
    )  # fmt: skip


def body_map():
    """Two marks on the left forearm."""
    marks = tuple(
        Mark(number=number, view="child-front@1", x=300, y=400, region="left-forearm",
             site="Left forearm (front)", kind="bruise", size="about 2 cm")
        for number in (1, 2)
    )  # fmt: skip
    return BodyMap(marks=marks, seen="Sleeves rolled up for painting")


def concern(**changes):
    """A concern of today, with the child's words, a body map and a file."""
    values = {
        "id": "c-1", "ledger": LEDGER, "seq": 41, "reporter": "u-3", "signature": "workstation",
        "workstation": "Staff room PC", "written_at": "2026-11-20T13:25:00.000Z",
        "recorded_at": "2026-11-20T13:41:07.000Z",
        "pupils": (LinkedPupil(id="p-1", role="subject"),), "unlisted_pupil": "",
        "what_happened": (
            "During painting after lunch Amelia rolled up her sleeves and I saw two small round "
            "bruises on the inside of her left forearm. I said “How did that happen?” and she looked "
            "at the floor. She then spoke quietly. She did not want me to tell her mum. She stayed "
            "close to me until home time and asked twice who would fetch her.\n\nHer aunt fetched "
            "her at 15:20, which is not usual on a Friday."
        ),
        "child_words": "Daz grabbed me cos I spilt the milk. He does it when mum’s at work.",
        "opinion": "", "happened": When(earliest="2026-11-20T13:10", latest="2026-11-20T13:40",
                                        precision="about", as_told=""),
        "place": "Willow class, art table", "place_kind": "classroom", "source": "saw",
        "who_else": "Miss Lowe, teaching assistant", "did_at_once": "Told Ruth Okafor at the door.",
        "told_dsl": "yes", "told_whom": "Ruth Okafor", "body_maps": (body_map(),),
        "files": (StoredFile(name="drawing & note from art.jpg", media_type="image/jpeg", size=48211,
                             ledger=LEDGER, seq=41, number=0),),
        "status": "waiting", "opened_at": None, "triage": (), "replies": (), "follow_up_to": "",
    }  # fmt: skip
    values.update(changes)
    return Concern(**values)


def decided():
    """An earlier decision."""
    return Triage(
        category="injury", level="early_help", response="school", decision="Talk to mother today",
        reason="First mark seen, account not clear.", vocabulary="england@1", parents_informed="yes",
        author="Ruth Okafor", recorded_at="2026-11-20T14:02:00.000Z",
    )  # fmt: skip


def shown_concern(**changes):
    """The concern with its names."""
    return material.ShownConcern(
        concern=concern(**changes), pupils=(("p-1", "Amelia Hartley · Year 4 · Willow"),),
        reporter="Megan Price", place_in_queue=1, waiting=3,
    )  # fmt: skip


def entry(number=1, **changes):
    """One row of a chronology."""
    texts = (
        "Amelia came without a coat for the third day in a row. Borrowed one from lost property.",
        "Telephone call from grandmother: worried about the new partner in the home.",
        "Amelia told the lunchtime supervisor she had had no breakfast.",
        "Mother came to school; spoke about money trouble. Offered the food bank and the family worker.",
    )
    values = {
        "id": f"e-{number}", "kind": ("concern", "entry", "transcribed", "decision")[number % 4],
        "ledger": LEDGER, "seq": 10 + number,
        "happened": When(earliest=f"2026-0{1 + number % 9}-1{number % 9}",
                         latest=f"2026-0{1 + number % 9}-1{number % 9}", precision="day", as_told=""),
        "text": texts[number % 4], "child_words": "", "source": "saw", "action": "",
        "decision": "", "reason": "", "outcome": "", "author": ("Megan Price", "Ruth Okafor")[number % 2],
        "written_at": "2026-09-14T12:15:00.000Z", "recorded_at": "2026-09-14T12:31:00.000Z",
        "significant": number % 3 == 0, "transcribed": number % 4 == 2,
    }  # fmt: skip
    values.update(changes)
    return ChronologyEntry(**values)


def full_entry():
    """A transcribed row with everything on it."""
    return entry(
        2, happened=When(earliest="2025-03-01", latest="2025-03-10", precision="part-month",
                         as_told="early March"),
        child_words="We had tea at nana’s because there was no gas.", action="Rang the family worker.",
        decision="Keep watching", reason="One event, mother open about it.",
        source_ref="binder page 12", context="Year read from the row above: 2025",
        corrections=(
            Correction(field="happened", correction="12 March 2025", reason="Diary found",
                       by="Ruth Okafor", recorded_at="2026-10-01T08:00:00.000Z"),
        ),
    )  # fmt: skip


def undated_entry():
    """A row nobody can date."""
    return entry(7, id="e-undated", happened=When.unknown(as_told="some time before he started"))


def history():
    """What is known of the child beside the concern."""
    entries = tuple(entry(number) for number in (3, 1, 2, 4))
    siblings = (pupil_rows(3)[2],)
    return (
        material.ChildHistory(
            pupil_id="p-1", name="Amelia Hartley", summary="Early help · 2 open concerns · 46 entries",
            entries=entries, total=46, siblings=siblings,
        ),
    )  # fmt: skip


def today(*, quiet=False):
    """A busy Monday, or a quiet one."""
    if quiet:
        return Today(**dict.fromkeys(("waiting", "actions", "reviews", "answers", "meetings", "cases",
                     "news"), ()), waiting_total=0, news_total=0, since="", day="2026-11-22")  # fmt: skip
    waiting = tuple(
        ConcernRow(id=f"c-{number}", pupils=names, reporter=who, written_at=at, happened=when,
                   status="waiting", level="", category="", told_dsl=told, first_words=words)
        for number, (names, who, at, when, told, words) in enumerate(
            (
                ("Amelia Hartley", "Megan Price", "2026-11-20T13:25:00.000Z", "About 20 Nov 2026, 13:25",
                 "yes", "During painting after lunch Amelia rolled up her sleeves and I saw two small round"),
                ("Zoë O’Brien, Kai Hartley", "Pat Lowe", "2026-11-20T15:02:00.000Z", "20 Nov 2026",
                 "no", "Zoë said Kai pushed her behind the bike shed and took her snack money again"),
                ("Jude Adeyemi", "Sam Field", "2026-11-19T08:50:00.000Z", "19 Nov 2026, 08:40",
                 "yes", "Jude fell asleep twice during registration and said he had been up with the baby"),
            ),
            start=1,
        )
    )  # fmt: skip
    actions = tuple(
        DueItem(kind="action", id=f"a-{number}", pupils=("p-1",), words=what, owner=owner, due=due, names=child)
        for number, (what, owner, due, child) in enumerate(
            (
                ("Ring the school nurse about missed hearing test", "Ruth Okafor", "2026-11-18", "Tomasz Wójcik"),
                ("Meet mother at the gate", "Megan Price", "2026-11-22", "Lily-May Shaw"),
                ("Ask front door for the outcome of the referral", "Dan Whitcombe", "2026-11-24", "Mohammed Iqbal"),
            ),
            start=1,
        )
    )  # fmt: skip
    return Today(
        waiting=waiting, waiting_total=3, actions=actions,
        reviews=(
            DueItem(kind="risk", id="r-1", pupils=("p-9",), names="Ffion Rhys",
                    words="Leaving the site at break", due="2026-11-23"),
            DueItem(kind="monitoring", id="k-2", pupils=("p-4",), names="Jude Adeyemi",
                    words="Tired in the mornings: monitoring ends", due="2026-11-27", owner="Ruth Okafor"),
        ),
        answers=(
            DueItem(kind="referral", id="f-1", pupils=("p-2",), names="Mohammed Iqbal",
                    words="Northshire front door, sent 18 Nov 2026", due="2026-11-19"),
        ),
        meetings=(
            DueItem(kind="meeting", id="m-1", pupils=("p-2",), names="Zoë O’Brien",
                    words="Core group", due="2026-11-24"),
        ),
        cases=(
            DueItem(kind="case", id="k-1", pupils=("p-7",), names="Lily-May Shaw",
                    words="Winter clothing", due="", owner="Dan Whitcombe"),
        ),
        news=tuple(
            News(id=f"n-{number}", kind=kind, pupils=("p-1",), names=names, words=words,
                 by="Dan Whitcombe", at=f"2026-11-20T1{number}:05:00.000Z")
            for number, (kind, names, words) in enumerate(
                (
                    ("decision", "Zoë O’Brien", "Talk to both sets of parents today"),
                    ("entry", "Kai Hartley", "Aunt rang: father is back from Monday"),
                    ("outcome", "Tomasz Wójcik", "New appointment on 3 December"),
                    ("reply", "Jude Adeyemi", "Thank you, we are on it"),
                )
            )
        ),
        news_total=4, since="2026-11-19T16:10:00.000Z", day="2026-11-22",
    )  # fmt: skip


def concern_rows(count=12):
    """Rows of the list of concerns."""
    base = today().waiting
    states = ("waiting", "open", "closed")
    return tuple(
        ConcernRow(
            id=f"c-{number}", pupils=base[number % 3].pupils, reporter=base[number % 3].reporter,
            written_at=base[number % 3].written_at, happened=base[number % 3].happened,
            status=states[number % 3], level=("", "early_help", "cin")[number % 3],
            category=("", "neglect.hunger", "injury")[number % 3], told_dsl=base[number % 3].told_dsl,
            first_words=base[number % 3].first_words,
        )
        for number in range(count)
    )  # fmt: skip


def pupil():
    """Amelia with two contacts."""
    contacts = (
        Contact(name="Kelly Hartley", relationship="Mother", priority=1, parental_responsibility=True,
                phones=("07700 900123",), address="14 Chapel Row, Wexcombe"),
        Contact(name="Maureen Hartley", relationship="Grandmother", priority=2,
                parental_responsibility=False, phones=("01632 960045", "07700 900456")),
    )  # fmt: skip
    details = PupilDetails(
        upn="H801200001001", legal_surname="Hartley", legal_forename="Amelia", middle_names="Rose",
        date_of_birth="2018-03-04", sex="F", year_group="4", class_name="Willow",
        address="14 Chapel Row, Wexcombe, WX4 2AB", language="English", sen="SEN support",
        in_care=False, contacts=contacts,
    )  # fmt: skip
    return Pupil(id="p-1", details=details, siblings=("p-3",))


def front_sheet():
    """The front sheet of Amelia's file."""
    actions = (
        Action(id="a-1", what="Ring the family worker", owner="Ruth Okafor", due="2026-11-24",
               pupils=("p-1",), concern="c-1", author="u-1", recorded_at="2026-11-20T14:02:00.000Z"),
    )  # fmt: skip
    return file_material.FrontSheet(
        pupil=pupil(), level="early_help", open_concerns=2, entries=46,
        last_entry="2026-11-20T14:02:00.000Z", next_due="2026-11-24",
        next_due_words="Ring the family worker", language="English",
        siblings=(("p-3", "Kai Hartley · Year 1 · Acorn"),), actions=actions,
        offered=(
            file_material.OfferedChild(
                id="p-9", name="Maximilian Hartley · Year 6 · Rowan",
                why="same address and same first contact",
            ),
        ),
        **around_child.everything(),
    )  # fmt: skip


def risk_assessment():
    """Two hazards for one child."""
    hazards = (
        Hazard(hazard="Runs out of the gate at home time", where="Playground, 15:15–15:30", likelihood=4,
               severity=4, control="Handed over by name; gate closed until fetched", owner="Megan Price",
               likelihood_after=2, severity_after=4),
        Hazard(hazard="Climbs the fence at break", where="Field", likelihood=3, severity=2,
               control="Adult on the field side", owner="Pat Lowe"),
    )  # fmt: skip
    draft = RiskAssessmentDraft(
        pupil_id="p-1", title="Leaving the site", hazards=hazards, review_date="2026-12-04",
        scale="five-by-five@1", child_view="“I like it when Mr Lowe waits with me.”",
    )  # fmt: skip
    return RiskAssessment(id="r-1", version=2, draft=draft, author="Ruth Okafor",
                          recorded_at="2026-11-02T10:00:00.000Z")  # fmt: skip


def school_people(*, can_open=2):
    """The people and computers of the school, one of every standing."""
    rows = (
        ("u-1", "ruth", "Ruth Okafor", Role.LEAD, "Head teacher", Standing.OPENS),
        ("u-2", "dan", "Dan Whitcombe", Role.DEPUTY, "Assistant head", Standing.OPENS),
        ("u-3", "megan", "Megan Price", Role.STAFF, "Class teacher, Willow", Standing.REPORTS),
        ("u-4", "pat", "Pat Lowe", Role.STAFF, "Teaching assistant", Standing.ENDED),
        ("u-5", "isla", "Isla Farrow", Role.DEPUTY, "SENCo", Standing.SUSPENDED),
        ("u-6", "tom", "Tom Bright", Role.STAFF, "Caretaker", Standing.WAITING),
    )
    out = (Standing.ENDED, Standing.SUSPENDED)
    return people_material.SchoolPeople(
        people=tuple(
            people_material.PersonShown(
                person=Person(id=key, account=account, name=name, role=role, job_title=job,
                              key_id=None if standing is Standing.WAITING else "k",
                              active=standing not in out),
                standing=standing, telephone="01632 960001" if key == "u-2" else "",
                open_actions=3 if key == "u-2" else 0,
                since="3 Nov 2026" if standing in out else "",
                reason="moved away" if standing in out else "",
            )
            for key, account, name, role, job, standing in rows
        ),
        computers=(
            people_material.ComputerShown(
                station=Workstation(id="w-1", name="Staff room PC", key_id="k1", active=True),
                last_number=18, last_at="20 Nov 2026, 12:52", card="newest",
                missing=("Number 17 from “Staff room PC” has not arrived; written between"
                         " 20 Nov 2026, 11:02 and 20 Nov 2026, 12:49.",),
            ),
            people_material.ComputerShown(
                station=Workstation(id="w-2", name="Office laptop", key_id="k2", active=True),
            ),
        ),
        you="u-1", can_open=can_open,
    )  # fmt: skip


def ways_in(**changes):
    """Ruth's own ways in."""
    usual = {
        "name": "Ruth Okafor", "account": "ruth", "codes_left": 8, "codes_few": False,
        "device": people_material.DeviceTie.OFF, "recovery": people_material.Recovery.CONFIRMED,
        "rehearsed": "4 Sep 2026", "rehearsal_due": False,
    }  # fmt: skip
    return people_material.WaysIn(**{**usual, **changes})


def hand_over_items():
    """What passes from one DSL to the next."""
    rows = (
        ("open_concerns", "Open concerns", 12),
        ("open_actions", "Actions still to be done", 7),
        ("recovery_sheet", "The paper with the recovery code, or where it lies", None),
        (
            "spare_code",
            "The paper with the code for letters about adults (kept by the head or the chair)",
            None,
        ),
        ("backup_sticks", "Sticks and folders with backups", None),
    )
    return tuple(
        people_material.HandOverItem(code=code, text=text, count=count)
        for code, text, count in rows
    )


def hand_over_case():
    """Between whom a hand-over can be."""
    people = (("u-1", "Ruth Okafor · DSL"), ("u-2", "Dan Whitcombe · Deputy DSL"))
    return people_material.HandOverCase(people=people, you="u-1")
