"""Random files, random copies of them with names and texts left out, and the search for leaks.

Every copy is made as it leaves, and searched in its bytes, streams, objects, attachments and as
PDFium reads its pages. A sample is signed or locked and searched as it was sent, read by two more
readers, compared with its review list, or searched in its unredacted master as well (``Samples``).
Several copies are made of one file, each of another kind, with other texts withheld.
"""

import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.kinds import builder_of, kind_of, kinds
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.prepared import PreparedDocument
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.documents.review import review_places
from storage.database.repositories import people
from storage.records.events import Event
from storage.records.identifiers import new_id
from tests.fakes.secret_files import SecretFile, SecretWriter
from tests.fakes.small_school import SmallSchool
from tests.support import leak_search
from tests.support.leak_search import Haystack

# A transfer pack is a file of another format.
OF_A_CHILD = tuple(
    kind.code for kind in kinds() if kind.needs_pupil and kind.code != "transfer_pack"
)
OF_THE_REGISTER = ("disclosure_register", "s9_certificate", "exhibit_cover", "statement_shell")
KINDS = (*OF_A_CHILD, *OF_THE_REGISTER)
# These are chosen, or are numbers and days; all others are words of the lead.
_CHOSEN = {"version", "return_by", "files", "how_kept", "number", "exhibits", "label"}
_COPIES_OF_A_FILE = 5
_REPORTER = "Megan Price"


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """One copy in so many, from a place drawn for each call: ``sealed`` as signed and as many as
    locked copies, ``readers`` read by all of leak_search.READERS and not by PDFium alone,
    ``reviews`` compared with their review lists, ``controls`` with the master searched as well, by
    all readers.
    """

    sealed: int = 20
    readers: int = 10
    reviews: int = 10
    controls: int = 20


@dataclass
class Trials:
    """What was tried, ``leaks`` in words, and positive controls that found nothing. ``read`` counts
    the files that each reader has read.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    hidden: int = 0
    leaks: list[str] = field(default_factory=list)
    controls: int = 0
    blind: list[str] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """How many copies were searched."""
        return sum(self.kinds.values())


def try_copies(
    school: SmallSchool,
    casebook: OpenCasebook,
    *,
    seed: str,
    count: int,
    samples: Samples | None = None,
) -> Trials:
    """Make ``count`` copies of new children's files, and search them."""
    chance = random.Random(seed)
    first = chance.randrange(1000)  # else the same kinds would be sampled in every call
    writer = SecretWriter(school, casebook, chance)
    trials = Trials()
    file = writer.write()
    for number in range(count):
        if number and number % _COPIES_OF_A_FILE == 0:
            file = writer.write()
        elif number:
            writer.withhold_others(file)
        trial = _Trial(school.root, casebook, file, chance, trials)
        trial.run(KINDS[number % len(KINDS)], first + number, samples or Samples())
    return trials


