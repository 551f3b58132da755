"""What a text speaks of: mentions of entities, relations between them, and what could not be decided."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a text that names an entity."""

    type: str
    """Entity type, such as City; Date and Demonym for what is none."""
    name: str
    """The name of the entity, not always as it is written here."""
    start: int
    end: int
    """Code points; end exclusive."""
    id: str = ""
    """Id of a known entity; empty for a new one."""
    rule: str = ""
    value: str = ""
    """What a date says (EDTF)."""
    country: str = ""
    """Id of the country of a place, or that a demonym means."""
    pronoun: bool = False
    """Whether it only refers to what was named before."""
    body: Mention | None = None
    """The body that is named when a city acts through one: the Municipality of Limassol."""
    derived: bool = False
    """Whether the value of a date needs the document's own date."""

    @property
    def key(self) -> tuple[str, str]:
        """The same for all mentions of one entity."""
        return self.type, self.id or self.name.casefold()


@dataclass(frozen=True, slots=True)
class Relation:
    """What a passage states of an entity: a relation to another one, or the value of an attribute."""

    property: str
    subject: Mention
    object: Mention | None
    value: str
    qualifiers: tuple[tuple[str, str], ...]
    """Property of the relation and its canonical text, sorted; words of the source under rank and roleText."""
    start: int
    end: int
    kind: str
    """stated, or implied by the wording."""
    rule: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that may mean several entities, none of which the text favours."""

    start: int
    end: int
    text: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Extraction:
    """What was found in a document."""

    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())
