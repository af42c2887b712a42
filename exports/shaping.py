"""Turns words into glyphs with HarfBuzz: face by face, each word once, nothing lost silently."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import uharfbuzz as hb

from exports.fonts import STACKS, FontFace, FontLibrary, Weight
from exports.glyph_codes import FontUse, FontUses
from exports.words import Paragraphs, Run, Word

_LATIN_FEATURES = {"liga": False, "clig": False, "dlig": False}
_SCRIPT_FEATURES = {"dlig": False}
# Invisible characters that only steer shaping and order; they print as nothing.
_INVISIBLE = frozenset(
    {
        *(0x00AD, 0x034F, 0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF),
        *range(0xFE00, 0xFE10),
        *range(0x180B, 0x180E),
        *range(0xE0100, 0xE01F0),
    }
)
# Characters that could make a line read in another order than it was written: always shown.
_ORDER_CONTROLS = frozenset([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_PLAIN = re.compile(r"[!-~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2026\u20ac]+")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_INDIC = re.compile(r"[\u0900-\u0dff]")


class Typesetter:
    """Shapes and measures words for one document and remembers every word it has seen.

    `set_texts` keeps short texts broken into lines, by text, weight and width. Glyphs get their
    codes in the order in which they are first seen. Everything is seen while pages are laid out, so
    drawing them, in whatever order, changes nothing here.
    """

    def __init__(self, *, library: FontLibrary) -> None:
        self._library = library
        self.uses = FontUses()
        self._buffer = _buffer()  # one for all: making one costs more than shaping a word
        self.missing: set[int] = set()
        self.set_texts: dict[tuple[str, Weight, float], Paragraphs] = {}
        self._words: dict[Weight, dict[str, Word]] = {"regular": {}, "bold": {}}
        self._runs: dict[tuple[Weight, str, bool], tuple[Run, ...]] = {}
        self._main: dict[Weight, FontUse] = {}
        self._spaces: dict[Weight, tuple[str, float]] = {}

    def cache(self, weight: Weight) -> dict[str, Word]:
        """Return the words known so far in a weight, for fast look-up before `word`."""
        return self._words[weight]

    def main(self, weight: Weight) -> FontUse:
        """Return the use of the weight's first face, in which plain words are coded."""
        use = self._main.get(weight)
        if use is None:
            use = self._main[weight] = self.uses.of(self._library.face(STACKS[weight][0]))
        return use

    def space(self, weight: Weight) -> tuple[str, float]:
        """Return code and width of the space in a weight's main face."""
        found = self._spaces.get(weight)
        if found is None:
            use = self.main(weight)
            glyph = use.face.font.get_nominal_glyph(0x20)
            found = self._spaces[weight] = use.code(glyph, " ")
        return found

    def word(self, weight: Weight, text: str, *, glued: bool = False) -> Word:
        """Return the shaped word; `text` holds no space."""
        key = text if not glued else text + " "
        cache = self._words[weight]
        found = cache.get(key)
        if found is None:
            found = cache[key] = self._shape(weight, text, glued)
        return found

    def _shape(self, weight: Weight, text: str, glued: bool) -> Word:
        main = self.main(weight)
        if _PLAIN.fullmatch(text) and main.face.covered.issuperset(map(ord, text)):
            run = self._shape_run(main, text, right_to_left=False, actual=False)
            if len(run.parts) == 1:
                return Word(text, run.width, run.parts[0][1], (), glued, False)
            return Word(text, run.width, None, (run,), glued, False)
        backwards = any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text)
        runs = self.runs(weight, text, backwards=backwards)
        width = sum(run.width for run in runs)
        return Word(text, width, None, runs, glued, backwards)

    def runs(self, weight: Weight, text: str, *, backwards: bool) -> tuple[Run, ...]:
        """Shape a piece of one direction into runs, one per face, in painting order."""
        key = (weight, text, backwards)
        found = self._runs.get(key)
        if found is None:
            found = self._runs[key] = self._shape_runs(weight, text, backwards)
        return found

    def _shape_runs(self, weight: Weight, text: str, backwards: bool) -> tuple[Run, ...]:
        runs = [
            self._shape_run(use, piece, right_to_left=backwards, actual=bool(_INDIC.search(piece)))
            for use, piece in self._by_face(weight, text)
        ]
        return tuple(reversed(runs) if backwards else runs)

    def _shape_run(self, use: FontUse, text: str, *, right_to_left: bool, actual: bool) -> Run:
        buffer, latin = self._buffer, use.face.latin
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        hb.shape(use.face.font, buffer, _LATIN_FEATURES if latin else _SCRIPT_FEATURES)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        plain = latin and len(infos) == len(text) and not right_to_left
        texts = list(text) if plain else _texts(infos, text)
        return _assemble(use, infos, positions, texts, actual_text=text if actual else "")

    def _by_face(self, weight: Weight, text: str) -> Iterator[tuple[FontUse, str]]:
        current: FontFace | None = None
        piece = ""
        for cluster in _clusters(text):
            face, shown = self._face_of(weight, cluster, current)
            if face is current:
                piece += shown
            else:
                if piece and current is not None:
                    yield self.uses.of(current), piece
                current, piece = face, shown
        if piece and current is not None:
            yield self.uses.of(current), piece

    def _face_of(
        self, weight: Weight, cluster: str, current: FontFace | None
    ) -> tuple[FontFace, str]:
        visible = [ord(each) for each in cluster if ord(each) not in _INVISIBLE]
        if not visible:
            return current or self.main(weight).face, cluster
        if not any(_must_be_named(point) for point in visible):
            face = self._library.first_covering(weight, visible)
            if face is not None:
                return face, cluster
        return self.main(weight).face, "".join(self._name_missing(weight, each) for each in visible)

    def _name_missing(self, weight: Weight, point: int) -> str:
        if not _must_be_named(point) and point in self.main(weight).face.covered:
            return chr(point)
        self.missing.add(point)
        return f"[U+{point:04X}]"


