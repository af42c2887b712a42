"""A hundred random honest ledgers raise no alarm; the long run does ten thousand."""

import random

import pytest

from storage.ledger.verification import verify
from tests.fakes.honest_ledgers import honest_ledger
from tests.fakes.ledger_builder import LEDGER, check_signature

SEED = 20261122


@pytest.mark.parametrize("number", range(100))
def test_no_false_alarm(number: int) -> None:
    chance = random.Random(f"{SEED} {number}")
    builder = honest_ledger(f"{SEED} {number}", entries=chance.randrange(2, 60))
    verdict = verify(builder.entries, ledger=LEDGER, check_signature=check_signature)
    assert verdict.ok, (number, verdict.first_fault)
    assert verdict.root == builder.root
