"""The query algebra: one GraphQL operation as one plan, before any store's language.

Frozen dataclasses without I/O. Values that change from one request to the next are not in a plan: a `Slot` is the
number of one, so that the same question always gives the same plan and the same statement. `graph.plan_text` shows a
plan.

    Plan
    └── Root (key, Lookup | Lookups | Connection | Search | Dataset)
        Object      how an entity is shown: a list of fields for each group of entity types
        Connection  which rows (link, where, order, page) and what is shown of them (parts)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from schema.model import Attribute, Link


@dataclass(frozen=True)
class Slot:
    """The number of a value that is given when the statement runs."""

    number: int


# Conditions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class All:
    """Every part holds; holds without parts."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Some:
    """At least one part holds; does not hold without parts."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold; true where what it speaks of is missing."""

    part: Condition


@dataclass(frozen=True)
class Compare:
    """A value of the entity compared with slots. `operator` is one of the attribute's value type."""

    operand: Operand
    operator: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class IsType:
    """The entity is of one of these types."""

    types: tuple[str, ...]


@dataclass(frozen=True)
class Related:
    """Some link of this kind fulfils the condition, which speaks of the link and, inside Far, of its other end."""

    link: Link
    condition: Condition


@dataclass(frozen=True)
class Far:
    """The entity at the other end of the link fulfils the condition."""

    condition: Condition


@dataclass(frozen=True)
class Stated:
    """Some claim fulfils the condition: one on the link, or one on the entity's attributes, names and to-one links."""

    condition: Condition
    of_link: bool


@dataclass(frozen=True)
class InDocument:
    """There is a document that makes the claim, and it fulfils the condition."""

    condition: Condition


@dataclass(frozen=True)
class OnFact:
    """The fact that the claim states fulfils the condition."""

    condition: Condition


@dataclass(frozen=True)
class ByClaim:
    """Some claim that states the fact fulfils the condition."""

    condition: Condition


@dataclass(frozen=True)
class Points:
    """The fact has an entity as its `subject` or `object`, and that fulfils the condition."""

    column: str
    condition: Condition


Condition: TypeAlias = (
    All | Some | Not | Compare | IsType | Related | Far | Stated | InDocument | OnFact | ByClaim | Points
)


# Operands -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Own:
    """An attribute of the entity."""

    attribute: Attribute


@dataclass(frozen=True)
class OfEdge:
    """A property of the link."""

    attribute: Attribute


@dataclass(frozen=True)
class Id:
    """The entity's id."""


@dataclass(frozen=True)
class DefaultName:
    """The entity's name when no language is asked for."""


@dataclass(frozen=True)
class AnyName:
    """Any of the entity's names in any language."""


@dataclass(frozen=True)
class OfClaim:
    """A column of the claim: `id`, `kind`, `quote`, `rule`, `value`, `start` or `place` (0 for a fact's best one)."""

    column: str


@dataclass(frozen=True)
class OfFact:
    """A column of the fact: `id`, `property`, `value`, `conflicting`, or `sources`, the number of its documents."""

    column: str


@dataclass(frozen=True)
class Count:
    """The number of links of a kind, or of those that fulfil a condition on the link."""

    link: Link
    where: Condition | None = None


Operand: TypeAlias = Own | OfEdge | Id | DefaultName | AnyName | OfClaim | OfFact | Count


# Order and pages ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Order:
    """A sort key: what is reached over to-one links from the entity, or stands on the link, the fact or the claim."""

    key: Own | OfEdge | Id | DefaultName | Count | OfClaim | OfFact
    descending: bool
    over: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Keyset:
    """A place in an order: a slot for each column of it, None where the value is missing."""

    values: tuple[Slot | None, ...]


@dataclass(frozen=True)
class Page:
    """Which rows of a connection are wanted. `backwards`: the last ones instead of the first."""

    size: Slot
    backwards: bool = False
    after: Keyset | None = None
    before: Keyset | None = None


# What is shown --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Literal:
    """The same text whatever the entity: a `__typename`."""

    key: str
    text: str


@dataclass(frozen=True)
class Builtin:
    """What every entity has: `id`, `iri`, `type`, `__typename`."""

    key: str
    what: str
    base: str = ""
    """What the id follows in an `iri`."""


@dataclass(frozen=True)
class Scalar:
    """An attribute of the entity or, on an edge, of the link."""

    key: str
    attribute: Attribute
    parts: tuple[tuple[str, str], ...] = ()
    """For values that are objects in GraphQL (money): key and name of each part."""
    languages: tuple[str, ...] = ()
    """For multilingual attributes: the languages to try in turn, before any other."""


