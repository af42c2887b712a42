"""Small sentences that several of the lead's screens share: counts, days, cut-off first words."""

from datetime import date

from PySide6.QtCore import QLocale

from storage.records.times import short_date

SHORT = 96


def counted(number: int, one: str, many: str) -> str:
    """Return ``one`` for 1, else ``many`` with ``{n}`` filled in (thousands with a comma)."""
    return one if number == 1 else many.format(n=f"{number:,}")


def day_for_people(iso: str) -> str:
    """Return an ISO day as people read it: ``24 Nov 2026``; empty stays empty, other text stays as
    it is."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return short_date(day)


def language_name(code: str) -> str:
    """Return the name of a language by its ISO 639 code (``GUJ``: Gujarati); what is no such code
    stays as it is."""
    language = QLocale.codeToLanguage(code.strip().lower())
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return code
    return QLocale.languageToString(language)


def first_words(text: str, *, limit: int = SHORT) -> str:
    """Return the beginning of a text in one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[:limit].rsplit(" ", 1)[0] if " " in line[:limit] else line[:limit]
    return f"{cut}…"
