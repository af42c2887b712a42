"""What a person typed into one of the forms of a child's file."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSent:
    """``what`` names the form ("boxes", "relation", "relation_end", "professional",
    "professional_change", "status", "status_end", "not_sibling"), ``id`` the thing it is about or
    empty; ``answers`` are texts by the name of the field, days as ISO text.
    """

    what: str
    id: str
    answers: Mapping[str, str]
