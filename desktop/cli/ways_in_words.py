"""The words of the commands for ways in."""

import argparse

from desktop.cli.words import add_group, leaf


def add_ways_in(commands: argparse._SubParsersAction) -> None:
    """Back in with the paper code, the code itself, and the tie to a laptop."""
    recover = leaf(
        commands,
        "recover",
        text="back in with the recovery code: reads the code, a new password and the new"
        " telephone's first code",
    )
    recover.add_argument(
        "--account", default="", help="who comes back in; usually the code's own person"
    )
    group = add_group(commands, "recovery", "the recovery code on paper (signs in)")
    renew = leaf(
        group,
        "renew",
        command="recovery renew",
        text="show a new code and read it back; the old one ends",
    )
    renew.add_argument("--reason", default="")
    leaf(
        group,
        "confirm",
        command="recovery confirm",
        text="read the code back from its paper, once",
    )
    leaf(
        group,
        "check",
        command="recovery check",
        text="prove that the paper opens the casebook, once a year",
    )
    group = add_group(commands, "device", "tie your password to this laptop (signs in)")
    leaf(group, "tie", command="device tie", text="your password works only on this laptop")
    leaf(group, "untie", command="device untie", text="your password works anywhere again")


def add_lead_ways(group: argparse._SubParsersAction) -> None:
    """The words after ``lead`` that are about ways in."""
    leaf(group, "ways", command="lead ways", text="how you get in, and what runs out (signs in)")
    leaf(group, "phone", command="lead phone", text="a new telephone (signs in)")
    leaf(group, "codes", command="lead codes", text="ten new printed codes (signs in)")
    reset = leaf(
        group,
        "reset",
        command="lead reset",
        text="a new slip of paper for a colleague who lost everything (signs in)",
    )
    reset.add_argument("--account", required=True)
    reset.add_argument("--reason", required=True)
