"""Children's files full of names and words that a copy must not hold, and the request for it."""

import random
import re
from dataclasses import dataclass, field, replace

from desktop.usecases.lead.actions import complete_action
from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import NewAction, decide
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.import_history import preview_history, take_history
from desktop.usecases.lead.risk import save_risk_assessment
from desktop.usecases.lead.significance import set_significant
from desktop.usecases.lead.volumes import attach_volume
from storage.database.repositories import actions, ledger_rows
from storage.ledger.entries import parse_header
from storage.records.body_map import BodyMap
from storage.records.concern import Attachment, LinkedPupil
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.risk_assessment import Hazard, RiskAssessmentDraft
from storage.records.when import When
from tests.fakes.every_fact import CODES, OF_A_CHILD, FactWriter
from tests.fakes.full_file import MARK, SCAN
from tests.fakes.secret_names import SCRIPTS, SecretName, odd_writings, secret_name
from tests.fakes.small_school import SmallSchool, decision

# What the use-cases below do not write.
FURTHER = tuple(
    name
    for name in OF_A_CHILD
    if name.partition(".")[0]
    in (
        *("case", "referral", "disagreement", "plan", "meeting", "status", "relation"),
        *("professional", "front_sheet", "attendance", "paper"),
    )
)
_TOKEN = re.compile("zq[a-z]{8}qz")
_REASONS = ("third_party", "serious_harm", "other_child", "legal_advice")
# Fields with words of their own that may be withheld whole, by the type of their entry.
_WHOLE = {
    "concern.received": ("what_happened", "child_words", "opinion", "place", "who_else"),
    "triage.decided": ("decision", "reason"),
    "entry.added": ("text", "*"),
    "risk.saved": ("hazards", "child_view", "*"),
    "amendment.added": ("correction", "*"),
    "case.opened": ("title", "reason", "*"),
    "case.closed": ("outcome", "reason", "child_words", "*"),
    "referral.made": ("text", "reason", "child_words", "advice", "*"),
    "referral.noted": ("text", "reason", "*"),
    "disagreement.raised": ("text", "with_whom", "*"),
    "plan.started": ("title", "aims", "*"),
    "meeting.held": ("text", "attended", "apologies", "parents_view", "*"),
    "status.set": ("text", "reason", "*"),
    "paper.indexed": ("title", "items", "*"),
}


@dataclass
class SecretFile:
    """A child's file and what a copy of it leaves out.

    ``hidden`` are names that must not be found in the copy, ``words`` what stands in texts that are
    withheld whole, by position and field; ``initials`` are capitals that must not stand alone;
    ``child`` is the name that stays.
    """

    pupil: str
    child: SecretName
    concern: str
    risk: str
    hidden: list[str] = field(default_factory=list)
    initials: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    words: dict[tuple[int, str], list[str]] = field(default_factory=dict)

    def request(self, kind: str, chance: random.Random, **changes) -> DocumentRequest:
        """Ask for a copy of a kind with everything hidden that is to be hidden."""
        records = {
            "concern_record": (self.concern,), "body_map": (self.concern,),
            "risk_assessment": (self.risk,), "risk_staff_extract": (self.risk,),
            "referral_pack": (self.concern, self.risk),
        }  # fmt: skip
        usual = DocumentRequest(
            kind=kind,
            pupil_id=self.pupil,
            purpose=f"About {self.hidden[0]} and others",
            recipient="Wexcombe Council",
            product="signed",
            records=records.get(kind, ()),
            look=chance.choice(("court", "referral")),
            length=chance.choice(("full", "full", "significant", "page")),
            subject_access=chance.random() < 0.3,
            withhold=Withholding(
                names=tuple(self.names),
                fields=tuple((seq, name, chance.choice(_REASONS)) for seq, name in self.words),
            ),
        )
        return replace(usual, **changes)


