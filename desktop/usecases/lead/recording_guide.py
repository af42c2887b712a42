"""The recording guide: the school's own text in its place, and who has read it."""

from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from desktop.usecases.lead.stored_guide import SETTING, stored_guide, versions_so_far
from desktop.usecases.shipped_guide import longest_guide
from exports.document import Sheet
from exports.sheets_guide import GuideLine, guide_readers_sheet
from storage.database.repositories import noted_settings, people, settings
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.people import Person
from storage.records.recording_guide import RecordingGuide
from storage.records.times import for_people, to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideReader:
    """Somebody of the school: the newest version they signed and when (UTC text, as they signed
    it; both "" when none), and whether it is the text that holds now.
    """

    person: str
    name: str
    job_title: str
    version: str = ""
    at: str = ""
    is_current: bool = False


def current_guide(casebook: OpenCasebook) -> RecordingGuide:
    """What staff are asked to read now."""
    return stored_guide(casebook.connection)


def set_guide(casebook: OpenCasebook, *, text: str) -> RecordingGuide:
    """Put the school's own text in the place of the guide; "" brings back the one that comes with
    the program. Everybody is asked anew.

    Raises guide.too_long, keys.fresh_code_needed, and what permissions raise.
    """
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    clean = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if len(clean) > longest_guide():
        raise UserFacingError("guide.too_long", longest=longest_guide(), length=len(clean))
    now = current_guide(casebook)
    if clean == (now.text if now.own else ""):
        return now
    casebook.require_fresh_code()
    version = f"school {versions_so_far(casebook.connection) + 1}" if clean else ""
    value = {"version": version, "text": clean}
    casebook.append(Event(type="settings.changed", fields={"name": SETTING, "value": value}))
    publish_cards(cards_state(casebook))
    return current_guide(casebook)


def guide_readers(casebook: OpenCasebook) -> tuple[GuideReader, ...]:
    """Everybody who is active, by name: who has not read the guide that holds now comes first."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    digest = current_guide(casebook).digest
    newest = {
        str(entry.values["person"]): entry.values
        for entry in noted_settings.entries_of(casebook.connection, "guide.signed")
    }
    found = []
    for person in people.people(casebook.connection, active=True):
        read = newest.get(person.id)
        found.append(
            _reader(person)
            if read is None
            else _reader(
                person,
                version=str(read["version"]),
                at=str(read["at"]),
                is_current=read["digest"] == digest,
            )
        )
    return tuple(sorted(found, key=lambda reader: (reader.is_current, reader.name)))


def readers_sheet(casebook: OpenCasebook) -> Sheet:
    """The table of who has read the guide, to print for the file."""
    guide = current_guide(casebook)
    readers = guide_readers(casebook)
    return guide_readers_sheet(
        school_name=settings.school(casebook.connection).name,
        version=guide.version,
        lines=tuple(
            GuideLine(
                name=reader.name,
                job_title=reader.job_title,
                version=reader.version,
                at=for_people(reader.at) if reader.at else "",
                is_current=reader.is_current,
            )
            for reader in readers
        ),
        made_at=to_text(casebook.clock()),
        program=f"Holdfast {casebook.app_version}",
    )


def _reader(
    person: Person, *, version: str = "", at: str = "", is_current: bool = False
) -> GuideReader:
    return GuideReader(
        person=person.id,
        name=person.name,
        job_title=person.job_title,
        version=version,
        at=at,
        is_current=is_current,
    )
