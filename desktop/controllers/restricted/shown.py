"""Turns what a reader's room knows into what its screens show."""

from desktop.usecases.restricted.reading import patterns
from desktop.usecases.restricted.room import Room
from storage.intake import vocabularies
from storage.records.errors import UserFacingError
from storage.records.restricted import StoreReport
from ui.messages import message_for
from ui.restricted_drafts import CareShown, RestrictedLists
from ui.widgets.choice_row import Choice

_OLDER = "restricted.fault_older_copy"


def restricted_lists() -> RestrictedLists:
    """The dated lists of a decision, with their editions."""
    names = ("adult_concerns", "adult_thresholds", "adult_outcomes")
    found = [vocabularies.load(name) for name in names]
    kinds, thresholds, outcomes = (
        tuple(Choice(value=item.code, text=item.label) for item in each.items) for each in found
    )
    return RestrictedLists(
        kinds=kinds,
        thresholds=thresholds,
        outcomes=outcomes,
        meanings={item.code: item.definition for each in found for item in each.items},
        editions=f"{found[0].source} In force from {found[0].in_force}.",
    )


def care_shown(room: Room, report: StoreReport | None = None) -> CareShown:
    """The adults, and what a check found in sentences."""
    sentences = [] if report is None else list(_sentences(report))
    older = report is not None and any(code == _OLDER for _, code in report.faults)
    return CareShown(patterns=patterns(room), check=tuple(sentences), put_back=older)


def _sentences(report: StoreReport) -> list[tuple[str, str]]:
    found = [
        ("danger", message_for(UserFacingError(code, number=number)).text)
        for number, code in report.faults
    ]
    found += [
        ("warning", f"The writer’s signature of letter {number} does not fit its words.")
        for number in report.unsigned
    ]
    if report.whole:
        words = (
            f"Nothing is missing or changed: {report.entries} entries, {report.letters} letters."
        )
        found.insert(0, ("success", words))
    return found
