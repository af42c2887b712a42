"""Letters that this program did not make, damaged and doubled ones, a letterbox that is away: an
allegation is never refused, and no refusal says a name.
"""

import shutil
from typing import Any

import pytest

from desktop.usecases.restricted import keeping, reading
from desktop.usecases.restricted.letters import collect
from desktop.usecases.restricted.paper import letter_paper
from desktop.usecases.staff.receipts import deliver, my_receipts
from exports.document_rendering import render_sheet
from storage.keys.person_keys import PersonKeys
from storage.letterbox.slip import NO_SLIP_BEFORE, SlipLink, open_slip, seal_slip
from storage.records.errors import UserFacingError
from storage.records.restricted import AdultDecision
from tests.fakes.restricted_readers import folder_of, room, with_tested_readers
from tests.fakes.small_school import SmallSchool
from ui.messages import message_for

WORDS = "He shouted at Barnaby."
STRANGER = PersonKeys.from_seed(b"\7" * 32)
NAUGHTY = ["", "\u202egnp.exe", "<b>x</b>", "\x00\x1b[31m", "a" * 20_000, "🧒🏽‍🦽", "{0}{name}"]


@pytest.fixture(scope="module")
def tested_template(school_template, tmp_path_factory) -> SmallSchool:
    """The head has opened the test letter."""
    copy = school_template.copy_to(tmp_path_factory.mktemp("hostile") / "school", seed="hostile")
    with_tested_readers(copy, "head")
    copy.close()
    return copy


@pytest.fixture
def school(tested_template, tmp_path):
    """A copy of this test's own."""
    copy = tested_template.copy_to(tmp_path / "school", seed="one")
    yield copy
    copy.close()


def content_of(school: SmallSchool) -> dict[str, Any]:
    """The inside of a letter as this program makes it."""
    head = room(school, "head")
    school.send(about_adult=True, what_happened=WORDS, about_whom="Tom Hill")
    (path,) = (school.letterbox / "out").glob("*.slip")
    slip = open_slip(path.read_bytes(), keys=head.keys, known_keys=lambda _: None)
    path.unlink()
    return dict(slip.content)


def plant(school: SmallSchool, content: Any, *, number: int, kind: str = "concern") -> None:
    """Somebody who knows the format and the head's public key seals a letter."""
    sealed = seal_slip(
        kind=kind,
        content=content,
        attachments=(),
        author=STRANGER,
        readers=[room(school, "head").keys.public.x25519],
        link=SlipLink(workstation_id="77" * 16, number=number, previous=NO_SLIP_BEFORE),
        epoch=1,
        random_bytes=school.random_bytes,
    )
    name = f"{number:032x}"
    (school.letterbox / "out" / f"{name}.slip").write_bytes(sealed.data)


def test_each_box_may_hold_anything_and_the_letter_is_kept(school: SmallSchool) -> None:
    usual = content_of(school)
    wrong: list[Any] = [None, 7, [], {}, ["x"], {"a": 1}, True]
    planted = 0
    for box in usual["fields"]:
        for value in (wrong[planted % len(wrong)], NAUGHTY[planted % len(NAUGHTY)]):
            planted += 1
            content = {**usual, "fields": {**usual["fields"], box: value}}
            plant(school, content, number=planted)
    for box in ("fields", "names", "reporter_name", "pin_checked"):
        planted += 1
        plant(school, {**usual, box: wrong[planted % len(wrong)]}, number=planted)
    planted += 1
    plant(school, {}, number=planted)
    head = room(school, "head")
    taken = collect(head)
    assert len(taken.letters) == planted
    rows = reading.letter_rows(head)
    assert len(rows) == planted
    for row in rows:
        letter = reading.read_letter(head, row.number)
        assert letter.signed
        assert letter.row.readable == bool(letter.parts)
    assert {row.readable for row in rows} == {True, False}
    unreadable = next(row.number for row in rows if not row.readable)
    readable = next(row.number for row in rows if row.readable)
    for number in (unreadable, readable):
        keeping.add_note(head, letter=number, text="Looked at.")
        assert render_sheet(letter_paper(head, letter=number, program="test")).pages >= 1
    assert keeping.check_store(head).whole
    reading.patterns(head)


