"""The keys of staff on a workstation: a file each, opened by PIN and this computer's secret.

A copied file without the workstation's secret is closed to every PIN; on the workstation itself a
short PIN holds back colleagues, not somebody with own tools. All it can open is replies and an
unfinished draft.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from storage.keys import durable_file, lined_file, sealing
from storage.keys.lined_file import LinedFileError
from storage.keys.passwords import KdfParameters, derive
from storage.keys.person_keys import PersonKeys, PublicKeys, new_seed
from storage.keys.sealing import CannotOpenError
from storage.records import canonical_json
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

_SUFFIX = ".json"
_ASIDE = ".old"
_PERSON_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_LARGEST = 64 * 1024
_NAMES = frozenset(("kdf", "person", "public", "v", "wrapped_seed"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterFile:
    """What the workstation keeps of one person; the file name is the person's id, never a name."""

    person: str
    kdf: KdfParameters
    public: PublicKeys
    wrapped_seed: bytes

    def to_bytes(self) -> bytes:
        """Return the bytes of the file."""
        return lined_file.summed(
            {
                "kdf": self.kdf.to_value(),
                "person": self.person,
                "public": self.public.to_value(),
                "v": 1,
                "wrapped_seed": self.wrapped_seed.hex(),
            }
        )

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> Self:
        """Read the JSON value back; raises ValueError, KeyError or TypeError for anything else."""
        if set(value) != _NAMES or not _PERSON_ID.fullmatch(value["person"]):
            raise ValueError("not a reporter's file")
        return cls(
            person=value["person"],
            kdf=KdfParameters.from_value(value["kdf"]),
            public=PublicKeys.from_value(value["public"]),
            wrapped_seed=bytes.fromhex(value["wrapped_seed"]),
        )


def parse_reporter(data: bytes) -> ReporterFile:
    """Read the bytes of a reporter's file; raises ``keys.reporter_file_damaged``."""
    try:
        return ReporterFile.from_value(lined_file.read_summed(data))
    except (LinedFileError, ValueError, KeyError, TypeError):
        raise UserFacingError("keys.reporter_file_damaged") from None


def create_reporter(
    *,
    person: str,
    pin: str,
    workstation_secret: bytes,
    kdf: KdfParameters,
    random_bytes: RandomBytes,
) -> tuple[ReporterFile, PersonKeys]:
    """Make the keys of a person whose new PIN ``passwords.assess_pin`` found good."""
    keys = PersonKeys.from_seed(new_seed(random_bytes))
    blank = ReporterFile(person=person, kdf=kdf, public=keys.public, wrapped_seed=b"")
    file = change_pin(
        blank,
        keys=keys,
        pin=pin,
        workstation_secret=workstation_secret,
        kdf=kdf,
        random_bytes=random_bytes,
    )
    return file, keys


def unlock_reporter(file: ReporterFile, *, pin: str, workstation_secret: bytes) -> PersonKeys:
    """Return the person's keys; raises ``keys.wrong_pin``. SignInAttempts comes before."""
    nonce = file.wrapped_seed[: sealing.NONCE_LENGTH]
    try:
        seed = sealing.decrypt(
            _key_of(pin, file.kdf, workstation_secret),
            file.wrapped_seed[sealing.NONCE_LENGTH :],
            nonce=nonce,
            associated_data=_bound(file),
        )
    except CannotOpenError:
        raise UserFacingError("keys.wrong_pin") from None
    return PersonKeys.from_seed(seed)


def change_pin(
    file: ReporterFile,
    *,
    keys: PersonKeys,
    pin: str,
    workstation_secret: bytes,
    kdf: KdfParameters,
    random_bytes: RandomBytes,
) -> ReporterFile:
    """Return the file with the same seed under another PIN; ``kdf`` needs a new salt."""
    changed = replace(file, kdf=kdf)
    nonce = random_bytes(sealing.NONCE_LENGTH)
    sealed = sealing.encrypt(
        _key_of(pin, kdf, workstation_secret),
        keys.seed,
        nonce=nonce,
        associated_data=_bound(changed),
    )
    return replace(changed, wrapped_seed=nonce + sealed)


def _key_of(pin: str, kdf: KdfParameters, workstation_secret: bytes) -> bytes:
    return sealing.hkdf(derive(pin, kdf) + workstation_secret, label=b"casebook/kek/v1")


def _bound(file: ReporterFile) -> bytes:
    return canonical_json.encode(
        {
            "kdf": file.kdf.to_value(),
            "person": file.person,
            "public": file.public.to_value(),
        }
    )


@dataclass(frozen=True, slots=True)
class ReporterFolder:
    """The folder ``people``: ``<person id>.json`` for everybody who has a PIN here."""

    path: Path

    def save(self, file: ReporterFile) -> None:
        """Write one person's file; raises ``keys.disk_full``, ``keys.folder_read_only``."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            durable_file.write_durably(self._path_of(file.person), file.to_bytes())
        except OSError as error:
            raise UserFacingError(durable_file.code_of(error)) from error

    def load(self, person: str) -> ReporterFile:
        """Return a file; raises ``keys.reporter_unknown``, ``keys.reporter_file_damaged``."""
        try:
            with self._path_of(person).open("rb") as stream:
                file = parse_reporter(stream.read(_LARGEST))
        except FileNotFoundError:
            raise UserFacingError("keys.reporter_unknown") from None
        except OSError:
            raise UserFacingError("keys.reporter_file_damaged") from None
        if file.person != person:
            raise UserFacingError("keys.reporter_file_damaged")
        return file

    def people(self) -> tuple[str, ...]:
        """Return the ids of everybody who has a file here."""
        if not self.path.is_dir():
            return ()
        stems = (path.stem for path in self.path.glob(f"*{_SUFFIX}"))
        return tuple(sorted(stem for stem in stems if _PERSON_ID.fullmatch(stem)))

    def set_aside(self) -> None:
        """Rename every file: no PIN opens them any more; raises ``keys.folder_read_only``."""
        try:
            for person in self.people():
                path = self._path_of(person)
                path.replace(path.with_name(path.name + _ASIDE))
        except OSError as error:
            raise UserFacingError(durable_file.code_of(error)) from error

    def remove(self, person: str) -> None:
        """Delete one person's file, if there is one: they left, or enrol again."""
        self._path_of(person).unlink(missing_ok=True)

    def _path_of(self, person: str) -> Path:
        # the id becomes a file name: nothing else may
        if not _PERSON_ID.fullmatch(person):
            raise UserFacingError("keys.reporter_unknown")
        return self.path / f"{person}{_SUFFIX}"
