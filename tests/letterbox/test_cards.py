"""School card, team card, receipts, pairing and enrolment: vectors, pins, refusals."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.keys import lined_file
from storage.keys.person_keys import PersonKeys, PublicKeys
from storage.keys.signing import SchoolKeys
from storage.letterbox import enrolment, pairing
from storage.letterbox.pairing import WorkstationIdentity, comparison_code, make_ask, open_ask
from storage.letterbox.receipt import Checkpoint, make_receipt, newest, open_receipt, read_reply
from storage.letterbox.school_card import (
    PinnedSchool,
    make_school_card,
    read_school_card,
    verify_school_card,
)
from storage.letterbox.slip import read_slip_header
from storage.letterbox.team_card import (
    CardPupil,
    Contact,
    TeamCard,
    TeamMember,
    make_team_card,
    open_team_card,
)

STORE, WORKSTATION = "a0" * 16, "40" * 16


class VectorSchool:
    """Signs as the school of the vectors does: its Ed25519 seed is given there, P-256 plays no
    part.
    """

    def __init__(self, seed: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.sign = self._key.sign
        self.public_ed25519 = self._key.public_key().public_bytes_raw()


class TestSchoolCard:
    """Open, signed, pinned."""

    def test_equal_to_the_vector(self, vectors):
        vector = vectors("school_card")
        data = bytes.fromhex(vector["card"])
        card = read_school_card(data)
        school = VectorSchool(bytes.fromhex(vector["school_ed25519_seed"]))
        assert make_school_card(card, school=school) == data
        assert card.school_name == "Made-up Primary School"
        assert card.version == 4
        assert card.readers[0].tested
        head = card.restricted_reader("head")
        assert head is not None
        assert head.x25519.hex() == vector["body"]["restricted"][0]["x25519"]
        assert card.restricted_reader("chair") is None

    def test_only_the_pinned_school_and_nothing_older(
        self, school, school_card, pinned, code_of, random_bytes
    ):
        data = make_school_card(school_card, school=school)
        card, after = verify_school_card(data, pinned=pinned)
        assert (card, after) == (school_card, pinned)
        newer = make_school_card(replace(school_card, version=5), school=school)
        _, after = verify_school_card(newer, pinned=pinned)
        assert after.version == 5
        assert code_of(verify_school_card, data, pinned=after) == "letterbox.card_older"
        other = SchoolKeys.new(random_bytes)
        forged = make_school_card(
            replace(school_card, school_key=other.public_ed25519, version=99), school=other
        )
        assert read_school_card(forged).version == 99
        assert code_of(verify_school_card, forged, pinned=pinned) == "letterbox.card_not_pinned"
        elsewhere = make_school_card(replace(school_card, store_id="bb" * 16), school=school)
        code = code_of(verify_school_card, elsewhere, pinned=pinned)
        assert code == "letterbox.card_not_pinned"
        with pytest.raises(ValueError, match="another school"):
            make_school_card(school_card, school=other)

    def test_the_pin_survives_the_disk(self, pinned):
        assert PinnedSchool.from_value(json.loads(json.dumps(pinned.to_value()))) == pinned
        for change in ({"version": -1}, {"version": True}, {"v": 2}, {"store": "zz"}):
            with pytest.raises(ValueError):  # noqa: PT011  - the sentence differs, the kind counts
                PinnedSchool.from_value({**pinned.to_value(), **change})

    def test_four_leads_at_most(self, school, school_card, code_of):
        crowd = tuple(
            replace(school_card.readers[0], x25519=bytes([number]) * 32) for number in range(5)
        )
        card = replace(school_card, readers=crowd)
        assert code_of(make_school_card, card, school=school) == "letterbox.too_many_readers"

    def test_every_flipped_bit_is_damage(self, vectors, code_of):
        data = bytearray.fromhex(vectors("school_card")["card"])
        for place in range(len(data)):
            data[place] ^= 1 << place % 8
            assert code_of(read_school_card, bytes(data)) == "letterbox.card_damaged"
            data[place] ^= 1 << place % 8

    @given(data=st.binary(max_size=200))
    def test_any_bytes_are_damage(self, data, code_of):
        assert code_of(read_school_card, data) == "letterbox.card_damaged"

    @pytest.mark.parametrize(
        "change",
        [
            {"readers": None},
            {"readers": [None]},
            {"readers": [{}]},
            {"readers": [{"role": "cook", "x25519": "00" * 32, "tested": True, "key_id": ""}]},
            {"readers": [{"role": "lead", "x25519": "00", "tested": True, "key_id": ""}]},
            {"restricted": 5},
            {"school": {"name": 5, "urn": ""}},
            {"school": None},
            {"school_key": "00"},
            {"school_key": None},
            {"version": "1"},
            {"more": 1},
        ],
    )
    def test_another_shape_is_damage(self, vectors, code_of, change):
        vector = vectors("school_card")
        school = VectorSchool(bytes.fromhex(vector["school_ed25519_seed"]))
        data = lined_file.signed(
            {**vector["body"], **change}, label=b"casebook/school-card/v1", sign=school.sign
        )
        assert code_of(read_school_card, data) == "letterbox.card_damaged"

    def test_it_names_nobody(self, school, school_card):
        data = make_school_card(school_card, school=school)
        keys = {"key_id", "role", "tested", "x25519"}
        body = json.loads(data.split(b"\n")[0])
        assert all(set(reader) == keys for reader in body["readers"] + body["restricted"])


class TestTeamCard:
    """Encrypted for paired workstations, signed by the pinned school."""

    @pytest.fixture
    def card(self) -> TeamCard:
        return TeamCard(
            store_id=STORE,
            version=9,
            issued_at="2026-11-22T09:10:00.000Z",
            guide_version="2026-09",
            staff=(TeamMember(person="u-1", account="s.staff", name="S", role="staff"),),
            contacts=(Contact(person="", role="lado", name="L", telephone="01632 960001"),),
            pupils=(CardPupil(id="p-1", name="Ella CANARY", year="3", class_name="3B"),),
        )

    def test_equal_to_the_vector(self, vectors, code_of):
        vector = vectors("team_card")
        data = bytes.fromhex(vector["card"])
        body = vector["body"]
        pinned = PinnedSchool(
            store_id=body["store"],
            school_key=bytes.fromhex(vector["school_key"]),
            version=1,
        )
        card, after = open_team_card(
            data,
            pinned=pinned,
            workstation_id=vector["workstation"],
            card_secret=bytes.fromhex(vector["card_secret"]),
        )
        assert after.team_version == card.version == 9
        assert card.pupils[0].name == body["pupils"][0]["name"]
        assert card.pupils[0].class_name == "3B"
        assert card.contacts[0].telephone == "01632 960001"
        assert card.staff[0].job_title == "Teacher"
        code = code_of(
            open_team_card,
            data,
            pinned=replace(pinned, team_version=10),
            workstation_id=vector["workstation"],
            card_secret=bytes.fromhex(vector["card_secret"]),
        )
        assert code == "letterbox.card_older"

    def test_for_paired_workstations_only(self, card, school, pinned, random_bytes, code_of):
        secrets = {WORKSTATION: b"1" * 32, "41" * 16: b"2" * 32}
        data = make_team_card(card, school=school, secrets=secrets, random_bytes=random_bytes)
        assert b"CANARY" not in data
        for workstation, secret in secrets.items():
            opened, _ = open_team_card(
                data, pinned=pinned, workstation_id=workstation, card_secret=secret
            )
            assert opened == card
        named = {"pinned": pinned, "card_secret": b"1" * 32}
        code = code_of(open_team_card, data, workstation_id="42" * 16, **named)
        assert code == "letterbox.card_without_us"
        code = code_of(open_team_card, data, workstation_id="41" * 16, **named)
        assert code == "letterbox.card_damaged"
        none = make_team_card(card, school=school, secrets={}, random_bytes=random_bytes)
        code = code_of(open_team_card, none, workstation_id=WORKSTATION, **named)
        assert code == "letterbox.card_without_us"

    def test_only_the_pinned_school(self, card, school, pinned, random_bytes, code_of):
        named = {"workstation_id": WORKSTATION, "card_secret": b"1" * 32}
        secrets = {WORKSTATION: b"1" * 32}
        other = SchoolKeys.new(random_bytes)
        forged = make_team_card(card, school=other, secrets=secrets, random_bytes=random_bytes)
        code = code_of(open_team_card, forged, pinned=pinned, **named)
        assert code == "letterbox.card_not_pinned"
        elsewhere = make_team_card(
            replace(card, store_id="bb" * 16),
            school=school,
            secrets=secrets,
            random_bytes=random_bytes,
        )
        code = code_of(open_team_card, elsewhere, pinned=pinned, **named)
        assert code == "letterbox.card_not_pinned"

    def test_every_flipped_bit_is_refused(self, card, school, pinned, random_bytes, code_of):
        data = bytearray(
            make_team_card(
                card,
                school=school,
                secrets={WORKSTATION: b"1" * 32},
                random_bytes=random_bytes,
            )
        )
        codes = set()
        for place in [*range(200), *range(200, len(data), 97), len(data) - 1]:
            data[place] ^= 1 << place % 8
            code = code_of(
                open_team_card,
                bytes(data),
                pinned=pinned,
                workstation_id=WORKSTATION,
                card_secret=b"1" * 32,
            )
            codes.add(code)
            data[place] ^= 1 << place % 8
        # never "without us": a changed card is not the school's word that this one is revoked
        assert codes == {"letterbox.card_damaged", "letterbox.card_not_pinned"}

    @given(data=st.binary(max_size=200))
    def test_any_bytes_are_refused(self, data, code_of):
        pinned = PinnedSchool(store_id="00" * 16, school_key=bytes(32), version=0)
        for candidate in (data, b"CBTEAM01" + bytes(16) + data):
            code = code_of(
                open_team_card,
                candidate,
                pinned=pinned,
                workstation_id=WORKSTATION,
                card_secret=bytes(32),
            )
            assert code.startswith("letterbox.card_")

    @pytest.mark.parametrize(
        ("document", "code"),
        [
            (lambda body, sign: b"no lines", "letterbox.card_damaged"),
            (lambda body, sign: sign({**body, "more": 1}), "letterbox.card_damaged"),
            (lambda body, sign: sign({**body, "staff": [5]}), "letterbox.card_damaged"),
            (lambda body, sign: sign({**body, "staff": [{"x": "y"}]}), "letterbox.card_damaged"),
            (lambda body, sign: sign({**body, "pupils": [{}]}), "letterbox.card_damaged"),
            (lambda body, sign: sign({**body, "version": 8}), "letterbox.card_damaged"),
            (lambda body, sign: sign({**body, "store": "bb" * 16}), "letterbox.card_damaged"),
        ],
    )
    def test_another_shape_inside_is_damage(self, vectors, random_bytes, code_of, document, code):
        from storage.keys import card_cipher

        vector = vectors("team_card")
        school = VectorSchool(bytes.fromhex(vector["school_ed25519_seed"]))

        def sign(body):
            return lined_file.signed(body, label=b"casebook/team-card/v1", sign=school.sign)

        data = card_cipher.seal_card(
            document(vector["body"], sign),
            header=bytes.fromhex(vector["card"])[:32],
            secrets={WORKSTATION: b"1" * 32},
            random_bytes=random_bytes,
        )
        pinned = PinnedSchool(
            store_id=vector["body"]["store"], school_key=school.public_ed25519, version=0
        )
        refused = code_of(
            open_team_card,
            data,
            pinned=pinned,
            workstation_id=WORKSTATION,
            card_secret=b"1" * 32,
        )
        assert refused == code

    def test_short_lists_have_one_length(self, card, school, random_bytes):
        lengths = {
            len(
                make_team_card(
                    replace(card, pupils=card.pupils * count),
                    school=school,
                    secrets={},
                    random_bytes=random_bytes,
                )
            )
            for count in (0, 1, 50)
        }
        assert len(lengths) == 1


class TestReceipt:
    """Signed by the school, an anchor of the ledger, with a reply for one person."""

    CHECKPOINT = Checkpoint(ledger="00" * 16, size=42, root="5c" * 32)

    def make(self, seal, school, **changes):
        named = {
            "header": read_slip_header(seal().data),
            "received_at": "2026-11-22T09:30:00.000Z",
            "issued_at": "2026-11-22T09:30:00.000Z",
            "checkpoint": self.CHECKPOINT,
            "school": school,
            "store_id": STORE,
        }
        return make_receipt(**{**named, **changes})

    def test_equal_to_the_vector(self, vectors):
        vector = vectors("receipt")
        data = bytes.fromhex(vector["receipt"])
        school = VectorSchool(bytes.fromhex(vector["school_ed25519_seed"]))
        receipt = open_receipt(data, school_key=school.public_ed25519)
        body = vector["body"]
        assert receipt.slip_digest == body["slip"]
        assert receipt.checkpoint.size == 42
        assert receipt.status == "replied"
        keys = PersonKeys.from_seed(bytes.fromhex(vector["reporter_seed"]))
        assert read_reply(receipt, keys=keys) == vector["reply_text"]

    def test_the_program_writes_the_same_bytes(self, vectors):
        vector = vectors("receipt")
        school = VectorSchool(bytes.fromhex(vector["school_ed25519_seed"]))
        receipt = open_receipt(bytes.fromhex(vector["receipt"]), school_key=school.public_ed25519)
        from storage.letterbox.slip import SlipHeader

        header = SlipHeader(
            workstation_id=receipt.workstation_id,
            number=receipt.number,
            previous=bytes(32),
            epoch=1,
            digest=bytes.fromhex(receipt.slip_digest),
        )
        bare = make_receipt(
            header=header,
            received_at=receipt.received_at,
            issued_at=receipt.issued_at,
            checkpoint=receipt.checkpoint,
            school=school,
            store_id=receipt.store_id,
        )
        body = {**vector["body"], "reply": "", "status": "received"}
        assert json.loads(bare.split(b"\n")[0]) == body

    def test_only_the_reporter_reads_the_reply(self, seal, school, people, code_of):
        data = self.make(seal, school, reply="Thank you.", reply_to=people.reporter.public)
        receipt = open_receipt(data, school_key=school.public_ed25519)
        assert read_reply(receipt, keys=people.reporter) == "Thank you."
        code = code_of(read_reply, receipt, keys=people.stranger)
        assert code == "letterbox.reply_not_for_you"
        elsewhere = replace(receipt, slip_digest="00" * 32)
        code = code_of(read_reply, elsewhere, keys=people.reporter)
        assert code == "letterbox.reply_not_for_you"
        with pytest.raises(ValueError, match="read it"):
            self.make(seal, school, reply="Thank you.")

    def test_without_a_reply(self, seal, school, people):
        receipt = open_receipt(self.make(seal, school), school_key=school.public_ed25519)
        assert receipt.status == "received"
        assert read_reply(receipt, keys=people.reporter) == ""

    def test_a_reply_of_another_shape_is_empty(self, seal, school, people):
        from storage.keys import sealing

        receipt = open_receipt(self.make(seal, school), school_key=school.public_ed25519)
        info = b"casebook/reply/v1\0" + bytes.fromhex(receipt.slip_digest)
        wrap = sealing.wrap(b'"text"', to_x25519=people.reporter.public.x25519, info=info)
        assert read_reply(replace(receipt, sealed_reply=wrap), keys=people.reporter) == ""

    def test_the_later_one_counts(self, seal, school):
        first = open_receipt(self.make(seal, school), school_key=school.public_ed25519)
        second = replace(first, issued_at="2026-11-23T09:30:00.000Z")
        assert newest(first, second) is newest(second, first) is second

    def test_another_schools_receipt_is_not_ours(self, seal, school, random_bytes, code_of):
        data = self.make(seal, SchoolKeys.new(random_bytes))
        code = code_of(open_receipt, data, school_key=school.public_ed25519)
        assert code == "letterbox.receipt_not_ours"

    def test_every_flipped_bit_is_refused(self, seal, school, code_of):
        data = bytearray(self.make(seal, school))
        for place in range(len(data)):
            data[place] ^= 1 << place % 8
            code = code_of(open_receipt, bytes(data), school_key=school.public_ed25519)
            assert code in ("letterbox.receipt_damaged", "letterbox.receipt_not_ours")
            data[place] ^= 1 << place % 8

    @pytest.mark.parametrize(
        "change",
        [
            {"more": 1},
            {"checkpoint": None},
            {"checkpoint": {"size": 1}},
            {"checkpoint": {"ledger": "", "root": "", "size": -1}},
            {"number": "1"},
            {"status": "lost"},
            {"received_at": "yesterday"},
            {"issued_at": 5},
            {"slip": "zz"},
            {"reply": 7},
        ],
    )
    def test_another_shape_is_damage(self, seal, school, code_of, change):
        body = json.loads(self.make(seal, school).split(b"\n")[0])
        data = lined_file.signed({**body, **change}, label=b"casebook/receipt/v1", sign=school.sign)
        code = code_of(open_receipt, data, school_key=school.public_ed25519)
        assert code == "letterbox.receipt_damaged"


class TestPairing:
    """A request, opened by leads only, and the code people compare."""

    @pytest.fixture
    def identity(self, random_bytes) -> WorkstationIdentity:
        return pairing.new_workstation(label="Staff room", random_bytes=random_bytes)

    def test_equal_to_the_vector(self, vectors):
        vector = vectors("pairing")
        data = bytes.fromhex(vector["ask"])
        school = PinnedSchool(
            store_id=vectors("school_card")["body"]["store"],
            school_key=bytes.fromhex(vector["school_key"]),
            version=4,
        )
        lead = PersonKeys.from_seed(bytes.fromhex(vector["lead_seed"]))
        opened = open_ask(data, keys=lead, school=school)
        station = PersonKeys.from_seed(bytes.fromhex(vector["workstation_seed"]))
        assert opened.ask.public == station.public
        assert opened.card_secret.hex() == vector["card_secret"]
        assert opened.label == vector["label"]
        code = comparison_code(
            school_key=school.school_key,
            workstation_id=vector["workstation"],
            workstation=station.public,
        )
        assert code == vector["comparison_code"]

    def test_every_lead_opens_it_and_nobody_else(
        self, identity, school_card, pinned, people, code_of
    ):
        data = make_ask(identity, card=school_card)
        for lead in (people.lead, people.deputy):
            opened = open_ask(data, keys=lead, school=pinned)
            assert opened.card_secret == identity.card_secret
            assert opened.label == "Staff room"
            assert opened.ask.workstation_id == identity.workstation_id
        for keys, school in (
            (people.head, pinned),
            (people.lead, replace(pinned, school_key=bytes(32))),
            (people.lead, replace(pinned, store_id="bb" * 16)),
        ):
            code = code_of(open_ask, data, keys=keys, school=school)
            assert code == "letterbox.ask_not_for_us"
        assert identity.card_secret not in data
        assert identity.card_secret.hex().encode() not in data

    def test_every_flipped_bit_is_refused(self, identity, school_card, pinned, people, code_of):
        data = bytearray(make_ask(identity, card=school_card))
        for place in range(len(data)):
            data[place] ^= 1 << place % 8
            code = code_of(open_ask, bytes(data), keys=people.lead, school=pinned)
            assert code == "letterbox.ask_damaged"
            data[place] ^= 1 << place % 8

    def test_the_code_covers_both_sides(self, identity, people, monkeypatch):
        from storage.keys import passwords

        cheap = passwords.KdfParameters(memory_kib=64, time=1, lanes=1, salt=bytes(16))
        monkeypatch.setattr(
            passwords.KdfParameters,
            "floor",
            classmethod(lambda _cls, *, salt: replace(cheap, salt=salt)),
        )
        public = identity.keys.public
        codes = {
            comparison_code(school_key=key, workstation_id=station, workstation=keys)
            for key in (b"1" * 32, b"2" * 32)
            for station in (identity.workstation_id, "00" * 16)
            for keys in (
                public,
                people.lead.public,
                PublicKeys(ed25519=public.ed25519, x25519=people.lead.public.x25519),
            )
        }
        assert len(codes) == 12
        assert all(len(code) == 9 and code[4] == "-" for code in codes)

    def test_the_identity_survives_the_disk(self, identity, code_of):
        again = WorkstationIdentity.from_bytes(identity.to_bytes())
        assert again == identity
        assert again.keys == identity.keys
        assert identity.seed.hex() not in repr(identity)
        body = lined_file.read_summed(identity.to_bytes())
        for data in (
            b"",
            identity.to_bytes()[:-1],
            lined_file.summed({**body, "more": 1}),
            lined_file.summed({**body, "seed": "00"}),
            lined_file.summed({**body, "label": 5}),
        ):
            assert code_of(WorkstationIdentity.from_bytes, data) == "letterbox.identity_damaged"

    @pytest.mark.parametrize(
        "change", [{"wraps": []}, {"wraps": ["00"] * 17}, {"wraps": None}, {"public": {}}, {"x": 1}]
    )
    def test_another_shape_is_damage(self, identity, school_card, code_of, change):
        body = lined_file.read_unchecked(make_ask(identity, card=school_card))
        data = lined_file.signed(
            {**body, **change}, label=b"casebook/pairing/v1", sign=identity.keys.sign
        )
        assert code_of(pairing.read_ask, data) == "letterbox.ask_damaged"

    @pytest.mark.parametrize("plain", [b"no", b"{}", b'{"card_secret":"00","label":""}', b"[]"])
    def test_another_shape_inside_is_damage(
        self, identity, school_card, pinned, people, code_of, plain
    ):
        from storage.keys import sealing

        body = lined_file.read_unchecked(make_ask(identity, card=school_card))
        public = identity.keys.public
        info = (
            b"casebook/pairing/v1\0"
            + school_card.school_key
            + bytes.fromhex(identity.workstation_id)
            + public.ed25519
            + public.x25519
            + b"\0"
        )
        wrap = sealing.wrap(plain, to_x25519=people.lead.public.x25519, info=info)
        data = lined_file.signed(
            {**body, "wraps": [wrap.hex()]},
            label=b"casebook/pairing/v1",
            sign=identity.keys.sign,
        )
        code = code_of(open_ask, data, keys=people.lead, school=pinned)
        assert code == "letterbox.ask_damaged"


class TestEnrolment:
    """The paper and its proof."""

    def test_equal_to_the_vector(self, vectors):
        vector = vectors("enrolment")
        public = PublicKeys.from_value(vector["public"])
        named = {"store_id": vector["store"], "account": vector["account"], "public": public}
        assert enrolment.enrolment_proof(vector["code"], **named) == vector["proof"]
        typed = vector["code"].lower().replace("-", " ")
        assert enrolment.check_enrolment(typed, proof=vector["proof"], **named)

    def test_the_proof_is_for_one_code_account_store_and_key(self, people, random_bytes):
        code, other = (enrolment.new_enrolment_code(random_bytes) for _ in range(2))
        named = {"store_id": STORE, "account": "s.staff", "public": people.reporter.public}
        proof = enrolment.enrolment_proof(code, **named)
        assert enrolment.check_enrolment(code, proof=proof, **named)
        assert not enrolment.check_enrolment(other, proof=proof, **named)
        for change in (
            {"store_id": "bb" * 16},
            {"account": "s.staf"},
            {"public": people.stranger.public},
        ):
            assert not enrolment.check_enrolment(code, proof=proof, **{**named, **change})
        for odd in ("", "é", proof[:-1], "\ud800"):
            assert not enrolment.check_enrolment(code, proof=odd, **named)

    @given(
        random=st.binary(min_size=8, max_size=8),
        place=st.integers(0, 11),
        letter=st.sampled_from(enrolment.ALPHABET),
    )
    def test_every_single_wrong_character_is_found(self, random, place, letter, code_of):
        code = enrolment.normalise_enrolment_code(
            enrolment.new_enrolment_code(lambda _length: random)
        )
        changed = code[:place] + letter + code[place + 1 :]
        if changed == code:
            assert enrolment.normalise_enrolment_code(f" {code.lower()} ") == code
        else:
            refused = code_of(enrolment.normalise_enrolment_code, changed)
            assert refused == "letterbox.enrolment_code_mistyped"

    def test_letters_that_are_misread_are_read_right(self, random_bytes):
        for _ in range(50):
            code = enrolment.new_enrolment_code(random_bytes)
            typed = code.replace("0", "O").replace("1", "l")
            assert enrolment.normalise_enrolment_code(typed) == code.replace("-", "")

    @pytest.mark.parametrize("text", ["", "K7M2-9QRT-4XY", "K7M2-9QRT-4XYH0", "U" * 12, "٣" * 12])
    def test_what_is_no_code(self, text, code_of):
        refused = code_of(enrolment.normalise_enrolment_code, text)
        assert refused == "letterbox.enrolment_code_mistyped"
