"""Commands about the index of an old paper file."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.json_boxes import read_json, text_of, wrong
from desktop.usecases.lead.paper_index import index_paper
from storage.database.repositories import paper_index
from storage.records import permissions
from storage.records.paper_index import PaperPart


def index(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``paper index FILE.json --pupil ID``"""
    del context
    path = Path(args.file)
    data = read_json(path)
    items = data.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise wrong(path, "items")
    index_id = index_paper(
        casebook,
        pupil_id=args.pupil,
        title=text_of(data, "title", path),
        original_lies=text_of(data, "original_lies", path),
        volume=text_of(data, "volume", path),
        note=text_of(data, "note", path),
        parts=[PaperPart.from_value(item) for item in items],
    )
    return Reply(value={"id": index_id}, text=f"Written down: {index_id}")


def listing(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``paper list --pupil ID``"""
    del context
    permissions.require(casebook.person.role, permissions.READ_FILES)
    found = paper_index.of_pupil(casebook.connection, args.pupil)
    lines = [
        f"{each.title} {each.volume} ({each.original_lies}): {part.section} {part.what}"
        for each in found
        for part in each.parts
    ]
    return Reply(
        value=[asdict(each) for each in found], text="\n".join(lines) or "No paper file is indexed."
    )
