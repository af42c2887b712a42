"""Fills the made-up sentences of the data files with the names and pronouns of one child."""

from dataclasses import dataclass

from desktop.demo.cast import Child, Parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Whom the sentences are about: the child, another child (or nobody), a colleague, a parent."""

    child: Child
    adult: str
    other: Child | None = None

    @property
    def parent(self) -> Parent:
        """The first name on the child's contact list."""
        return self.child.parents[0]

    def fill(self, text: str) -> str:
        """Return ``text`` with every placeholder filled."""
        girl = self.child.girl
        they = "she" if girl else "he"
        return text.format(
            child=self.child.called,
            other=self.other.called if self.other else "another child",
            adult=self.adult,
            parent=f"{self.parent.title} {self.parent.surname}",
            they=they,
            They=they.capitalize(),
            them="her" if girl else "him",
            their="her" if girl else "his",
            themself="herself" if girl else "himself",
        )
