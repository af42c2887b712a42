"""The blocks of a referral that say what happened: the worry, the history, what was said by whom,
what was tried, what is asked for.
"""

from datetime import date

from desktop.usecases.lead.referral_source import Source
from storage.database.repositories import limits
from storage.intake import vocabularies
from storage.records.chronology import ChronologyEntry
from storage.records.times import long_date

Filled = tuple[str, tuple[str, ...]]
# So many rows go into a portal's box; all of them into the chronology that goes with the referral.
_NEWEST = 12
_FEW = 4


def parents(source: Source) -> Filled:
    """Whether the parents know and agree, or why not; never blank."""
    told, consent = source.referral.parents, source.referral.consent
    lines = [
        f"Parents told: {vocabularies.load('parents_informed').label(told.get('told', ''))}",
        _labelled("When", told.get("when", "")),
        _labelled("By", told.get("by", "")),
        _labelled("Why not", told.get("why_not", "")),
        f"Agreement: {vocabularies.load('referral_consent').label(consent.get('given', ''))}",
        _labelled("Who, when", _joined(consent.get("by", ""), consent.get("when", ""))),
        _labelled("Why it is sent without", consent.get("why_not", "")),
    ]
    missing = () if told.get("told") and consent.get("given") else ("parents told, agreement",)
    return "\n".join(line for line in lines if line), missing


def parents_view(source: Source) -> Filled:
    """What the parents say, from the referral and the newest meetings and contacts."""
    lines = [source.referral.parents.get("account", "").strip()]
    lines += [
        _dated(row, row.text)
        for row in _rows(source)
        if row.kind == "entry" and row.source == "parent"
    ][-_FEW:]
    found = [line for line in lines if line]
    return "\n".join(found), () if found else ("the parents’ view",)


def worries(source: Source) -> Filled:
    """What the referral says it is about."""
    text = source.referral.text
    before = f"To {limits.service(source.referral.to).label}: "
    return text.removeprefix(before), ()


def events(source: Source) -> Filled:
    """The newest significant rows of the files, the oldest first."""
    rows = [row for row in _rows(source) if row.significant][-_NEWEST:]
    lines = [_dated(row, row.summary or row.text) for row in rows]
    return "\n".join(lines), () if lines else ("rows of the file that are marked significant",)


def strengths(source: Source) -> Filled:
    """Positive events: the newest ones."""
    rows = [row for row in _rows(source) if "positive" in (row.context, row.category, row.level)]
    lines = [_dated(row, row.summary or row.text) for row in rows][-_FEW:]
    return "\n".join(lines), () if lines else ("what is working well",)


def child_view(source: Source) -> Filled:
    """The child's own words: of the referral, and the newest of the record."""
    said = source.referral.child_words.strip()
    lines = [said] if said else []
    rows = [row for row in _rows(source) if row.child_words.strip() and row.child_words != said]
    lines += [_dated(row, f"“{row.child_words.strip(' “”')}”") for row in rows[-_FEW:]]
    return "\n".join(lines), () if lines else ("the child’s own words",)


def support(source: Source) -> Filled:
    """Statuses in force, plans, and the decisions already taken."""
    kinds = vocabularies.load("pupil_statuses")
    lines = [
        f"{kinds.label(status.kind)}, since {status.since.for_people()}"
        for one in source.children
        for status in one.statuses
        if (item := kinds.item(status.kind)) is None or item.extra.get("group") != "court"
    ]
    for plan in source.plans:
        until = f" to {_day(plan.ended)}" if plan.ended else ""
        lead = f", lead worker {plan.lead_worker}" if plan.lead_worker else ""
        lines.append(f"{plan.title}, from {_day(plan.started)}{until}{lead}")
    lines += [_dated(row, row.decision) for row in _rows(source) if row.decision.strip()][-_FEW:]
    found = list(dict.fromkeys(lines))
    return "\n".join(found), () if found else ("what was tried so far",)


def sought(source: Source) -> Filled:
    """What the school asks for."""
    text = source.referral.reason.strip()
    return text, () if text else ("what you ask for",)


def urgency(source: Source) -> Filled:
    """How urgent it is."""
    item = vocabularies.load("referral_urgency").item(source.referral.urgency)
    if item is None:
        return "", ("how urgent it is",)
    return f"{item.label}. {item.definition}", ()


def advice(source: Source) -> Filled:
    """Whose advice was sought, and what they said."""
    lines = [
        _joined(_joined(_joined(one.who, one.role), one.when), one.what, by=": ")
        for one in source.referral.advice
    ]
    return "\n".join(lines), ()


def _rows(source: Source) -> list[ChronologyEntry]:
    """The rows of all the children's files, each once, in order; not the news of this referral."""
    rows: dict[str, ChronologyEntry] = {}
    for one in source.children:
        rows.update({row.id: row for row in one.entries})
    own = source.referral.id
    found = (row for row in rows.values() if row.id.partition(".")[0] != own)
    return sorted(found, key=lambda row: row.happened.sort_key)


def _dated(row: ChronologyEntry, text: str) -> str:
    return f"{row.happened.for_people()}: {' '.join(text.split())}"


def _labelled(label: str, value: str) -> str:
    return f"{label}: {value.strip()}" if value.strip() else ""


def _joined(first: str, second: str, *, by: str = ", ") -> str:
    return by.join(part.strip() for part in (first, second) if part.strip())


def _day(iso: str) -> str:
    return long_date(date.fromisoformat(iso)) if iso else ""
