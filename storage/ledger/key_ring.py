"""Which keys may speak at a point of the ledger: each is introduced and ended by an entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from storage.ledger.entries import key_id
from storage.records.people import LEADS

# Entries of these types change who may speak; their bodies can therefore never be disposed of.
KEY_EVENTS = frozenset(
    {
        "ledger.opened",
        "key.introduced",
        "key.ended",
        "workstation.paired",
        "workstation.ended",
        "person.added",
        "person.changed",
    }
)
# Nor can those that say what was done to the record as a whole: a disposal hides no other act.
NEVER_DISPOSED = KEY_EVENTS | {
    "disposal.made",
    "rescue.made",
    "restore.made",
    "handover.made",
    "checkpoint.given",
    "key.rotated",
    "way_in.changed",
    "recovery.rehearsed",
}
# Kinds of key that sign entries; a reporter's or a workstation's key signs only what is sealed.
SIGNING_KINDS = frozenset({"person", "recovery"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """A key that an entry introduced; ``owner`` is the id of a person or a workstation."""

    public: bytes
    owner: str
    kind: str
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """All keys introduced so far, the roles of their owners, and who of them may not sign now."""

    keys: Mapping[str, KnownKey] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    # owners who were suspended or removed; a resumed one is not among them any more
    inactive: frozenset[str] = frozenset()

    def problem_of(self, author: str) -> str | None:
        """Return why this key may not sign an entry here (a kind of fault), or None if it may."""
        key = self.keys.get(author)
        if key is None:
            return "author_unknown"
        if key.ended:
            return "author_ended"
        if key.owner in self.inactive:
            return "author_not_authorised"
        if key.kind not in SIGNING_KINDS or self.roles.get(key.owner) not in LEADS:
            return "author_not_authorised"
        return None

    def after(self, type_: str, fields: Mapping[str, Any]) -> "KeyRing":
        """Return the ring after an entry of one of KEY_EVENTS.

        Raises KeyError, TypeError or ValueError when its fields do not say what they must.
        """
        if type_ == "ledger.opened":
            return self._opened(fields["first_person"])
        if type_ == "key.introduced":
            return self._with_key(fields["public"], owner=fields["owner"], kind=fields["kind"])
        if type_ == "key.ended":
            return self._ended({fields["key_id"]})
        if type_ == "workstation.paired" and fields.get("public"):
            return self._with_key(fields["public"], owner=fields["id"], kind="workstation")
        if type_ == "workstation.ended":
            owner = fields["id"]
            return self._ended({name for name, key in self.keys.items() if key.owner == owner})
        if type_ in ("person.added", "person.changed"):
            return self._with_person(fields)
        return self

    def _opened(self, person: Mapping[str, Any]) -> "KeyRing":
        ring = self._with_key(person["public"], owner=person["id"], kind="person")
        return replace(ring, roles={person["id"]: person["role"]})

    def _with_key(self, public: Any, *, owner: str, kind: str) -> "KeyRing":
        raw = signing_key_of(public)
        known = KnownKey(public=raw, owner=owner, kind=kind)
        before = self.keys.get(key_id(raw), known)
        if (before.owner, before.kind) != (owner, kind):
            raise ValueError("this key is somebody else's")  # what it signed would change hands
        return replace(self, keys={**self.keys, key_id(raw): known})

    def _ended(self, names: set[str]) -> "KeyRing":
        keys = {
            name: replace(key, ended=True) if name in names else key
            for name, key in self.keys.items()
        }
        return replace(self, keys=keys)

    def _with_person(self, fields: Mapping[str, Any]) -> "KeyRing":
        person = fields["id"]
        roles = dict(self.roles)
        if "role" in fields:
            roles[person] = fields["role"]
        inactive = self.inactive
        if "active" in fields:
            inactive = inactive - {person} if fields["active"] else inactive | {person}
        return replace(self, roles=roles, inactive=inactive)


def signing_key_of(public: Any) -> bytes:
    """Return the 32-byte Ed25519 key of a ``public`` value, {"sign": hex, "seal": hex}.

    Raises KeyError, TypeError or ValueError for anything else.
    """
    text = public["sign"]
    raw = bytes.fromhex(text)
    if len(raw) != 32:
        raise ValueError("not an Ed25519 key")
    return raw
