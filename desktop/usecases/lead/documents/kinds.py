"""The kinds of document there are, and which module builds each."""

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from desktop.usecases.lead.documents.request import Builder, Product
from storage.intake import vocabularies
from storage.intake.vocabularies import Item
from storage.records.errors import UserFacingError

# Late binding: a module is loaded when its kind is asked for, so that the first page of a
# chronology does not wait for the code of all others.
BUILDERS: dict[str, str] = {
    "chronology": "chronology:build",
    "concern_record": "concern_record:build",
    "body_map": "body_map:build",
    "risk_assessment": "risk_assessment:build",
    "risk_staff_extract": "risk_assessment:build_extract",
    "child_protection_file": "child_protection_file:build",
    "file_index": "file_index:build",
    "referral_pack": "referral_pack:build",
    "disclosure_register": "disclosure_register:build",
    "disposal_certificate": "disposal_certificate:build",
    "s9_certificate": "s9_certificate:build",
    "exhibit_cover": "exhibit_cover:build",
    "statement_shell": "statement_shell:build",
}

_PLACE = "desktop.usecases.lead.documents."


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """One kind, as resources/vocabularies/documents.toml describes it.

    ``group`` is "referral", "court", "next" or "inside"; ``chooses`` names the records that are
    picked for it ("" for none), at least and at most so many of them (``most`` 0: any number). The
    first of ``products`` is the usual one. Where ``asked_by`` is not empty, the kind is made only
    when one of these asked for it. ``answers`` are the names of all that it can be told.
    """

    code: str
    label: str
    help: str
    group: str
    needs_pupil: bool
    chooses: str
    least: int
    most: int
    products: tuple[Product, ...]
    asked_by: tuple[str, ...]
    answers: tuple[str, ...]


def kinds() -> tuple[DocumentKind, ...]:
    """Return every kind that can be made, in the order in which they are offered."""
    items = vocabularies.load("documents").items
    return tuple(_kind(item) for item in items if item.code in BUILDERS)


def kind_of(code: str) -> DocumentKind:
    """Return one kind; raises documents.unknown_kind."""
    for kind in kinds():
        if kind.code == code:
            return kind
    raise UserFacingError("documents.unknown_kind", known=", ".join(sorted(BUILDERS)))


def builder_of(code: str) -> Builder:
    """Load what builds a kind; raises documents.unknown_kind."""
    module, _, name = BUILDERS[kind_of(code).code].partition(":")
    return cast(Builder, getattr(importlib.import_module(_PLACE + module), name))


def _kind(item: Item) -> DocumentKind:
    extra = item.extra
    products = cast(Sequence[Product], extra["products"])
    return DocumentKind(
        code=item.code,
        label=item.label,
        help=item.definition,
        group=extra["group"],
        needs_pupil=extra["pupil"],
        chooses=extra.get("chooses", ""),
        least=extra.get("least", 0),
        most=extra.get("most", 0),
        products=tuple(products),
        asked_by=tuple(extra.get("asked_by", ())),
        answers=(*_questions(item.code), *extra.get("answers", ())),
    )


def _questions(code: str) -> Iterator[str]:
    for item in vocabularies.load("document_questions").items:
        kind, _, name = item.code.partition(".")
        if kind == code:
            yield name