def _must_be_named(point: int) -> bool:
    return (
        point in _ORDER_CONTROLS
        or 0xD800 <= point <= 0xF8FF
        or unicodedata.category(chr(point)) in {"Cc", "Cn", "Co", "Cs"}
    )


def _clusters(text: str) -> list[str]:
    """Group each base character with the marks and joiners that follow it."""
    clusters: list[str] = []
    for each in text:
        joins = unicodedata.category(each) in {"Mn", "Mc", "Me"} or ord(each) in _INVISIBLE
        if clusters and joins:
            clusters[-1] += each
        else:
            clusters.append(each)
    return clusters


def graphemes(text: str) -> list[str]:
    """Split text into pieces that may stand on different lines when nothing else fits."""
    return _clusters(text)


def _buffer() -> Any:
    """Return a buffer that keeps a cluster for every character."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    return buffer


def _texts(infos: list[Any], text: str) -> list[str]:
    """Say which characters each glyph stands for; later glyphs of a cluster repeat its last one."""
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts, len(text)][1:], strict=True)) if starts else {}
    seen: set[int] = set()
    texts = []
    for info in infos:
        piece = text[info.cluster : ends[info.cluster]]
        visible = "".join(each for each in piece if ord(each) not in _INVISIBLE) or piece
        texts.append(visible[-1:] if info.cluster in seen else visible)
        seen.add(info.cluster)
    return texts


def _assemble(
    use: FontUse, infos: list[Any], positions: list[Any], texts: list[str], *, actual_text: str
) -> Run:
    scale = use.face.scale
    parts: list[tuple[float, str]] = []
    body = ""
    rise = 0.0
    pending = 0.0
    width = 0.0
    for info, position, text in zip(infos, positions, texts, strict=True):
        glyph = info.codepoint
        code, nominal = use.codes.get((glyph, text)) or use.code(glyph, text)
        across, up, advance, _ = position.position
        across, up, advance = across * scale, up * scale, advance * scale
        if up != rise:
            if body:
                parts.append((rise, body))
            body, rise = "", up
        pending += across
        if abs(pending) >= 1:
            body += f">{-pending:.0f}<"
            pending -= round(pending)
        body += code
        pending += advance - nominal - across
        width += advance
    parts.append((rise, body))
    if abs(pending) >= 1:  # apart: PDFium loses what stands between glyphs and an empty string
        parts.append((0.0, f">{-pending:.0f}<"))
    return Run(use, tuple(parts), width, actual_text)
