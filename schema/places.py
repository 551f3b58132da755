"""Countries and cities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.base import Actor
from schema.declare import attribute, entity, relation

if TYPE_CHECKING:
    from schema.values import Integer, Number, Word


@entity(plural="countries", rdf=("schema:AdministrativeArea", "dcterms:Location", "gn:Feature"))
class Country(Actor):
    """A country, named by its ISO 3166-1 code."""

    code: Word = attribute("ISO 3166-1 alpha-2 code, such as PL.", "gn:countryCode", required=True, unique=True)


@entity(plural="cities", rdf=("schema:City", "dcterms:Location", "gn:Feature", "geo:Feature", "foaf:Agent"))
class City(Actor):
    """A city, a municipality, or a part of one that joins networks by itself."""

    latitude: Number | None = attribute("Degrees north of the equator (WGS 84).", "wgs:lat")
    longitude: Number | None = attribute("Degrees east of Greenwich (WGS 84).", "wgs:long")
    geonames_id: Integer | None = attribute("Its number in GeoNames (www.geonames.org).", unique=True)

    country: Country | None = relation(
        "LOCATED_IN", "The country it lies in.",
        inverse="cities", inverse_text="Cities that lie in it.",
    )  # fmt: skip
