"""Documents, which state facts, and observations, which are measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.base import Entity
from schema.declare import attribute, derived, entity, relation

if TYPE_CHECKING:
    from schema.values import Date, Language, Number, Passage, Text, Url, Word


@entity(plural="documents", rdf=("foaf:Document", "dcterms:BibliographicResource", "prov:Entity"))
class Document(Entity):
    """A web page, publication or file that states facts, or a publication that is only mentioned."""

    title: Text = derived("Its title; the same as its name.", "dcterms:title")
    kind: Word | None = attribute("What kind of thing it is, in one or two words.", "dcterms:type")
    url: Url | None = attribute("Where it can be read.", "foaf:page", unique=True)
    issued: Date | None = attribute("When it was published.", "dcterms:issued")
    language: Language | None = attribute("The language it is written in.", "dcterms:language")
    sha256: Word | None = attribute("SHA-256 of its bytes as they were read, in hexadecimal digits.", "spdx:checksum")
    text: Passage | None = attribute(
        "The whole text; of a document as it was read: quotes count their characters in it."
    )


@entity(plural="observations", rdf="pg:Observation")
class Observation(Entity):
    """Something measured of an entity on a date: a score in the ICC Index, a number of members."""

    measure: Word | None = attribute("What was measured, such as icc-index or members.")
    value: Number | None = attribute("The result.")
    unit: Word | None = attribute("What the result counts, such as percent or members.")
    qualifier: Word | None = attribute("How exact the result is, such as over.")
    date: Date | None = attribute("For when it holds.")

    of: Entity | None = relation(
        "OBSERVED_OF", "The entity of which it was measured.",
        inverse="observations", inverse_text="What was measured of it.",
    )  # fmt: skip
