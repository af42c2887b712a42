"""The part of the ledger that travels with a document: some entries, what is shown of them, and
their proofs."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from storage.ledger import checkpoint as checkpoints
from storage.ledger import commitments, entries
from storage.ledger.checkpoint import Checkpoint
from storage.ledger.consistency import (
    LedgerState,
    check_consistency_proofs,
    consistency_proofs,
)
from storage.ledger.entries import CheckSignature, StoredEntry
from storage.ledger.merkle import Tree, check_inclusion
from storage.ledger.walk import Fault
from storage.records import canonical_json

_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvedEntry:
    """An entry of an extract that holds: its key signed exactly the shown values; the rest is
    withheld whole. ``commitments`` are those of every field, shown or not."""

    seq: int
    at: str
    type: str
    author: str
    shown: Mapping[str, Any]
    withheld: tuple[str, ...]
    disposed: bool
    leaf: bytes = b""
    commitments: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractVerdict:
    """What an extract proves.

    ``checkpoint_key`` is the public key whose signature the checkpoint was checked with; who owns
    it is for the caller to know. ``earlier`` are the states (size and root) that the checkpoint is
    proved to go on from, ``note`` the signed checkpoint as it stands there. Faults carry the
    position of the entry, or -1 for the extract as a whole.
    """

    ok: bool
    proved: tuple[ProvedEntry, ...]
    checkpoint: Checkpoint | None
    checkpoint_key: bytes
    checkpoint_signed: bool
    faults: tuple[Fault, ...]
    earlier: Mapping[int, bytes] = field(default_factory=dict)
    note: str = ""

    @property
    def state(self) -> LedgerState | None:
        """What it shows of the ledger, to be compared with another; None when it does not hold."""
        if not self.ok or self.checkpoint is None:
            return None
        return LedgerState(
            head=self.checkpoint,
            earlier=self.earlier,
            leaves={entry.seq: entry.leaf for entry in self.proved},
        )


def make_extract(
    rows: Sequence[StoredEntry],
    *,
    tree: Tree,
    checkpoint_note: str,
    checkpoint_key: bytes,
    authors: Mapping[str, bytes],
    shown: Mapping[int, Container[str]],
    goes_on_from: Iterable[int] = (),
) -> dict[str, Any]:
    """Return the extract of ``rows`` as a JSON value inside the canonical profile.

    ``shown`` names the fields to show by position; all others are withheld. ``authors`` maps key
    ids to public keys. ``goes_on_from`` are sizes given out earlier, to which the extract carries
    consistency proofs. Raises ValueError when the note is not a checkpoint of the tree.
    """
    head = checkpoints.read_note(checkpoint_note).checkpoint
    if tree.root(head.size) != head.root:
        raise ValueError("the checkpoint is not one of this tree")
    used = {entries.parse_header(row.header).author for row in rows}
    return {
        "v": _VERSION,
        "checkpoint": checkpoint_note,
        "checkpoint_key": checkpoint_key.hex(),
        "authors": {name: authors[name].hex() for name in sorted(used) if name in authors},
        "entries": [
            {
                **_entry_value(row, shown.get(row.seq, ())),
                "proof": [step.hex() for step in tree.inclusion_proof(row.seq, head.size)],
            }
            for row in rows
        ],
        "goes_on_from": consistency_proofs(tree, head=head.size, sizes=goes_on_from),
    }


def check_extract(
    value: Any, *, check_signature: CheckSignature, checkpoint_key: bytes | None = None
) -> ExtractVerdict:
    """Check an extract without the casebook; never raises for what is wrong with it.

    With ``checkpoint_key`` (obtained another way) the checkpoint must be signed by that key, else
    by the one that the extract itself names.
    """
    try:
        note = value["checkpoint"]
        key = checkpoint_key or bytes.fromhex(value["checkpoint_key"])
        head = checkpoints.read_note(note).checkpoint
        authors = {name: bytes.fromhex(text) for name, text in value["authors"].items()}
        listed = value["entries"]
        if not isinstance(listed, list):
            raise TypeError("entries are a list")
    except (KeyError, TypeError, ValueError, AttributeError):
        return _unreadable()
    signed = checkpoints.check_note(note, public=key, check_signature=check_signature) is not None
    faults = [] if signed else [Fault(-1, "checkpoint_signature")]
    # extracts of the first version carry none
    earlier = check_consistency_proofs(value.get("goes_on_from", ()), head=head)
    if earlier is None:
        faults.append(Fault(-1, "inconsistent"))
    proved = []
    for item in listed:
        result = _check_entry(item, head=head, authors=authors, check_signature=check_signature)
        if isinstance(result, Fault):
            faults.append(result)
        else:
            proved.append(result)
    return ExtractVerdict(
        ok=not faults,
        proved=tuple(proved),
        checkpoint=head,
        checkpoint_key=key,
        checkpoint_signed=signed,
        faults=tuple(faults),
        earlier=earlier or {},
        note=note,
    )


def _unreadable() -> ExtractVerdict:
    return ExtractVerdict(
        ok=False,
        proved=(),
        checkpoint=None,
        checkpoint_key=b"",
        checkpoint_signed=False,
        faults=(Fault(-1, "extract_unreadable"),),
    )


def _entry_value(row: StoredEntry, shown: Container[str]) -> dict[str, Any]:
    value: dict[str, Any] = {
        "seq": row.seq,
        "header": row.header.decode("utf-8"),
        "signature": row.signature.hex(),
    }
    if row.fields is None or row.salt is None:
        return value | {"disposed": True}
    return value | {
        "salt": row.salt.hex(),
        "shown": {
            name: {"value": canonical_json.decode(text), "salt": salt.hex()}
            for name, (text, salt) in row.fields.items()
            if name in shown
        },
        "withheld": {
            name: commitments.field_commitment(salt=salt, name=name, value=text).hex()
            for name, (text, salt) in row.fields.items()
            if name not in shown
        },
    }


def _check_entry(
    item: Any,
    *,
    head: Checkpoint,
    authors: Mapping[str, bytes],
    check_signature: CheckSignature,
) -> ProvedEntry | Fault:
    position = -1
    try:
        position = int(item["seq"])
        raw = item["header"].encode("utf-8")
        signature = bytes.fromhex(item["signature"])
        header = entries.parse_header(raw)
        proof = [bytes.fromhex(step) for step in item["proof"]]
        committed, fault = _check_body(item, header)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Fault(position, "extract_unreadable")
    if header.seq != position or header.ledger != head.ledger:
        return Fault(position, "header")
    if fault is not None:
        return Fault(position, fault)
    public = authors.get(header.author)
    if public is None or entries.key_id(public) != header.author:
        return Fault(position, "author_unknown")
    if not check_signature(public, signature, entries.signed_message(raw)):
        return Fault(position, "signature")
    leaf = entries.leaf_of(raw, signature)
    if not check_inclusion(leaf=leaf, index=position, size=head.size, proof=proof, root=head.root):
        return Fault(position, "not_included")
    return ProvedEntry(
        seq=position,
        at=header.at,
        type=header.type,
        author=header.author,
        shown={name: field["value"] for name, field in item.get("shown", {}).items()},
        withheld=tuple(sorted(item.get("withheld", {}))),
        disposed=bool(item.get("disposed", False)),
        leaf=leaf,
        commitments=committed,
    )


def _check_body(item: Any, header: entries.Header) -> tuple[dict[str, bytes], str | None]:
    """Return the commitment of every field, and what is wrong with them, if anything."""
    if item.get("disposed"):
        return {}, "extract_unreadable" if item.get("shown") or item.get("withheld") else None
    shown = {
        name: commitments.field_commitment(
            salt=bytes.fromhex(field["salt"]),
            name=name,
            value=canonical_json.encode(field["value"]),
        )
        for name, field in item["shown"].items()
    }
    withheld = {name: bytes.fromhex(text) for name, text in item["withheld"].items()}
    if set(shown) & set(withheld):
        return {}, "body"
    committed = shown | withheld
    body = commitments.body_bytes(committed)
    right = commitments.body_commitment(salt=bytes.fromhex(item["salt"]), body=body)
    return committed, None if right == header.body else "body"
