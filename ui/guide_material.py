"""What the screens of the recording guide show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideShown:
    """The guide that holds: lines of ``text`` that begin with "# " are headings, with "- " parts
    of a list. ``own``: it is the school's own.
    """

    title: str
    version: str
    text: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideReaderShown:
    """Somebody of the school and what they signed; ``at`` is "" while nothing was."""

    person: str
    name: str
    job_title: str
    version: str
    at: str
    is_current: bool
