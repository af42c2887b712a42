"""Every attack on random honest ledgers is found; the long run tries each a thousand times."""

import random

import pytest

from storage.ledger.verification import verify
from tests.fakes.honest_ledgers import honest_ledger
from tests.fakes.ledger_attacks import ATTACKS, Attack, attacked, cut_tail, rewritten_tail
from tests.fakes.ledger_builder import LEDGER, check_signature

TRIES = 15


def _verify(entries, anchors=()):
    return verify(entries, ledger=LEDGER, check_signature=check_signature, checkpoints=anchors)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_every_attack_is_found(attack: Attack) -> None:
    for number in range(TRIES):
        left = attacked(attack, f"attack {number}")
        verdict = _verify(left.entries, left.anchors)
        assert not verdict.ok, number
        assert verdict.first_fault is not None
        assert 0 <= verdict.first_fault.position <= len(left.entries) + 1


@pytest.mark.parametrize("attack", [cut_tail, rewritten_tail])
def test_only_an_anchor_finds_these(attack: Attack) -> None:
    """Said, not hidden: a holder of all keys can rewrite what nobody outside has a code of."""
    for number in range(TRIES):
        left = attacked(attack, f"anchor {number}")
        if attack is rewritten_tail:
            assert _verify(left.entries).ok
        kinds = {fault.kind for fault in _verify(left.entries, left.anchors).faults}
        assert kinds & {"shorter_than_checkpoint", "contradicts_checkpoint"}


def test_the_same_ledgers_without_an_attack_raise_no_alarm() -> None:
    for number in range(TRIES):
        for name in ("attack", "anchor"):
            seed = f"{name} {number}"
            builder = honest_ledger(seed, entries=random.Random(seed).randrange(5, 40))
            assert _verify(builder.entries).ok
