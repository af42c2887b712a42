"""How many inputs, presses and seconds a concern takes, beside what other systems ask for."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("other_systems.toml")
MOST_INPUTS, MOST_PRESSES, MOST_SECONDS = 6, 7, 90
# A person who types without haste, and looks for each thing that is pressed.
WORDS_A_MINUTE, LETTERS_A_WORD, SECONDS_A_PRESS = 40, 5, 2.0


@dataclass(frozen=True)
class Effort:
    """Boxes written in, presses that do something, letters typed, and what the program took."""

    inputs: int
    presses: int
    letters: int
    machine_seconds: float

    @property
    def seconds(self) -> float:
        """For a person of the stated speed, the program's own time included."""
        typing = self.letters / LETTERS_A_WORD / WORDS_A_MINUTE * 60
        return typing + self.presses * SECONDS_A_PRESS + self.machine_seconds


def beside_others(ours: Effort) -> str:
    """Lines that state ours beside the others, and fail where ours is not the least."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    lines = [
        f"logging a concern, signing in counted: {ours.inputs} inputs, {ours.presses} presses,"
        f" {ours.seconds:.0f} s ({ours.letters} letters at {WORDS_A_MINUTE} words a minute,"
        f" {SECONDS_A_PRESS:.0f} s a press, {ours.machine_seconds:.1f} s of the program)",
        f"others, as their guides say on {table['read_on']}:",
    ]
    for system in table["system"]:
        inputs, presses = _with_sign_in(system, table)
        lines.append(f"  {system['name']}: {inputs} inputs, {presses or '-'} presses")
        if "presses" in system and system["inputs"] > 1:
            theirs, mine = inputs + presses, ours.inputs + ours.presses
            assert mine <= theirs, f"{system['name']} asks for less"
            assert mine < theirs or not system["for_schools"], f"{system['name']} asks for as much"
    assert ours.inputs <= MOST_INPUTS
    assert ours.presses <= MOST_PRESSES
    return "\n".join(lines)


def _with_sign_in(system: dict[str, Any], table: dict[str, Any]) -> tuple[int, int]:
    apart = bool(system.get("signs_in_apart"))
    presses = system.get("presses", 0)
    return (
        system["inputs"] + apart * table["sign_in_inputs"],
        presses + apart * table["sign_in_presses"],
    )
