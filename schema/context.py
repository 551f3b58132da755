"""The JSON-LD context: which key stands for which IRI, derived from the model."""

from __future__ import annotations

from typing import Any, Final

from schema.model import Model
from schema.rdf import Terms, datatype, literal_term
from schema.values import Date

_LINKS: Final = (
    "rdf:subject", "rdf:predicate", "oa:hasBody", "oa:hasTarget", "oa:hasSource", "oa:hasSelector",
    "prov:wasDerivedFrom", "org:member", "org:organization", "org:role", "org:memberDuring", "time:hasBeginning",
    "time:hasEnd", "schema:funder", "schema:fundedItem", "schema:amount", "schema:containedInPlace",
    "org:subOrganizationOf", "dcterms:publisher", "sosa:hasFeatureOfInterest", "dcterms:temporal", "spdx:checksum",
    "spdx:algorithm", "foaf:page", "owl:sameAs", "dcterms:language", "dcterms:type", "pg:statedObject",
)  # fmt: skip
"""Properties that lead to a thing, beside the relations of the model."""


def context(model: Model, terms: Terms) -> dict[str, Any]:
    """The document that `{base}context.jsonld` holds.

    Terms are CURIEs, so that a key says of which vocabulary it is. Values whose datatype is always the same are
    coerced; texts of dates and of numbers keep their form, and with it their precision.
    """
    typed: dict[str, str] = {}
    attributes = [a for t in model.entities for a in t.attributes.values() if not a.derived]
    for attribute in [*attributes, *model.edge_attributes.values()]:
        if issubclass(attribute.value, Date) or attribute.multilingual:
            continue
        kind = datatype(attribute.value, "")
        if kind != "xsd:string":
            typed[literal_term(attribute)] = kind
    typed |= {"oa:start": "xsd:nonNegativeInteger", "oa:end": "xsd:nonNegativeInteger"}
    typed |= {"pg:conflicting": "xsd:boolean", "schema:value": "xsd:decimal", "sosa:hasSimpleResult": "xsd:decimal"}
    typed |= {"spdx:checksumValue": "xsd:hexBinary"}
    links = dict.fromkeys([*(r.iri for r in model.relations), *_LINKS])
    coerced = {**{name: {"@type": kind} for name, kind in typed.items()}, **{n: {"@type": "@id"} for n in links}}
    return {
        "@context": {
            "@version": 1.1,
            "id": "@id",
            "type": "@type",
            **{prefix: {"@id": iri, "@prefix": True} for prefix, iri in terms.prefixes.items()},
            **{name: {"@id": terms.iri(name), **coerced[name]} for name in sorted(coerced)},
        }
    }
