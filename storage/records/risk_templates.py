"""A start for a plan: what is suggested for one kind of harm, none of it filled in by itself."""

from dataclasses import dataclass

from storage.records.risk_assessment import Control, Hazard


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedHazard:
    """A hazard that may apply; ``roles`` limits it to a child's part, empty: for everybody."""

    code: str
    hazard: str
    setting: str
    times: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def fits(self, role: str) -> bool:
        """Whether it is suggested for a child with this part; all are where it is not known."""
        return not role or not self.roles or role in self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What must be considered: a heading of its own, and what to think of."""

    code: str
    label: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskTemplate:
    """A dated template. ``reference`` is what a saved version keeps: ``self_harm 2026-11``;
    ``one_child`` says that it is about something between children, so that each has a plan.
    """

    code: str
    title: str
    edition: str
    in_force: str
    source: str
    kind: str
    about: str
    guidance: str
    hazards: tuple[SuggestedHazard, ...]
    consider: tuple[Question, ...]
    one_child: bool = False

    @property
    def reference(self) -> str:
        """Name and edition, as a saved version keeps them."""
        return f"{self.code} {self.edition}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """A hazard the lead ticked, with the controls ticked for it, word for word."""

    hazard: SuggestedHazard
    controls: tuple[str, ...] = ()

    def begun(self) -> Hazard:
        """Return the hazard to be rated and edited: not rated, nobody named, no day set."""
        first, *more = self.controls or ("",)
        return Hazard(
            hazard=self.hazard.hazard,
            where="",
            likelihood=0,
            severity=0,
            control=first,
            owner="",
            more_controls=tuple(Control(control=text) for text in more),
            setting=self.hazard.setting,
            times=self.hazard.times,
        )
