"""The body map: one page for each look at the child, and the same views of several days."""

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.body_map_values import (
    GatheredObservation,
    gather_observations,
)
from desktop.usecases.lead.documents.care_facts import child_facts, child_of
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from exports.body_map_parts import (
    HOW_TO_READ,
    comparison_parts,
    observation_list,
    observation_parts,
)
from exports.parts import Fact, Heading, Note, Part
from storage.records.errors import UserFacingError
from storage.records.redaction import Redactor


def build(casebook: OpenCasebook, request: DocumentRequest, redactor: Redactor) -> Contents:
    """Build the body maps of the chosen concerns, or of the whole file where none is chosen.

    Raises pupils.not_found, documents.record_not_found, documents.no_body_map.
    """
    pupil = child_of(casebook, request.pupil_id)
    all_maps = gather_observations(casebook, pupil_id=pupil.id, redactor=redactor)
    found = (
        gather_observations(
            casebook, pupil_id=pupil.id, redactor=redactor, concerns=tuple(request.records)
        )
        if request.records
        else all_maps
    )
    _check(request, found, all_maps)
    observations = [each.observation for each in found]
    parts: list[Part] = [
        Heading(text="What is in this document"),
        observation_list(observations),
        Note(heading="How to read a body map", text=HOW_TO_READ),
    ]
    for each in observations:
        parts += observation_parts(each)
    parts += comparison_parts(observations)
    return Contents(
        title="Body map" if len(found) == 1 else "Body maps",
        subtitle=redactor.apply(pupil.display_name),
        reference=observations[0].concern if len(found) == 1 else pupil.id,
        facts=(
            *child_facts(pupil, redactor),
            Fact(label="Body maps", text=str(len(found))),
        ),
        parts=tuple(parts),
        pupils=(pupil.id,),
        entries=tuple(sorted({each.entry for each in found})),
        shown=len(found),
        total=len(all_maps),
        selection="Body maps of the concerns chosen by the safeguarding lead"
        if request.records
        else "Every body map in this child’s file",
    )


def _check(
    request: DocumentRequest,
    found: tuple[GatheredObservation, ...],
    all_maps: tuple[GatheredObservation, ...],
) -> None:
    if not all_maps:
        raise UserFacingError("documents.no_body_map")
    known = {each.observation.concern for each in all_maps}
    if not set(request.records) <= known or not found:
        raise UserFacingError("documents.no_body_map")
