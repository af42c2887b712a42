"""The words of the commands for people and computers."""

import argparse

from desktop.cli.team_words import add_standing
from desktop.cli.ways_in_words import add_lead_ways
from desktop.cli.words import add_group, leaf


def add_people(commands: argparse._SubParsersAction) -> None:
    """People: staff and leads."""
    for word, text in (("staff", "people who report"), ("lead", "people who decide")):
        group = add_group(commands, word, text)
        add = leaf(
            group, "add", command=f"{word} add", text="enrol a person; prints the slip of paper"
        )
        add.add_argument("--name", required=True)
        add.add_argument("--account", required=True)
        add.add_argument("--job-title", default="")
        add.add_argument("--telephone", default="")
        if word == "lead":
            add.add_argument("--deputy", action="store_true", help="a deputy lead")
            leaf(
                group,
                "password",
                command="lead password",
                text="change your own password (signs in)",
            )
            add_lead_ways(group)
        else:
            everybody = leaf(
                group, "list", command="staff list", text="everybody of the school (signs in)"
            )
            everybody.add_argument("--all", action="store_true", help="those who left as well")
        add_standing(group, word=word)


def add_workstations(commands: argparse._SubParsersAction) -> None:
    """Shared computers."""
    group = add_group(commands, "workstation", "shared computers that send concerns")
    pair = leaf(
        group,
        "pair",
        command="workstation pair",
        text="make this home a workstation of the school in the letterbox folder",
    )
    pair.add_argument("--name", default="", help="what the computer is called, e.g. Staff room")
    pair.add_argument(
        "--letterbox", dest="pair_letterbox", metavar="DIR", help="the letterbox folder"
    )
    approve = leaf(
        group,
        "approve",
        command="workstation approve",
        text="confirm a computer whose code you compared (signs in)",
    )
    approve.add_argument("code", nargs="?", default="")
    enrol = leaf(
        group,
        "enrol",
        command="workstation enrol",
        text="set a first PIN: reads the slip's code and the PIN from the terminal",
    )
    enrol.add_argument("--account", required=True)
    leaf(
        group,
        "list",
        command="workstation list",
        text="paired computers and those that ask (signs in)",
    )
    policy = leaf(
        group,
        "policy",
        command="workstation policy",
        text="how shared computers are used: shows it, or sets what is given (signs in)",
    )
    policy.add_argument("--sign-with", choices=("pin", "password", "pin_and_code"))
    policy.add_argument(
        "--lock-seconds", type=int, metavar="N", help="put a form away after N seconds untouched"
    )
    policy.add_argument(
        "--draft-hours", type=int, metavar="N", help="keep an unfinished concern for N hours"
    )
