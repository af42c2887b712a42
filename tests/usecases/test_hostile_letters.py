"""Letters made by somebody who knows the format: nobody's name is lent, and none stops the rest."""

from collections.abc import Mapping
from typing import Any

import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import open_concern
from desktop.usecases.lead.verify_casebook import verify_ledger
from desktop.usecases.staff.say_who import author_with_pin
from desktop.usecases.staff.station import school_card
from storage.database.repositories import chronology, concerns, ledger_rows, people
from storage.keys.person_keys import PersonKeys
from storage.ledger.commitments import field_commitment
from storage.letterbox.slip import SlipLink, seal_slip
from storage.letterbox.spool import new_spool_name
from storage.records import canonical_json
from storage.records.concern import REPORT_LABEL
from tests.fakes.small_school import TOM_PIN, SmallSchool

STRANGER = PersonKeys.from_seed(b"s" * 32)


def forge(
    school: SmallSchool,
    *,
    keys: PersonKeys,
    person: str,
    number: int = 3,
    workstation: str = "",
    fields: Mapping[str, Any] | None = None,
    without: tuple[str, ...] = (),
    content: Mapping[str, Any] | None = None,
) -> None:
    """Put a letter into the letterbox that is whole and signed, and says whatever is asked."""
    station = school.station()
    station_id = workstation or station.identity.workstation_id
    values = {
        **school.draft().to_fields(),
        "reporter": person,
        "written_at": "2026-11-22T09:00:00.000Z",
        "workstation": station_id,
        **(fields or {}),
    }
    values = {name: value for name, value in values.items() if name not in without}
    salts = {name: school.random_bytes(32) for name in values}
    block = canonical_json.encode(
        {
            "at": "2026-11-22T09:00:00.000Z",
            "author": keys.key_id,
            "fields": {
                name: field_commitment(
                    salt=salts[name], name=name, value=canonical_json.encode(value)
                ).hex()
                for name, value in values.items()
            },
            "kind": "concern",
            "v": 1,
            "workstation": station_id,
        }
    )
    card = school_card(station)
    sealed = seal_slip(
        kind="concern",
        content={
            "v": 1,
            "account": "megan",
            "reporter_name": "Megan Price",
            "person": person,
            "pin_checked": True,
            "fields": values,
            "salts": {name: salt.hex() for name, salt in salts.items()},
            "block": block.decode("utf-8"),
            "signature": keys.sign(REPORT_LABEL + block).hex(),
            "public": keys.public.to_value(),
            **(content or {}),
        },
        attachments=(),
        author=keys,
        readers=[reader.x25519 for reader in card.readers],
        link=SlipLink(workstation_id=station_id, number=number, previous=bytes(32)),
        epoch=card.version,
        random_bytes=school.random_bytes,
    )
    station.spool.drop_slip(sealed.data, name=new_spool_name(school.random_bytes))


def ids_of(school: SmallSchool) -> dict[str, str]:
    """The ids of the people by account."""
    with school.signed_in() as casebook:
        return {person.account: person.id for person in people.people(casebook.connection)}


def tom(school: SmallSchool) -> PersonKeys:
    return author_with_pin(school.station(), account="tom", pin=TOM_PIN).keys


def test_a_colleague_cannot_write_under_another_name(school: SmallSchool) -> None:
    known = ids_of(school)
    forge(
        school,
        keys=tom(school),
        person=known["tom"],
        fields={"reporter": known["megan"]},
    )
    with school.signed_in() as casebook:
        (taken,) = collect_letterbox(casebook).concerns
        found = concerns.concern(casebook.connection, taken)
        assert found is not None
        assert found.signature == "unknown"
        (row,) = [
            row
            for row in chronology.of_pupil(casebook.connection, school.first_pupil)
            if row.id == taken
        ]
        assert row.author == "Megan Price (name not confirmed by a key)"


def test_a_name_without_its_key_is_marked_wherever_it_stands(school: SmallSchool) -> None:
    known = ids_of(school)
    forge(school, keys=STRANGER, person=known["megan"], workstation="ab" * 16, number=1)
    forge(school, keys=school.station().identity.keys, person=known["megan"])
    school.send()
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 3
        authors = [
            row.author for row in chronology.of_pupil(casebook.connection, school.first_pupil)
        ]
        assert sorted(authors) == [
            "Megan Price",
            "Megan Price (name given at a workstation)",
            "Megan Price (name not confirmed by a key)",
        ]


def test_a_number_taken_by_a_stranger_keeps_no_concern_out(school: SmallSchool) -> None:
    forge(school, keys=STRANGER, person="", fields={"reporter": "Nobody"}, number=3)
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1
    sent = school.send()
    assert sent.number == 3
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert done.kept == ()
        (taken,) = done.concerns
        found = concerns.concern(casebook.connection, taken)
        assert found is not None
        assert (found.signature, found.checks) == ("own key", ())
        # brought back into the folder, it is still one concern
        (name,) = [
            name for name in casebook.spool.collected() if sent.digest == _digest(school, name)
        ]
        (school.letterbox / "out" / f"{name}.slip").write_bytes(
            (school.letterbox / "collected" / f"{name}.slip").read_bytes()
        )
        assert collect_letterbox(casebook).concerns == ()


