"""JSON files as scripts hand them to the command line."""

from typing import Any

from tests.fakes.small_school import PIN


def post_file(cli: Any, **changes: Any) -> str:
    """A concern file about the first child."""
    value = {
        "account": "megan",
        "pin": PIN,
        "pupils": [{"id": cli.school.first_pupil, "role": "subject"}],
        "what_happened": "A bruise, seen at PE.",
        "child_words": "I fell off the wall.",
        "happened": "2026-11-20",
        "place": "hall",
        "told_dsl": False,
        "about_adult": False,
        "body_maps": [{"marks": [{"x": 0.3, "y": 0.4, "kind": "bruise", "note": "2 cm"}]}],
        "attachments": [],
        **changes,
    }
    return cli.write("concern.json", value)


TRIAGE = {
    "category": "physical",
    "level": "universal",
    "response": "in_school",
    "decision": "Spoke with mother",
    "reason": "The account fits",
    "actions": [{"what": "Check in", "owner": "megan", "due": "2026-11-25"}],
    "reply": "Thank you.",
}
