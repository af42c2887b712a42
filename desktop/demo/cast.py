"""The children of the made-up school, family by family, drawn by dice from lists of names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop.demo.seeded import Dice
from storage.records.upn import check_letter

_TOP_YEAR = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """Somebody on the contact list; ``relationship`` is a code of the transfer file."""

    title: str
    forename: str
    surname: str
    relationship: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A made-up child: ``called`` is the forename people say, ``year`` 0 (Reception) to 6 now."""

    number: int
    family: int
    upn: str
    forename: str
    called: str
    surname: str
    surname_called: str
    girl: bool
    born: date
    year: int
    language: str
    house: str
    town: str
    postcode: str
    parents: tuple[Parent, ...]

    @property
    def starts(self) -> int:
        """The calendar year of the September in which the child came to this school."""
        return 2026 - self.year


def make_cast(*, dice: Dice, count: int, names: Mapping[str, Any]) -> tuple[Child, ...]:
    """Return ``count`` children in families of one to three, by dice."""
    children: list[Child] = []
    used: set[tuple[str, str]] = set()
    family = 0
    while len(children) < count:
        family += 1
        size = min(dice.pick((1, 1, 1, 2, 2, 3)), count - len(children))
        if family == 1:
            size = min(2, count)
        children.extend(_family(dice, names, family, size, first=len(children) + 1, used=used))
    return tuple(children)


def _family(
    dice: Dice,
    names: Mapping[str, Any],
    family: int,
    size: int,
    *,
    first: int,
    used: set[tuple[str, str]],
) -> list[Child]:
    kin, place = _surname(dice, names, family, taken={surname for _, surname in used})
    surname = kin["surnames"][place]
    called = kin.get("surnames_called", kin["surnames"])[place]
    house = f"{dice.between(1, 140)} {dice.pick(names['streets'])}"
    parents = _parents(dice, kin, called, family)
    years = dice.some(range(_TOP_YEAR + 1), size)
    home = {"house": house, "town": dice.pick(names["towns"]), "postcode": _postcode(dice)}
    return [
        _child(
            dice,
            kin,
            number=first + index,
            family=family,
            year=years[index],
            surname=surname,
            surname_called=called,
            used=used,
            parents=parents,
            home=home,
        )
        for index in range(size)
    ]


def _surname(
    dice: Dice, names: Mapping[str, Any], family: int, *, taken: set[str]
) -> tuple[Mapping[str, Any], int]:
    """Return kin and the place of a surname that no other family bears, while there is one."""
    # every third family from the long first list, the others from all, so that names stay mixed
    first = names["kin"][0]
    for kin in (first if family % 3 == 1 else dice.pick(names["kin"]), first):
        free = [place for place, name in enumerate(kin["surnames"]) if name not in taken]
        if free:
            return kin, dice.pick(free)
    return first, dice.below(len(first["surnames"]))


def _child(
    dice: Dice,
    kin: Mapping[str, Any],
    *,
    number: int,
    family: int,
    year: int,
    surname: str,
    surname_called: str,
    used: set[tuple[str, str]],
    parents: tuple[Parent, ...],
    home: Mapping[str, str],
) -> Child:
    side, place = _forename(dice, kin, surname, used)
    forename = kin[side][place]
    used.add((forename, surname))
    autumn = date(2021 - year, 9, 1)
    rest = f"99941012{number:04d}"
    return Child(
        number=number,
        family=family,
        upn=check_letter(rest) + rest,
        forename=forename,
        called=kin.get(f"{side}_called", kin[side])[place],
        surname=surname,
        surname_called=surname_called,
        girl=side == "girls",
        born=autumn + timedelta(days=dice.below(364)),
        year=year,
        language=kin["language"],
        parents=parents,
        **home,
    )


def _forename(
    dice: Dice, kin: Mapping[str, Any], surname: str, used: set[tuple[str, str]]
) -> tuple[str, int]:
    """Return list and place of a forename that no other child of the surname bears."""
    sides = dice.shuffled(("girls", "boys"))
    for side in sides:
        free = [p for p, name in enumerate(kin[side]) if (name, surname) not in used]
        if free:
            return side, dice.pick(free)
    return sides[0], dice.below(len(kin[sides[0]]))


def _parents(dice: Dice, kin: Mapping[str, Any], surname: str, family: int) -> tuple[Parent, ...]:
    mother = Parent(
        title=dice.pick(("Ms", "Mrs")),
        forename=dice.pick(kin["mothers"]),
        surname=surname,
        relationship="PAM",
        phone=f"07700 900{family * 2 % 1000:03d}",
    )
    second = Parent(
        title="Mr",
        forename=dice.pick(kin["fathers"]),
        surname=surname,
        relationship=dice.pick(("PAF", "PAF", "PAF", "STF")),
        phone=f"07700 900{(family * 2 + 1) % 1000:03d}",
    )
    return (mother, second) if dice.chance(75) else (mother,)


def _postcode(dice: Dice) -> str:
    letters: Sequence[str] = "ABDEFGHJLNPQRSTUWXYZ"
    return f"ZZ{dice.between(1, 9)} {dice.between(1, 9)}{dice.pick(letters)}{dice.pick(letters)}"
