"""The ledger equals the published vectors, byte for byte."""

import json
from pathlib import Path

import pytest

from storage.ledger import checkpoint, commitments, entries, fingerprint, merkle
from storage.records import canonical_json
from tests.fakes.ledger_builder import check_signature

DATA = Path(__file__).parents[1] / "data"
VECTORS = json.loads(
    (DATA / "shared" / "crypto" / "ledger_vectors.json").read_text(encoding="utf-8")
)
FIELDS = json.loads((DATA / "vectors" / "field_commitment.json").read_text(encoding="utf-8"))[
    "vectors"
]
PUBLIC = bytes.fromhex(VECTORS["public"])
LEAVES = [bytes.fromhex(entry["leaf"]) for entry in VECTORS["entries"]]


@pytest.mark.parametrize("entry", VECTORS["entries"])
def test_entry(entry):
    header = entry["header"].encode()
    signature = bytes.fromhex(entry["signature"])
    assert (
        commitments.body_commitment(
            salt=bytes.fromhex(entry["salt"]), body=entry["body"].encode()
        ).hex()
        == entry["commitment"]
    )
    parsed = entries.parse_header(header)
    assert parsed.to_bytes() == header
    assert parsed.body.hex() == entry["commitment"]
    assert check_signature(PUBLIC, signature, entries.signed_message(header))
    assert entries.leaf_of(header, signature).hex() == entry["leaf"]


def test_roots_and_previous_roots():
    frontier = merkle.Frontier()
    assert frontier.root.hex() == VECTORS["empty_root"]
    for entry, leaf in zip(VECTORS["entries"], LEAVES, strict=True):
        assert entries.parse_header(entry["header"].encode()).prev == frontier.root
        frontier = frontier.append(leaf)
        assert frontier.root.hex() == entry["root_after"]


def test_proofs():
    tree = merkle.Tree(LEAVES)
    assert [step.hex() for step in tree.inclusion_proof(2)] == VECTORS["inclusion_2_of_5"]
    assert [step.hex() for step in tree.consistency_proof(3)] == VECTORS["consistency_3_to_5"]


def test_key_id():
    assert entries.key_id(PUBLIC) == VECTORS["author_key_id"]


def test_checkpoint_note():
    head = checkpoint.check_note(
        VECTORS["checkpoint"], public=PUBLIC, check_signature=check_signature
    )
    assert head is not None
    assert (head.size, head.root) == (5, merkle.root_of(LEAVES))
    signature = checkpoint.read_note(VECTORS["checkpoint"]).signature
    note = checkpoint.make_note(head, public=PUBLIC, sign=lambda message: signature)
    assert note == VECTORS["checkpoint"]


def test_printed_check_code():
    root = merkle.root_of(LEAVES)
    assert fingerprint.check_code(root) == VECTORS["printed"]
    assert fingerprint.short_code(root) == "M5ET PI5D LMTS"
    assert fingerprint.root_of_code(VECTORS["printed"].lower().replace(" ", "-")) == root


@pytest.mark.parametrize("vector", FIELDS)
def test_field_commitment(vector):
    value = canonical_json.encode(vector["value"])
    assert value.hex() == vector["canonical"]
    salt = bytes.fromhex(vector["salt"])
    found = commitments.field_commitment(salt=salt, name=vector["name"], value=value)
    assert found.hex() == vector["commitment"]
