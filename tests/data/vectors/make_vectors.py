"""Writes our known-answer vectors from the second set of primitives in independent.py.

Run: python tests/data/vectors/make_vectors.py. The files are committed; the program must agree
with them for ever.
"""

import hmac
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import independent as own  # noqa: E402  (the folder is no package)

STORE = bytes(range(0xA0, 0xB0))
WORKSTATION = bytes(range(0x40, 0x50))
KDF = {"memory_kib": 1024, "time": 2, "lanes": 2}
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def repeat(byte: int, length: int) -> bytes:
    """A made-up secret that is easy to see in a dump."""
    return bytes([byte]) * length


def private_x25519(seed: bytes) -> bytes:
    return own.hkdf(seed, b"casebook/x25519/v1")


def private_ed25519(seed: bytes) -> bytes:
    return own.hkdf(seed, b"casebook/ed25519/v1")


def public(seed: bytes) -> dict[str, str]:
    return {
        "ed25519": own.ed25519_public(private_ed25519(seed)).hex(),
        "x25519": own.x25519(private_x25519(seed)).hex(),
    }


def key_id(seed: bytes) -> str:
    return own.sha256(bytes.fromhex(public(seed)["ed25519"]))[:16].hex()


def seal_private(seed: bytes, label: str, nonce: bytes, plaintext: bytes) -> bytes:
    key = own.hkdf(seed, b"casebook/private/v1\0" + label.encode())
    return nonce + own.gcm(key, nonce, plaintext, label.encode())


def signed(body: Any, label: bytes, ed25519_seed: bytes) -> bytes:
    line = own.canonical(body)
    signature = own.ed25519_sign(ed25519_seed, label + b"\0" + line)
    return line + b"\n" + signature.hex().encode() + b"\n"


def summed(body: Any) -> bytes:
    line = own.canonical(body)
    return line + b"\n" + own.sha256(line).hex().encode() + b"\n"


def person_keys() -> Any:
    result = []
    for number in range(3):
        seed = repeat(0x11 * (number + 1), 32)
        result.append(
            {
                "seed": seed.hex(),
                "x25519_private": private_x25519(seed).hex(),
                "ed25519_private": private_ed25519(seed).hex(),
                "public": public(seed),
                "key_id": key_id(seed),
                "message": b"a line of evidence".hex(),
                "signature": own.ed25519_sign(private_ed25519(seed), b"a line of evidence").hex(),
                "private_label": "draft",
                "private_plaintext": b"half a sentence".hex(),
                "private_sealed": seal_private(
                    seed, "draft", repeat(0x77, 12), b"half a sentence"
                ).hex(),
            }
        )
    return result


def database_wrap(seed: bytes, slot: bytes, epoch: int, ephemeral: bytes) -> dict[str, Any]:
    info = b"casebook/database-key/v1\0" + STORE + epoch.to_bytes(4, "big") + slot
    secret = repeat(0xD0 + epoch, 32) + repeat(0xE0 + epoch, 16)
    to = bytes.fromhex(public(seed)["x25519"])
    return {"epoch": epoch, "wrap": own.hpke_seal(to, ephemeral, info, secret).hex()}


def password_slot(password: str) -> dict[str, Any]:
    seed, slot = repeat(0x11, 32), repeat(0x01, 8)
    kdf = {"name": "argon2id", **KDF, "salt": repeat(0x5A, 16).hex()}
    stretched = own.argon2id(password.encode(), salt=repeat(0x5A, 16), **KDF)
    aad = own.canonical(
        {"kdf": kdf, "public": public(seed), "slot": slot.hex(), "store": STORE.hex()}
    )
    nonce = repeat(0x33, 12)
    wrapped = nonce + own.gcm(own.hkdf(stretched, b"casebook/kek/v1"), nonce, seed, aad)
    payload = {"last_step": 59, "one_time": ["ab" * 32], "totp": repeat(0x31, 20).hex(), "v": 1}
    label = f"slot-payload/{STORE.hex()}/{slot.hex()}"
    return {
        "account": "lead.one",
        "id": slot.hex(),
        "kdf": kdf,
        "kind": "password",
        "payload": seal_private(seed, label, repeat(0x34, 12), own.canonical(payload)).hex(),
        "person": "u-0000000000aa",
        "public": public(seed),
        "role": "lead",
        "wrapped_seed": wrapped.hex(),
        "wraps": [
            database_wrap(seed, slot, 1, repeat(0x91, 32)),
            database_wrap(seed, slot, 2, repeat(0x92, 32)),
        ],
    }


