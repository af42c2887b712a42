"""A casebook for each test, closed at its end."""

import pytest

from tests.fakes.casebook import Casebook
from tests.fakes.randomness import FakeRandomBytes


@pytest.fixture
def casebook(tmp_path):
    """A new casebook with one lead."""
    made = Casebook(tmp_path, FakeRandomBytes())
    yield made
    made.connection.close()


@pytest.fixture
def connection(casebook):
    """Its connection."""
    return casebook.connection
