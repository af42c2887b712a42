"""People come and go in any order, with kills anywhere: a sample of the long run."""

from pathlib import Path

from tests.fakes.access_life import live
from tests.fakes.small_school import SmallSchool


def test_whoever_may_open_it_can_and_nobody_else(
    school_template: SmallSchool, tmp_path: Path
) -> None:
    lives = [
        live(school_template, tmp_path / f"life {number}", seed=f"sample {number}", steps=4)
        for number in range(2)
    ]
    assert sum(life.kills for life in lives) >= 2
    assert sum(life.shut_out for life in lives) >= 2
