"""Head and chair: enrolled, tested, written to, answered; nobody else opens a word of it."""

from dataclasses import replace

import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.lado import lado, set_lado
from desktop.usecases.lead.reminders import reminders
from desktop.usecases.lead.restricted_readers import (
    confirm_reader,
    issue_reader_slip,
    reader_states,
    send_test_letter,
    set_post,
)
from desktop.usecases.restricted import keeping, reading
from desktop.usecases.restricted.letters import collect
from desktop.usecases.restricted.room import enrol_reader, open_room
from desktop.usecases.staff.receipts import deliver, my_receipts
from desktop.usecases.staff.station import known_school_card
from storage.letterbox.school_card import Reader
from storage.records.concern import Attachment
from storage.records.errors import UserFacingError
from storage.records.restricted import AdultDecision
from tests.fakes.restricted_readers import (
    READER_PASSWORD,
    add_chair,
    add_head,
    enrol,
    folder_of,
    room,
    with_tested_readers,
)
from tests.fakes.small_school import SmallSchool, cheap_kdf

WORDS = "He shouted and took hold of a child by the arm."


@pytest.fixture(scope="module")
def tested_school(school_template, tmp_path_factory) -> SmallSchool:
    """The school with head and chair who opened their test letters."""
    copy = school_template.copy_to(tmp_path_factory.mktemp("tested") / "school", seed="tested")
    with_tested_readers(copy, "head", "chair")
    copy.close()
    return copy


@pytest.fixture
def readers(tested_school, tmp_path):
    """One test's own copy of it."""
    copy = tested_school.copy_to(tmp_path / "readers", seed="one of them")
    yield copy
    copy.close()


def about(school: SmallSchool, **changes):
    """A concern about an adult is sent."""
    return school.send(about_adult=True, what_happened=WORDS, **changes)