@dataclass(frozen=True)
class TextLanguage:
    """The language of the text that a multilingual attribute shows when these languages are asked for, or null."""

    key: str
    attribute: Attribute
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Name:
    """The best name in the first language that exists, else the canonical name."""

    key: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Label:
    """The same with its language; `parts` are key and name of what is asked of it.

    `spoken` is the language too, but null for an entity without a name, of which only the id is shown.
    """

    key: str
    languages: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AllNames:
    """All names; `parts` are key and name of what is asked of each."""

    key: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class One:
    """The entity at the other end of a to-one link, or null; also when it does not fulfil the condition."""

    key: str
    link: Link
    object: Object
    where: Condition | None = None


@dataclass(frozen=True)
class Many:
    """A connection under an entity or a fact."""

    key: str
    connection: Connection


@dataclass(frozen=True)
class Evidence:
    """Claims, best first: of the link on an edge, of a fact, of attributes, names and to-one relations on an entity."""

    key: str
    claim: Record
    of: Slot | None = None
    """Names of the entity's fields to which it is narrowed, as a JSON list."""


@dataclass(frozen=True)
class Passages:
    """Where a text of the entity says something: the first `size` places; `parts` are key and name of what is asked."""

    key: str
    attribute: Attribute
    sought: Slot
    """Folded."""
    size: Slot
    parts: tuple[tuple[str, str], ...]


Field: TypeAlias = (
    "Literal | Builtin | Scalar | TextLanguage | Name | Label | AllNames | Passages | One | Many | Evidence"
)


class Case(NamedTuple):
    """How entities of these types are shown."""

    types: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Object:
    """How an entity is shown, for each group of entity types; types without a case show nothing."""

    cases: tuple[Case, ...]


@dataclass(frozen=True)
class RecordValue:
    """A column of a fact or claim."""

    key: str
    column: str


@dataclass(frozen=True)
class RecordQualifier:
    """What a claim states, or what holds, of a property of a relation; money has parts."""

    key: str
    attribute: Attribute
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RecordEntity:
    """The entity to which a column of a fact or claim points, or null."""

    key: str
    column: str
    object: Object


@dataclass(frozen=True)
class RecordRecord:
    """The fact of a claim."""

    key: str
    record: Record


@dataclass(frozen=True)
class Record:
    """How a fact or claim is shown."""

    type: str
    fields: tuple[Literal | RecordValue | RecordQualifier | RecordEntity | RecordRecord | Many | Evidence, ...]


@dataclass(frozen=True)
class Cursor:
    """The edge's cursor."""

    key: str


@dataclass(frozen=True)
class Node:
    """The entity at the edge, or the fact or claim."""

    key: str
    object: Object | Record


@dataclass(frozen=True)
class Score:
    """How well the name of a hit fits."""

    key: str


@dataclass(frozen=True)
class Matched:
    """The name of a hit that fits; `parts` are key and name of what is asked of it."""

    key: str
    parts: tuple[tuple[str, str], ...]


EdgeField: TypeAlias = "Literal | Cursor | Node | Scalar | Evidence | Score | Matched"


@dataclass(frozen=True)
class Edges:
    """The rows as edges."""

    key: str
    fields: tuple[EdgeField, ...]


@dataclass(frozen=True)
class Nodes:
    """The rows as entities, or as facts or claims."""

    key: str
    object: Object | Record


@dataclass(frozen=True)
class PageInfo:
    """Whether there is more; `parts` are key and name of what is asked."""

    key: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Total:
    """The number of rows on all pages."""

    key: str


@dataclass(frozen=True)
class ByValue:
    """Rows are grouped by a value: that of the first of these operands that there is. `year`: of a date, its year."""

    operands: tuple[Own | OfEdge, ...]
    year: bool = False


@dataclass(frozen=True)
class ByLink:
    """Rows are grouped by the entity at the end of a to-one link: the first of these that there is."""

    links: tuple[Link, ...]


@dataclass(frozen=True)
class ByType:
    """Rows are grouped by the type of their entity."""


class GroupField(NamedTuple):
    """What is asked of each group: `key` (shown as an entity), `value` or `count`; any other name is a literal."""

    key: str
    name: str
    object: Object | None = None


@dataclass(frozen=True)
class Groups:
    """All rows in groups: those with the most rows first, or by key; the group without a key comes last."""

    key: str
    by: ByValue | ByLink | ByType
    by_count: bool
    size: Slot
    fields: tuple[GroupField, ...]


