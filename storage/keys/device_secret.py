"""Secrets that the operating system keeps for this account on this computer, and nowhere else.

A copied file stays closed to whoever does not sit at this computer under this account. It holds
back nobody who does, and it is gone when the account of the computer is made anew.
"""

import contextlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SECRET_LENGTH = 32
DEVICE_ID_LENGTH = 8
_SERVICE = "Holdfast"


class SecretStore(Protocol):
    """Where the operating system keeps secrets by name; every method may take a second or ask the
    person to unlock the store, so call it in a worker.
    """

    def available(self) -> bool:
        """Say whether there is such a store here."""

    def read(self, name: str) -> bytes | None:
        """Return the secret, or None when there is none; raises ``keys.key_store_away``."""

    def write(self, name: str, secret: bytes) -> None:
        """Keep a secret; raises ``keys.key_store_away``."""

    def delete(self, name: str) -> None:
        """Forget a secret; one that is not there, or a store that is away, is no error."""


def new_device_secret(random_bytes: RandomBytes) -> bytes:
    """Return 32 random bytes."""
    return random_bytes(SECRET_LENGTH)


def new_device_id(random_bytes: RandomBytes) -> str:
    """Return the id under which a slot names its device secret: 16 hex characters."""
    return random_bytes(DEVICE_ID_LENGTH).hex()


def casebook_entry(*, store_id: str, device: str) -> str:
    """The name of a slot's secret in the store; no person's name is in it."""
    return f"casebook {store_id} {device}"


def workstation_entry(workstation_id: str) -> str:
    """The name of a workstation's PIN secret in the store."""
    return f"workstation {workstation_id}"


def secret_of_device(store: SecretStore | None, *, device: str, store_id: str) -> bytes:
    """Return what a slot's password is mixed with; empty for a slot that names no ``device``, and
    where this computer has no such secret. Raises ``keys.key_store_away``.
    """
    if not device or store is None:
        return b""
    return store.read(casebook_entry(store_id=store_id, device=device)) or b""


def write_checked(store: SecretStore, name: str, secret: bytes) -> None:
    """Keep a secret and read it back: nothing may depend on one that the store did not keep.

    Raises ``keys.key_store_away``; nothing of it stays then.
    """
    store.write(name, secret)
    if store.read(name) != secret:
        store.delete(name)
        raise UserFacingError("keys.key_store_away")


def _backend() -> "KeyringBackend":
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring  # late: only this system has it

        windows = WinVaultKeyring()
        # the usual kind would travel with the account to other computers of the domain
        windows.persist = "local machine"
        return windows
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as Keychain  # late: only this system has it

        return Keychain()
    from keyring.backends.SecretService import Keyring  # late: loads the channel to the session

    return Keyring()  # type: ignore[no-untyped-call]  # keyring says no types for it


@dataclass(frozen=True)
class SystemStore:
    """This system's own store: Windows Credential Locker, macOS Keychain, Secret Service.

    The backend is chosen here and by nothing else: neither a settings file nor an installed
    package can put another, perhaps one on a network, in its place. It is looked for only when a
    secret is asked for.
    """

    find_backend: "Callable[[], KeyringBackend]" = _backend

    def available(self) -> bool:
        """Say whether this system has a store."""
        try:
            return float(self.find_backend().priority) > 0
        except Exception:  # noqa: BLE001 - border: a backend without its system says so in many ways
            return False

    def read(self, name: str) -> bytes | None:
        """Return the secret, or None when there is none; raises ``keys.key_store_away``."""
        if not self.available():
            return None
        try:
            text = self.find_backend().get_password(_SERVICE, name)
            secret = None if text is None else bytes.fromhex(text)
        except Exception as error:
            raise UserFacingError("keys.key_store_away") from error
        if secret is not None and len(secret) != SECRET_LENGTH:
            raise UserFacingError("keys.key_store_away")
        return secret

    def write(self, name: str, secret: bytes) -> None:
        """Keep a secret; raises ``keys.key_store_away``."""
        try:
            self.find_backend().set_password(_SERVICE, name, secret.hex())
        except Exception as error:
            raise UserFacingError("keys.key_store_away") from error

    def delete(self, name: str) -> None:
        """Forget a secret; one that is not there, or a store that is away, is no error."""
        with contextlib.suppress(Exception):
            self.find_backend().delete_password(_SERVICE, name)