def test_every_naughty_string_can_be_kept_shown_and_printed(school: SmallSchool) -> None:
    for text in NAUGHTY[1:]:
        school.send(about_adult=True, what_happened=f"x {text}", child_words=text, about_whom=text)
    head = room(school, "head")
    assert len(collect(head).letters) == len(NAUGHTY) - 1
    for row in reading.letter_rows(head):
        letter = reading.read_letter(head, row.number)
        assert letter.row.readable
        keeping.add_note(head, letter=row.number, text=letter.parts[-1].text)
    number = reading.letter_rows(head)[0].number
    assert render_sheet(letter_paper(head, letter=number, program="test")).pages >= 1


def test_a_damaged_and_a_doubled_letter_do_no_harm(school: SmallSchool) -> None:
    school.send(about_adult=True, what_happened=WORDS)
    out = school.letterbox / "out"
    (path,) = out.glob("*.slip")
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    head = room(school, "head")
    assert collect(head).letters == ()
    assert path.exists(), "what is not whole is not ours to move"
    path.write_bytes(whole)
    (out / f"{5:032x}.slip").write_bytes(whole)
    assert len(collect(head).letters) == 1
    assert list(out.glob("*.slip")) == []
    (out / f"{6:032x}.slip").write_bytes(whole)
    assert collect(head).letters == ()


def test_a_lost_receipt_is_written_again_and_the_reply_with_it(school: SmallSchool) -> None:
    sent = school.send(about_adult=True, what_happened=WORDS)
    head = room(school, "head")
    (number,) = collect(head).letters
    keeping.reply(head, letter=number, text="I have it.")
    for path in (school.letterbox / "receipts").glob("*.rcpt"):
        path.unlink()
    collect(head)
    station = school.station()
    deliver(station)
    rows = {row.number: row for row in my_receipts(station, author=school.megan(station))}
    assert rows[sent.number].reply == "I have it."


def test_a_forged_or_swapped_receipt_is_not_believed(school: SmallSchool) -> None:
    first = school.send(about_adult=True, what_happened=WORDS)
    head = room(school, "head")
    collect(head)
    receipts = school.letterbox / "receipts"
    right = {path: path.read_bytes() for path in receipts.glob("*.rcpt")}
    second = school.send(about_adult=True, what_happened="Another.")
    mine = receipts / f"{second.digest[:32]}.rcpt"
    for data in right.values():
        mine.write_bytes(data)
        station = school.station()
        deliver(station)
        assert second.number in {item.number for item in station.outbox.waiting()}
    mine.unlink()
    station = school.station()
    deliver(station)
    assert first.number not in {item.number for item in station.outbox.waiting()}


def test_while_the_letterbox_is_away_a_reply_is_kept_and_carried_later(
    school: SmallSchool,
) -> None:
    sent = school.send(about_adult=True, what_happened=WORDS)
    head = room(school, "head")
    (number,) = collect(head).letters
    away = school.letterbox.with_name("away")
    school.letterbox.rename(away)
    keeping.reply(head, letter=number, text="Kept first.")
    with pytest.raises(UserFacingError) as caught:
        collect(head)
    assert caught.value.code == "letterbox.folder_gone"
    assert reading.read_letter(head, number).kept[-1].kind == "reply"
    away.rename(school.letterbox)
    collect(head)
    station = school.station()
    deliver(station)
    rows = {row.number: row for row in my_receipts(station, author=school.megan(station))}
    assert rows[sent.number].reply == "Kept first."


