"""``verify`` against a lead who uses rescue, restore and disposal to make something vanish, and an
outsider who copies what is true into a document of their own.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from desktop.usecases.lead import ledger_certificate
from desktop.usecases.lead.entries import NewEntry, add_entry
from exports.inspect import inspect_pdf
from exports.ledger_certificate import render_certificate
from exports.seal import SealKey, certificate_fingerprint, seal
from storage.database.connection import DatabaseKey, checkpoint, connect_raw
from storage.database.page_reader import PageReader
from storage.database.repositories import ledger_rows
from storage.database.salvage import Salvager
from storage.keys import signing
from storage.keys.signing import SchoolKeys, certificate_key_id, grouped
from storage.ledger.commitments import body_commitment, commit_fields
from storage.ledger.entries import leaf_of, signed_message
from storage.records.concern import LinkedPupil
from storage.records.events import Event
from tests.fakes.damage import damage_pages
from tests.fakes.small_school import WHEN


@dataclass(frozen=True)
class Given:
    """What was given out before the lead set to work, and what an insider knows of the file."""

    document: Path
    certificate: Path
    database: Path
    key: DatabaseKey
    ledger: bytes
    size: int

    def pages(self, seq: int, *, index: bool) -> list[int]:
        """The page on which an entry begins; with the pages that know its hash a second time."""
        with PageReader(self.database, key=self.key) as reader:
            found = Salvager(reader, ledger=self.ledger).survey()
        known = [number for number, owner in found.owners.items() if owner == "entry_leaf"]
        return [found.entries[seq][0].page, *(known if index else [])]


def note(casebook: Any, pupil: str, text: str) -> None:
    who = (LinkedPupil(id=pupil, role="subject"),)
    add_entry(casebook, entry=NewEntry(kind="call", pupils=who, happened=WHEN, text=text))


def notes(cli: Any, count: int) -> None:
    with cli.school.signed_in() as casebook:
        for number in range(count):
            note(casebook, cli.school.first_pupil, f"Rang about {number}. " * 120)
        checkpoint(casebook.connection)


def export(cli: Any, name: str) -> Path:
    path = cli.school.root / name
    made = cli.lead(
        "chronology", "export", "--pupil", cli.school.first_pupil, "--profile", "court",
        "--purpose", "Care proceedings", "--recipient", "Council", "--out", str(path),
    )  # fmt: skip
    assert made.status == 0
    return path


@pytest.fixture
def given(cli: Any) -> Given:
    notes(cli, 12)
    document, certificate = export(cli, "first.pdf"), cli.school.root / "certificate.pdf"
    made = cli.lead("certificate", "--out", str(certificate), "--recipient", "Mrs Akhtar")
    assert made.status == 0
    notes(cli, 4)
    with cli.school.signed_in() as casebook:
        checkpoint(casebook.connection)
        path = casebook.connection.path
        assert path is not None
        return Given(
            document=document,
            certificate=certificate,
            database=path,
            key=casebook.database_key,
            ledger=casebook.ledger,
            size=casebook.head().size,
        )


def casebook_of(cli: Any) -> str:
    return str(cli.school.casebook_folder)


def test_a_staged_rescue_is_named_and_nobody_is_told_it_was_an_accident(
    cli: Any, given: Given
) -> None:
    target = given.size - 14
    damage_pages(given.database, *given.pages(target, index=False))
    refused = cli.lead("verify", casebook_of(cli))
    assert "Rescue the casebook" in refused.err
    assert cli.lead("rescue").status == 0
    said = cli.lead("verify", casebook_of(cli)).out
    assert "every entry in it is as it was signed. But 1 is lost" in said
    assert "All " not in said
    assert "signed with the key of Ruth Okafor: a rescue of a damaged casebook" in said
    assert f"It names as lost: entry {target} (all of it)" in said
    assert "nobody can say from the record what stood there" in said
    assert "it can be done on purpose" in said
    (act,) = cli.lead("--json", "verify", casebook_of(cli)).value["acts"]
    assert (act["type"], act["by"], act["taken"]) == ("rescue.made", "Ruth Okafor", [target])
    against = cli.lead("verify", "--against", str(given.document)).out
    assert f"But entry {target} of them is lost." in against
    assert "but for 1 that a rescue names as lost" in cli.lead("check", "--full").out
    later = inspect_pdf(export(cli, "later.pdf").read_bytes())
    assert "a rescue (entry" in later.facts["verification"]
    assert "names 1 entry as lost" in later.facts["verification"]
    page = cli.school.root / "later certificate.pdf"
    assert cli.lead("certificate", "--out", str(page), "--recipient", "The head").status == 0
    assert inspect_pdf(page.read_bytes()).facts["gone"] == 1


def test_where_no_hash_is_left_the_record_says_what_that_allows(cli: Any, given: Given) -> None:
    target = given.size - 14
    code = cli.run("--json", "verify", str(given.certificate)).value["check_code"]
    damage_pages(given.database, *given.pages(target, index=True))
    assert cli.lead("rescue").status == 0
    said = cli.lead("verify", casebook_of(cli)).out
    assert f"in the order in which they were written up to entry {target}" in said
    assert f"That between entry {target} and that rescue nothing was rewritten" in said
    against = cli.lead("--json", "verify", "--against", str(given.document)).value["anchors"]
    assert against[0]["relation"] == "cannot_be_said"
    assert "stand in the record unchanged" in against[0]["sentence"]
    typed = cli.lead("--json", "verify", "--check-code", code)
    assert (typed.status, typed.value["found"]) == (1, False)
    assert "was signed as the one that follows" in typed.value["sentence"]
    later = export(cli, "later.pdf")
    after = cli.lead("--json", "verify", "--against", str(later)).value["anchors"]
    assert after[0]["relation"] == "agrees"
    # an honest rescue is never called a forgery
    both = cli.run("--json", "verify", str(given.document), str(later)).value
    assert both["verdict"] == "cannot_be_said"


def test_what_is_rewritten_behind_a_staged_loss_contradicts_the_old_paper(
    cli: Any, given: Given
) -> None:
    """The lead holds the keys, signs another story, and then lets every hash be lost."""
    target = given.size - 14
    rewrite(cli, given, target + 2)
    damage_pages(given.database, *given.pages(target, index=True))
    assert cli.lead("rescue").status == 0
    against = cli.lead("--json", "verify", "--against", str(given.document))
    assert (against.status, against.value["result"]) == (1, "changed")
    assert against.value["anchors"][0]["relation"] == "contradicts"
    assert "The record itself names what may be why" in against.value["anchors"][0]["sentence"]


def rewrite(cli: Any, given: Given, seq: int) -> None:
    """Another text in one entry, under a signature that holds, wherever the file knows of it."""
    with cli.school.signed_in() as casebook:
        (old,) = ledger_rows.stored_some(casebook.connection, [seq])
        assert old.fields is not None
        assert old.salt is not None
        fields = {**old.fields, "text": (b'"All is well."', old.fields["text"][1])}
        body = commit_fields(fields)
        before = body_commitment(salt=old.salt, body=old.body or b"").hex().encode()
        header = old.header.replace(
            before, body_commitment(salt=old.salt, body=body).hex().encode()
        )
        assert header != old.header
        signature = casebook.keys.sign(signed_message(header))
    raw = connect_raw(given.database, key=given.key, mode="rw")
    for (trigger,) in raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")
    (stored,) = raw.execute("SELECT fields FROM entry WHERE seq = ?", (seq,)).fetchone()
    values = json.loads(stored)
    values["text"][0] = '"All is well."'
    raw.execute(
        "UPDATE entry SET header = ?, sig = ?, leaf = ?, body = ?, fields = ? WHERE seq = ?",
        (header, signature, leaf_of(header, signature), body, json.dumps(values), seq),
    )
    raw.close()


def test_a_restore_is_named_with_what_it_replaced_and_why(cli: Any, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = cli.lead("--json", "backup", "--folder", str(stick)).value["path"]
    notes(cli, 6)
    document = export(cli, "gone.pdf")
    done = cli.lead("restore", backup, "--replace", "--reason", "It was muddled")
    assert done.status == 0
    said = cli.lead("verify", casebook_of(cli)).out
    assert "signed with the key of Ruth Okafor: a restore. The backup of" in said
    assert "was put in the place of a casebook with" in said
    assert "Reason given: “It was muddled”" in said
    assert "What only the replaced casebook held" in said
    against = cli.lead("verify", "--against", str(document))
    assert against.status == 1
    assert "The record itself names what may be why, in entry" in against.out
    assert "was rewritten after" not in against.out  # a restore is another thing


def test_a_backup_alone_is_no_more_than_a_whole_file(cli: Any, tmp_path: Path) -> None:
    made = cli.lead("--json", "backup", "--folder", str(tmp_path)).value["path"]
    alone = cli.run("verify", made).out
    assert "unchanged since it was signed" not in alone
    assert "the file is whole. What is in it was not opened." in alone
    assert "not proved: That it was made on" in alone


def test_true_data_under_another_signature_are_not_the_schools_document(
    cli: Any, given: Given
) -> None:
    forged = cli.school.root / "forged.pdf"
    school = cli.school
    with school.signed_in() as casebook:
        own = ledger_certificate._document(
            casebook, head=casebook.head(), at="2026-11-22T09:00:00.000Z",
            recipient="Mrs Akhtar", kept_where="",
        )  # fmt: skip
        true_key = casebook.school.p256_key_id
    keys = SchoolKeys.new(school.random_bytes)
    certificate = signing.make_certificate(
        keys, school_name="Larch Lane Primary", urn="123456", not_before=school.clock(),
        random_bytes=school.random_bytes,
    )  # fmt: skip
    document = replace(
        own,
        certificate_fingerprint=certificate_fingerprint(certificate),
        document_key=grouped(certificate_key_id(certificate)),
        given_to="Whoever likes",
    )
    sealed = seal(
        render_certificate(document),
        key=SealKey(private_key=keys.p256_pkcs8, certificate=certificate),
        signed_at="2026-11-22T09:00:00.000Z",
        reason="x",
    )
    forged.write_bytes(sealed)
    alone = cli.run("verify", str(forged))
    assert "ask the school by another way for its key id" in alone.out
    against = cli.lead("--json", "verify", "--against", str(forged)).value["anchors"][0]
    assert against["relation"] == "cannot_be_said"
    assert grouped(true_key) in against["sentence"]
    pair = cli.run("--json", "verify", str(given.certificate), str(forged)).value
    assert pair["verdict"] == "cannot_be_said"
    assert "two different keys" in pair["pairs"][0]["sentence"]


def test_a_disposal_is_named_and_hides_no_other_act(cli: Any) -> None:
    with cli.school.signed_in() as casebook:
        note(casebook, cli.school.first_pupil, "What must not be read.")
        seq = casebook.head().size - 1
        target = {"ledger": casebook.ledger.hex(), "seq": seq}
        casebook.append(
            Event(
                type="disposal.made",
                fields={
                    "targets": [target], "rule": "Date of birth + 25 years",
                    "authority": "Governors", "people": [casebook.person.id, "u-2"],
                },
            )
        )  # fmt: skip
    said = cli.lead("verify", casebook_of(cli))
    assert said.status == 0
    assert "(1 destroyed by a disposal, see below)" in said.out
    assert f"a disposal. What entry {seq} said was destroyed. Rule: “Date of birth" in said.out
    assert "authority: “Governors”; named: Ruth Okafor and u-2" in said.out
    assert f"not proved: What entry {seq} said before the disposal." in said.out


def test_an_entry_taken_out_of_a_whole_file_is_not_passed_off_as_damage(
    cli: Any, given: Given
) -> None:
    raw = connect_raw(given.database, key=given.key, mode="rw")
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("DELETE FROM entry WHERE seq = ?", (given.size - 14,))
    raw.close()
    refused = cli.lead("verify", casebook_of(cli))
    assert refused.status == 3
    assert f"Entry {given.size - 14} is missing." in refused.err
    assert "(gap)" not in refused.err
    assert cli.lead("rescue").status == 0
    said = cli.lead("verify", casebook_of(cli)).out
    assert "It found every page of the file whole" in said
    assert "takes entries out" in said


def test_a_document_with_the_expected_key_vouches_for_the_receipt_beside_it(
    cli: Any, given: Given
) -> None:
    receipt = next(iter(sorted(cli.school.letterbox.rglob("*.rcpt"))))
    key = cli.run("--json", "verify", str(given.document)).value["key_id"]
    both = ("--json", "verify", str(given.document), str(receipt), "--expect-key")
    done = cli.run(*both, key).value
    assert done["result"] == "ok", done
    assert cli.run(*both, "00" * 16).value["result"] == "changed"