def test_a_key_counts_only_once_the_code_was_compared(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        add_head(casebook)
        slip = issue_reader_slip(casebook, post="head")
        made = enrol_reader(
            folder=folder_of(school, "head"),
            letterbox=school.letterbox,
            post="head",
            code=slip.code,
            password=READER_PASSWORD,
            kdf=cheap_kdf(school.random_bytes),
            clock=school.clock,
            random_bytes=school.random_bytes,
        )
        collect_letterbox(casebook)
        state = reader_states(casebook)[0]
        assert (state.stage, state.code) == ("compare", made.code)
        card, _ = known_school_card(school.station())
        assert card.restricted_reader("head") is None
        with pytest.raises(UserFacingError, match=r"restricted\.code_differs"):
            confirm_reader(casebook, post="head", code="AAAA-AAAA")
        confirm_reader(casebook, post="head", code=made.code.lower().replace("-", " "))
        assert reader_states(casebook)[0].stage == "test"
        card, _ = known_school_card(school.station())
        assert card.restricted_reader("head").tested is False


def test_a_letter_with_another_slips_code_brings_no_key(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        add_head(casebook)
        issue_reader_slip(casebook, post="head")
        enrol_reader(
            folder=folder_of(school, "head"),
            letterbox=school.letterbox,
            post="head",
            code=school.secrets.slips["megan"].code,
            password=READER_PASSWORD,
            kdf=cheap_kdf(school.random_bytes),
            clock=school.clock,
            random_bytes=school.random_bytes,
        )
        collected = collect_letterbox(casebook)
        assert [kept.reason for kept in collected.kept] == ["letterbox.enrolment_proof_wrong"]
        assert reader_states(casebook)[0].stage == "slip"


def test_tested_once_the_test_letter_was_opened_and_due_again_after_a_year(
    readers: SmallSchool,
) -> None:
    card, _ = known_school_card(readers.station())
    tested = {reader.role: reader.tested for reader in card.restricted}
    assert tested == {"head": True, "chair": True, "spare": False}
    with readers.signed_in() as casebook:
        assert {state.stage for state in reader_states(casebook)} == {"works"}
        assert "reminder.reader_retest" not in [one.error.code for one in reminders(casebook)]
    readers.clock.advance(days=366)
    with readers.signed_in() as casebook:
        assert {state.stage for state in reader_states(casebook)} == {"retest"}
        assert "reminder.reader_retest" in [one.error.code for one in reminders(casebook)]
        send_test_letter(casebook, post="head")
    readers.clock.advance(days=8)
    with readers.signed_in() as casebook:
        assert "reminder.reader_untested" in [one.error.code for one in reminders(casebook)]
        card, _ = known_school_card(readers.station())
        assert card.restricted_reader("head").tested, "it was opened once: the way works"


def test_the_head_reads_keeps_and_answers_and_the_writer_sees_it(readers: SmallSchool) -> None:
    picture = Attachment(name="note.txt", media_type="text/plain", content=b"as it came")
    sent = about(
        readers, about_whom="Tom Hill", told_dsl="yes", child_words="Ow!", attachments=(picture,)
    )
    assert (sent.spare_key, sent.find_now) == (False, ())
    with readers.signed_in() as casebook:
        assert collect_letterbox(casebook).passed_by == 1
        assert collect_letterbox(casebook).concerns == ()
    head = room(readers, "head")
    taken = collect(head)
    (number,) = taken.letters
    letter = reading.read_letter(head, number)
    assert letter.signed
    assert letter.name_checked
    boxes = {part.label: part.text for part in letter.parts}
    assert boxes["What happened"] == WORDS
    assert boxes["The child's words, exactly as said"] == "Ow!"
    assert boxes["Who it is about"] == "Tom Hill"
    assert "Year" in boxes["Children"] or " · " in boxes["Children"]
    assert reading.file_of(head, number, 0) == ("note.txt", b"as it came")

    keeping.add_note(head, letter=number, text="Spoke to nobody yet.")
    keeping.decide(
        head,
        letter=number,
        decision=AdultDecision(
            kind="allegation",
            reason="A child may have been hurt.",
            thresholds=("harmed",),
            lado_called="22 Nov 2026, 10:05",
            lado_name="J. Marsh",
            lado_advice="Strategy meeting; do not speak to him.",
            outcome="unsubstantiated",
        ),
    )
    note = keeping.add_note(head, letter=number, text="Wrong day: it was Thursday.")
    keeping.correct(head, target=note, text="It was Friday.", reason="Looked it up.")
    keeping.reply(head, letter=number, text="Thank you. I have it.")
    row = reading.letter_rows(head)[0]
    assert row.kind == "Allegation that may meet the harm threshold"
    assert (row.outcome, row.replied, row.adult) == ("Unsubstantiated", True, "Tom Hill")
    kinds = [kept.kind for kept in reading.read_letter(head, number).kept]
    assert kinds == ["note", "decision", "note", "correction", "reply"]
    assert keeping.check_store(head).whole

    station = readers.station()
    deliver(station)
    (newest,) = [
        row
        for row in my_receipts(station, author=readers.megan(station))
        if row.number == sent.number
    ]
    assert newest.received_at
    assert newest.reply == "Thank you. I have it."


def test_about_the_head_goes_to_the_chair_and_the_head_cannot_open_it(
    readers: SmallSchool,
) -> None:
    about(readers, about_head=True, about_post="head")
    head, chair = room(readers, "head"), room(readers, "chair")
    assert collect(head).letters == ()
    assert len(collect(chair).letters) == 1


def test_a_receipt_names_no_reader(readers: SmallSchool) -> None:
    """Who receives about the head would tell the head that somebody wrote about them."""
    about(readers, about_head=True)
    chair = room(readers, "chair")
    collect(chair)
    card, _ = known_school_card(readers.station())
    receipts = b"".join(
        path.read_bytes() for path in (readers.letterbox / "receipts").glob("*.rcpt")
    )
    for reader in card.restricted:
        assert reader.key_id.encode() not in receipts
        assert reader.ed25519.hex().encode() not in receipts
        assert reader.x25519.hex().encode() not in receipts


def test_a_printed_code_and_the_spare_code_open_too(school: SmallSchool) -> None:
    sent = about(school, told_dsl="yes")
    assert sent.spare_key
    spare = open_room(
        folder=folder_of(school, "spare"),
        letterbox=school.letterbox,
        post="spare",
        secret=school.secrets.spare_code,
        clock=school.clock,
        random_bytes=school.random_bytes,
    )
    assert len(collect(spare).letters) == 1
    with school.signed_in() as casebook:
        add_head(casebook)
        code = enrol(school, casebook, "head", printed=True)
    about(school, told_dsl="yes")
    head = room(school, "head", secret=code)
    assert len(collect(head).letters) == 1
    with pytest.raises(UserFacingError, match=r"keys\.wrong_recovery_code"):
        room(school, "head", secret=school.secrets.spare_code)


def test_wrong_passwords_have_to_wait(readers: SmallSchool) -> None:
    codes = []
    for _ in range(8):
        with pytest.raises(UserFacingError) as caught:
            room(readers, "head", secret="no such password at all")
        codes.append(caught.value.code)
    assert codes[0] == "keys.wrong_password"
    assert codes[-1] == "keys.wait"
    readers.clock.advance(days=1)
    assert room(readers, "head").standing() == "active"


def test_a_new_holder_ends_the_old_key(readers: SmallSchool) -> None:
    with readers.signed_in() as casebook:
        add_chair(casebook, account="dora")
        states = {state.post: state for state in reader_states(casebook)}
        other = next(
            person
            for person in __import__(
                "storage.database.repositories.people", fromlist=["people"]
            ).people(casebook.connection)
            if person.account == "dora"
        )
        assert states["chair"].name == "Cleo Ward"
        set_post(casebook, post="chair", person_id=other.id)
        assert {state.post: state.stage for state in reader_states(casebook)}["chair"] == "no_key"
    card, _ = known_school_card(readers.station())
    assert card.restricted_reader("chair") is None
    assert room(readers, "chair").standing() in ("ended", "waiting")


def test_the_lados_number_reaches_the_form(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        add_chair(casebook)
        assert lado(casebook) == ("", "")
        set_lado(casebook, name="Jo Marsh", telephone=" 01632 960900 ")
        assert lado(casebook) == ("Jo Marsh", "01632 960900")
    sent = about(school, about_head=True, told_dsl="yes")
    assert [(contact.role, contact.telephone) for contact in sent.find_now] == [
        ("chair", "01632 960777"),
        ("lado", "01632 960900"),
    ]


def test_cards_of_the_first_edition_are_read() -> None:
    value = {"key_id": "ab" * 16, "role": "head", "tested": False, "x25519": "cd" * 32}
    old = Reader.from_value(value, roles=("head",))
    assert old.ed25519 == b""
    assert old.to_value() == value
    new = replace(old, ed25519=bytes(32))
    assert Reader.from_value(new.to_value(), roles=("head",)) == new