class SecretWriter:
    """Fills the files of one school, one after another."""

    def __init__(self, school: SmallSchool, casebook: OpenCasebook, chance: random.Random) -> None:
        self._school = school
        self._casebook = casebook
        self._chance = chance

    def write(self) -> SecretFile:
        """Add a child whose file speaks of people to be hidden, and return it."""
        chance = self._chance
        child = secret_name(chance, "Latin")
        pupil = self._pupil(child)
        people = [
            secret_name(chance, "Latin"),
            *(secret_name(chance, chance.choice(SCRIPTS)) for _ in range(chance.randint(1, 2))),
        ]
        file = SecretFile(pupil=pupil, child=child, concern="", risk="")
        for place, person in enumerate(people):
            file.names.append(self._ask_for(person, known=place == 1))
            file.hidden.extend(person.parts)
            if person.script == "Latin":
                file.initials.append(person.forename[0] + person.surname[0])
        self._sentences = [one for person in people for one in odd_writings(person, chance)]
        self._sentences += [f"{one[0]}.{one[1]}. was there; {one} too." for one in file.initials]
        self._sentences += [f"{child.full} was calm.", "The nurse came.", "It rained."]
        self._fill(file, people[0])
        self.withhold_others(file)
        return file

    def withhold_others(self, file: SecretFile) -> None:
        """Choose some texts to withhold whole, in place of those chosen before: their own words
        must not be found either.
        """
        file.words.clear()
        rows = ledger_rows.stored_some(
            self._casebook.connection,
            ledger_rows.of_pupil(self._casebook.connection, file.pupil),
        )
        for row in rows:
            names = _WHOLE.get(parse_header(row.header).type, ())
            if names and self._chance.random() < 0.3:
                name = self._chance.choice(names)
                values = [
                    value.decode("utf-8")
                    for field_name, (value, _salt) in (row.fields or {}).items()
                    if name in ("*", field_name)
                ]
                file.words[row.seq, name] = _TOKEN.findall(" ".join(values))

    def _ask_for(self, person: SecretName, *, known: bool) -> str:
        """The line that withholds somebody: a child of the school by id, others as typed."""
        initials = ""
        if person.script == "Latin":
            initials = f"; {person.forename[0]}{person.surname[0]}"
        if known and person.script != "Han":
            return f"{self._pupil(person)}; {person.nickname}{initials}"
        return f"{person.full}; {person.nickname}{initials}"

    def _pupil(self, name: SecretName) -> str:
        pupil = new_id("pupil", self._casebook.random_bytes)
        details = {
            "legal_forename": name.forename,
            "legal_surname": name.surname,
            "date_of_birth": "2015-03-04",
        }
        self._casebook.append(
            Event(type="pupil.added", fields={"id": pupil, "source": "form", **details})
        )
        return pupil

    def _text(self, count: int = 2) -> str:
        """Some sentences, and a word that stands in no other text."""
        token = "".join(self._chance.choice("abcdefghiklmnoprstu") for _ in range(8))
        sentences = [self._chance.choice(self._sentences) for _ in range(count)]
        return " ".join((*sentences, f"zq{token}qz"))

    def _fill(self, file: SecretFile, person: SecretName) -> None:
        casebook, links = self._casebook, (LinkedPupil(id=file.pupil, role="subject"),)
        body_map = BodyMap(
            marks=(replace(MARK, said=self._text(1), note=self._text(1)),),
            seen=self._text(1), who_present=self._text(1), first_aid=self._text(1),
        )  # fmt: skip
        picture = Attachment(
            name=f"{person.forename} {person.surname}.txt", media_type="text/plain",
            content=b"A note.",
        )  # fmt: skip
        self._school.send(
            pupils=links,
            happened=self._when(),
            what_happened=self._text(4),
            child_words=self._text(),
            opinion=self._text(),
            place=self._text(1),
            who_else=self._text(1),
            did_at_once=self._text(1),
            questions=self._text(1),
            told_by=self._text(1),
            told_whom=self._text(1),
            told_dsl="yes",
            body_maps=(body_map,),
            attachments=(picture,),
        )
        (file.concern,) = collect_letterbox(casebook).concerns
        decide(
            casebook,
            decision=decision(
                file.concern, decision=self._text(), reason=self._text(), reply=self._text(1),
                actions=(NewAction(what=self._text(1), owner=person.full, due="2026-11-25"),),
            ),
        )  # fmt: skip
        (task,) = actions.of_concern(casebook.connection, file.concern)
        complete_action(casebook, action_id=task.id, outcome=self._text(1))
        entry = add_entry(
            casebook,
            entry=NewEntry(
                kind="contact_parent", pupils=links, happened=self._when(), text=self._text(3),
                contact=self._text(1), decision=self._text(1), reason=self._text(1),
                outcome=self._text(1), child_words=self._text(1),
            ),
        )  # fmt: skip
        set_significant(casebook, target=entry, significant=True)
        amend(casebook, target=entry, field="text", correction=self._text(), reason=self._text(1))
        quoted = self._text(2).replace('"', "'")
        rows = f'Date,Event,Source,Action\n12/03/2021,"{quoted}",Teacher,"{self._plain()}"\n'
        take_history(
            casebook, preview=preview_history(rows.encode(), mapping={}), pupil_id=file.pupil
        )
        attach_volume(
            casebook, pupil_id=file.pupil, title=self._text(1), volume=1, original_lies="The safe",
            name=f"{person.surname}.pdf", content=SCAN,
        )  # fmt: skip
        hazard = Hazard(
            hazard=self._text(1), where=self._text(1), likelihood=3, severity=2,
            control=self._text(1), owner=person.full,
        )  # fmt: skip
        file.risk = save_risk_assessment(
            casebook,
            draft=RiskAssessmentDraft(
                pupil_id=file.pupil, title=self._text(1), hazards=(hazard,),
                review_date="2026-12-18", scale="five-by-five@1", child_view=self._text(1),
            ),
        )  # fmt: skip

        self._everything_else(file)

    def _everything_else(self, file: SecretFile) -> None:
        """One entry of each further type that belongs to a child's file, with words in every box
        that takes some.
        """
        writer = FactWriter(
            self._chance,
            pupils=(file.pupil,),
            count=1,
            words=lambda _name: self._text(1),
            prefix=f"{file.pupil[2:]}x",
            codes=CODES,
        )
        for type_ in FURTHER:
            self._casebook.append(writer.event(type_))

    def _when(self) -> When:
        day = "2026-11-19"
        return When(earliest=day, latest=day, precision="day", as_told=self._text(1))

    def _plain(self) -> str:
        return self._chance.choice(("Spoke to mother", "Rang the nurse", "Watched"))
