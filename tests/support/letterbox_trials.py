"""Random lives of a letterbox between real computers and a real casebook, over a hostile folder."""

import random
import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.letter_gaps import letter_gaps
from desktop.usecases.lead.manage_people import asking_computers, confirm_computer
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.pair import pair_workstation
from desktop.usecases.staff.receipts import deliver, my_receipts
from desktop.usecases.staff.say_who import Author, guest_author
from desktop.usecases.staff.station import Station, open_station
from storage.database.repositories import concerns
from storage.letterbox.spool import Spool
from storage.records.errors import UserFacingError
from tests.fakes.clock import FakeClock
from tests.fakes.small_school import SmallSchool, decision
from tests.support.hostile_folder import FaultySpool, HostileFolder, Weather

# Rounds that an honest folder needs at most: letters, receipts, what was damaged once more.
ROUNDS = 4
SIDES = ("staff room", "office", "corridor")
LEAD = "lead"


@dataclass
class Sent:
    """A concern that a computer acknowledged; ``restricted``: no DSL may open it."""

    side: str
    number: int
    digest: str
    words: str
    restricted: bool
    reply: str = ""


@dataclass
class Trials:
    """What was tried and what was found wrong."""

    schedules: int = 0
    concerns: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    problems: list[str] = field(default_factory=list)


