"""The blocks of a referral that say who everybody is: the children, the household, who has parental
responsibility, agencies, the referrer.
"""

from collections.abc import Iterable
from datetime import date

from desktop.usecases.lead.documents.front_sheet import year_and_class
from desktop.usecases.lead.referral_source import Child, Source
from storage.intake import vocabularies
from storage.records.pupil import Contact, Pupil
from storage.records.times import long_date

Filled = tuple[str, tuple[str, ...]]
_YES_NO = {True: "yes", False: "no", None: ""}


def child(source: Source) -> Filled:
    """Each child: names, day of birth, address, school."""
    blocks, missing = [], []
    for one in source.children:
        facts = _child_facts(one, source)
        blocks.append("\n".join(f"{label}: {value}" for label, value in facts if value))
        name = one.pupil.display_name
        named = {"Date of birth", "Address", "Ethnicity", "Language"}
        missing += [
            _of(source, label, name) for label, value in facts if label in named and not value
        ]
    return "\n\n".join(blocks), tuple(missing)


def other_children(source: Source) -> Filled:
    """Brothers and sisters, at this school and elsewhere."""
    lines: dict[str, None] = {}
    subjects = {one.pupil.id for one in source.children}
    for one in source.children:
        for sibling in one.siblings:
            if sibling.id not in subjects:
                lines[_line(sibling.display_name, _day(sibling), f"at {source.school}")] = None
        for relation in one.relations:
            item = vocabularies.load("relatives").item(relation.relationship)
            is_child = item is not None and item.extra.get("row") == 0
            if is_child and not relation.other_pupil:
                born = _iso(relation.date_of_birth)
                lines[_line(relation.name, _relationship(relation.relationship), born)] = None
    return "\n".join(lines), () if lines else ("other children",)


def household_lines(source: Source) -> Filled:
    """Who lives with the child, and significant others, with telephone and parental
    responsibility.
    """
    lines: dict[str, None] = {}
    for one in source.children:
        for relation in one.relations:
            lives = {True: "lives with the child", False: "does not live with the child"}
            lines[
                _line(
                    relation.name,
                    _relationship(relation.relationship),
                    _iso(relation.date_of_birth),
                    lives.get(relation.lives_with, "") if relation.lives_with is not None else "",
                    _responsible(relation.parental_responsibility),
                    relation.telephone,
                    relation.address,
                )
            ] = None
        for contact in one.pupil.details.contacts:
            if not _known(contact.name, (relation.name for relation in one.relations)):
                lines[_contact(contact)] = None
    unclear = any(
        relation.lives_with is None for one in source.children for relation in one.relations
    )
    missing = [] if lines else ["the household"]
    if unclear or (lines and not any(one.relations for one in source.children)):
        missing.append("who of them lives with the child")
    return "\n".join(lines), tuple(missing)


def responsibility(source: Source) -> Filled:
    """Who has parental responsibility, and the court orders in force."""
    lines, missing = [], []
    for one in source.children:
        holders = [each.name for each in one.relations if each.parental_responsibility]
        holders += [
            each.name
            for each in one.pupil.details.contacts
            if each.parental_responsibility and not _known(each.name, holders)
        ]
        words = "; ".join(part for part in (", ".join(holders), _box(one, _RESPONSIBLE)) if part)
        name = one.pupil.display_name
        if words:
            lines.append(f"{name}: {words}" if len(source.children) > 1 else words)
        else:
            missing.append(_of(source, "Parental responsibility", name))
        kinds = vocabularies.load("pupil_statuses")
        for status in one.statuses:
            item = kinds.item(status.kind)
            if item is not None and item.extra.get("group") == "court":
                lines.append(_line(f"{item.label}, since {status.since.for_people()}", status.text))
    return "\n".join(lines), tuple(missing)


def withheld(source: Source) -> Filled:
    """What must not be told to whom, and the orders in force."""
    return "\n".join(source.warnings), ()


