"""The raw key of the casebook's file, as the key file yields it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseKey:
    """A 32-byte key and the 16-byte salt of the file; never shown when printed."""

    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) != 32 or len(self.salt) != 16:
            raise ValueError("a database key is 32 bytes and its salt 16")
