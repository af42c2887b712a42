"""A slot tied to a computer, and the computer's own store: known answers, edges, no network."""

import json
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from Crypto.Cipher import AES
from Crypto.Hash import SHA256
from Crypto.Protocol.KDF import HKDF

from storage.keys import device_secret, key_file
from storage.keys.device_secret import SystemStore, secret_of_device, write_checked
from storage.keys.key_file import KeyFile
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError

PASSWORD = "candle river fiddle"
SECRET = bytes(range(32))
DEVICE = "00112233aabbccdd"


@dataclass
class Backend:
    """A backend of keyring in memory; ``fault`` is what it raises instead of answering."""

    priority: float = 5
    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    fault: Exception | None = None

    def get_password(self, service: str, name: str) -> str | None:
        """What is kept."""
        self._answer()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, text: str) -> None:
        """Keep it."""
        self._answer()
        self.kept[service, name] = text

    def delete_password(self, service: str, name: str) -> None:
        """Forget it; KeyError when it is not there, as real ones raise something too."""
        self._answer()
        del self.kept[service, name]

    def _answer(self) -> None:
        if self.fault is not None:
            raise self.fault


def store(backend: Backend) -> SystemStore:
    """Our store on that backend."""
    return SystemStore(find_backend=lambda: backend)


def code_of(function, *args, **named) -> str:
    with pytest.raises(UserFacingError) as caught:
        function(*args, **named)
    return caught.value.code


@pytest.fixture
def usual(random_bytes, cheap) -> tuple[KeyFile, str]:
    """A lead whose password alone opens her slot."""
    added = key_file.add_password_slot(
        key_file.create(store_id=key_file.new_store_id(random_bytes)),
        person="u-1",
        account="ruth",
        role="lead",
        password=PASSWORD,
        kdf=cheap(),
        totp_secret=b"t" * 20,
        one_time_hashes=("aa",),
        database_keys={1: DatabaseKey(key=b"k" * 32, salt=b"s" * 16)},
        random_bytes=random_bytes,
    )
    return added.file, added.slot_id


@pytest.fixture
def tied(usual, random_bytes, cheap) -> tuple[KeyFile, str]:
    """The same lead, tied to a computer."""
    file, slot_id = usual
    keys = key_file.unlock(file, slot_id, PASSWORD).keys
    changed = key_file.change_password(
        file,
        slot_id=slot_id,
        keys=keys,
        password=PASSWORD,
        kdf=cheap(),
        random_bytes=random_bytes,
        device=DEVICE,
        device_secret=SECRET,
    )
    return key_file.parse(changed.to_bytes()), slot_id


def opened_independently(file: KeyFile, *, device_secret: bytes) -> bytes:
    """Open the wrapped seed from the file's bytes with other libraries and the design's words:
    KEK = HKDF(Argon2id || device secret), AAD = canonical JSON of what is bound.
    """
    value = json.loads(file.to_bytes().split(b"\n")[0])
    (slot,) = value["slots"]
    kdf = slot["kdf"]
    stretched = hash_secret_raw(
        secret=PASSWORD.encode(),
        salt=bytes.fromhex(kdf["salt"]),
        time_cost=kdf["time"],
        memory_cost=kdf["memory_kib"],
        parallelism=kdf["lanes"],
        hash_len=32,
        type=Type.ID,
    )
    kek = HKDF(stretched + device_secret, 32, b"", SHA256, 1, b"casebook/kek/v1")
    bound = {"kdf": kdf, "public": slot["public"], "slot": slot["id"], "store": value["store"]}
    if "device" in slot:
        bound["device"] = slot["device"]
    aad = json.dumps(bound, sort_keys=True, separators=(",", ":")).encode()
    sealed = bytes.fromhex(slot["wrapped_seed"])
    cipher = AES.new(kek, AES.MODE_GCM, nonce=sealed[:12])
    cipher.update(aad)
    return cipher.decrypt_and_verify(sealed[12:-16], sealed[-16:])


