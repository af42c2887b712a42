"""The words of the commands about referrals, disagreements, plans, meetings and time limits."""

import argparse

from desktop.cli.words import add_group, leaf

_WHICH = ["all", "waiting", "refused", "done"]


def add_referrals(commands: argparse._SubParsersAction) -> None:
    """Referrals, what was heard of them, and what the school does not accept."""
    group = add_group(commands, "referral", "referrals to other services")
    _file(group, "make", "referral make", "refer a child")
    _file(group, "note", "referral note", "something was done about a referral or heard of it")
    listing = leaf(group, "list", command="referral list", text="the referrals, newest first")
    listing.add_argument("--which", default="all", choices=_WHICH)
    _whose(listing)
    show = leaf(group, "show", command="referral show", text="one referral with all its news")
    show.add_argument("id")
    facts = leaf(
        group,
        "facts",
        command="referral facts",
        text="the facts in blocks, in the order of the council’s form",
    )
    facts.add_argument("id")
    facts.add_argument("--form", default="", metavar="CODE")
    places = leaf(
        group,
        "places",
        command="referral places",
        text="whom the school rings where; --set changes",
    )
    places.add_argument("--set", default="", metavar="FILE")
    group = add_group(commands, "disagreement", "professional disagreements")
    _file(group, "raise", "disagreement raise", "the school does not accept a decision")
    _file(group, "note", "disagreement note", "a step, an answer, or the end")
    listing = leaf(group, "list", command="disagreement list", text="the disagreements")
    listing.add_argument("--open", action="store_true", help="only those that go on")
    _whose(listing)


def add_plans(commands: argparse._SubParsersAction) -> None:
    """Plans, meetings, and the time limits of both."""
    group = add_group(commands, "plan", "plans for a child")
    _file(group, "start", "plan start", "a plan begins")
    _file(group, "change", "plan change", "a plan is different now, and why")
    end = leaf(group, "end", command="plan end", text="a plan ends")
    end.add_argument("id")
    end.add_argument("--reason", required=True)
    end.add_argument("--outcome", default="")
    listing = leaf(group, "list", command="plan list", text="the plans, newest first")
    listing.add_argument("--open", action="store_true", help="only those that go on")
    _whose(listing)
    group = add_group(commands, "meeting", "meetings about a child")
    _file(group, "plan", "meeting plan", "a meeting is to be")
    _file(group, "hold", "meeting hold", "a meeting took place")
    drop = leaf(group, "drop", command="meeting drop", text="a meeting is called off, or moved")
    drop.add_argument("id")
    drop.add_argument("--reason", required=True)
    drop.add_argument("--on", default="", metavar="DATE", help="the new day or minute")
    listing = leaf(group, "list", command="meeting list", text="the meetings")
    listing.add_argument("--state", default="", choices=["", "planned", "held", "off"])
    _whose(listing)
    group = add_group(commands, "limits", "time limits, also the school’s own")
    leaf(group, "list", command="limits list", text="every time limit as it counts now")
    change = leaf(
        group, "set", command="limits set", text="set a local time limit, or take it back"
    )
    change.add_argument("code")
    change.add_argument("--reason", required=True)
    change.add_argument("--hours", type=int, default=0)
    change.add_argument("--days", type=int, default=0)
    change.add_argument("--counted", default="calendar", choices=["calendar", "office", "school"])
    change.add_argument("--usual", action="store_true", help="go back to the usual time")
    waiting = leaf(
        group, "due", command="limits due", text="what is due of referrals, plans and meetings"
    )
    waiting.add_argument("--until", default="", metavar="DATE")


def _file(group: argparse._SubParsersAction, name: str, command: str, text: str) -> None:
    leaf(group, name, command=command, text=text).add_argument("file")


def _whose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pupil", default="", metavar="ID")
    parser.add_argument("--case", default="", metavar="ID")
