"""The people, orders, words and documents of the made-up child of lead_school."""

# ruff: noqa: E501 (records in a table read better in long lines)
from storage.records.around_child import BoxEntry, Professional, Status
from storage.records.family import FILE, LINK, SCHOOL, FamilyPerson, Relative
from storage.records.family_tree import family_tree
from storage.records.file_contents import ChildWords, FileDocument, IndexLine, LastDecision
from storage.records.when import When
from ui import file_material

AT = "2026-11-20T14:02:00.000Z"


def day(iso):
    """A day that is known."""
    return When(earliest=iso, latest=iso, precision="day", as_told="")


def _relative(code, label, row, *, parent=False):
    return Relative(code=code, label=label, row=row, parent=parent)


def family():
    """Three generations, a partner who moved out, a brother at school, two households."""
    return (
        FamilyPerson(key="h-1", name="Sara Hartley", relative=_relative("mother", "Mother", 1, parent=True),
                     said_by=(FILE, SCHOOL), lives_with=True, parental_responsibility=True,
                     telephones=("07700 900101",), email="sara@example.org", priority=1,
                     relation_id="h-1", since="2018-03-04", by="Ruth Okafor"),
        FamilyPerson(key="h-2", name="Joan Reed", relative=_relative("grandmother", "Grandmother", 2),
                     said_by=(FILE,), telephones=("01632 960155",), address="4 Mill Bank, Otterton",
                     relation_id="h-2", parent_of=("h-1",), by="Ruth Okafor"),
        FamilyPerson(key="h-3", name="Tom Pike", relative=_relative("father", "Father", 1, parent=True),
                     said_by=(FILE, SCHOOL), lives_with=False, parental_responsibility=False,
                     relation_id="h-3", school_says=(("parental_responsibility", "yes"),), by="Ruth Okafor",
                     address="9 Dock Road"),
        FamilyPerson(key="h-4", name="Daz Cooper", relative=_relative("partner", "Parent’s partner", 1),
                     said_by=(FILE,), until="2026-10-01", reason="Moved out after the police visit",
                     relation_id="h-4", by="Dan Whitcombe"),
        FamilyPerson(key="p-3", name="Kai Hartley", relative=_relative("sibling", "Brother or sister", 0),
                     said_by=(LINK,), lives_with=True, pupil_id="p-3", date_of_birth="2020-06-19"),
        FamilyPerson(key="h-5", name="Mia Pike-Abernathy", relative=_relative("half_sister", "Half-sister", 0),
                     said_by=(FILE,), relation_id="h-5", address="9 Dock Road", by="Ruth Okafor"),
    )  # fmt: skip


def tree():
    """Drawn from the links: Kai's own file names Sara as his mother."""
    people = (
        *family()[:2],
        *(each if each.key != "h-3" else _father(each) for each in family()[2:]),
    )
    return family_tree(
        child="p-1", name="Amelia Hartley", people=people,
        parents_named={"p-3": frozenset({"sara hartley", "sarahartley"})},
    )  # fmt: skip


def _father(person):
    return FamilyPerson(
        key=person.key, name=person.name, relative=person.relative, said_by=person.said_by,
        relation_id=person.relation_id, parent_of=("h-5",), address=person.address,
    )  # fmt: skip


def statuses():
    """A plan, a court order in force, a status that is over."""

    def shown(key, word, *, since, court=False, text="", **more):
        status = Status(id=key, kind=word, since=day(since), text=f"{word}: {text}" if text else word,
                        by="Ruth Okafor", at=AT, **more)  # fmt: skip
        return file_material.ShownStatus(
            status=status, word=word, court=court, now=status.in_force("2026-11-22")
        )

    return (
        shown("s-1", "Child protection plan", since="2026-05-03", text="neglect",
              reason="Decided by the conference", source="Minutes seen"),
        shown("s-2", "Prohibited steps order", since="2026-06-11", court=True, until="2027-06-10",
              text="Mr Pike must not collect her from school"),
        shown("s-3", "Child in need plan", since="2025-11-02", ended=day("2026-05-03"),
              ended_reason="Child in need plan ended: Became a child protection plan"),
    )  # fmt: skip