class _Trial:
    def __init__(
        self,
        folder: Path,
        casebook: OpenCasebook,
        file: SecretFile,
        chance: random.Random,
        trials: Trials,
    ) -> None:
        self._folder = folder
        self._casebook = casebook
        self._file = file
        self._chance = chance
        self._trials = trials
        self._prepared: PreparedDocument
        self._hidden: list[str]
        self._readers = leak_search.READERS

    def run(self, kind: str, number: int, samples: Samples) -> None:
        """Make one copy and note what should not be in it."""
        if number % samples.readers:
            self._readers = ("pdfium",)
        reporters = self._chance.random() < 0.3
        request = self._file.request(kind, self._chance)
        request = replace(
            request,
            withhold=replace(request.withhold, reporters=reporters),
            answers={
                name: f"About {self._chance.choice(self._file.hidden)}"
                for name in kind_of(kind).answers
                if name not in _CHOSEN
            },
        )
        if kind in OF_THE_REGISTER:
            request = self._about_the_register(request)
        sealed = {0: "signed", samples.sealed // 2: "locked"}
        form = sealed.get(number % samples.sealed, "plain")
        if kind == "chronology" and self._chance.random() < 0.4:
            form = self._chance.choice(("docx", "csv"))
            request = replace(request, product="working")
        self._hidden = [*self._file.hidden, *(one for v in self._file.words.values() for one in v)]
        self._hidden += _of_reporter(self._casebook) if reporters else ()
        self._prepared = prepare_document(self._casebook, request=request)
        hay = self._searched(form)
        name = f"{self._trials.documents}: {kind}, {form}"
        self._trials.kinds[kind] += 1
        self._trials.forms[form] += 1
        self._see(name, hay)
        self._trials.hidden += len(self._hidden)
        for secret, places in leak_search.places_of(hay, self._hidden).items():
            self._trials.leaks.append(f"{name}: {secret!a} in {sorted(places)[:12]}")
        for initials in self._file.initials:
            for place in sorted(leak_search.stands_alone(hay, initials))[:3]:
                self._trials.leaks.append(f"{name}: the initials {initials} in {place}")
        if self._prepared.laid_out is not None:
            self._trials.leaks += (f"{name}: {what}" for what in self._left_over(request, hay))
            if number % samples.reviews == 0:
                self._trials.leaks += (f"{name}: {what}" for what in self._listed(request, hay))
        if number % samples.controls == 0:
            self._control()

    def _about_the_register(self, request: DocumentRequest) -> DocumentRequest:
        """Such papers are about documents that left before, for reasons in words of the lead."""
        hidden, made = self._file.hidden[0], new_id("export", self._casebook.random_bytes)
        self._casebook.append(
            Event(
                type="disclosure.made",
                fields={
                    "id": made, "document": "file_index", "pupils": [self._file.pupil],
                    "purpose": f"About {hidden}", "recipient": f"The solicitor of {hidden}",
                    "sha256": "ab" * 32, "pages": 1, "page_codes": ["K7F2-0001"],
                    "shown": 1, "total": 1, "selection": "Every record", "product": "signed",
                    "file_name": f"{hidden}.pdf", "redactions": [],
                },
            )
        )  # fmt: skip
        return replace(request, records=(made,), requested_by="court")

    def _control(self) -> None:
        """The unredacted master of the same copy must be found to hold names: else the search is
        blind.
        """
        self._trials.controls += 1
        if self._prepared.master is None:
            return
        hay = leak_search.in_pdf(self._prepared.master.pdf(), folder=self._folder)
        if not leak_search.places_of(hay, self._file.hidden):
            self._trials.blind.append(f"{self._prepared.kind}: nothing found in the master")

    def _see(self, name: str, hay: Haystack) -> None:
        """The child's own name stays: every reader must have found it in this very copy."""
        if self._prepared.kind in OF_THE_REGISTER[1:]:
            return  # papers about documents name no child
        places = hay.find(self._file.child.surname)
        missing = set(self._readers) - places
        if self._prepared.laid_out is None:
            missing = set() if places else {"text"}
        if missing:
            self._trials.blind.append(f"{name}: the child's own name, by {sorted(missing)}")

    def _searched(self, form: str) -> Haystack:
        prepared = self._prepared
        if form == "plain":
            return self._in_pdf(prepared.finish())
        suffix = {"docx": ".docx", "csv": ".csv"}.get(form, ".pdf")
        path = self._folder / prepared.suggested_name(suffix)
        product = {"signed": "signed", "locked": "locked"}.get(form, "working")
        made = publish(self._casebook, prepared=prepared, path=path, product=product)
        data = path.read_bytes()
        path.unlink()
        if form == "docx":
            hay = leak_search.in_packed_xml(data)
        elif form == "csv":
            hay = leak_search.in_text(data)
        else:
            hay = self._in_pdf(data, password=made.password)
        hay.texts.append(("file name", path.name))
        return hay.ready()

    def _in_pdf(self, data: bytes, *, password: str = "") -> Haystack:
        self._trials.read.update(self._readers)
        return leak_search.in_pdf(
            data, folder=self._folder, password=password, readers=self._readers
        )

    def _left_over(self, request: DocumentRequest, hay: Haystack) -> Iterator[str]:
        """What is no name and still tells something."""
        printed = _letters("\n".join({text for _, text in hay.texts}))
        if more := hay.letters - printed:
            yield f"the fonts hold {''.join(sorted(more))!a}, printed nowhere"
        if request.subject_access and self._prepared.document.total is not None:
            yield "a copy for a subject access request says how many there are"

    def _listed(self, request: DocumentRequest, hay: Haystack) -> Iterator[str]:
        """The review list must speak of this very document: of its pages, or of what is attached
        to it (a paper without an evidence statement has its purpose only there).
        """
        review = review_places(self._casebook, request=request, builder=builder_of(request.kind))
        shown = "".join(
            text for place, text in hay.texts if place in ("pdfium", "attachment document.json")
        )
        for person in review.people:
            label = "".join(person.label.split())
            if person.places and label not in "".join(shown.split()):
                yield f"{person.label} is on the review list and not in the document"


def _letters(text: str) -> set[str]:
    return {one for way in ("NFC", "NFKC", "NFKD") for one in unicodedata.normalize(way, text)} | (
        set(text)
    )


def _of_reporter(casebook: OpenCasebook) -> list[str]:
    """Everything that would say who reported: name, id, keys."""
    person = next(one for one in people.people(casebook.connection) if one.name == _REPORTER)
    keys = [key for key in people.keys(casebook.connection, active_only=False)
            if key.owner == person.id]  # fmt: skip
    return [
        _REPORTER, "Megan", person.id,
        *(value for key in keys for value in (key.key_id, key.sign.hex(), key.seal.hex())),
    ]  # fmt: skip
