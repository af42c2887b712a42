"""Builds small signed ledgers in memory, and lets a test tamper with them."""

from dataclasses import replace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from storage.ledger import commitments
from storage.ledger.entries import Header, StoredEntry, key_id, leaf_of, signed_message
from storage.ledger.merkle import Frontier, Tree
from storage.records import canonical_json

LEDGER = bytes.fromhex("00112233445566778899aabbccddeeff")


def check_signature(public, signature, message):
    """Whether Ed25519 agrees; independent of storage.keys."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


class Author:
    """A signing key from a number."""

    def __init__(self, number=0):
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        self.public = self._key.public_key().public_bytes_raw()
        self.key_id = key_id(self.public)
        self.public_value = {"sign": self.public.hex(), "seal": self.public.hex()}

    def sign(self, message):
        """Return the signature."""
        return self._key.sign(message)


class LedgerBuilder:
    """Appends entries as the unit of work does, without a database."""

    def __init__(self, random_bytes, *, first=None, ledger=LEDGER):
        self.random_bytes = random_bytes
        self.first = first or Author(1)
        self.ledger = ledger
        self.entries = []
        self.files = {}
        self._frontier = Frontier()
        self.minute = 0
        self.append(
            "ledger.opened",
            {
                "school": "Wexcombe",
                "urn": "123456",
                "store_id": "00" * 16,
                "school_keys": {"sign": self.first.public.hex()},
                "first_person": {
                    "id": "u-1", "account": "ruth", "name": "Ruth Okafor", "role": "lead",
                    "job_title": "DSL", "public": self.first.public_value,
                },
            },
        )  # fmt: skip

    def append(self, type_, fields, *, author=None, at=None):
        """Append one entry and return it."""
        author = author or self.first
        values = {
            name: (canonical_json.encode(value), self.random_bytes(32))
            for name, value in fields.items()
        }
        body = commitments.commit_fields(values)
        salt = self.random_bytes(32)
        self.minute += 1
        header = Header(
            at=at or f"2026-11-22T{self.minute // 60:02}:{self.minute % 60:02}:00.000Z",
            author=author.key_id,
            body=commitments.body_commitment(salt=salt, body=body),
            ledger=self.ledger,
            prev=self._frontier.root,
            seq=len(self.entries),
            type=type_,
        ).to_bytes()
        signature = author.sign(signed_message(header))
        leaf = leaf_of(header, signature)
        self._frontier = self._frontier.append(leaf)
        entry = StoredEntry(
            ledger=self.ledger, seq=len(self.entries), header=header, signature=signature,
            leaf=leaf, body=body, salt=salt, fields=values,
        )  # fmt: skip
        self.entries.append(entry)
        return entry

    def note(self, text="x", **more):
        """Append an ordinary entry."""
        return self.append("concern.opened", {"concern": text}, **more)

    def introduce(self, author, *, owner, kind="person", role="lead", by=None):
        """Add a person and introduce a key of theirs."""
        person = {"id": owner, "account": owner, "name": owner, "role": role}
        self.append("person.added", person, author=by)
        fields = {"owner": owner, "kind": kind, "public": author.public_value}
        return self.append("key.introduced", fields, author=by)

    def dispose(self, *positions):
        """Blank entries and append the disposal that names them."""
        for position in positions:
            self.entries[position] = replace(
                self.entries[position], body=None, salt=None, fields=None
            )
        targets = [{"ledger": self.ledger.hex(), "seq": position} for position in positions]
        return self.append(
            "disposal.made",
            {"targets": targets, "rule": "DOB + 25 years", "authority": "head", "people": ["u-1"]},
        )

    @property
    def tree(self):
        """The tree over all leaves."""
        return Tree([entry.leaf for entry in self.entries])

    @property
    def root(self):
        """The root so far."""
        return self._frontier.root
