"""The rules of the writing coach as data: read from tables, checked, and made ready to be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.records.writing_coach_phrases import Phrases, WordList, word_list

REPORTED = ("always", "not_child", "never")
KINDS = ("phrases", "missing", "initials", "short_forms", "speech", "quoted_speech", "who_said")
# What of the form a rule may ask for; "source:" goes with one of the codes of the source.
STATES = ("child_words", "body_map", "place", "who_else", "told_by", "happened")
# Lists that the engine itself needs, beside those that phrases name.
NEEDED_LISTS = (
    *("men", "women", "adults", "boys", "girls", "children", "groups", "adult_groups"),
    *("titles_he", "titles_she", "titles", "not_names", "also_words", "no_full_stop"),
    *("say", "before_say", "not_speech", "joiners", "articles", "places_before"),
    *("kind_of", "known_short", "single_after", "single_before", "initials_verbs"),
)
_PHRASE_KEYS = ("find", "but", "settled_by", "settled_in_sentence")
_PLAIN_KEYS = {
    *("code", "kind", "priority", "say", "action", "quiet_when", "only_when", "not_with"),
    *("reported", "fewest_words", "most_words", *_PHRASE_KEYS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: ``say`` is its line ({found} the words it is about, {full} what they stand for).

    ``action`` is "", "body_map" or "field:<box>". ``find`` are the phrases, ``but`` what looks like
    them and is not; ``settled_by`` anywhere in the text, ``settled_in_sentence`` beside them, says
    that nothing is missing. ``reported`` says whether what somebody is said to have said is looked
    at: "always", "not_child" (only what adults said) or "never".
    """

    code: str
    kind: str
    priority: int
    say: str
    action: str
    find: Phrases
    but: Phrases
    settled_by: Phrases
    settled_in_sentence: Phrases
    quiet_when: tuple[str, ...] = ()
    only_when: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    reported: str = "always"
    fewest_words: int = 0
    most_words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachRules:
    """Everything the coach knows. ``pause_ms`` is how long nobody has typed before it speaks,
    ``most_shown`` how many lines at most, ``most_offers`` how many people for one line.

    ``short_forms`` are abbreviations and what they stand for; ``not_speech`` are phrases in which
    a verb of saying reports nothing ("said nothing").
    """

    edition: str
    pause_ms: int
    most_shown: int
    most_offers: int
    report_words: int
    rules: tuple[Rule, ...]
    lists: Mapping[str, WordList]
    words: Mapping[str, frozenset[str]]
    not_speech: Phrases
    short_forms: Mapping[str, str]


def build_rules(settings: Mapping[str, Any], files: Sequence[Mapping[str, Any]]) -> CoachRules:
    """Return the rules of ``files`` (tables with ``lists`` and ``rules``) and the settings.

    Raises ValueError or KeyError for a rule that cannot be read.
    """
    entries: dict[str, list[str]] = {}
    for file in files:
        for name, values in file.get("lists", {}).items():
            entries.setdefault(name, []).extend(values)
    missing = [name for name in NEEDED_LISTS if name not in entries]
    if missing:
        raise ValueError(f"no such lists: {missing}")
    lists = {name: word_list(_spread(values, entries)) for name, values in entries.items()}
    rules = [_rule(entry, lists) for file in files for entry in file.get("rules", ())]
    short_forms = {
        short: full for file in files for short, full in file.get("short_forms", {}).items()
    }
    return CoachRules(
        edition=settings["edition"],
        pause_ms=settings["pause_ms"],
        most_shown=settings["most_shown"],
        most_offers=settings["most_offers"],
        report_words=settings["report_words"],
        rules=tuple(sorted(rules, key=lambda rule: rule.priority)),
        lists=lists,
        words={
            name: frozenset(" ".join(e) for v in words.values() for e in v)
            for name, words in lists.items()
        },
        not_speech=Phrases(entries["not_speech"], lists),
        short_forms=short_forms,
    )


def _spread(values: Sequence[str], entries: Mapping[str, Sequence[str]]) -> list[str]:
    """An entry ``{other}`` stands for the whole of another list."""
    found: list[str] = []
    for value in values:
        if value.startswith("{") and value.endswith("}") and value.count("{") == 1:
            found += _spread(entries[value[1:-1]], entries)
        else:
            found.append(value)
    return found


def _rule(entry: Mapping[str, Any], lists: Mapping[str, WordList]) -> Rule:
    unknown = set(entry) - _PLAIN_KEYS
    if unknown or entry["kind"] not in KINDS or entry.get("reported", "always") not in REPORTED:
        raise ValueError(f"not a rule: {entry.get('code')} {sorted(unknown)}")
    for state in (*entry.get("quiet_when", ()), *entry.get("only_when", ())):
        if state not in STATES and not state.startswith("source:"):
            raise ValueError(f"not a state of the form: {state}")
    phrases = {key: Phrases(entry.get(key, ()), lists) for key in _PHRASE_KEYS}
    return Rule(
        code=entry["code"],
        kind=entry["kind"],
        priority=entry["priority"],
        say=entry["say"],
        action=entry.get("action", ""),
        quiet_when=tuple(entry.get("quiet_when", ())),
        only_when=tuple(entry.get("only_when", ())),
        not_with=tuple(entry.get("not_with", ())),
        reported=entry.get("reported", "always"),
        fewest_words=entry.get("fewest_words", 0),
        most_words=entry.get("most_words", 0),
        **phrases,
    )
