"""The evidence statement says no more than a check shows, in words that anybody understands."""

import re
from itertools import product

import pytest

import resources
from exports.evidence_words import has_statement, statement_for
from exports.model import Redaction
from tests.support.paper_samples import facts_for

KINDS = [
    item["code"] for item in resources.read_toml("vocabularies", "evidence_statement.toml")["items"]
]
# Words of salesmen, and words of ours that nobody else knows.
NEVER = re.compile(
    r"guarantee|tamper|impossible|unbreakable|certain(ly)?\b|blockchain|authentic|original document"
    r"|legally|admissible|hash|ledger|fingerprint|merkle|checkpoint|inclusion proof|cryptograph",
    re.IGNORECASE,
)
_BY = (Redaction(label="[Child B]", reason="another child", by="Ruth Okafor"),)
SWITCHES = [
    dict(zip(("edited", "subject_access", "reporters_withheld", "proved"), switches, strict=True))
    for switches in product((False, True), repeat=4)
]


def _said(kind: str, **changes: object) -> str:
    return "\n".join(
        f"{each.heading}: {each.text}" for each in statement_for(facts_for(kind, **changes))
    )


def test_every_kind_of_document_has_its_words() -> None:
    known = {
        item["code"] for item in resources.read_toml("vocabularies", "documents.toml")["items"]
    }
    assert known <= set(KINDS)
    with pytest.raises(KeyError):
        has_statement("shopping_list")


@pytest.mark.parametrize("kind", KINDS)
def test_a_statement_is_plain_short_and_never_boasts(kind: str) -> None:
    for switches in SWITCHES:
        for redactions in ((), _BY):
            text = _said(kind, redactions=redactions, **switches)
            assert not NEVER.search(text), NEVER.search(text)
            assert len(text.split()) <= 660  # with everything in it; without redactions 100 fewer
            assert "  " not in text
            assert "{" not in text
            assert all(len(sentence.split()) <= 60 for sentence in re.split(r"[.:;] ", text))


def test_forms_for_a_court_carry_no_statement() -> None:
    assert [kind for kind in KINDS if not has_statement(kind)] == [
        "exhibit_cover",
        "statement_shell",
    ]
    assert statement_for(facts_for("exhibit_cover")) == ()


def test_what_is_not_proved_is_always_said() -> None:
    for kind in (kind for kind in KINDS if has_statement(kind)):
        text = _said(kind)
        for point in (
            "That what was written is true, or that everything was written down",  # truth, whole
            "Whose key it is, until it is compared",  # identity
            "whose hand used a key",
            "Only a check code handed out before fixes a time",  # time
            "could make up another record",  # the owner as forger
            "A print, or a page taken from the file, carries no signature",
            "the school’s register of disclosures has it",  # the SHA-256 is not in the file
        ):
            assert point in text, f"{kind}: {point}"


def test_the_statement_follows_what_was_left_out() -> None:
    whole = _said("chronology")
    assert "No name was exchanged for a label" in whole
    assert "edited copy" not in whole
    edited = _said("chronology", redactions=_BY, edited=True)
    assert "One thing was left out or exchanged for a label, decided by Ruth Okafor" in edited
    assert (
        "they are not proved, and what stands around a label can still tell who is meant" in edited
    )
    withheld = _said("chronology", edited=True)
    assert "No name was exchanged" not in withheld  # a text was withheld whole
    assert "Who reported or wrote is left out" in _said("chronology", reporters_withheld=True)
    assert "How many records the school holds is not said" in _said(
        "chronology", subject_access=True
    )


def test_words_are_called_proved_only_where_proofs_are_attached() -> None:
    assert "are that entry’s words" in _said("concern_record")
    bare = _said("risk_staff_extract", proved=False)
    assert "are that entry’s words" not in bare
    assert "No entries with proofs are attached" in bare


def test_who_gets_one_page_is_told_where_the_cut_texts_stand_whole() -> None:
    """The attached data say more than the page does: nobody hands that over without knowing."""
    assert "“…”" not in _said("chronology")
    assert "attached to this file hold each whole" in _said("chronology", shortened=True)
    assert "in the school’s record" in _said("chronology", shortened=True, proved=False)


def test_what_no_entry_says_is_the_schools_own_statement() -> None:
    """``verify`` compares words and a chronology's times; nobody signed who the printed writer is,
    which entries were chosen, or a day that a record prints in words of its own.
    """
    for kind in (kind for kind in KINDS if has_statement(kind)):
        text = _said(kind)
        assert "who wrote a record" in text
        assert "which entries were chosen" in text
        assert ("times in words" in text) == (kind != "chronology")
    assert "stays where its first date put it" in _said("chronology")
    for kind in ("referral_pack", "child_protection_file"):
        assert "was written for this document and is no entry" in _said(kind)


def test_the_eye_must_compare_what_a_program_cannot_see() -> None:
    for kind in (kind for kind in KINDS if has_statement(kind)):
        assert "drawn over, hidden or set beside" in _said(kind)
