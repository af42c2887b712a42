"""The facts of a referral in blocks, in the order of the council's own form, filled from the
record: to be copied into its portal block by block, with what is missing said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.usecases.lead import referral_people, referral_words
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.referral_forms import ReferralForm, form
from desktop.usecases.lead.referral_source import Source, source_of
from storage.records import permissions
from storage.records.referrals import ToldFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBlock:
    """A block to copy: ``text`` as it goes into the portal, empty where the record says nothing;
    ``missing`` names what the record lacks.
    """

    code: str
    label: str
    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts:
    """The blocks of one referral in the order of a form. ``warnings`` is what must be known before
    anybody is told anything of these children.
    """

    form: ReferralForm
    blocks: tuple[FactBlock, ...]
    warnings: tuple[str, ...] = ()

    def told(self, codes: tuple[str, ...], *, to: str) -> ToldFacts:
        """Return what was copied, in the order of the form, as an entry keeps it."""
        return ToldFacts(
            form=self.form.title,
            to=to,
            blocks=tuple(
                (block.code, block.label, block.text)
                for block in self.blocks
                if block.code in codes and block.text
            ),
        )


_Fill = Callable[[Source], tuple[str, tuple[str, ...]]]
_BLOCKS: Mapping[str, _Fill] = {
    "child": referral_people.child,
    "other_children": referral_people.other_children,
    "household": referral_people.household_lines,
    "responsibility": referral_people.responsibility,
    "withheld": referral_people.withheld,
    "parents": referral_words.parents,
    "parents_view": referral_words.parents_view,
    "worries": referral_words.worries,
    "events": referral_words.events,
    "strengths": referral_words.strengths,
    "child_view": referral_words.child_view,
    "needs": referral_people.needs,
    "support": referral_words.support,
    "agencies": referral_people.agencies,
    "sought": referral_words.sought,
    "urgency": referral_words.urgency,
    "advice": referral_words.advice,
    "referrer": referral_people.referrer,
}


def referral_facts(
    casebook: OpenCasebook, *, referral_id: str, form_code: str = ""
) -> ReferralFacts:
    """Return the facts of a referral; the school's own form counts where none is named.

    Raises referrals.not_found, referrals.form_unknown.
    """
    permissions.require(casebook.person.role, permissions.READ_FILES)
    chosen = form(casebook.connection, form_code)
    source = source_of(casebook, referral_id)
    blocks = []
    for block in chosen.blocks:
        fill = _BLOCKS.get(block.code)
        text, missing = fill(source) if fill else ("", ("this program does not know this block",))
        blocks.append(
            FactBlock(code=block.code, label=block.label, text=text.strip(), missing=missing)
        )
    return ReferralFacts(form=chosen, blocks=tuple(blocks), warnings=source.warnings)