def _digest(school: SmallSchool, name: str) -> str:
    return (school.letterbox / "collected" / f"{name}.slip").read_bytes()[-32:].hex()


BAD_FIELDS: tuple[Mapping[str, Any], ...] = (
    {"pupils": None},
    {"pupils": "p-1"},
    {"pupils": [7]},
    {"pupils": [{"id": "p-1"}]},
    {"pupils": [{"id": ["p"], "role": "subject"}]},
    {"pupils": [{"id": "p-1", "role": "owner"}]},
    {"happened": None},
    {"happened": {"earliest": "soon", "latest": "soon", "precision": "day", "as_told": ""}},
    {"happened": {"earliest": None, "latest": None, "precision": "never", "as_told": ""}},
    {"happened": {"earliest": 1, "latest": 2, "precision": "day", "as_told": ""}},
    {"happened": {"earliest": None, "latest": None, "precision": "unknown", "as_told": []}},
    {"what_happened": None},
    {"what_happened": ["words"]},
    {"child_words": 7},
    {"told_dsl": "perhaps"},
    {"about_adult": "no"},
    {"written_at": "yesterday"},
    {"written_at": None},
    {"reporter": None},
    {"reporter": {"id": "u-1"}},
    {"workstation": 5},
    {"body_maps": "none"},
    {"body_maps": [{"marks": [{"x": 1}]}]},
    {"body_maps": [{"marks": [], "seen": 7}]},
    {"body_maps": [[]]},
    {"files": [{"name": "a", "salt": "00"}]},
    {"files": "none"},
    {"follow_up_to": []},
    {"made_up": "a box that does not exist"},
    {"id": "c-chosenbythem"},
    {"checks": []},
    {"signature": "own key"},
)


def test_letters_with_odd_contents_stop_nothing(school: SmallSchool) -> None:
    known = ids_of(school)
    for number, fields in enumerate(BAD_FIELDS, start=1):
        forge(
            school,
            keys=STRANGER,
            person=known["megan"],
            workstation="ab" * 16,
            number=number,
            fields=fields,
        )
    for number, name in enumerate(("pupils", "happened", "reporter"), start=100):
        forge(
            school,
            keys=STRANGER,
            person=known["megan"],
            workstation="ab" * 16,
            number=number,
            without=(name,),
        )
    for number, content in enumerate(
        ({"fields": []}, {"salts": []}, {"block": "[]"}, {"block": "{"}, {"signature": "zz"},
         {"signature": 7}, {"salts": {"id": "00"}}, {"person": {"a": 1}}),
        start=200,
    ):  # fmt: skip
        forge(
            school,
            keys=STRANGER,
            person=known["megan"],
            workstation="ab" * 16,
            number=number,
            content=content,
        )
    sent = school.send()
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        own = concerns.slip_concern(casebook.connection, sent.digest)
        assert own in done.concerns
        for concern_id in done.concerns:
            assert open_concern(casebook, concern_id=concern_id) is not None
        assert len(done.kept) >= len(BAD_FIELDS)
        chronology.of_pupil(casebook.connection, school.first_pupil)
        chronology.body_maps(casebook.connection, school.first_pupil)
        assert verify_ledger(casebook).result == "ok"
        assert casebook.spool.pending() == ()


def test_files_that_are_no_letters_stop_nothing(school: SmallSchool) -> None:
    out = school.letterbox / "out"
    with (out / ("0" * 32 + ".slip")).open("wb") as stream:
        stream.truncate(129 * 1024 * 1024)
    (out / ("1" * 32 + ".slip")).write_bytes(b"CBSLIP01")
    (out / ("2" * 32 + ".slip")).mkdir()
    (out / ("3" * 32 + ".slip")).write_bytes(b"")
    sent = school.send()
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert concerns.slip_concern(casebook.connection, sent.digest) in done.concerns
        assert sorted(slip.name[0] for slip in done.kept) == ["0", "1", "3"]
        size = ledger_rows.heads(casebook.connection).size
        assert collect_letterbox(casebook).kept == ()
        assert ledger_rows.heads(casebook.connection).size == size


@pytest.mark.parametrize("number", [0, 2**63, 2**64 - 1])
def test_odd_numbers_stop_nothing(school: SmallSchool, number: int) -> None:
    forge(school, keys=STRANGER, person="", fields={"reporter": "Nobody"}, number=number)
    sent = school.send()
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert concerns.slip_concern(casebook.connection, sent.digest) in done.concerns
        assert casebook.spool.pending() == ()
