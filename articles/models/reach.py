"""Which stories are a person's to open, as values that a question can compare with."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reach:
    """What decides it: the kind of the person's rights, who it is, and the sections answered for."""

    kind: str
    person: int | None = None
    sections: list = field(default_factory=list)

    NOTHING, OWN, SECTIONS, EVERYTHING = "nothing", "own", "sections", "everything"

    @classmethod
    def of(cls, user):
        if not user.is_active:
            return cls(cls.NOTHING)
        if user.has_perm("articles.edit_any_article"):
            named = sorted(user.section_ids())
            return cls(cls.SECTIONS, user.pk, named) if named else cls(cls.EVERYTHING)
        return cls(cls.OWN, user.pk) if user.has_perm("articles.change_article") else cls(cls.NOTHING)

    @property
    def values(self):
        """What a question of this kind compares with, in the order in which this is made of them."""
        return {self.OWN: [self.person], self.SECTIONS: [self.person, self.sections]}.get(self.kind, [])
