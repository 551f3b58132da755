"""Institutions: organisations, their parts and their working bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.base import Actor, Network, Purposeful
from schema.declare import Many, Plain, attribute, entity, relation

if TYPE_CHECKING:
    from schema.places import City, Country
    from schema.values import Date, Word


@entity(plural="institutions", rdf=("org:FormalOrganization", "foaf:Agent"))
class Institution(Actor, Network, Purposeful):
    """An organisation, a part of one or a working body: a union of cities, an office, an association, a university."""

    kind: Word | None = attribute("What kind of thing it is, in one or two words.", "dcterms:type")
    legal_form: Word | None = attribute("Its form in law, such as foundation or association.")
    founded: Date | None = attribute("When it was founded.", holds="from")

    country: Country | None = relation(
        "LOCATED_IN", "The country it lies in.",
        inverse="institutions", inverse_text="Institutions that lie in it.",
    )  # fmt: skip
    city: City | None = relation(
        "LOCATED_IN", "The city in which it has its seat.",
        inverse="institutions", inverse_text="Institutions that have their seat in it.",
    )  # fmt: skip
    part_of: Many[Institution, Plain] = relation(
        "PART_OF", "The larger body that it is a part of.",
        inverse="parts", inverse_text="Bodies that are parts of it.",
    )  # fmt: skip