def test_a_home_put_back_from_an_older_copy_fetches_its_letters_again(
    school: SmallSchool,
) -> None:
    school.send(about_adult=True, what_happened=WORDS)
    home = folder_of(school, "head").parent
    shutil.copytree(home, school.root / "older")
    collect(room(school, "head"))
    shutil.rmtree(home)
    shutil.copytree(school.root / "older", home)
    head = room(school, "head")
    taken = collect(head)
    assert taken.letters == ()
    assert len(taken.again) == 1
    assert reading.read_letter(head, taken.again[0]).row.first_words == WORDS


def test_a_folder_put_back_alone_is_said_until_somebody_goes_on_knowingly(
    school: SmallSchool,
) -> None:
    school.send(about_adult=True, what_happened=WORDS)
    folder = folder_of(school, "head")
    shutil.copytree(folder, school.root / "older")
    collect(room(school, "head"))
    shutil.rmtree(folder)
    shutil.copytree(school.root / "older", folder)
    head = room(school, "head")
    with pytest.raises(UserFacingError, match=r"restricted\.store_changed"):
        collect(head)
    report = keeping.check_store(head)
    assert [code for _, code in report.faults] == ["restricted.fault_older_copy"]
    keeping.accept_put_back(head)
    assert len(collect(head).again) == 1
    assert keeping.check_store(head).whole


def test_a_follow_up_stands_with_the_letter_it_adds_to(school: SmallSchool) -> None:
    first = school.send(about_adult=True, what_happened=WORDS)
    school.send(about_adult=True, what_happened="More.", follow_up_to=str(first.number))
    head = room(school, "head")
    earlier, later = collect(head).letters
    rows = {row.number: row for row in reading.letter_rows(head)}
    assert rows[later].follows == earlier
    assert rows[earlier].follows == 0


def test_what_was_written_about_oneself_is_taken_like_any_other(school: SmallSchool) -> None:
    """A member of staff reports their own conduct."""
    author = school.megan()
    school.send(about_adult=True, about_id=author.person, about_whom=author.name)
    head = room(school, "head")
    (number,) = collect(head).letters
    assert reading.read_letter(head, number).row.adult == author.name
    assert reading.patterns(head)[0].adult == author.name


def test_each_adult_over_time_whatever_the_spelling_of_spaces(school: SmallSchool) -> None:
    for name in ("Tom Hill", "tom  hill", "Ann Other"):
        school.send(about_adult=True, what_happened=WORDS, about_whom=name)
        school.clock.advance(days=10)
    head = room(school, "head")
    numbers = collect(head).letters
    decision = AdultDecision(kind="low_level", reason="A nagging doubt.", adult="Tom Hill")
    keeping.decide(head, letter=numbers[0], decision=decision)
    first, second = reading.patterns(head)
    assert (first.adult, len(first.items)) == ("Tom Hill", 3)
    assert (second.adult, len(second.items)) == ("Ann Other", 1)


def test_no_refusal_says_a_name_or_a_word_of_it(school: SmallSchool) -> None:
    school.send(about_adult=True, what_happened=WORDS, about_whom="Tom Hill")
    head = room(school, "head")
    (number,) = collect(head).letters
    refused = []
    for act in (
        lambda: reading.read_letter(head, 99),
        lambda: keeping.add_note(head, letter=number, text="  "),
        lambda: keeping.correct(head, target=99, text="x", reason="y"),
        lambda: keeping.decide(
            head, letter=number, decision=AdultDecision(kind="Barnaby", reason="x")
        ),
        lambda: room(school, "head", secret="Barnaby Barnaby Barnaby"),
        lambda: room(school, "chair", secret="Barnaby Barnaby Barnaby"),
    ):
        with pytest.raises(UserFacingError) as caught:
            act()
        refused.append(caught.value)
    for error in refused:
        said = f"{error} {error.facts} {message_for(error).text}"
        for word in ("Barnaby", "Tom", "Hill", "Megan", "Hana"):
            assert word not in said
    for value in (head, head.keys, head.store):
        assert head.keys.seed.hex() not in repr(value)
        assert "Barnaby" not in repr(value)
