"""Strategies, their goals, and areas of policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.base import Entity, Purposeful, Thematic
from schema.declare import Many, Plain, attribute, derived, entity, relation

if TYPE_CHECKING:
    from schema.values import Date, Passage, Word


@entity(plural="strategies", rdf=("pg:Strategy", "prov:Plan", "schema:CreativeWork"))
class Strategy(Purposeful):
    """A strategy, plan or model that a body has set itself, for a period."""

    period: Date | None = attribute(
        "The time for which it is made, such as 2018/2022.", "dcterms:temporal", holds="during"
    )
    valid_from: Date | None = derived("Where its period begins.", first="period")
    valid_until: Date | None = derived("Where its period ends.", last="period")

    replaces: Many[Strategy, Plain] = relation(
        "REPLACES", "Earlier strategies that it takes the place of.", rdf="dcterms:replaces",
        inverse="replaced_by", inverse_text="Later strategies that took its place.",
    )  # fmt: skip


@entity(plural="goals", rdf=("pg:Goal", "skos:Concept"))
class Goal(Thematic):
    """Something that a strategy, programme, institution or project wants to reach."""

    kind: Word | None = attribute("What kind of thing it is, in one or two words.", "dcterms:type")
    text: Passage | None = attribute("The whole text; its name is short.")


@entity(plural="policyAreas", slug="area", rdf=("pg:PolicyArea", "skos:Concept"))
class PolicyArea(Entity):
    """An area of policy, such as education or security."""