def recovery_slot(secret: bytes) -> dict[str, Any]:
    seed, slot = own.hkdf(secret, b"casebook/recovery-seed/v1", salt=STORE), repeat(0x02, 8)
    payload = {"last_step": 0, "one_time": [], "totp": "", "v": 1}
    label = f"slot-payload/{STORE.hex()}/{slot.hex()}"
    return {
        "account": "",
        "id": slot.hex(),
        "kdf": {"name": "hkdf-sha256"},
        "kind": "recovery",
        "payload": seal_private(seed, label, repeat(0x35, 12), own.canonical(payload)).hex(),
        "person": "",
        "public": public(seed),
        "role": "lead",
        "wrapped_seed": "",
        "wraps": [
            database_wrap(seed, slot, 1, repeat(0x93, 32)),
            database_wrap(seed, slot, 2, repeat(0x94, 32)),
        ],
    }


def recovery_groups(secret: bytes) -> list[str]:
    check = own.sha256(b"casebook/recovery/v1" + secret)[:2]
    halves = secret + check
    return [
        f"{int.from_bytes(halves[place : place + 2], 'big') * 11:06d}" for place in range(0, 18, 2)
    ]


def key_file() -> Any:
    password, secret = "caf\u00e9 lantern 7 orchard", bytes(range(16))
    body = {
        "epoch": 2,
        "generation": 5,
        "slots": [password_slot(password), recovery_slot(secret)],
        "store": STORE.hex(),
        "v": 1,
    }
    return {
        "store": STORE.hex(),
        "password": password,
        "recovery_secret": secret.hex(),
        "recovery_groups": recovery_groups(secret),
        "seed": repeat(0x11, 32).hex(),
        "recovery_seed": own.hkdf(secret, b"casebook/recovery-seed/v1", salt=STORE).hex(),
        "totp_secret": repeat(0x31, 20).hex(),
        "last_step": 59,
        "database_keys": {
            str(epoch): (repeat(0xD0 + epoch, 32) + repeat(0xE0 + epoch, 16)).hex()
            for epoch in (1, 2)
        },
        "file": summed(body).hex(),
    }


def slip() -> Any:
    author, reader, other = repeat(0x21, 32), repeat(0x11, 32), repeat(0x22, 32)
    body = {
        "attachments": [{"bytes": 5, "media_type": "text/plain", "name": "note.txt"}],
        "author": public(author),
        "content": {"what_happened": "A test sentence \u2014 \u00e9.", "number": 7},
        "kind": "concern",
        "v": 1,
    }
    prefix = (
        b"CBSLIP01"
        + b"\x01"
        + WORKSTATION
        + (17).to_bytes(8, "big")
        + repeat(0xCC, 32)
        + (3).to_bytes(4, "big")
    )
    cek = repeat(0xC3, 32)
    targets = [
        own.x25519(repeat(0x70, 32)),  # a dummy: nobody holds this key
        bytes.fromhex(public(reader)["x25519"]),
        own.x25519(repeat(0x71, 32)),
        bytes.fromhex(public(other)["x25519"]),
    ]
    wraps = b""
    for index, target in enumerate(targets):
        content = cek if index in (1, 3) else repeat(0xDD, 32)
        wrap = own.hpke_seal(target, repeat(0x80 + index, 32), prefix + bytes([index]), content)
        wraps += len(wrap).to_bytes(2, "big") + wrap
    header = prefix + bytes([4]) + wraps
    line = own.canonical(body)
    payload = len(line).to_bytes(4, "big") + line + (1).to_bytes(4, "big")
    payload += (5).to_bytes(8, "big") + b"hello"
    message = b"casebook/slip/v1\0" + own.sha256(header) + own.sha256(payload)
    payload += own.ed25519_sign(private_ed25519(author), message)
    nonce = repeat(0x0C, 12)
    data = header + nonce + own.gcm(cek, nonce, own.pad(payload, 4096), own.sha256(header))
    return {
        "author_seed": author.hex(),
        "reader_seeds": [reader.hex(), other.hex()],
        "stranger_seed": repeat(0x23, 32).hex(),
        "workstation": WORKSTATION.hex(),
        "number": 17,
        "previous": repeat(0xCC, 32).hex(),
        "epoch": 3,
        "payload_json": body,
        "attachment": b"hello".hex(),
        "digest": own.sha256(data).hex(),
        "slip": (data + own.sha256(data)).hex(),
    }