def test_another_implementation_opens_a_tied_slot(tied, usual) -> None:
    file, slot_id = tied
    seed = opened_independently(file, device_secret=SECRET)
    assert key_file.unlock(file, slot_id, PASSWORD, device_secret=SECRET).keys.seed == seed
    assert opened_independently(usual[0], device_secret=b"") == seed, "the same keys as before"
    for wrong in (b"", bytes(32)):
        with pytest.raises(ValueError, match="MAC"):
            opened_independently(file, device_secret=wrong)


def test_the_kek_of_a_tied_slot_is_this_one(cheap) -> None:
    """A known answer: argon2-cffi and PyCryptodome, run once, wrote it down."""
    kdf = replace(cheap(), salt=b"0123456789abcdef")
    stretched = hash_secret_raw(
        secret=PASSWORD.encode(),
        salt=b"0123456789abcdef",
        time_cost=1,
        memory_cost=64,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )
    answers = {
        b"": "79df855704e61a77f7338d0b48223a3fa2a9eb217187e8562be011c0d231b901",
        SECRET: "f9fcd2064eadf5333549865a8307099ec0bd1fe1bc643ffa9a04bb37ee6b1cd7",
    }
    for secret, answer in answers.items():
        independent = HKDF(stretched + secret, 32, b"", SHA256, 1, b"casebook/kek/v1")
        assert independent.hex() == answer
        assert our_kek(kdf, secret).hex() == answer


def our_kek(kdf, secret: bytes) -> bytes:
    """The key that key_slots derives, for a slot that names a device when there is a secret."""
    from storage.keys import key_slots  # late: a look behind the module's own door, here alone
    from storage.keys.person_keys import PersonKeys

    slot = key_slots.Slot(
        id="00" * 8,
        person="u-1",
        account="ruth",
        role="lead",
        kind=key_slots.PASSWORD,
        kdf=kdf,
        public=PersonKeys.from_seed(bytes(32)).public,
        wrapped_seed=b"",
        payload=b"",
        wraps=(),
        device=DEVICE if secret else "",
    )
    return key_slots._key_of(PASSWORD, slot, device_secret=secret)


def test_without_the_secret_the_slot_says_what_is_missing(tied) -> None:
    file, slot_id = tied
    assert code_of(key_file.unlock, file, slot_id, PASSWORD) == "keys.device_missing"
    wrong = {"device_secret": bytes(32)}
    assert code_of(key_file.unlock, file, slot_id, PASSWORD, **wrong) == "keys.wrong_password"
    right = {"device_secret": SECRET}
    assert code_of(key_file.unlock, file, slot_id, "other words", **right) == "keys.wrong_password"
    with pytest.raises(ValueError, match="device"):
        key_file.unlock(file, slot_id, PASSWORD, device_secret=SECRET[:31])


def test_the_name_of_the_device_is_bound_to_the_slot(tied) -> None:
    file, slot_id = tied
    slot = replace(file.slot(slot_id), device="ff" * 8)
    moved = replace(file, slots=(slot,))
    code = code_of(key_file.unlock, moved, slot_id, PASSWORD, device_secret=SECRET)
    assert code == "keys.wrong_password"
    freed = replace(file, slots=(replace(slot, device=""),))
    assert code_of(key_file.unlock, freed, slot_id, PASSWORD) == "keys.wrong_password"


def test_a_slot_without_a_device_keeps_its_bytes(usual, tied) -> None:
    assert b"device" not in usual[0].to_bytes()
    assert f'"device":"{DEVICE}"'.encode() in tied[0].to_bytes()


@pytest.mark.parametrize("device", ["", "xyz", "00" * 7, "00" * 9, 7, None])
def test_what_is_no_name_of_a_device_is_damage(tied, device) -> None:
    file, slot_id = tied
    value = file.slot(slot_id).to_value() | {"device": device}
    with pytest.raises((ValueError, TypeError)):
        type(file.slot(slot_id)).from_value(value)


