"""A document never takes the place of anything the program itself keeps."""

from pathlib import Path

import pytest

from desktop.usecases.lead.back_up import back_up
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest
from storage.database.repositories import disclosures
from storage.records.errors import UserFacingError
from tests.fakes.full_file import fill_file
from tests.fakes.small_school import SmallSchool


def own_files(school: SmallSchool) -> list[Path]:
    """Everything in the casebook, the letterbox, the workstation and the backups."""
    homes = (school.casebook_folder, school.letterbox, school.workstation, school.backups)
    return sorted(path for home in homes for path in home.rglob("*") if path.is_file())


def test_nothing_of_the_program_is_replaced(school: SmallSchool) -> None:
    """Whichever of its files is chosen in the dialog: a sentence, and not a byte is changed."""
    with school.signed_in() as casebook:
        fill_file(school, casebook)
        back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        request = DocumentRequest(
            kind="chronology", pupil_id=school.first_pupil, purpose="Review", recipient="Ms Hale"
        )
        prepared = prepare_document(casebook, request=request)
        found = own_files(school)
        assert {path.suffix for path in found} >= {".db", ".keys", ".cbk", ".card", ".slip"}
        for path in found:
            before = path.read_bytes()
            with pytest.raises(UserFacingError) as refused:
                publish(casebook, prepared=prepared, path=path)
            assert refused.value.code in ("exports.own_folder", "exports.own_file"), path
            # the open database writes into these two whenever it likes
            assert path.read_bytes() == before or path.name.endswith(("-wal", "-shm"))
        assert disclosures.disclosure(casebook.connection, prepared.export_id) is None
    assert not [path for path in school.root.rglob(".holdfast-*")]
    with school.signed_in() as casebook:
        assert casebook.head().size


def test_no_document_lies_where_all_staff_fetch(school: SmallSchool, tmp_path: Path) -> None:
    """A new name in these folders is refused as well, also through a link; others are free."""
    link = tmp_path / "shortcut"
    link.symlink_to(school.letterbox, target_is_directory=True)
    with school.signed_in() as casebook:
        fill_file(school, casebook)
        request = DocumentRequest(
            kind="chronology", pupil_id=school.first_pupil, purpose="Review", recipient="Ms Hale"
        )
        prepared = prepare_document(casebook, request=request)
        for folder in (link, school.letterbox / "out", school.workstation, school.casebook_folder):
            with pytest.raises(UserFacingError) as refused:
                publish(casebook, prepared=prepared, path=folder / "a.pdf")
            assert refused.value.code == "exports.own_folder"
        assert publish(casebook, prepared=prepared, path=school.backups / "a.pdf").sha256
