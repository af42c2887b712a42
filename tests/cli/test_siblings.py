"""Families from the command line: listed, offered, linked, taken apart."""

from typing import Any

from storage.database.repositories import pupils


def everybody(cli: Any) -> list[str]:
    """The children, by surname."""
    with cli.school.signed_in() as casebook:
        return pupils.ids(casebook.connection)


def test_a_family_is_offered_linked_and_taken_apart(cli: Any) -> None:
    first, second, third = everybody(cli)[:3]
    nobody = cli.lead("pupils", "siblings")
    assert (nobody.status, nobody.out.strip()) == (0, "No brothers or sisters are linked.")
    (offer,) = cli.lead("--json", "pupils", "siblings", "--offered").value
    one, other = offer["pupil"]["id"], offer["may_be"]["id"]
    assert offer["why"] == ["address", "contact"]
    text = cli.lead("pupils", "siblings", "--pupil", one, "--offered").out
    assert "same address, same first contact" in text
    assert offer["may_be"]["name"] in text
    linked = cli.lead("--json", "pupils", "siblings", "--pupil", one, "--link", other)
    assert [child["id"] for child in linked.value["siblings"]] == [other]
    assert cli.lead("--json", "pupils", "siblings", "--offered").value == []
    whole = cli.lead("--json", "pupils", "siblings", "--link", first, second, "--link", third)
    assert {first, second, third} <= {
        whole.value["pupil"]["id"],
        *(child["id"] for child in whole.value["siblings"]),
    }
    left = cli.lead("--json", "pupils", "siblings", "--pupil", first, "--unlink", second)
    assert second not in [child["id"] for child in left.value["siblings"]]
    alone = cli.lead("pupils", "siblings", "--pupil", second)
    assert "No brothers or sisters are linked." in alone.out
    assert cli.lead("--json", "replay", "--check").value["differences"] == []
    assert cli.lead("--json", "verify").value["result"] == "ok"


def test_what_cannot_be_says_so_in_one_sentence(cli: Any) -> None:
    first, second = everybody(cli)[:2]
    said = ("--json", "pupils", "siblings")
    alone = cli.lead(*said, "--pupil", first, "--link", first)
    assert (alone.status, alone.value["error"]["code"]) == (1, "siblings.two_needed")
    stranger = cli.lead(*said, "--pupil", first, "--unlink", second)
    assert (stranger.status, stranger.value["error"]["code"]) == (1, "siblings.not_linked")
    unknown = cli.lead(*said, "--pupil", "p-000000000000")
    assert (unknown.status, unknown.value["error"]["code"]) == (1, "pupils.not_found")
    both = cli.run(*said, "--pupil", first, "--link", second, "--unlink", second)
    assert (both.status, both.value["error"]["code"]) == (2, "cli.usage")