def test_the_store_keeps_reads_and_forgets() -> None:
    backend = Backend()
    ours = store(backend)
    assert ours.available()
    assert ours.read("casebook a b") is None
    write_checked(ours, "casebook a b", SECRET)
    assert ours.read("casebook a b") == SECRET
    assert list(backend.kept) == [("Holdfast", "casebook a b")]
    ours.delete("casebook a b")
    ours.delete("casebook a b")
    assert ours.read("casebook a b") is None


@pytest.mark.parametrize(
    "fault", [RuntimeError("locked"), OSError("no bus"), KeyError("x"), ImportError("none")]
)
def test_a_store_that_does_not_answer_has_one_sentence(fault: Exception) -> None:
    ours = store(Backend(fault=fault))
    assert code_of(ours.read, "n") == "keys.key_store_away"
    assert code_of(ours.write, "n", SECRET) == "keys.key_store_away"
    ours.delete("n")


def test_a_store_that_keeps_nothing_or_nonsense_is_away() -> None:
    class Sieve(Backend):
        def set_password(self, service: str, name: str, text: str) -> None:
            """Lets it fall."""

    assert code_of(write_checked, store(Sieve()), "n", SECRET) == "keys.key_store_away"
    for nonsense in ("zz", "00", ""):
        backend = Backend(kept={("Holdfast", "n"): nonsense})
        assert code_of(store(backend).read, "n") == "keys.key_store_away"


def test_a_system_without_a_store_has_no_secrets() -> None:
    def none() -> Backend:
        raise ImportError("no such system")

    for ours in (SystemStore(find_backend=none), store(Backend(priority=0))):
        assert not ours.available()
        assert ours.read("n") is None
        assert secret_of_device(ours, device=DEVICE, store_id="00") == b""


def test_only_a_tied_slot_asks_the_store() -> None:
    backend = Backend(fault=RuntimeError("must not be asked"))
    assert secret_of_device(store(backend), device="", store_id="00") == b""
    assert secret_of_device(None, device=DEVICE, store_id="00") == b""
    assert code_of(secret_of_device, store(backend), device=DEVICE, store_id="00") == (
        "keys.key_store_away"
    )


def test_entries_name_nobody() -> None:
    assert device_secret.casebook_entry(store_id="ab", device="cd") == "casebook ab cd"
    assert device_secret.workstation_entry("ef") == "workstation ef"


ASK = """
import sys
sys.path.insert(0, {root!r})
from tests.support import no_network
no_network.forbid()
from storage.keys.device_secret import SystemStore
loaded = [name for name in sys.modules if name.split(".")[0] == "keyring"]
assert loaded == [], "loaded before anybody asked"
store = SystemStore()
print(store.available(), store.read("casebook a b"))
assert any(name.startswith("keyring.backends") for name in sys.modules)
print(no_network.attempts())
"""


def test_this_systems_store_is_asked_without_a_network(project_root: Path) -> None:
    """A process of its own with no session: the real backend loads late, answers, calls nobody."""
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(root=str(project_root))],
        capture_output=True,
        text=True,
        cwd=project_root,
        env={"PATH": "/usr/bin:/bin", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus"},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    answer, attempts = done.stdout.splitlines()
    assert answer == ("False None" if sys.platform == "linux" else "True None")
    assert attempts == "[]"


def test_an_address_on_a_network_is_not_followed(project_root: Path) -> None:
    """Even a session channel that somebody set to a network address is refused, not called."""
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(root=str(project_root))],
        capture_output=True,
        text=True,
        cwd=project_root,
        env={"PATH": "/usr/bin:/bin", "DBUS_SESSION_BUS_ADDRESS": "tcp:host=127.0.0.1,port=9"},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    answer, attempts = done.stdout.splitlines()
    assert answer == ("False None" if sys.platform == "linux" else "True None")
    assert attempts == "[]"