def transfer_pack() -> Any:
    school, passphrase = repeat(0x51, 32), "acorn bramble candle dormouse easel fern"
    kdf = {"name": "argon2id", **KDF, "salt": repeat(0x5C, 16).hex()}
    files = [("note.txt", "text/plain", b"hello"), ("empty.bin", "application/x-test", b"")]
    body = {
        "content": {"kind": "test", "number": 7, "said": "A test sentence \u2014 \u00e9."},
        "files": [
            {
                "bytes": len(data),
                "media_type": media_type,
                "name": name,
                "sha256": own.sha256(data).hex(),
            }
            for name, media_type, data in files
        ],
        "school_key": own.ed25519_public(school).hex(),
        "v": 1,
    }
    cost = own.canonical(kdf)
    header = b"CBPACK01" + b"\x01" + len(cost).to_bytes(2, "big") + cost
    line = own.canonical(body)
    payload = len(line).to_bytes(4, "big") + line + len(files).to_bytes(4, "big")
    for _, _, data in files:
        payload += len(data).to_bytes(8, "big") + data
    message = b"casebook/pack/v1\0" + own.sha256(header) + own.sha256(payload)
    payload += own.ed25519_sign(school, message)
    stretched = own.argon2id(passphrase.encode(), salt=repeat(0x5C, 16), **KDF)
    key, nonce = own.hkdf(stretched, b"casebook/pack/v1"), repeat(0x0D, 12)
    data = header + nonce + own.gcm(key, nonce, own.pad(payload, 4096), own.sha256(header))
    return {
        "school_ed25519_seed": school.hex(),
        "passphrase": passphrase,
        "kdf": kdf,
        "nonce": nonce.hex(),
        "body": body,
        "files": [data.hex() for _, _, data in files],
        "pack": (data + own.sha256(data)).hex(),
    }


def school_card() -> Any:
    school = repeat(0x51, 32)
    lead, head = repeat(0x11, 32), repeat(0x22, 32)
    body = {
        "issued_at": "2026-11-22T09:10:00.000Z",
        "readers": [
            {
                "key_id": key_id(lead),
                "role": "lead",
                "tested": True,
                "x25519": public(lead)["x25519"],
            }
        ],
        "restricted": [
            {
                "key_id": key_id(head),
                "role": "head",
                "tested": False,
                "x25519": public(head)["x25519"],
            }
        ],
        "school": {"name": "Made-up Primary School", "urn": "999999"},
        "school_key": own.ed25519_public(school).hex(),
        "store": STORE.hex(),
        "v": 1,
        "version": 4,
    }
    return {
        "school_ed25519_seed": school.hex(),
        "body": body,
        "card": signed(body, b"casebook/school-card/v1", school).hex(),
    }


def team_card() -> Any:
    school, secret, content_key = repeat(0x51, 32), repeat(0x61, 32), repeat(0x62, 32)
    body = {
        "contacts": [
            {
                "key_id": key_id(repeat(0x11, 32)),
                "name": "L. Lead",
                "person": "u-0000000000aa",
                "role": "lead",
                "telephone": "01632 960001",
            }
        ],
        "guide_version": "2026-09",
        "issued_at": "2026-11-22T09:10:00.000Z",
        "pupils": [
            {"class": "3B", "id": "p-0000000000bb", "name": "Ella O\u2019Test", "year": "3"}
        ],
        "staff": [
            {
                "account": "s.staff",
                "job_title": "Teacher",
                "name": "S. Staff",
                "person": "u-0000000000cc",
                "role": "staff",
            }
        ],
        "store": STORE.hex(),
        "v": 1,
        "version": 9,
    }
    header = b"CBTEAM01" + STORE + (9).to_bytes(8, "big")
    wrapping = own.hkdf(secret, b"casebook/card/v1")
    nonce = repeat(0x63, 12)
    wrap = own.gcm(wrapping, nonce, content_key, own.sha256(header + WORKSTATION))
    above = header + (1).to_bytes(2, "big") + WORKSTATION + nonce + wrap
    plaintext = own.pad(signed(body, b"casebook/team-card/v1", school), 16384)
    sealed = own.gcm(content_key, repeat(0x64, 12), plaintext, own.sha256(above))
    return {
        "school_ed25519_seed": school.hex(),
        "school_key": own.ed25519_public(school).hex(),
        "workstation": WORKSTATION.hex(),
        "card_secret": secret.hex(),
        "body": body,
        "card": (above + repeat(0x64, 12) + sealed).hex(),
    }


