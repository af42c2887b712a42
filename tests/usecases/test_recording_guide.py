"""The recording guide: read at a workstation, signed with one's own key, collected, counted; a new
text asks again, and no concern ever waits for it.
"""

import hashlib
from dataclasses import replace

import pytest

import resources
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.manage_people import NewPerson, add_staff
from desktop.usecases.lead.recording_guide import (
    current_guide,
    guide_readers,
    readers_sheet,
    set_guide,
)
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.shipped_guide import longest_guide, shipped_guide
from desktop.usecases.staff.receipts import deliver, my_receipts
from desktop.usecases.staff.recording_guide import (
    sign_guide,
    somebody_has_not_read_it,
    station_guide,
)
from desktop.usecases.staff.reminders import reminding
from desktop.usecases.staff.say_who import author_with_pin, guest_author
from desktop.usecases.staff.station import school_card, team_card
from exports.document_rendering import render_sheet
from exports.preview import page_texts
from storage.database.repositories import concerns, noted_settings, people
from storage.letterbox.slip import seal_slip
from storage.records.errors import UserFacingError
from storage.records.people import Role
from storage.records.recording_guide import GUIDE_LABEL, GuideRead
from storage.records.times import to_text
from tests.fakes.small_school import TOM_PIN, SmallSchool

OWN = "# Our way\n- Tell Ruth first.\n\nFull names."


def line_of(casebook, name: str):
    return next(reader for reader in guide_readers(casebook) if reader.name == name)


def test_who_has_read_it_is_known_by_their_own_key(school: SmallSchool) -> None:
    station = school.station()
    guide = station_guide(station)
    assert guide == shipped_guide()
    assert somebody_has_not_read_it(station)
    sign_guide(station, author=school.megan(station), guide=guide)
    assert somebody_has_not_read_it(station), "Tom has a PIN here, too"
    tom = author_with_pin(station, account="tom", pin=TOM_PIN)
    sign_guide(station, author=tom, guide=guide)
    assert not somebody_has_not_read_it(station)
    with school.signed_in() as casebook:
        assert not line_of(casebook, "Megan Price").is_current
        done = collect_letterbox(casebook)
        assert (done.concerns, done.kept) == ((), ())
        megan = line_of(casebook, "Megan Price")
        assert (megan.version, megan.is_current) == (guide.version, True)
        assert not line_of(casebook, "Ruth Okafor").is_current
        entry, _tom = noted_settings.entries_of(casebook.connection, "guide.signed")
        assert entry.values["digest"] == hashlib.sha256(guide.text.encode()).hexdigest()
        key = next(
            key for key in people.keys(casebook.connection) if key.owner == entry.values["person"]
        )
        assert entry.values["key_id"] == key.key_id
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
    delivery = deliver(station)
    assert delivery.received, "the letter got its receipt"


def test_the_letter_is_no_concern_and_nobody_is_reminded_of_it(school: SmallSchool) -> None:
    station = school.station()
    megan = school.megan(station)
    before = my_receipts(station, author=megan)
    sign_guide(station, author=megan, guide=station_guide(station))
    assert my_receipts(station, author=megan) == before
    school.clock.advance(days=9)
    later = school.station()
    found = reminding(later, folder_away=True)
    assert (found.urgent, found.late, found.here) == ((), (), ())
    assert not any(item.nobody_told for item in later.outbox.waiting())
    school.send(what_happened="A concern is never held up.")
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        assert len(concerns.waiting(casebook.connection)) == 1


def test_the_schools_own_text_asks_everybody_again(school: SmallSchool) -> None:
    station = school.station()
    sign_guide(station, author=school.megan(station), guide=station_guide(station))
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        own = set_guide(casebook, text=f"\n{OWN}  \n")
        assert (own.version, own.text, own.own) == ("school 1", OWN, True)
        megan = line_of(casebook, "Megan Price")
        assert (megan.is_current, megan.version) == (False, shipped_guide().version)
    team_card(station)
    assert somebody_has_not_read_it(station)
    guide = station_guide(station)
    assert (guide.text, guide.version) == (OWN, "school 1")
    sign_guide(station, author=school.megan(station), guide=guide)
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        assert line_of(casebook, "Megan Price").is_current
        assert set_guide(casebook, text=OWN + "\nMore.").version == "school 2"
        assert set_guide(casebook, text="") == shipped_guide()
        assert not line_of(casebook, "Megan Price").is_current
        size = casebook.head().size
        set_guide(casebook, text="")
        assert casebook.head().size == size, "nothing changed, nothing is written"


