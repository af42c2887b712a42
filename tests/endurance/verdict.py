"""Puts the results of all runs together: what failed, and in one object what was found."""


def faults(results: dict[str, dict]) -> list[str]:
    """Why the whole run failed; [] when it did not."""
    found = []
    for name, result in results.items():
        if not result["tried"]:
            found.append(f"{name}: nothing was tried")
        for what in ("lost", "broken"):
            if result[what]:
                found.append(f"{name}: {result[what]} {what}")
        for control, seen in result.get("controls", {}).items():
            if not seen["caught"]:
                found.append(f"{name}: the control {control!r} passed, so this proves nothing")
    return found


def summary(results: dict[str, dict], *, seed: int) -> dict:
    """One object: what was tried, lost and broken in all, the controls, then run by run."""
    bad = faults(results)
    return {
        "ok": not bad,
        "faults": bad,
        "seed": seed,
        "tried": {name: result["tried"] for name, result in results.items()},
        "lost": sum(result["lost"] for result in results.values()),
        "broken": sum(result["broken"] for result in results.values()),
        "controls": {
            f"{name}: {control}": seen
            for name, result in results.items()
            for control, seen in result.get("controls", {}).items()
        },
        "steps": results.get("steps", {}).get("operations", {}),
        "runs": results,
    }


def as_text(found: dict) -> str:
    """The same for people."""
    lines = []
    for name, result in found["runs"].items():
        lines.append(
            f"{name:<12}{result['tried']:>9} tried{result['lost']:>6} lost"
            f"{result['broken']:>6} broken{result['seconds']:>9.1f} s"
        )
        lines += [f"    {problem}" for problem in result.get("problems", ())]
    for control, seen in found["controls"].items():
        lines.append(f"    control {control}: caught {seen['caught']} of {seen['tried']}")
    lines += [f"FAILED  {fault}" for fault in found["faults"]]
    return "\n".join([*lines, f"seed {found['seed']}"])
