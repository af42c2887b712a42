"""QR codes as rows of modules, always with the same mask so that the same text looks the same."""

import segno

_MASK = 2  # fixed: choosing the best of eight costs five times as much and gains a scanner nothing


def qr_rows(text: str) -> tuple[tuple[int, ...], ...]:
    """Return the modules of a QR code of level M, 1 for dark, without the quiet zone."""
    code = segno.make(text, error="m", mask=_MASK, micro=False, boost_error=False)
    return tuple(tuple(int(module & 1) for module in row) for row in code.matrix)
