"""The guided path through the made-up school, as data."""

import resources


def practice_steps(at: str) -> tuple[str, ...]:
    """Return the numbered lines of the steps that belong ``at`` the "start" window or in the
    "casebook".
    """
    words = resources.read_toml("demo", "school.toml")
    member = next(one for one in words["staff"] if one["account"] == words["sign_in"]["staff"])
    steps = resources.read_toml("help", "practice.toml")["steps"]
    return tuple(
        f"{number} of {len(steps)}: "
        + str(step["text"]).format(writer=member["name"], pin=member["pin"])
        for number, step in enumerate(steps, start=1)
        if step["at"] == at
    )