def boxes():
    """Some filled, one emptied."""

    def box(code, label, group, *values, first=False, lines=1):
        history = tuple(
            BoxEntry(box=code, value=value, reason="", by="Ruth Okafor", at=AT) for value in values
        )
        return file_material.FrontBox(
            code=code, label=label, hint="What it is for.", group=group, lines=lines, first=first,
            value=values[0] if values else "", history=history,
        )  # fmt: skip

    return (
        box("withhold_address", "Withhold the address from", "safety", "Tom Pike, by order of the court",
            first=True, lines=2),
        box("may_collect", "May collect", "safety", "Mother, grandmother; password “Otter”", lines=2),
        box("language", "Languages at home", "names", "English, some Polish", "English"),
        box("current_address", "Current address", "home", "With her grandmother, 4 Mill Bank"),
        box("medical", "Medical", "needs", "Asthma: inhaler in the office", lines=2),
        box("gp", "GP", "people", "Otterton Surgery, 01632 960170"),
        box("volume", "Volume", "file", "2 of 2"),
    )  # fmt: skip


def professionals():
    """A social worker, and a nurse who left."""
    return (
        Professional(id="o-1", pupils=("p-1",), name="Chi Obi", organisation="Family Help East",
                     role="Social worker", kind="social_care", telephone="01632 960111", since="2026-05-03"),
        Professional(id="o-2", pupils=("p-1",), name="Lena Voss", organisation="School nursing",
                     role="School nurse", until="2026-09-01", reason="Left the team"),
    )  # fmt: skip


def decision():
    """What was decided last, and why."""
    return LastDecision(
        row="c-1.decision.42", kind="decision", decision="Talk to mother today; core group told",
        reason="Second mark within three weeks, and the account does not fit it.",
        happened=day("2026-11-20"), by="Ruth Okafor", recorded_at=AT,
    )  # fmt: skip


def everything():
    """All of it, as the front sheet takes it."""
    return {
        "warnings": (
            "Withhold the address from: Tom Pike, by order of the court",
            "Prohibited steps order: Mr Pike must not collect her from school",
        ),
        "decision": decision(),
        "boxes": boxes(),
        "statuses": statuses(),
        "levels": (
            file_material.ShownLevel(word="Early help", since="2025-11-02T09:00:00.000Z",
                                     reason="Family agreed to support", by="Ruth Okafor", row="c-1"),
            file_material.ShownLevel(word="Child protection", since="2026-05-03T09:00:00.000Z",
                                     reason="Conference decided on a plan", by="Ruth Okafor", row="c-2"),
        ),
        "people": family(),
        "tree": tree(),
        "professionals": professionals(),
    }  # fmt: skip


def voice():
    """What she said, in order; one put right, one copied."""
    return (
        ChildWords(row="e-2", kind="transcribed", happened=When.unknown(as_told="early March 2025"),
                   words="We had tea at nana’s because there was no gas.", by="Ruth Okafor", at=AT, copied=True),
        ChildWords(row="c-1", kind="concern", happened=day("2026-11-20"),
                   words="Daz grabbed me cos I spilt the milk. He does it when mum’s at work.",
                   by="Megan Price", at=AT, corrections=("He does it when mum’s at her work.",)),
        ChildWords(row="r-1.1", kind="risk_assessment", happened=day("2026-11-21"),
                   words="I want Miss Price to wait with me.", by="Ruth Okafor", at=AT),
    )  # fmt: skip


def documents(file):
    """One letter and the drawing of a concern."""
    return (
        FileDocument(row="c-1", kind="concern", category="injury", happened=day("2026-11-20"),
                     words="During painting after lunch", by="Megan Price", file=file),
    )  # fmt: skip


def index():
    """The parts in their order."""
    return (
        IndexLine(code="front_sheet", label="Front sheet", opens="front_sheet", count=1, first="2026-11-20", last="2026-11-20"),
        IndexLine(code="chronology", label="Chronology", opens="chronology", count=46, first="2025-03-01", last="2026-11-20"),
        IndexLine(code="concerns", label="Concerns", opens="chronology", count=7, first="2025-09-14", last="2026-11-20"),
        IndexLine(code="contacts", label="Actions, decisions and contacts", opens="chronology", count=31),
        IndexLine(code="left", label="Documents that left, transfers and receipts", opens="register", count=0),
    )  # fmt: skip


def work():
    """A case, a referral, a plan."""
    line = file_material.WorkLine
    return (
        line(kind="case", id="k-1", title="Neglect and a partner in the home", detail="Ruth Okafor · 24 Nov 2026", state="Open"),
        line(kind="referral", id="f-1", title="Children’s social care", detail="12 Nov 2026 · waiting for an answer", state="Sent"),
        line(kind="plan", id="n-1", title="Child protection plan", detail="Chi Obi · 3 Dec 2026", state=""),
    )  # fmt: skip
