"""Programmes: networks with members, funds and tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.base import Actor, Network, Undertaking
from schema.declare import Many, Plain, attribute, entity, relation

if TYPE_CHECKING:
    from schema.values import Date, Word


@entity(plural="programmes", rdf="org:OrganizationalCollaboration")
class Programme(Actor, Network, Undertaking):
    """A network that cities join, such as Intercultural Cities (ICC), a fund such as Erasmus+, or a tool."""

    kind: Word | None = attribute("What kind of thing it is, in one or two words.", "dcterms:type")
    also_kinds: list[Word] = attribute("Further kinds, where one word is not enough.")
    started: Date | None = attribute("When it began.")

    part_of: Many[Programme, Plain] = relation(
        "PART_OF", "The larger programme that it is a part of.",
        inverse="parts", inverse_text="Programmes that are parts of it.",
    )  # fmt: skip