def receipt() -> Any:
    school, reporter, digest = repeat(0x51, 32), repeat(0x21, 32), own.sha256(b"a slip")
    reply = own.pad(own.canonical({"text": "Thank you. I have spoken to the class teacher."}), 256)
    body = {
        "checkpoint": {"ledger": "00112233445566778899aabbccddeeff", "root": "5c" * 32, "size": 42},
        "issued_at": "2026-11-22T10:00:00.000Z",
        "number": 17,
        "received_at": "2026-11-22T09:30:00.000Z",
        "reply": own.hpke_seal(
            bytes.fromhex(public(reporter)["x25519"]),
            repeat(0x95, 32),
            b"casebook/reply/v1\0" + digest,
            reply,
        ).hex(),
        "school_key": own.ed25519_public(school).hex(),
        "slip": digest.hex(),
        "status": "replied",
        "store": STORE.hex(),
        "v": 1,
        "workstation": WORKSTATION.hex(),
    }
    return {
        "school_ed25519_seed": school.hex(),
        "reporter_seed": reporter.hex(),
        "reply_text": "Thank you. I have spoken to the class teacher.",
        "body": body,
        "receipt": signed(body, b"casebook/receipt/v1", school).hex(),
    }


def pairing() -> Any:
    station, lead, school = repeat(0x41, 32), repeat(0x11, 32), repeat(0x51, 32)
    school_key = own.ed25519_public(school)
    keys = bytes.fromhex(public(station)["ed25519"]) + bytes.fromhex(public(station)["x25519"])
    bound = b"casebook/pairing/v1\0" + school_key + WORKSTATION + keys
    secret = own.canonical({"card_secret": repeat(0x61, 32).hex(), "label": "Staff room"})
    to = bytes.fromhex(public(lead)["x25519"])
    body = {
        "card_version": 4,
        "public": public(station),
        "school_key": school_key.hex(),
        "store": STORE.hex(),
        "v": 1,
        "workstation": WORKSTATION.hex(),
        "wraps": [own.hpke_seal(to, repeat(0x96, 32), bound + b"\x00", own.pad(secret, 256)).hex()],
    }
    compared = b"casebook/pair-code/v1\0" + school_key + WORKSTATION + keys
    number = int.from_bytes(
        own.argon2id(
            compared, salt=own.sha256(compared)[:16], memory_kib=65536, time=3, lanes=4, length=5
        ),
        "big",
    )
    letters = "".join(CROCKFORD[(number >> shift) & 31] for shift in range(35, -1, -5))
    return {
        "workstation_seed": station.hex(),
        "lead_seed": lead.hex(),
        "school_key": school_key.hex(),
        "workstation": WORKSTATION.hex(),
        "card_secret": repeat(0x61, 32).hex(),
        "label": "Staff room",
        "ask": signed(body, b"casebook/pairing/v1", private_ed25519(station)).hex(),
        "comparison_code": f"{letters[:4]}-{letters[4:]}",
    }


def enrolment() -> Any:
    code, seed, account = "K7M29QRT4XY", repeat(0x21, 32), "s.staff"
    total, factor = 0, 2  # Luhn's algorithm in base 32
    for letter in reversed(code):
        product = factor * CROCKFORD.index(letter)
        total += product // 32 + product % 32
        factor = 3 - factor
    code += CROCKFORD[-total % 32]
    keys = bytes.fromhex(public(seed)["ed25519"]) + bytes.fromhex(public(seed)["x25519"])
    key = own.hkdf(code.encode(), b"casebook/enrolment/v1", salt=STORE)
    message = b"casebook/enrolment/v1\0" + account.encode() + b"\0" + keys
    return {
        "code": f"{code[:4]}-{code[4:8]}-{code[8:]}",
        "store": STORE.hex(),
        "account": account,
        "public": public(seed),
        "proof": own.hmac_sha256(key, message).hex(),
    }


def reporter_file() -> Any:
    seed, secret, person = repeat(0x21, 32), repeat(0x66, 32), "u-0000000000cc"
    kdf = {"name": "argon2id", **KDF, "salt": repeat(0x5B, 16).hex()}
    stretched = own.argon2id(b"4071", salt=repeat(0x5B, 16), **KDF)
    nonce = repeat(0x36, 12)
    aad = own.canonical({"kdf": kdf, "person": person, "public": public(seed)})
    sealed = own.gcm(own.hkdf(stretched + secret, b"casebook/kek/v1"), nonce, seed, aad)
    body = {
        "kdf": kdf,
        "person": person,
        "public": public(seed),
        "v": 1,
        "wrapped_seed": (nonce + sealed).hex(),
    }
    return {
        "pin": "4071",
        "workstation_secret": secret.hex(),
        "seed": seed.hex(),
        "file": summed(body).hex(),
    }


