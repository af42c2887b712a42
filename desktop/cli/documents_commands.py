"""Commands that make documents, and that list what left the school."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.kinds import builder_of, kinds
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.published import Published
from desktop.usecases.lead.documents.register import disclosures_of
from desktop.usecases.lead.documents.request import DocumentRequest, Product, Withholding
from desktop.usecases.lead.documents.review import Place, ShownText, review_places
from desktop.usecases.lead.documents.sheets_flow import save_sheet, sheet_kinds, sheet_of
from desktop.usecases.lead.export_chronology import ExportRequest, export_chronology
from storage.database.repositories import disclosures
from storage.records.errors import UserFacingError
from ui.messages import message_for

_MANY = 100_000


def document_kinds(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``document kinds``"""
    del context, casebook, args
    found = kinds()
    text = "\n".join(f"{kind.code:24} {kind.label}: {kind.help}" for kind in found)
    return Reply(value=[asdict(kind) for kind in found], text=text)


def document_make(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``document make``"""
    del context
    product: Product = "working" if args.working else "locked" if args.locked else "signed"
    out = Path(args.out).absolute()
    prepared = prepare_document(casebook, request=_request(args, product=product, path=out))
    if out.is_dir():
        out /= prepared.suggested_name(".docx" if args.working else ".pdf")
    made = publish(casebook, prepared=prepared, path=out)
    value = {
        "kind": args.kind,
        "title": prepared.title,
        "path": made.path,
        "product": made.product,
        "pages": made.pages,
        "shown": made.shown,
        "total": made.total,
        "export_id": made.export_id,
        "page_codes": list(prepared.page_codes),
        "check_code": made.check_code,
        "sha256": made.sha256,
        "kept_sha256": made.kept_sha256,
        "password": made.password or None,
        "warnings": [message_for(warning).message for warning in made.warnings],
    }
    return Reply(value=value, text="\n".join(_said(made)))


def _said(made: Published) -> list[str]:
    pages = f"{made.pages} pages" if made.pages != 1 else "1 page"
    lines = [f"{made.path}: {pages}, {made.product}.", f"Check code: {made.check_code}"]
    if made.password:
        lines.append(f"Password, to be told by telephone and kept nowhere: {made.password}")
    return [*lines, *(f"  {message_for(warning).text}" for warning in made.warnings)]


def document_review(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``document review``"""
    del context
    request = _request(args, product="signed", path=None)
    found = review_places(casebook, request=request, builder=builder_of(args.kind))
    lines = [f"{one.label}: {_place(one)}" for one in found.places]
    lines += [f"Perhaps ({one.why_words}): {_place(one)}" for one in found.possible]
    lines += [f"{_whole(one)} {one.record}, {one.field_words}" for one in found.texts]
    value = {
        "places": [asdict(one) for one in found.places],
        "possible": [asdict(one) for one in found.possible],
        "texts": [asdict(one) for one in found.texts],
        "people": [asdict(one) for one in found.people],
        "writers": found.writers,
    }
    return Reply(value=value, text="\n".join(lines))


def _whole(one: ShownText) -> str:
    """What names a text to ``--withhold-field``, and whether it is left out."""
    return f"{one.entry}:{one.field}" + (" (left out whole)" if one.reason else "")


def _place(one: Place) -> str:
    return f"{one.record}, {one.field_words}: …{one.before}[{one.found}]{one.after}…"


def sheet_kinds_list(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``sheet kinds``"""
    del context, casebook, args
    found = sheet_kinds()
    text = "\n".join(f"{item.code:24} {item.label}: {item.definition}" for item in found)
    value = [{"code": item.code, "label": item.label, "help": item.definition} for item in found]
    return Reply(value=value, text=text)


def sheet_make(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``sheet make``"""
    del context
    path = Path(args.out).absolute()
    sheet = sheet_of(casebook, kind=args.kind, answers=answers_of(args.answer))
    pages = save_sheet(sheet, path=path)
    value = {"kind": args.kind, "title": sheet.title, "path": str(path), "pages": pages}
    return Reply(value=value, text=f"{path}: {sheet.title}, {pages} pages to print.")


def chronology_export(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``chronology export``"""
    del context
    made = export_chronology(
        casebook,
        request=ExportRequest(
            pupil_id=args.pupil,
            profile=args.profile,
            purpose=args.purpose,
            recipient=args.recipient,
            path=Path(args.out).absolute(),
            significant_only=args.significant_only,
            length=args.length,
            family=args.family,
            locked=args.locked,
            analysis=args.analysis,
            redact=tuple(args.redact),
        ),
    )
    value: dict[str, Any] = {
        "path": made.path,
        "pages": made.pages,
        "entries_shown": made.entries_shown,
        "entries_total": made.entries_total,
        "export_id": made.export_id,
        "fingerprint": made.fingerprint,
        "sha256": made.sha256,
        "warnings": [message_for(warning).message for warning in made.warnings],
    }
    lines = [
        f"{made.path}: {made.pages} pages, {made.entries_shown} of {made.entries_total} entries.",
        f"Check code: {made.fingerprint}",
    ]
    if made.password:
        value["password"] = made.password
        lines.append(f"Password, to be told by telephone and kept nowhere: {made.password}")
    lines += [f"  {message_for(warning).text}" for warning in made.warnings]
    return Reply(value=value, text="\n".join(lines))


def disclosures_list(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``disclosures list``"""
    del context
    found = disclosures_of(casebook, pupil_id=args.pupil, limit=_MANY)
    rows = disclosures.register(casebook.connection, pupil=args.pupil, limit=_MANY)
    text = "\n".join(
        f"{one.id}  {one.label}, {one.product}, {one.how}  {one.recipient}  {one.purpose}"
        f"  {one.sha256}"
        for one in found
    )
    return Reply(value=[asdict(row) for row in rows], text=text or "Nothing has left the school.")


def _request(args: Namespace, *, product: Product, path: Path | None) -> DocumentRequest:
    return DocumentRequest(
        kind=args.kind,
        pupil_id=args.pupil,
        purpose=args.purpose,
        recipient=args.recipient,
        product=product,
        path=path,
        records=tuple(args.record),
        look=args.look,
        length=args.length,
        family=args.family,
        subject_access=args.subject_access,
        requested_by=args.requested_by,
        withhold=Withholding(
            names=tuple(args.withhold),
            fields=tuple(_field(text) for text in args.withhold_field),
            reporters=args.withhold_reporters,
            reason=args.withhold_reason,
        ),
        answers=answers_of(args.answer),
    )


def _field(text: str) -> tuple[int, str, str]:
    position, _, rest = text.partition(":")
    name, _, reason = rest.partition(":")
    if not (position.isascii() and position.isdigit() and name and reason):
        raise UserFacingError("cli.usage", problem="--withhold-field wants SEQ:FIELD:REASON")
    return int(position), name, reason


def answers_of(words: list[str]) -> dict[str, str]:
    """Read ``NAME=VALUE`` words; raises cli.usage."""
    pairs = [word.partition("=") for word in words]
    if not all(name and equals for name, equals, _ in pairs):
        raise UserFacingError("cli.usage", problem="--answer wants NAME=VALUE")
    return {name: value for name, _, value in pairs}
