"""Repeatable randomness for tests: a counter through SHA-256."""

import hashlib


class FakeRandomBytes:
    """Callable like os.urandom; the n-th byte is the same in every run with the same seed."""

    def __init__(self, seed: str = "holdfast tests") -> None:
        self._seed = seed.encode()
        self._block = 0
        self._left = b""

    def __call__(self, count: int) -> bytes:
        """Return the next ``count`` bytes."""
        while len(self._left) < count:
            self._left += hashlib.sha256(self._seed + self._block.to_bytes(8, "big")).digest()
            self._block += 1
        taken, self._left = self._left[:count], self._left[count:]
        return taken
