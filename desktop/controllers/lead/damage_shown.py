"""Turns what a look or a rescue found into the words of the screens and of the printed list."""

from PySide6.QtCore import QCoreApplication

from desktop.usecases.lead.rescue_casebook import BackupComparison, Damage, Rescued
from storage.database.rescue import LostEntry
from storage.intake import vocabularies
from storage.records.times import for_people
from ui.care_material import DamageSeen, RescueSeen
from ui.lead_words import counted
from ui.messages import message_for


def _words(text: str) -> str:
    return QCoreApplication.translate("damage_shown", text)


def damage_shown(damage: Damage, comparison: BackupComparison | None) -> DamageSeen:
    """What is damaged, and which way is recommended: a rescue, unless nothing is left to rescue."""
    found = damage.found
    readable = found.entries - found.entries_lost
    if found.entries_lost:
        sentence = _words("{good} of {all} entries can be read.").format(
            good=f"{readable:,}", all=f"{found.entries:,}"
        )
    else:
        sentence = _words("All {all} entries can be read.").format(all=f"{found.entries:,}")
    best = "rescue"
    if comparison is not None and comparison.newer_in_casebook == 0 and not readable:
        best = "restore"
    return DamageSeen(
        sentence=sentence,
        parts=tuple(message_for(part).message for part in damage.sentences),
        fills=_fills(comparison),
        backup=for_people(comparison.made_at) if comparison else "",
        behind=_behind(comparison) if comparison else "",
        best=best,
    )


def _fills(comparison: BackupComparison | None) -> str:
    if comparison is None:
        return _words("No backup was found: what cannot be read here will be missing.")
    if not comparison.missing:
        return _words("Nothing of the record will be missing.")
    if comparison.fills >= comparison.missing:
        return _words("A backup has everything that cannot be read here.")
    return _words("A backup has {fills} of the {missing} entries that cannot be read here.").format(
        fills=f"{comparison.fills:,}", missing=f"{comparison.missing:,}"
    )


def _behind(comparison: BackupComparison) -> str:
    if not comparison.newer_in_casebook:
        return _words("Nothing that can still be read is newer than this backup.")
    return counted(
        comparison.newer_in_casebook,
        _words("1 readable entry that was written since would not be in it."),
        _words("{n} readable entries that were written since would not be in it."),
    )


def rescue_shown(rescued: Rescued) -> RescueSeen:
    """What came back, as the result page shows it."""
    lost = len(rescued.lost)
    came = rescued.entries - lost
    sentence = (
        _words("{came} of {all} entries came back.").format(
            came=f"{came:,}", all=f"{rescued.entries:,}"
        )
        if lost
        else _words("Everything came back: all {all} entries.").format(all=f"{rescued.entries:,}")
    )
    facts = [
        (_words("Read from the damaged casebook"), f"{rescued.from_file:,}"),
        *(
            (_words("From the backup of {when}").format(when=for_people(at)), f"{count:,}")
            for at, count in rescued.from_backups.items()
        ),
        (_words("Entries missing"), f"{lost:,}"),
    ]
    if rescued.files_lost:
        facts.append((_words("Attached files missing"), f"{len(rescued.files_lost):,}"))
    if rescued.settings_incomplete:
        facts.append((_words("Settings"), _words("See whether the shared computers still work.")))
    return RescueSeen(
        whole=not (lost or rescued.files_lost),
        sentence=sentence,
        facts=tuple(facts),
        lost=tuple((str(entry.seq), lost_words(entry)) for entry in rescued.lost),
        kept_file=str(rescued.kept_as),
    )


def lost_words(entry: LostEntry) -> str:
    """What is known of an entry that could not be read; never what it said."""
    kinds = vocabularies.load("ledger_types")
    kind = kinds.label(entry.type) if entry.type else _words("an entry of unknown kind")
    before = for_people(entry.before_at) if entry.before_at else ""
    after = for_people(entry.after_at) if entry.after_at else ""
    if before and after:
        when = _words("written between {before} and {after}").format(before=before, after=after)
    elif before:
        when = _words("written after {before}").format(before=before)
    else:
        when = _words("written before {after}").format(after=after) if after else ""
    words = ", ".join(part for part in (kind, when) if part)
    return words[:1].upper() + words[1:]


def rescue_lines(rescued: Rescued) -> list[str]:
    """The list to be printed and kept with the file."""
    seen = rescue_shown(rescued)
    lines = [_words("Holdfast: what came back from a damaged casebook"), "", seen.sentence, ""]
    lines += [f"{label}: {value}" for label, value in seen.facts]
    if seen.lost:
        lines += ["", _words("Missing entries:")]
        lines += [f"{number}  {known}" for number, known in seen.lost]
    code = _words("Check code of the new casebook: {code}").format(code=rescued.check_code)
    kept = _words("The damaged casebook was kept: {path}").format(path=seen.kept_file)
    return [*lines, "", code, kept]