def staff_code() -> Any:
    """A reporter's telephone secret, and the code it shows at one moment (RFC 6238)."""
    seed, moment = repeat(0x21, 32), 1795338600
    secret = own.hkdf(seed, b"casebook/staff-code/v1")[:20]
    mac = hmac.digest(secret, (moment // 30).to_bytes(8, "big"), "sha1")
    place = mac[-1] & 0x0F
    number = int.from_bytes(mac[place : place + 4], "big") & 0x7FFFFFFF
    return {
        "seed": seed.hex(),
        "secret": secret.hex(),
        "at": moment,
        "code": f"{number % 1000000:06d}",
    }


def draft() -> Any:
    """An unfinished concern, sealed to its author; no large files, so it is padded to 64 KiB."""
    seed, name, content_key = repeat(0x21, 32), repeat(0x0D, 16).hex(), repeat(0x44, 32)
    content = b"half a sentence"
    prefix = b"CBDRFT01\x01D" + (4711).to_bytes(8, "big")
    reader = own.x25519(private_x25519(seed))
    wrapped = own.hpke_seal(reader, repeat(0x77, 32), prefix + name.encode(), content_key)
    header, nonce = prefix + wrapped, repeat(0x35, 12)
    inside = (len(content).to_bytes(4, "big") + content).ljust(64 * 1024, b"\0")
    data = header + nonce + own.gcm(content_key, nonce, inside, own.sha256(header + name.encode()))
    return {
        "seed": seed.hex(),
        "name": name,
        "age": 4711,
        "content": content.hex(),
        "sha256": own.sha256(data + own.sha256(data)).hex(),
        "wrapped": wrapped.hex(),
        "nonce": nonce.hex(),
        "content_key": content_key.hex(),
    }


def field_commitment() -> Any:
    values: list[tuple[str, Any]] = [
        ("what_happened", "Bruise on left forearm, about 2 cm."),
        ("child_words", "\u201cI fell.\u201d Caf\u00e9 \U0001f642 \u062d\u0645\u0632\u0629"),
        ("child_words", ""),
        ("about_adult", False),
        ("significant", True),
        ("day_offset", -3),
        ("largest", 9007199254740991),
        ("outcome", None),
        ("pupils", [{"role": "subject", "id": "p-0001"}, {"id": "p-0002", "role": "witness"}]),
        (
            "happened",
            {"precision": "month", "as_told": "early March 2015", "earliest": "2015-03-01"},
        ),
        ("empty_list", []),
        ("control", 'tab\tquote" backslash\\ line\nnull\u0000 del\u007f'),
    ]
    result = []
    for number, (name, value) in enumerate(values):
        salt = own.sha256(b"salt %d" % number)
        message = b"casebook/field/v1\0" + name.encode() + b"\0" + own.canonical(value)
        result.append(
            {
                "name": name,
                "value": value,
                "canonical": own.canonical(value).hex(),
                "salt": salt.hex(),
                "commitment": own.hmac_sha256(salt, message).hex(),
            }
        )
    return {
        "construction": "HMAC-SHA256(salt, 'casebook/field/v1' 00 | name 00 | canonical JSON)",
        "vectors": result,
    }


def self_test() -> Any:
    """RFC 9180 A.1's key schedule with AES-256-GCM, sealed with no associated data."""
    private = bytes.fromhex("497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d")
    ephemeral = bytes.fromhex("179d4b53b6365c45b600c4163b61d95cbc2f4d9e36f1695558dce265ab8bab11")
    info = b"Ode on a Grecian Urn"
    sealed = own.hpke_seal(own.x25519(private), ephemeral, info, b"Beauty is truth, truth beauty")
    return {
        "hpke": {
            "private": private.hex(),
            "info": info.hex(),
            "plaintext": b"Beauty is truth, truth beauty".hex(),
            "sealed": sealed.hex(),
        }
    }


VECTORS = {
    "person_keys": person_keys,
    "key_file": key_file,
    "slip": slip,
    "transfer_pack": transfer_pack,
    "school_card": school_card,
    "team_card": team_card,
    "receipt": receipt,
    "pairing": pairing,
    "enrolment": enrolment,
    "reporter_file": reporter_file,
    "staff_code": staff_code,
    "draft": draft,
    "field_commitment": field_commitment,
    "self_test": self_test,
}


def main() -> None:
    for name, make in VECTORS.items():
        text = json.dumps(make(), indent=1, sort_keys=True, ensure_ascii=True)
        (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
