"""Who is head and who is chair of governors, whatever else they are, and the keys they read letters
about adults with. Those private keys never lie in the casebook.
"""

from typing import Any

from storage.database.connection import Connection
from storage.database.repositories import people, settings
from storage.database.repositories.people import KeyRow
from storage.letterbox.school_card import Reader
from storage.letterbox.team_card import Contact
from storage.records.people import Person, Role

# The kind of such a key in the ledger is the post it is for: it signs no entries.
POSTS = (str(Role.HEAD), str(Role.CHAIR))
_POSTS, _TESTS = "restricted_posts", "restricted_tests"


def post_holders(connection: Connection) -> dict[str, str]:
    """Return the id of the person in each post: as set, else whose key reads its letters, else the
    one whose role it is.
    """
    active = {person.id: person for person in people.people(connection, active=True)}
    held = {str(person.role): person.id for person in active.values() if person.role in POSTS}
    held |= {post: key.owner for post, key in reader_keys(connection).items()}
    told = settings.get(connection, _POSTS, {})
    return held | {post: person for post, person in told.items() if person in active}


def keep_post(connection: Connection, *, post: str, person_id: str) -> None:
    """Remember who holds a post, inside the caller's transaction; "" for nobody in particular."""
    told = dict(settings.get(connection, _POSTS, {}))
    told.pop(post, None)
    settings.put(connection, _POSTS, told | ({post: person_id} if person_id else {}))


def reader_keys(connection: Connection) -> dict[str, KeyRow]:
    """Return the newest key of each post whose owner is still active."""
    active = {person.id: person for person in people.people(connection, active=True)}
    found = {}
    for key in people.keys(connection):
        owner = active.get(key.owner)
        if owner is None:
            continue
        if key.kind in POSTS:
            found[key.kind] = key
        elif key.kind == "person" and owner.role in POSTS:
            found[str(owner.role)] = key
    return found


def tests(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return what is known of the test letters, by key id: ``sent_at``, ``opened_at`` or "", and
    what their receipt is checked with.
    """
    return dict(settings.get(connection, _TESTS, {}))


def keep_test(connection: Connection, key_id: str, facts: dict[str, Any]) -> None:
    """Remember a test letter."""
    settings.put(connection, _TESTS, tests(connection) | {key_id: facts})


def restricted_readers_of(connection: Connection) -> tuple[Reader, ...]:
    """Return the head's and the chair's key as the school card shows them."""
    tested = tests(connection)
    return tuple(
        Reader(
            role=post,
            key_id=key.key_id,
            x25519=key.seal,
            tested=bool(tested.get(key.key_id, {}).get("tested")),
            ed25519=key.sign,
        )
        for post, key in sorted(reader_keys(connection).items(), reverse=True)
    )


def post_contacts(
    connection: Connection, everyone: list[Person], telephones: dict[str, str]
) -> tuple[Contact, ...]:
    """Return head and chair as people to telephone, with the key they read with; a lead who is the
    head as well stands among the leads besides.
    """
    names = {person.id: person.name for person in everyone}
    keys = reader_keys(connection)
    return tuple(
        Contact(
            person=person_id,
            role=post,
            name=names[person_id],
            telephone=telephones.get(person_id, ""),
            key_id=keys[post].key_id if post in keys else "",
        )
        for post, person_id in sorted(post_holders(connection).items(), reverse=True)
        if person_id in names
    )