@dataclass(frozen=True)
class Summed:
    """A value of all rows: how many have it, the least and the greatest; `parts` are key and name of what is asked.

    Any other name is a literal, here and in Aggregate.
    """

    key: str
    operands: tuple[Own | OfEdge, ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Aggregate:
    """All rows summed up: their number (key and name) and their values."""

    key: str
    fields: tuple[Summed | tuple[str, str], ...]


@dataclass(frozen=True)
class Records:
    """Facts or claims as rows: all of them, or those whose `by` points to the parent."""

    type: str
    """`Fact` or `Claim`."""
    by: str = ""
    """`subject` for the facts about an entity, `document` for the claims of a document, `fact` for those on a fact."""


@dataclass(frozen=True)
class Connection:
    """Rows and what is shown of them. Without a link they are all entities of the types, or facts or claims."""

    link: Link | None
    types: tuple[str, ...]
    where: Condition | None
    order: tuple[Order, ...]
    page: Page
    mark: str
    """Mark of the question in cursors."""
    parts: tuple[Literal | Edges | Nodes | PageInfo | Total | Groups | Aggregate, ...]
    records: Records | None = None

    @property
    def paged(self) -> bool:
        """Whether rows are shown and not only counted."""
        return any(isinstance(p, Edges | Nodes | PageInfo) for p in self.parts)

    @property
    def looks_further(self) -> bool:
        """Whether it is asked if there are more rows than the page has."""
        infos = (p for p in self.parts if isinstance(p, PageInfo))
        return any(name in ("hasNextPage", "hasPreviousPage") for info in infos for _, name in info.parts)

    @property
    def gathered(self) -> bool:
        """Whether something is asked of all rows beside their number."""
        return any(isinstance(p, Groups | Aggregate) for p in self.parts)

    @property
    def counted(self) -> bool:
        """Whether the number of rows is asked for."""
        return any(isinstance(p, Total) for p in self.parts)


@dataclass(frozen=True)
class Exact:
    """Whether the number of hits is all that there are."""

    key: str


@dataclass(frozen=True)
class Search:
    """Entities that are found by their names before the statement runs, and what is shown of them."""

    text: Slot
    types: tuple[str, ...] | None
    countries: Slot | None
    """A JSON list of ids and codes."""
    size: Slot
    after: Slot | None
    found: Slot
    """What was found, as a JSON object: `graph.search.Found`."""
    parts: tuple[Literal | Edges | Nodes | PageInfo | Total | Exact, ...]


@dataclass(frozen=True)
class Lookup:
    """The entity, fact or claim with an id, or null."""

    id: Slot
    object: Object
    records: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Lookups:
    """The same for a list of ids (a slot with a JSON list), in its order."""

    lookup: Lookup


@dataclass(frozen=True)
class Counts:
    """The number of entities of each type; `parts` are key and name of what is asked of each."""

    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Dataset:
    """What the store says of itself; `parts` are key, name, and what is shown of a list."""

    parts: tuple[tuple[str, str, Counts | Slot | None], ...]


@dataclass(frozen=True)
class Crowded:
    """Kinds of links of which an entity has more than a number: its id, relation's type, whether forward, how many."""

    ids: Slot
    links: tuple[Link, ...]
    limit: Slot


@dataclass(frozen=True)
class Adjacent:
    """All links of some entities, by kind: lists of the entity's id, the relation's type, whether it is forward, and
    a list of the ids of the other ends.

    The order is none; at most one link more than the limit is given.
    """

    ids: Slot
    """A JSON list."""
    links: tuple[tuple[Link, Condition | None], ...]
    """Each with a condition on the link."""
    limit: Slot
    unless: Crowded | None = None
    """Entities of which this finds anything are left out."""


RootWhat: TypeAlias = Lookup | Lookups | Connection | Search | Dataset | Literal | Adjacent | Crowded


@dataclass(frozen=True)
class Root:
    """A root field of the operation."""

    key: str
    what: RootWhat


@dataclass(frozen=True)
class Plan:
    """One operation."""

    roots: tuple[Root, ...]

    @property
    def searches(self) -> Iterator[tuple[str, Search]]:
        """What must be found before the statement runs, with the response key of each."""
        return ((root.key, root.what) for root in self.roots if isinstance(root.what, Search))

    @property
    def nodes(self) -> Iterator[tuple[Slot, bool]]:
        """The ids by which anything is looked up: entities, facts and claims. Whether they are a list."""
        for what in (root.what for root in self.roots):
            lookup = what.lookup if isinstance(what, Lookups) else what
            if isinstance(lookup, Lookup) and lookup.records and lookup.object.cases:
                yield lookup.id, lookup is not what
