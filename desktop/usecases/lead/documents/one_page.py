"""Tries by the layout itself whether a choice of entries stands on one page."""

from collections.abc import Callable, Sequence

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.first_page import first_page_facts
from desktop.usecases.lead.documents.request import Contents, DocumentRequest
from exports.document import Document, Provenance
from exports.document_rendering import lay_out_document
from exports.model import CheckCode, StatementParagraph
from storage.database.repositories import settings
from storage.records.chronology import ChronologyEntry
from storage.records.times import to_text

# Codes stand in the margins and in the statement, which do not count: any of the right length do.
_CODE = "0000-0000"


class OnePage:
    """Lays a document out as it would be printed, but for its evidence statement."""

    def __init__(
        self,
        casebook: OpenCasebook,
        *,
        request: DocumentRequest,
        make: Callable[[Sequence[ChronologyEntry], str], Contents],
    ) -> None:
        self._casebook = casebook
        self._request = request
        self._make = make

    def holds(self, entries: Sequence[ChronologyEntry], rule: str) -> bool:
        """Whether these entries, chosen by this rule, stand on one page with all that is above
        them.
        """
        return self._pages(self._make(entries, rule)) == 1

    @classmethod
    def counted(
        cls, casebook: OpenCasebook, *, request: DocumentRequest, contents: Contents
    ) -> int:
        """Return how many pages the contents fill, without the evidence statement."""
        return cls(casebook, request=request, make=lambda *_: contents)._pages(contents)

    def _pages(self, contents: Contents) -> int:
        laid_out = lay_out_document(self._document(contents), page_code=lambda _: _CODE)
        return laid_out.body_pages

    def _document(self, contents: Contents) -> Document:
        school = settings.school(self._casebook.connection)
        person = self._casebook.person
        at = to_text(self._casebook.clock())
        provenance = Provenance(
            export_id="x-000000000000",
            school_name=school.name,
            school_urn=school.urn,
            compiled_by=person.name,
            compiled_role=person.job_title or "Designated safeguarding lead",
            compiled_at=at,
            purpose=self._request.purpose.strip(),
            recipient=self._request.recipient.strip(),
            check_code=CheckCode(code="", size=0, at=at),
            checkpoint_note="",
            certificate_fingerprint="",
            key_id="",
            verification_result="",
            statement=(StatementParagraph(heading="", text=""),),
        )
        return Document(
            kind=self._request.kind,
            title=contents.title,
            subtitle=contents.subtitle,
            reference=contents.reference,
            facts=first_page_facts(
                contents, provenance, subject_access=self._request.subject_access
            ),
            parts=contents.parts,
            look=contents.look,
            contents=contents.contents,
            shown=contents.shown,
            total=None if self._request.subject_access else contents.total,
            selection=contents.selection,
            provenance=provenance,
        )