def test_a_text_that_is_too_long_is_refused(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        with pytest.raises(UserFacingError) as caught:
            set_guide(casebook, text="x" * (longest_guide() + 1))
        assert caught.value.code == "guide.too_long"
        assert current_guide(casebook) == shipped_guide()


def test_a_guest_reads_and_signs_nothing(school: SmallSchool) -> None:
    station = school.station()
    with pytest.raises(UserFacingError) as caught:
        sign_guide(
            station, author=guest_author(station, name="A. Guest"), guide=station_guide(station)
        )
    assert caught.value.code == "guide.name_without_key"
    assert station.outbox.waiting() == ()


@pytest.mark.parametrize("fault", ["other person", "other text", "other computer", "odd digest"])
def test_a_reading_that_its_key_did_not_sign_is_kept_apart(school: SmallSchool, fault: str) -> None:
    with school.signed_in() as casebook:
        ruth = casebook.person.id
    station = school.station()
    megan = school.megan(station)
    read = GuideRead(
        person=megan.person,
        version="1",
        digest=station_guide(station).digest,
        at=to_text(station.now()),
        workstation=station.identity.workstation_id,
    )
    signature = megan.keys.sign(read.signed_bytes()).hex()
    sent = {
        "other person": replace(read, person=ruth),
        "other text": replace(read, digest="00" * 32),
        "other computer": replace(read, workstation="elsewhere"),
        "odd digest": replace(read, digest="00"),
    }[fault]
    send(station, author=megan, content={"read": sent.to_value(), "signature": signature})
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert [kept.reason for kept in done.kept] == ["letterbox.content_unreadable"]
        assert not list(noted_settings.entries_of(casebook.connection, "guide.signed"))


def test_the_same_letter_unchanged_is_taken(school: SmallSchool) -> None:
    """The control of the test above."""
    station = school.station()
    megan = school.megan(station)
    read = GuideRead(
        person=megan.person,
        version="1",
        digest=station_guide(station).digest,
        at=to_text(station.now()),
        workstation=station.identity.workstation_id,
    )
    signature = megan.keys.sign(read.signed_bytes()).hex()
    send(station, author=megan, content={"read": read.to_value(), "signature": signature})
    with school.signed_in() as casebook:
        assert collect_letterbox(casebook).kept == ()
        assert line_of(casebook, "Megan Price").is_current


def send(station, *, author, content) -> None:
    card = school_card(station)
    sealed = seal_slip(
        kind="guide",
        content={"v": 1, **content},
        attachments=(),
        author=author.keys,
        readers=[reader.x25519 for reader in card.readers],
        link=station.outbox.next_link(),
        epoch=card.version,
        random_bytes=station.random_bytes,
    )
    station.outbox.store(
        sealed,
        author=author.keys,
        sealed_at=station.now(),
        nobody_told=False,
        random_bytes=station.random_bytes,
    )
    station.outbox.deliver(station.spool, school=station.pinned)


def test_the_table_is_printed(school: SmallSchool) -> None:
    station = school.station()
    sign_guide(station, author=school.megan(station), guide=station_guide(station))
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        add_staff(casebook, person=NewPerson(name="Wilf Ash", account="wilf", role=Role.STAFF))
        text = " ".join(page_texts(render_sheet(readers_sheet(casebook)).pdf))
    assert "Who has read the recording guide" in text
    assert text.index("Wilf Ash") < text.index("Megan Price"), "not yet comes first"
    assert "not yet" in text


def test_the_shipped_guide_says_what_domain_asks() -> None:
    known = resources.read_toml("guide", "recording_guide.toml")
    assert {"edition", "in_force", "source", "minutes", "text"} <= set(known)
    text = shipped_guide().text
    for words in ("Full names", "own words", "own opinion", "Tell me", "keep it secret", "same day",
                  "in person", "no photograph"):  # fmt: skip
        assert words in text, words
    assert len(text) < longest_guide()
    assert GUIDE_LABEL == b"casebook/guide/v1\x00"
