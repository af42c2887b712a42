"""What nobody has received yet, on the first screen: whom to find now. It cannot be put away."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.widgets.message_bar import MessageBar


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingShown:
    """Numbers of concerns, never whose they are.

    ``urgent``: no DSL was told; ``hours`` that the oldest of them waits; ``late``: a school day has
    passed; ``here``: still on this computer; ``stick``: it waits for a stick, ``other_school``: the
    one plugged in is another school's. ``find`` are people with their telephone numbers, as a
    person reads them.
    """

    urgent: tuple[int, ...] = ()
    hours: int = 0
    late: tuple[int, ...] = ()
    here: tuple[int, ...] = ()
    stick: bool = False
    other_school: bool = False
    find: tuple[str, ...] = ()


class WaitingNotice(MessageBar):
    """One bar: the most pressing thing, calmly; said aloud again with every further hour."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(identifier="start.waiting", parent=parent)
        self._shown = WaitingShown()

    def show_waiting(self, waiting: WaitingShown) -> bool:
        """Show what waits, or nothing; True when it was said (again), not while it stands."""
        if waiting == self._shown:
            return False
        self._shown = waiting
        if waiting.urgent:
            text, severity = self._urgent(waiting), "danger"
            step = self._find(waiting, self.tr("If it was you: find {people} now."))
        elif waiting.late:
            text, severity = self._late(waiting), "warning"
            step = self._find(waiting, self.tr("If it was you: ask {people}."))
        elif waiting.here:
            text, severity, step = self._here(waiting), "info", self._carried_later(waiting)
        else:
            self.clear()
            return False
        self.show_message(text, severity=severity, next_step=step, assertive=bool(waiting.urgent))
        return True

    def _urgent(self, waiting: WaitingShown) -> str:
        count = len(waiting.urgent)
        if count == 1:
            return self.tr("Nobody has read concern number {n} yet, and no DSL was told.").format(
                n=waiting.urgent[0]
            )
        return self.tr(
            "Nobody has read {count} concerns from here yet (numbers {n}), and no DSL was told."
        ).format(count=count, n=_listed(waiting.urgent))

    def _late(self, waiting: WaitingShown) -> str:
        if len(waiting.late) == 1:
            return self.tr(
                "Concern number {n} from this computer has waited for more than a school day."
            ).format(n=waiting.late[0])
        return self.tr(
            "{count} concerns from this computer have waited for more than a school day (numbers"
            " {n})."
        ).format(count=len(waiting.late), n=_listed(waiting.late))

    def _here(self, waiting: WaitingShown) -> str:
        count = len(waiting.here)
        if waiting.stick:
            one, many = (
                self.tr("1 concern waits here for the stick."),
                self.tr("{n} concerns wait here for the stick."),
            )
        else:
            one, many = (
                self.tr("1 concern waits on this computer."),
                self.tr("{n} concerns wait on this computer."),
            )
        return one if count == 1 else many.format(n=count)

    def _carried_later(self, waiting: WaitingShown) -> str:
        if waiting.other_school:
            return self.tr(
                "The stick that is plugged in belongs to another school. Nothing was written to it."
            )
        if waiting.stick:
            return self.tr("That is usual. Plug the stick in: they are carried by themselves.")
        return self.tr(
            "The letterbox folder cannot be reached now. They are locked and are carried by"
            " themselves as soon as it can."
        )

    def _find(self, waiting: WaitingShown, words: str) -> str:
        people = self.tr(" or ").join(waiting.find) or self.tr("a DSL")
        said = words.format(people=people)
        if waiting.urgent:
            said += " " + self.tr("In danger: call 999.")
        # nothing here knows what a concern is about: one about a DSL must not send its writer there
        return f"{said} " + self.tr(
            "Was it about an adult who works here? Then tell the head instead; about the head, the"
            " chair of governors."
        )


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers)