def needs(source: Source) -> Filled:
    """Needs, language, interpreter, how the child tells."""
    lines, missing = [], []
    for one in source.children:
        details = one.pupil.details
        facts = (
            ("Special educational needs", details.sen),
            ("Needs", _box(one, "needs")),
            ("Medical", _box(one, "medical")),
            ("How the child tells", _box(one, "communication")),
            ("Language", _box(one, "language") or _language(details.language)),
            ("Interpreter", _box(one, "interpreter")),
        )
        said = [f"{label}: {value}" for label, value in facts if value]
        if len(source.children) > 1 and said:
            said.insert(0, one.pupil.display_name)
        lines += said
        if not said:
            missing.append(_of(source, "Needs", one.pupil.display_name))
    return "\n".join(lines), tuple(missing)


def agencies(source: Source) -> Filled:
    """Who works with the children, and the GP."""
    lines: dict[str, None] = {}
    missing = []
    for one in source.children:
        for each in one.professionals:
            lines[_line(each.name, each.role, each.organisation, each.telephone, each.email)] = None
        if _box(one, "gp"):
            lines[f"GP: {_box(one, 'gp')}"] = None
        elif not any("gp" in each.kind for each in one.professionals):
            missing.append(_of(source, "GP", one.pupil.display_name))
        if _box(one, "social_worker"):
            lines[f"Social worker: {_box(one, 'social_worker')}"] = None
    return "\n".join(lines), tuple(missing)


def referrer(source: Source) -> Filled:
    """Who refers, in which post, from which school."""
    role = source.person.job_title or vocabularies.load("person_roles").label(source.person.role)
    lines = (
        source.person.name,
        role,
        f"{source.school} (URN {source.urn})",
        f"Date: {long_date(date.fromisoformat(source.today))}",
    )
    return "\n".join(line for line in lines if line), ("your telephone and email",)


_RESPONSIBLE = "parental_responsibility"


def _child_facts(one: Child, source: Source) -> tuple[tuple[str, str], ...]:
    details = one.pupil.details
    legal = " ".join(
        part
        for part in (details.legal_forename, details.middle_names, details.legal_surname)
        if part
    )
    shown = one.pupil.display_name
    return (
        ("Name", legal or shown),
        ("Known as", shown if legal and shown != legal else ""),
        ("Other names", _box(one, "other_names")),
        ("Date of birth", _day(one.pupil)),
        ("Sex", {"M": "male", "F": "female"}.get(details.sex, details.sex)),
        ("Gender", _box(one, "gender")),
        ("Ethnicity", _box(one, "ethnicity")),
        ("Religion", _box(one, "religion")),
        ("Language", _box(one, "language") or _language(details.language)),
        ("Address", _box(one, "current_address") or details.address),
        ("Telephone", _box(one, "telephone")),
        ("School", ", ".join(part for part in (source.school, year_and_class(one.pupil)) if part)),
        ("UPN", details.upn),
    )


def _box(one: Child, code: str) -> str:
    return one.boxes.get(code, "").strip()


def _day(pupil: Pupil) -> str:
    return _iso(pupil.details.date_of_birth)


def _iso(text: str) -> str:
    try:
        return long_date(date.fromisoformat(text))
    except ValueError:
        return text


def _relationship(code: str) -> str:
    known = vocabularies.load("relatives").item(code)
    return known.label if known else vocabularies.load("relationships").label(code)


def _responsible(known: bool | None) -> str:
    said = _YES_NO[known]
    return f"parental responsibility: {said}" if said else ""


def _contact(contact: Contact) -> str:
    return _line(
        contact.name,
        _relationship(contact.relationship),
        _responsible(contact.parental_responsibility),
        *contact.phones,
        contact.address,
    )


def _language(code: str) -> str:
    """The name of a language; words that are no code stay as they are."""
    return vocabularies.load("languages").label(code.strip())


def _known(name: str, others: Iterable[str]) -> bool:
    wanted = " ".join(name.split()).casefold()
    return any(" ".join(other.split()).casefold() == wanted for other in others)


def _line(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())


def _of(source: Source, label: str, name: str) -> str:
    """What is missing, with the child's name where there are several."""
    return f"{label} of {name}" if len(source.children) > 1 else label
