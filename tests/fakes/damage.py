"""Ways in which a casebook's file is damaged, all repeatable."""

from pathlib import Path

PAGE = 4096


def flip_bit(path: Path, place: int, bit: int = 0) -> None:
    """Flip one bit of a file."""
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    path.write_bytes(data)


def damage_pages(path: Path, *numbers: int) -> None:
    """Flip a bit on each of these pages; page numbers begin at 1."""
    data = bytearray(path.read_bytes())
    for number in numbers:
        data[(number - 1) * PAGE + 2000] ^= 4
    path.write_bytes(data)


def zero_pages(path: Path, first: int, count: int) -> None:
    """Overwrite pages with zeros, as a bad block does."""
    data = bytearray(path.read_bytes())
    start = (first - 1) * PAGE
    data[start : start + count * PAGE] = bytes(min(count * PAGE, len(data) - start))
    path.write_bytes(data)


def cut(path: Path, length: int) -> None:
    """Cut a file off."""
    path.write_bytes(path.read_bytes()[:length])


def page_count(path: Path) -> int:
    """How many pages a file has."""
    return path.stat().st_size // PAGE
