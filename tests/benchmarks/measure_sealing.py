"""Sealing 20 MB of attachments to three people, against the bare library calls, by turns."""

import os
import time
from collections.abc import Callable

from budget import Budget
from figure import Figure
from pairs import interleave
from reference.bare_sealing import bare_seal

from storage.keys.person_keys import PersonKeys
from storage.ledger.commitments import file_commitment
from storage.letterbox.slip import SlipLink, open_slip, seal_slip
from storage.records.concern import Attachment

_FILES, _MEGABYTES, _GOAL, _BUDGET_MS = 4, 5, 1.5, 150


def run() -> list[Figure | Budget]:
    """Measure by turns in this process; medians."""
    files = [os.urandom(_MEGABYTES * 1024 * 1024) for _ in range(_FILES)]
    people = [PersonKeys.from_seed(os.urandom(32)) for _ in range(4)]
    author, readers = people[0], people[1:]
    publics = [reader.public.x25519 for reader in readers]

    def ours() -> bytes:
        return _sealed(files, author=author, readers=publics)

    def bare() -> bytes:
        return bare_seal(files, readers=publics, signer=author.seed)

    opened = open_slip(ours(), keys=readers[-1], known_keys=lambda _: author.public)
    if [one.content for one in opened.attachments] != files or not opened.signature_ok:
        raise RuntimeError("what was sealed is not what is opened")
    pair = interleave(ours=_timed(ours), reference=_timed(bare), rounds=15, warm_up=2)
    return [
        Figure(
            name="sealing",
            ratio=pair.ratio,
            goal=_GOAL,
            unit=f"{_FILES * _MEGABYTES} MB in {_FILES} files to three people, over bare calls",
            absolute=pair.absolute(),
        ),
        Budget(
            name="sealing",
            value=pair.absolute()["ours ms"],
            goal=_BUDGET_MS,
            unit="ms for 20 MB, padding and the fourth wrap counted in",
        ),
    ]


def _sealed(files: list[bytes], *, author: PersonKeys, readers: list[bytes]) -> bytes:
    """What the workstation does between the form and the disk."""
    values = [
        {"hmac": file_commitment(salt=salt, content=content).hex(), "salt": salt.hex()}
        for content, salt in ((content, os.urandom(32)) for content in files)
    ]
    attachments = tuple(
        Attachment(name=f"{number}.pdf", media_type="application/pdf", content=content)
        for number, content in enumerate(files, start=1)
    )
    return seal_slip(
        kind="concern",
        content={"fields": {"files": values}, "v": 1},
        attachments=attachments,
        author=author,
        readers=readers,
        link=SlipLink(workstation_id="ab" * 16, number=1, previous=bytes(32)),
        epoch=1,
        random_bytes=os.urandom,
    ).data


def _timed(work: Callable[[], bytes]) -> Callable[[], float]:
    def timed() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return timed
