"""The kinds of tables: which columns they have, and what their rows state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.facts import NAME, Claim
from schema.errors import ValueProblem
from schema.model import Model
from schema.values import Value


@dataclass(frozen=True)
class Column:
    """A column that a table may have. Its cells are ids, values, or (with neither) words for curators."""

    name: str
    """The header, without a language."""
    text: str
    types: tuple[str, ...] = ()
    """Entity types whose ids may stand in it."""
    value: type[Value] | None = None
    states: str = ""
    """The attribute or relation type of which a cell states something."""
    many: bool = False
    multilingual: bool = False
    required: bool = False

    @property
    def expected(self) -> str:
        """What a cell should hold, for messages."""
        return (self.text[0].lower() + self.text[1:]).partition(";")[0].removesuffix(".")


@dataclass(frozen=True)
class Head:
    """A column as a table has it."""

    column: Column
    text: str
    """The header as it is written."""
    language: str = ""


Cells = Sequence[tuple[Head, list[str]]]
"""The canonical values or whole ids of a row, for each column that is filled."""


@dataclass(frozen=True)
class Layout:
    """What tables of one name hold."""

    name: str
    text: str
    columns: Mapping[str, Column]

    def claims(self, cells: Cells, document: str) -> Iterator[Claim]:
        """What a row states. Raises ValueProblem when its cells do not go together."""
        raise NotImplementedError


@dataclass(frozen=True)
class EntityTable(Layout):
    """A row describes an entity: each filled cell is a claim."""

    def claims(self, cells: Cells, document: str) -> Iterator[Claim]:
        subject = _only(cells, "id")
        for head, stated in cells:
            states = head.column.states
            kind = (("kind", "PREFERRED"),) if states == NAME.field else ()
            for one in stated if states else ():
                if head.column.types:
                    yield Claim(subject, states, object=one, document=document)
                else:
                    yield Claim(subject, states, "", one, head.language, kind, document=document)


@dataclass(frozen=True)
class RelationTable(Layout):
    """A row is one link with its properties: one claim."""

    model: Model
    type: str

    def claims(self, cells: Cells, document: str) -> Iterator[Claim]:
        source, target = _only(cells, "from"), _only(cells, "to")
        ends = self.model.type_of_id(source), self.model.type_of_id(target)
        assert ends[0] and ends[1]
        if self.model.relation_between(self.type, ends[0].name, ends[1].name) is None:
            pair = f"from {ends[0].name} to {ends[1].name}"
            raise ValueProblem(f"expected ends that {self.type.lower()} can link, got a link {pair}")
        properties = ((head.column.states, stated[0]) for head, stated in cells if head.column.states)
        yield Claim(source, self.type, target, qualifiers=tuple(sorted(properties)), document=document)


@dataclass(frozen=True)
class NamesTable(Layout):
    """A row is a name of an entity: one claim."""

    def claims(self, cells: Cells, document: str) -> Iterator[Claim]:
        kind = (("kind", _only(cells, "kind") or "ALTERNATIVE"),)
        text, language = _only(cells, "text"), _only(cells, "language")
        yield Claim(_only(cells, "entity"), NAME.field, "", text, language, kind, document=document)


def _only(cells: Cells, name: str) -> str:
    return next((stated[0] for head, stated in cells if head.column.name == name), "")
