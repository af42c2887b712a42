"""Search and Today on the command line."""

from tests.cli.conftest import CommandLine


def test_what_was_collected_is_found_with_its_box(cli: CommandLine) -> None:
    cli.school.send(what_happened="A heron stood in the pond", child_words="“It was big.”")
    cli.lead("letterbox", "collect")
    found = cli.lead("--json", "search", "heron po").value
    (row,) = found["rows"]
    assert (row["kind"], row["box"], found["more"]) == ("concern", "what_happened", False)
    start, end = row["snippet"]["marks"][0]
    assert row["snippet"]["text"][start:end] == "heron"
    assert row["pupils"] == [cli.school.first_pupil]
    assert cli.lead("--json", "search", '"pond heron"').value["rows"] == []
    assert cli.lead("--json", "search", "heron", "--kind", "concerns").value["rows"]
    assert cli.lead("--json", "search", "heron", "--kind", "actions").value["rows"] == []
    shown = cli.lead("search", "heron")
    assert "what_happened: A heron stood in the pond" in shown.out
    assert cli.lead("search", "pangolin").out.strip() == "Nothing found."
    wrong = cli.lead("search", "heron", "--kind", "nonsense")
    assert wrong.status == 2
    assert "heron" not in wrong.err


def test_today_says_what_waits_and_what_is_new(cli: CommandLine) -> None:
    quiet = cli.lead("today")
    assert "heron" not in quiet.out
    cli.school.send(what_happened="A heron stood in the pond")
    cli.lead("letterbox", "collect")
    found = cli.lead("--json", "today").value
    assert found["waiting_total"] == 1
    assert found["waiting"][0]["first_words"] == "A heron stood in the pond"
    assert found["news"] == [], "what waits stands among those waiting, not among the news"
    assert "A heron stood in the pond" in cli.lead("today").out
