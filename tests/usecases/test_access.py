"""Who has seen what: complete for a child, page by page, in words."""

import pytest

from desktop.usecases.lead.access_ledger import all_access, groups, who_has_seen
from desktop.usecases.lead.back_up import back_up, rehearse
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide, open_concern
from desktop.usecases.lead.export_chronology import ExportRequest, export_chronology
from desktop.usecases.lead.opened_file import note_file_opened
from storage.database.replay import check_replay, replay
from storage.database.repositories import access, pupils
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from tests.fakes.small_school import SmallSchool, decision


def whats(page) -> list[tuple[str, str]]:
    """(person, what) of each line."""
    return [(line.person, line.what) for line in page.lines]


def test_everything_about_one_child(school: SmallSchool) -> None:
    school.send(what_happened="A bruise.")
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        open_concern(casebook, concern_id=concern_id)
        note_file_opened(casebook, pupil_id=school.first_pupil)
        other = pupils.ids(casebook.connection)[1]
        note_file_opened(casebook, pupil_id=other)
    with school.signed_in("dan") as casebook:
        open_concern(casebook, concern_id=concern_id)
        export_chronology(
            casebook,
            request=ExportRequest(
                pupil_id=school.first_pupil,
                profile="court",
                purpose="Interim hearing",
                recipient="Wexshire County Council",
                path=school.root / "out.pdf",
            ),
        )
    with school.signed_in() as casebook:
        found = who_has_seen(casebook, pupil_id=school.first_pupil)
        assert whats(found) == [
            ("Dan Whitcombe", "Made a document"),
            ("Dan Whitcombe", "Read a concern"),
            ("Ruth Okafor", "Opened the file"),
            ("Ruth Okafor", "Read a concern"),
        ]
        assert found.total == 4
        assert "Wexshire County Council – Interim hearing" in found.lines[0].detail
        names = pupils.names(casebook.connection, [school.first_pupil])
        assert {line.children for line in found.lines} == {(names[school.first_pupil],)}
        pages = [
            who_has_seen(casebook, pupil_id=school.first_pupil, limit=3, offset=at) for at in (0, 3)
        ]
        assert [*pages[0].lines, *pages[1].lines] == list(found.lines)
        assert whats(who_has_seen(casebook, pupil_id=other)) == [("Ruth Okafor", "Opened the file")]
        assert check_replay(casebook.connection) == ()
        replay(casebook.connection)
        assert who_has_seen(casebook, pupil_id=school.first_pupil) == found


def test_a_concern_counts_for_the_children_it_is_linked_to_now(school: SmallSchool) -> None:
    school.send(pupils=(), unlisted_pupil="A boy in year 4")
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        open_concern(casebook, concern_id=concern_id)
        assert who_has_seen(casebook, pupil_id=school.first_pupil).total == 0
        link = LinkedPupil(id=school.first_pupil, role="subject")
        decide(casebook, decision=decision(concern_id, pupils=(link,)))
        assert whats(who_has_seen(casebook, pupil_id=school.first_pupil)) == [
            ("Ruth Okafor", "Read a concern")
        ]


def test_going_back_to_a_concern_is_one_reading(school: SmallSchool) -> None:
    school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        size = casebook.head().size
        for minutes, entries in ((0, 1), (5, 1), (29, 1), (31, 2), (-300, 3)):
            school.clock.advance(minutes=minutes - 5 if minutes == 29 else minutes)
            open_concern(casebook, concern_id=concern_id)
            assert casebook.head().size == size + entries, minutes


def test_sign_ins_failed_attempts_and_copies(school: SmallSchool) -> None:
    for password in ("wrong horse", "wrong cart"):
        school.clock.advance(minutes=6)
        with pytest.raises(UserFacingError):
            school.try_sign_in(password=password)
    school.clock.advance(minutes=20)
    with school.signed_in() as casebook:
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        rehearse(casebook, path=made.path)
        copies = all_access(casebook, group="copy")
        assert [line.kind for line in copies.lines] == ["recovery.rehearsed", "backup.made"]
        assert copies.lines[1].detail == f"{made.entries} entries"
        (first, *_) = all_access(casebook, group="sign_in").lines
        assert "after 2 failed: wrong password" in first.detail
        assert "on laptop" in first.detail
        everything = all_access(casebook)
        assert everything.total == sum(
            all_access(casebook, group=group).total for group, _ in groups()
        )
        mine = all_access(casebook, account="ruth")
        assert {line.person for line in mine.lines} == {"Ruth Okafor"}
        assert all_access(casebook, since=first.at).total == 3
        assert all_access(casebook, until=first.at).total == everything.total - 3


def test_refusals(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        for change, code in (
            ({"account": "nobody"}, "people.not_found"),
            ({"pupil_id": "nobody"}, "pupils.not_found"),
            ({"group": "nothing"}, "access.unknown_group"),
        ):
            with pytest.raises(UserFacingError) as caught:
                all_access(casebook, **change)
            assert caught.value.code == code
        with pytest.raises(UserFacingError) as caught:
            who_has_seen(casebook, pupil_id="nobody")
        assert caught.value.code == "pupils.not_found"


def test_a_childs_list_never_goes_through_the_whole_schools(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        connection, asked = casebook.connection, []
        real = connection.all
        for query in (access.AccessQuery(pupil="p"), access.AccessQuery(person="u")):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(connection, "all", lambda *given: asked.append(given) or real(*given))
                access.page(connection, query)
            statement, values = asked.pop()
            plan = [row[3] for row in real(f"EXPLAIN QUERY PLAN {statement}", values)]
            assert not any(step.startswith("SCAN access") for step in plan), plan