class LetterboxTrials:
    """Three computers (two confirmed, one never) and a casebook, for many letterboxes in turn."""

    def __init__(self, school: SmallSchool, casebook: OpenCasebook, *, seed: str) -> None:
        self.school, self.casebook, self.seed = school, casebook, seed
        self.done = Trials()
        self.sent: list[Sent] = []
        self._homes = {"staff room": school.workstation}
        self._clocks = {side: FakeClock(school.clock()) for side in SIDES}
        for side in SIDES[1:]:
            self._homes[side] = school.root / side
            pairing = pair_workstation(
                folder=self._homes[side],
                letterbox=school.letterbox,
                label=side,
                clock=school.clock,
                random_bytes=school.random_bytes,
            )
            if side == "office":
                asking = asking_computers(casebook)
                assert [ask.label for ask in asking] == [side]
                confirm_computer(casebook, workstation_id=asking[0].id, code=pairing.code)
        self._before = len(concerns.ids(casebook.connection))
        self._authors: dict[str, Author] = {}

    def run(self, number: int) -> None:
        """Do one schedule; what is wrong stands in ``done.problems`` afterwards."""
        chance = random.Random(f"{self.seed} {number}")
        self.sent = []
        root = self.school.root / f"letterbox {number}"
        hostile = HostileFolder(root, sides=(LEAD, *SIDES), chance=chance)
        weather = Weather(chance, faults=chance.choice((0, 0, 0.02, 0.1)))
        try:
            for _ in range(chance.randrange(12, 40)):
                self._step(hostile, weather, chance)
            folder = hostile.become_honest()
            self._settle(folder)
            for problem in self._problems(folder):
                self.done.problems.append(f"{self.seed} {number}: {problem}")
        finally:
            self.done.schedules += 1
            self.done.acts += Counter(hostile.kinds)
            self.done.faults += Counter(weather.kinds)
            shutil.rmtree(root)

    # -- while the folder is hostile -------------------------------------------------------------

    def _step(self, hostile: HostileFolder, weather: Weather, chance: random.Random) -> None:
        act = chance.choices(("send", "deliver", "collect", "misbehave", "time"), (3, 3, 3, 12, 1))[
            0
        ]
        side = chance.choice(SIDES)
        if act == "send":
            self._send(side, FaultySpool(hostile.folder(side), weather=weather), chance)
        elif act == "deliver":
            deliver(self._station(side, FaultySpool(hostile.folder(side), weather=weather)))
        elif act == "collect":
            self._collect(FaultySpool(hostile.folder(LEAD), weather=weather))
            self._answer(chance, FaultySpool(hostile.folder(LEAD), weather=weather))
        elif act == "time":
            self._clocks[side].advance(hours=chance.randrange(-9000, 9000))
            self.school.clock.advance(minutes=chance.randrange(-90, 300))
        else:
            hostile.misbehave()

    def _send(self, side: str, spool: Spool, chance: random.Random) -> None:
        station = self._station(side, spool)
        restricted = not chance.randrange(60)
        words = f"Concern {len(self.sent)} of {self.seed}: “{chance.random()}”."
        sent = log_concern(
            station,
            draft=self.school.draft(what_happened=words, about_adult=restricted),
            author=self._author(side, station),
        )
        self.sent.append(
            Sent(
                side=side,
                number=sent.number,
                digest=sent.digest,
                words=words,
                restricted=restricted,
            )
        )
        self.done.concerns += 1

    def _collect(self, spool: Spool) -> None:
        with suppress(UserFacingError):  # of the folder; what is lost by it shows in the end
            self.done.kept += len(collect_letterbox(self._with(spool)).kept)

    def _answer(self, chance: random.Random, spool: Spool) -> None:
        open_ones = [sent for sent in self.sent if not sent.restricted and not sent.reply]
        if not open_ones or chance.random() < 0.6:
            return
        sent = chance.choice(open_ones)
        found = concerns.slip_concern(self.casebook.connection, sent.digest)
        if found:
            sent.reply = f"Read: {sent.number}."
            decide(
                self._with(spool),
                decision=decision(found, reply=sent.reply, actions=()),
            )

    # -- afterwards ------------------------------------------------------------------------------

    def _settle(self, folder: Path) -> None:
        for _ in range(ROUNDS):
            for side in SIDES:
                deliver(self._station(side, Spool(folder)))
            self.done.kept += len(collect_letterbox(self._with(Spool(folder))).kept)
            left = [deliver(self._station(side, Spool(folder))).carried for side in SIDES]
            if not any(left):
                return

    def _problems(self, folder: Path) -> list[str]:
        found = []
        connection = self.casebook.connection
        taken = Counter(row[0] for row in connection.all("SELECT slip_digest FROM concern"))
        for sent in self.sent:
            words = self._words(sent.digest)
            if sent.restricted:
                if sent.digest in taken:
                    found.append(f"{sent.side} {sent.number} is for somebody else and was opened")
            elif taken[sent.digest] != 1:
                found.append(f"{sent.side} {sent.number} was taken {taken[sent.digest]} times")
            elif words != sent.words:
                found.append(f"{sent.side} {sent.number} has other words")
        self._before += sum(not sent.restricted for sent in self.sent)
        if len(concerns.ids(connection)) != self._before:
            found.append("there are concerns that nobody sent")
            self._before = len(concerns.ids(connection))
        for side in SIDES:
            found += self._at(side, folder)
        found += [
            f"{gap.name} {gap.first} is said to be missing" for gap in letter_gaps(self.casebook)
        ]
        return found

    def _at(self, side: str, folder: Path) -> list[str]:
        station = self._station(side, Spool(folder))
        mine = {sent.number: sent for sent in self.sent if sent.side == side}
        waiting = {item.number for item in station.outbox.waiting()}
        found = [
            f"{side} {number} has no receipt"
            for number in sorted(waiting)
            if number in mine and not mine[number].restricted
        ]
        rows = my_receipts(station, author=self._author(side, station))
        replies = {row.number: row.reply for row in rows}
        found += [
            f"{side} {sent.number} lacks its reply"
            for sent in mine.values()
            if sent.reply and replies.get(sent.number) != sent.reply
        ]
        return found

    # -- parts -----------------------------------------------------------------------------------

    def _words(self, digest: str) -> str:
        identifier = concerns.slip_concern(self.casebook.connection, digest)
        concern = concerns.concern(self.casebook.connection, identifier) if identifier else None
        return concern.what_happened if concern else ""

    def _with(self, spool: Spool) -> OpenCasebook:
        return replace(self.casebook, spool=spool)

    def _station(self, side: str, spool: Spool) -> Station:
        station = open_station(
            folder=self._homes[side],
            letterbox=spool.folder,
            clock=self._clocks[side],
            random_bytes=self.school.random_bytes,
        )
        return replace(station, spool=spool)

    def _author(self, side: str, station: Station) -> Author:
        if side not in self._authors:
            self._authors[side] = (
                self.school.megan(station)
                if side == "staff room"
                else guest_author(station, name=f"Guest of the {side}")
            )
        return self._authors[side]
