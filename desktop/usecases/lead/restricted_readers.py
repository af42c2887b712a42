"""What a lead does for those who read letters about adults: name them, hand out the slip of paper,
compare a code, send a test letter. Nothing here opens such a letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import resources
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.manage_people import PaperSlip, cards_state
from desktop.usecases.lead.publish_cards import public_value, publish_cards
from desktop.usecases.lead.restricted_posts import (
    POSTS,
    keep_post,
    keep_test,
    post_holders,
    reader_keys,
    tests,
)
from storage.database.connection import Connection
from storage.database.repositories import people, settings
from storage.keys.person_keys import PublicKeys
from storage.letterbox.enrolment import check_enrolment, new_enrolment_code
from storage.letterbox.pairing import comparison_code
from storage.letterbox.reader_receipt import open_reader_receipt
from storage.letterbox.slip import NO_SLIP_BEFORE, OpenedSlip, SlipLink, seal_slip
from storage.letterbox.spool import new_spool_name
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.people import Person
from storage.records.times import from_text, to_text

_SLIPS, _ASKING = "restricted_slips", "restricted_asking"
_TEST_STATION, _TEST_LINK = "restricted_test_station", "restricted_test_link"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderState:
    """How far one post has come: ``stage`` is ``nobody``, ``no_key``, ``slip`` (paper handed out),
    ``compare`` (a key came: read ``code`` aloud), ``test`` (test letter not opened yet), ``works``
    or ``retest`` (the yearly test is due).
    """

    post: str
    person_id: str
    name: str
    stage: str
    code: str = field(default="", repr=False)
    test_sent: str = ""
    test_opened: str = ""


def reader_states(casebook: OpenCasebook, *, with_codes: bool = True) -> tuple[ReaderState, ...]:
    """Return head and chair as they stand; a code takes 0.25 s, so call it in a worker."""
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    holders, keys = post_holders(casebook.connection), reader_keys(casebook.connection)
    asking = settings.get(casebook.connection, _ASKING, {})
    slips = settings.get(casebook.connection, _SLIPS, {})
    known = tests(casebook.connection)
    states = []
    for post in POSTS:
        person = people.person(casebook.connection, holders.get(post, ""))
        test = known.get(keys[post].key_id, {}) if post in keys else {}
        stage = _stage(casebook, person=person, test=test, has_key=post in keys)
        if post in asking:
            stage = "compare"
        elif post in slips and stage == "no_key":
            stage = "slip"
        states.append(
            ReaderState(
                post=post,
                person_id=person.id if person else "",
                name=person.name if person else "",
                stage=stage,
                code=_code(casebook, asking[post]) if post in asking and with_codes else "",
                test_sent=test.get("sent_at", ""),
                test_opened=test.get("opened_at", ""),
            )
        )
    return tuple(states)


def set_post(casebook: OpenCasebook, *, post: str, person_id: str) -> None:
    """Say who is the head, or the chair of governors, whatever else they do in the school.

    Raises people.not_found. The reader's key of somebody who held the post before ends.
    """
    _allowed(casebook, post)
    _person(casebook, person_id)
    before = reader_keys(casebook.connection).get(post)
    if post_holders(casebook.connection).get(post) == person_id and (
        before is None or before.owner == person_id
    ):
        return
    with casebook.work() as work:
        if before is not None and before.owner != person_id:
            fields = {"key_id": before.key_id, "reason": "another person holds the post"}
            work.append(Event(type="key.ended", fields=fields))
        keep_post(work.connection, post=post, person_id=person_id)
        _forget(work.connection, _SLIPS, post)
        _forget(work.connection, _ASKING, post)
    publish_cards(cards_state(casebook))


def issue_reader_slip(casebook: OpenCasebook, *, post: str) -> PaperSlip:
    """Print the one-time slip with which the head or the chair makes a key of their own.

    Raises restricted.nobody_in_post.
    """
    _allowed(casebook, post)
    holder = post_holders(casebook.connection).get(post, "")
    if not holder:
        raise UserFacingError("restricted.nobody_in_post")
    person = _person(casebook, holder)
    code = new_enrolment_code(casebook.random_bytes)
    with casebook.work() as work:
        slips = settings.get(work.connection, _SLIPS, {})
        settings.put(work.connection, _SLIPS, slips | {post: {"code": code, "person": holder}})
    return PaperSlip(
        person_id=person.id, name=person.name, account=person.account, role=post, code=code
    )


def take_reader_enrolment(casebook: OpenCasebook, slip: OpenedSlip) -> None:
    """Keep a key that came with the proof of the slip until people have compared the code.

    Raises letterbox.enrolment_unexpected and letterbox.enrolment_proof_wrong.
    """
    post = str(slip.content.get("post", ""))
    asking = settings.get(casebook.connection, _ASKING, {})
    public = slip.author.to_value()
    if asking.get(post, {}).get("public") == public:
        return  # taken before a crash
    issued = settings.get(casebook.connection, _SLIPS, {}).get(post)
    if issued is None:
        raise UserFacingError("letterbox.enrolment_unexpected")
    proof = str(slip.content.get("proof", ""))
    if not check_enrolment(
        issued["code"],
        store_id=casebook.store_id,
        account=post,
        public=slip.author,
        proof=proof,
    ):
        raise UserFacingError("letterbox.enrolment_proof_wrong")
    asks = {
        "device": slip.header.workstation_id,
        "person": issued["person"],
        "proof": proof,
        "public": public,
    }
    with casebook.work() as work:
        settings.put(work.connection, _ASKING, asking | {post: asks})
        _forget(work.connection, _SLIPS, post)


def confirm_reader(casebook: OpenCasebook, *, post: str, code: str) -> None:
    """The same ``code`` stands on both screens: from now on letters are sealed to this key, and a
    test letter goes out.

    Raises restricted.nobody_asks and restricted.code_differs.
    """
    _allowed(casebook, post)
    asks = settings.get(casebook.connection, _ASKING, {}).get(post)
    if asks is None:
        raise UserFacingError("restricted.nobody_asks")
    if _plain(code) != _plain(_code(casebook, asks)):
        raise UserFacingError("restricted.code_differs")
    before = reader_keys(casebook.connection).get(post)
    fields = {
        "owner": asks["person"],
        "kind": post,
        "person": asks["person"],
        "workstation": asks["device"],
        "public": public_value(PublicKeys.from_value(asks["public"])),
        "proof": asks["proof"],
        "note": "reads letters about adults",
    }
    with casebook.work() as work:
        if before is not None:
            ended = {"key_id": before.key_id, "reason": "a new key took its place"}
            work.append(Event(type="key.ended", fields=ended))
        work.append(Event(type="key.introduced", fields=fields))
        _forget(work.connection, _ASKING, post)
    publish_cards(cards_state(casebook))
    send_test_letter(casebook, post=post)


def refuse_reader(casebook: OpenCasebook, *, post: str) -> None:
    """The codes differ: the key is forgotten; a new slip begins again."""
    _allowed(casebook, post)
    with casebook.work() as work:
        _forget(work.connection, _ASKING, post)


def send_test_letter(casebook: OpenCasebook, *, post: str) -> None:
    """Seal a test letter to the reader's key and put it into the letterbox; until it is opened the
    form shows telephone numbers as well. Raises restricted.no_key, letterbox.*.
    """
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    key = reader_keys(casebook.connection).get(post)
    if key is None:
        raise UserFacingError("restricted.no_key")
    at = to_text(casebook.clock())
    sealed = seal_slip(
        kind="test",
        content={"at": at, "post": post, "v": 1},
        attachments=(),
        author=casebook.keys,
        readers=[key.seal],
        link=_next_link(casebook),
        epoch=int(settings.get(casebook.connection, "school_card_version", 0)),
        random_bytes=casebook.random_bytes,
    )
    tested = bool(tests(casebook.connection).get(key.key_id, {}).get("tested"))
    with casebook.work() as work:
        keep_test(
            work.connection,
            key.key_id,
            {
                "answer_key": sealed.answer_key,
                "digest": sealed.digest.hex(),
                "opened_at": "",
                "sent_at": at,
                "tested": tested,
            },
        )
        link = {"digest": sealed.digest.hex(), "number": sealed.number}
        settings.put(work.connection, _TEST_LINK, link)
    casebook.spool.drop_slip(sealed.data, name=new_spool_name(casebook.random_bytes))


def take_test_receipts(casebook: OpenCasebook) -> bool:
    """Note which test letters were opened; True when the cards have to say so."""
    changed = False
    for key_id, test in tests(casebook.connection).items():
        if test["opened_at"]:
            continue
        data = casebook.spool.read_receipt(bytes.fromhex(test["digest"]))
        if data is None:
            continue
        try:
            receipt = open_reader_receipt(data, answer_key=test["answer_key"])
        except UserFacingError:
            continue
        if receipt.slip_digest != test["digest"]:
            continue
        with casebook.work() as work:
            opened = test | {"opened_at": receipt.received_at, "tested": True}
            keep_test(work.connection, key_id, opened)
        changed = True
    return changed


def _stage(
    casebook: OpenCasebook, *, person: Person | None, test: Mapping[str, Any], has_key: bool
) -> str:
    if person is None:
        return "nobody"
    if not has_key:
        return "no_key"
    if not test.get("opened_at"):
        return "test"
    days = int(resources.read_toml("restricted_routes.toml")["test_days"])
    due = from_text(test["opened_at"]) + timedelta(days=days)
    return "retest" if casebook.clock() >= due else "works"


def _next_link(casebook: OpenCasebook) -> SlipLink:
    """Test letters come from a computer of their own, which is not one that was paired."""
    station = settings.get(casebook.connection, _TEST_STATION, "")
    if not station:
        station = casebook.random_bytes(16).hex()
        with casebook.work() as work:
            settings.put(work.connection, _TEST_STATION, station)
    last = settings.get(casebook.connection, _TEST_LINK, {})
    previous = bytes.fromhex(last["digest"]) if last else NO_SLIP_BEFORE
    return SlipLink(workstation_id=station, number=last.get("number", 0) + 1, previous=previous)


def _code(casebook: OpenCasebook, asks: Mapping[str, Any]) -> str:
    return comparison_code(
        school_key=casebook.school.public_ed25519,
        workstation_id=asks["device"],
        workstation=PublicKeys.from_value(asks["public"]),
    )


def _plain(code: str) -> str:
    return "".join(character for character in code if character.isalnum()).upper()


def _forget(connection: Connection, name: str, post: str) -> None:
    kept = settings.get(connection, name, {})
    settings.put(connection, name, {key: value for key, value in kept.items() if key != post})


def _allowed(casebook: OpenCasebook, post: str) -> None:
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    if post not in POSTS:
        raise ValueError("not a post")


def _person(casebook: OpenCasebook, person_id: str) -> Person:
    person = people.person(casebook.connection, person_id)
    if person is None or not person.active:
        raise UserFacingError("people.not_found")
    return person
