"""Claims as a graph of plain Python objects: what the reference evaluator asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph.facts import ISSUED, NAME, Claim, Fact, Names, key_of, names_of, rank_by, settle
from graph.judgements import SEPARATE, Judgement
from schema.model import Attribute, Link, Model
from tests.contract.searching import said


@dataclass(eq=False)
class Entity:
    """An entity as its facts describe it."""

    id: str
    type: str
    names: Names = field(default_factory=lambda: Names((), {}, ""))
    texts: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """The canonical texts of each attribute, by language when it is multilingual, else by themselves."""
    facts: list[Fact] = field(default_factory=list)
    """Facts on its attributes, names and to-one relations."""

    def values(self, attribute: Attribute) -> list[str]:
        """The canonical texts of an attribute; none when it is missing."""
        return [text for _, text in sorted(self.texts[attribute.field].items())]


@dataclass(eq=False)
class Noted:
    """A fact or claim as a row of a connection."""

    of: Fact | Claim


@dataclass(eq=False)
class Row:
    """An entity as a row of a connection, with the fact of the link that led to it."""

    entity: Entity
    fact: Fact | None = None

    def values(self, attribute: Attribute) -> list[str]:
        """The canonical text of a property of the link; none when it is missing."""
        assert self.fact
        text = self.fact.qualifiers.get(attribute.field)
        return [] if text is None else [text]


class Settled:
    """A graph in dicts. `version` and `loaded_at` are what the store that it is compared with says of its loads."""

    def __init__(
        self,
        model: Model,
        claims: Iterable[Claim],
        version: str = "1",
        loaded_at: str | None = None,
        judgements: Collection[Judgement] = (),
    ) -> None:
        assert all(judgement.action == SEPARATE for judgement in judgements), "nothing is merged here"
        self.model, self.judgements = model, judgements
        self.version, self.loaded_at = version, loaded_at
        self.claims: dict[str, Claim] = {claim.id: claim for claim in claims}
        self.facts: dict[str, Fact] = {}
        self.fact_of: dict[str, Fact] = {}
        """The fact of each claim, by the claim's id."""
        self.entities: dict[str, Entity] = {}
        self.links: dict[tuple[str, bool, str], list[Row]] = defaultdict(list)
        """What relations lead to, by relation type, direction and id of the end from which it is seen."""
        self._settle()

    def _settle(self) -> None:
        groups: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            groups[key_of(self.model, claim).id].append(claim)
        dated = [settle(self.model, group, rank_by({})) for group in groups.values() if group[0].property == ISSUED]
        rank = rank_by({fact.key.subject: fact.value for fact in dated})
        for id, group in groups.items():
            fact = self.facts[id] = settle(self.model, group, rank)
            self.fact_of |= dict.fromkeys((claim.id for claim in group), fact)
            self._place(fact)
        for entity in self.entities.values():
            named = [fact for fact in entity.facts if fact.key.property == NAME.field]
            entity.names = names_of(named, rank, next(iter(entity.texts["url"].values()), entity.id))

    def _place(self, fact: Fact) -> None:
        """Put a fact where it is found again. What it speaks of, and the documents that state it, are entities."""
        subject = self._entity(fact.key.subject)
        if fact.key.slot:
            subject.facts.append(fact)
        if fact.object:
            other = self._entity(fact.object)
            self.links[fact.key.property, True, subject.id].append(Row(other, fact))
            self.links[fact.key.property, False, other.id].append(Row(subject, fact))
        else:
            subject.texts[fact.key.property][fact.language or fact.value] = fact.value
        for claim in fact.claims:
            if claim.document:
                self._entity(claim.document)

    def _entity(self, id: str) -> Entity:
        type_ = self.model.type_of_id(id)
        assert type_
        return self.entities.setdefault(id, Entity(id, type_.name))

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """In how many names each word stands."""
        names = (name for entity in self.entities.values() for _, _, name in said(entity))
        return Counter(word for name in names for word in set(name))

    def linked(self, entity: Entity, link: Link) -> list[Row]:
        """What stands at the other ends of an entity's links of this kind."""
        only = {a.field: text for a in link.relation.edge.attributes for name, text in link.only if a.name == name}
        return [
            row
            for row in self.links[link.relation.type, link.forward, entity.id]
            if row.entity.type in link.targets and row.fact and only.items() <= row.fact.qualifiers.items()
        ]

    def one(self, entity: Entity, link: Link) -> Entity | None:
        """What stands at the other end of a to-one link."""
        rows = self.linked(entity, link)
        assert len(rows) <= 1
        return rows[0].entity if rows else None
