"""The secret behind the PINs of a workstation: in the key store, in the file, or gone."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.manage_people import new_slip
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.pair import pair_workstation
from desktop.usecases.staff.say_who import Author, author_with_pin, guest_author, set_first_pin
from desktop.usecases.staff.station import IDENTITY, Station
from storage.database.repositories import people
from storage.records.errors import UserFacingError
from tests.fakes.small_school import PIN, SmallSchool
from ui.messages import message_for


@dataclass
class Drawer:
    """A key store in memory; ``there`` and ``away`` say how it behaves today."""

    kept: dict[str, bytes] = field(default_factory=dict)
    there: bool = True
    away: bool = False

    def available(self) -> bool:
        """Whether this computer has one now."""
        return self.there

    def read(self, name: str) -> bytes | None:
        """What is kept."""
        self._answer()
        return self.kept.get(name)

    def write(self, name: str, secret: bytes) -> None:
        """Keep it."""
        self._answer()
        self.kept[name] = secret

    def delete(self, name: str) -> None:
        """Forget it."""
        self.kept.pop(name, None)

    def _answer(self) -> None:
        if self.away:
            raise UserFacingError("keys.key_store_away")


def station(school: SmallSchool, drawer: Drawer | None) -> Station:
    """The workstation on a computer with this key store."""
    return replace(school.station(), secrets=drawer)


def megan(school: SmallSchool, drawer: Drawer | None) -> Author:
    """Megan types her PIN."""
    return author_with_pin(station(school, drawer), account="megan", pin=PIN)


def refusal(work: Callable[[], object]) -> str:
    """The code of a refusal, which has a sentence and a way on."""
    with pytest.raises(UserFacingError) as caught:
        work()
    message = message_for(caught.value)
    assert "I am not on this list" in message.next_step or caught.value.code == "staff.first_time"
    return caught.value.code


def in_file(school: SmallSchool) -> str:
    """What the workstation's file says of the secret."""
    line = (school.workstation / IDENTITY).read_bytes().split(b"\n")[0]
    text: str = json.loads(line)["pin_secret"]
    return text


def test_an_older_file_hands_its_secret_to_the_key_store(school: SmallSchool) -> None:
    before = in_file(school)
    drawer = Drawer()
    key = megan(school, drawer).keys.key_id
    assert list(drawer.kept.values()) == [bytes.fromhex(before)]
    assert in_file(school) == ""
    assert before.encode() not in (school.workstation / IDENTITY).read_bytes()
    assert megan(school, drawer).keys.key_id == key
    sent = log_concern(station(school, drawer), draft=school.draft(), author=megan(school, drawer))
    assert sent.number
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1


@pytest.mark.parametrize("drawer", [None, Drawer(there=False), Drawer(away=True)])
def test_without_a_key_store_the_file_keeps_it(school: SmallSchool, drawer: Drawer | None) -> None:
    before = in_file(school)
    assert len(before) == 64
    assert megan(school, drawer).name == "Megan Price"
    assert in_file(school) == before


def test_a_copied_folder_is_closed_to_the_right_pin(school: SmallSchool) -> None:
    megan(school, Drawer())
    assert refusal(lambda: megan(school, None)) == "keys.pin_store_away"
    assert refusal(lambda: megan(school, Drawer())) == "keys.pin_secret_gone"
    other = Drawer(kept={f"workstation {station(school, None).identity.workstation_id}": bytes(32)})
    with pytest.raises(UserFacingError, match="wrong_pin"):
        megan(school, other)


@pytest.mark.parametrize(
    ("drawer", "code"),
    [
        (Drawer(there=False), "keys.pin_store_away"),
        (Drawer(away=True), "keys.pin_store_away"),
        (Drawer(), "keys.pin_secret_gone"),
    ],
)
def test_a_concern_is_taken_while_the_key_store_is_away(
    school: SmallSchool, drawer: Drawer, code: str
) -> None:
    megan(school, Drawer())
    assert refusal(lambda: megan(school, drawer)) == code
    here = station(school, drawer)
    sent = log_concern(here, draft=school.draft(), author=guest_author(here, name="Megan Price"))
    assert sent.carried
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1


def test_a_lost_secret_is_made_anew_with_a_slip_of_paper(school: SmallSchool) -> None:
    megan(school, Drawer())
    fresh = Drawer()
    with school.signed_in() as casebook:
        person = people.by_account(casebook.connection, "megan")
        assert person is not None
        slip = new_slip(casebook, person_id=person.id)
    away = station(school, Drawer(away=True))
    code = refusal(lambda: set_first_pin(away, account="megan", code=slip.code, pin="8264"))
    assert code == "keys.pin_store_away"
    assert len(away.reporters.people()) == 2, "a store that is only away costs nobody a key"
    author = set_first_pin(station(school, fresh), account="megan", code=slip.code, pin="8264")
    assert len(fresh.kept) == 1
    again = author_with_pin(station(school, fresh), account="megan", pin="8264")
    assert again.keys.key_id == author.keys.key_id
    here = station(school, fresh)
    assert here.reporters.people() == (person.id,)
    assert (
        refusal(lambda: author_with_pin(here, account="tom", pin="5183")) == "staff.first_time"
    ), "not told that the PIN is wrong: no PIN can be right"
    with school.signed_in() as casebook:
        assert collect_letterbox(casebook).enrolled == (person.id,)


def test_a_new_workstation_never_writes_the_secret_into_its_file(school: SmallSchool) -> None:
    drawer = Drawer()
    folder = school.root / "second workstation"
    pair_workstation(
        folder=folder,
        letterbox=school.letterbox,
        label="Library",
        clock=school.clock,
        random_bytes=school.random_bytes,
        secrets=drawer,
    )
    (secret,) = drawer.kept.values()
    for path in folder.rglob("*"):
        if path.is_file():
            assert secret not in path.read_bytes()
            assert secret.hex().encode() not in path.read_bytes()
    line = (folder / IDENTITY).read_bytes().split(b"\n")[0]
    assert json.loads(line)["pin_secret"] == ""
