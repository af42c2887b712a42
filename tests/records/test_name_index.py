"""Who is meant by a few letters while somebody searches."""

from storage.records.found import Somebody
from storage.records.name_index import NameIndex
from storage.records.phonetic import Sounds
from storage.records.search_words import terms_of

AMY = Somebody(kind="pupil", id="p-1", pupils=("p-1",), name="Amy Brook", names=("Amy Brook",))
AMIR = Somebody(kind="pupil", id="p-2", pupils=("p-2",), name="Amir Khan", names=("Amir Khan",))


def children(typed: str) -> tuple[str, ...]:
    """The children whom the words name."""
    index = NameIndex((AMY, AMIR), sounds=Sounds(edition="1", readings=()))
    (term,) = terms_of(typed)
    return index.children(term)


def test_a_letter_or_two_name_nobody() -> None:
    """Else half the school's files would be found by "am"."""
    assert children("am") == ()
    assert children("ami") == ("p-2",)
    assert children("brook") == ("p-1",)
