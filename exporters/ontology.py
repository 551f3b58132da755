"""The ontology: what each term of ours means, derived from the model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from exporters.sheet import Sheet
from schema.model import Attribute, Link, Model
from schema.rdf import BROADER, OWN_TERMS, Terms, classes, datatype, edge_class, literal_term
from schema.values import Date, Role
from schema.vocabulary import OWN

FIRST: Final = "0.1.0"
"""The version in which every term of today was added; a later one is named in `ADDED`."""

ADDED: Final[dict[str, str]] = {}
"""By name: the version in which a term was added after the first."""

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def ontology(model: Model, terms: Terms) -> Sheet:
    """Every class and property under `{base}ontology#`, with label, comment, domain and range."""
    sheet = Sheet(terms)
    head = f"{terms.base}ontology"
    sheet.a(head, "owl:Ontology")
    sheet.text(head, "dcterms:title", "Intercultural city policy", "en")
    sheet.text(
        head, "dcterms:description",
        "Cities, countries, institutions, programmes, strategies, projects and events of intercultural policy, the"
        " facts that link them, and the claims by which each fact stands.", "en",
    )  # fmt: skip
    sheet.link(head, "dcterms:license", LICENCE)
    sheet.text(head, "vann:preferredNamespacePrefix", OWN)
    sheet.text(head, "vann:preferredNamespaceUri", terms.own)
    sheet.text(head, "owl:versionInfo", max(FIRST, *ADDED.values()) if ADDED else FIRST)
    writing = _Writing(model, terms, sheet, head)
    writing.classes()
    writing.properties()
    writing.roles()
    return sheet


class _Writing:
    """An ontology while it is written."""

    def __init__(self, model: Model, terms: Terms, sheet: Sheet, head: str) -> None:
        self.model, self.terms, self.sheet, self.head = model, terms, sheet, head

    def _term(self, name: str, kind: str, label: str, text: str) -> str:
        term = self.terms.own + name
        self.sheet.a(term, kind)
        self.sheet.text(term, "rdfs:label", label, "en")
        self.sheet.text(term, "rdfs:comment", " ".join(text.split()), "en")
        self.sheet.link(term, "rdfs:isDefinedBy", self.head)
        self.sheet.text(term, "owl:versionInfo", ADDED.get(name, FIRST))
        broader = BROADER.get(f"{OWN}:{name}")
        if broader:
            narrower = "rdfs:subClassOf" if kind == "owl:Class" else "rdfs:subPropertyOf"
            self.sheet.link(term, narrower, self.terms.iri(broader))
        return term

    def classes(self) -> None:
        for type_ in self.model.types.values():
            term = self._term(type_.name, "owl:Class", _words(type_.name), type_.text)
            direct = [i for i in type_.interfaces if not self._implied(type_.interfaces, i)]
            standard = classes(type_)[1:] if not type_.abstract else ()
            self.sheet.link(term, "rdfs:subClassOf", *(self.terms.own + name for name in direct))
            self.sheet.link(term, "rdfs:subClassOf", *map(self.terms.iri, standard))
        for edge in self.model.edges.values():
            if edge.attributes:
                term = self._term(edge.name, "owl:Class", _words(edge.name), edge.text)
                self.sheet.link(term, "rdfs:subClassOf", self.terms.own + "Fact")
        for own in OWN_TERMS:
            if own.is_class:
                term = self._term(own.name, "owl:Class", own.label, own.text)
                if own.name == "Fact":
                    self.sheet.link(term, "rdfs:subClassOf", self.terms.iri("rdf:Statement"))

    def _implied(self, interfaces: Iterable[str], name: str) -> bool:
        return any(name in self.model.types[other].interfaces for other in interfaces if other != name)

    def properties(self) -> None:
        for own in OWN_TERMS:
            if not own.is_class:
                kind = "owl:ObjectProperty" if own.range.startswith(f"{OWN}:") else "owl:DatatypeProperty"
                term = self._term(own.name, kind, own.label, own.text)
                self._ends(term, "domain", map(self.terms.iri, own.domain.split()))
                self._ends(term, "range", map(self.terms.iri, own.range.split()))
        for name, attributes in self._attributes().items():
            self._attribute(name, attributes)
        for name, links in self._links().items():
            self._relation(name, links)

    def _attributes(self) -> dict[str, list[Attribute]]:
        """Attributes under terms of ours, by name of the term."""
        of_types = [a for t in self.model.types.values() for a in t.attributes.values() if a.owner == t.name]
        of_edges = [a for edge in self.model.edges.values() for a in edge.attributes]
        found: dict[str, list[Attribute]] = {}
        for attribute in [*of_types, *of_edges]:
            prefix, _, name = literal_term(attribute).partition(":")
            if prefix == OWN and not attribute.derived:
                found.setdefault(name, []).append(attribute)
        return found

    def _attribute(self, name: str, attributes: list[Attribute]) -> None:
        text = " / ".join(dict.fromkeys(a.text for a in attributes))
        term = self._term(name, "owl:DatatypeProperty", _words(attributes[0].field), text)
        # A claim repeats what it states of a link.
        claimed = ["Claim"] * any(a.owner in self.model.edges for a in attributes)
        self._ends(term, "domain", (self.terms.own + name for name in [*(a.owner for a in attributes), *claimed]))
        first = attributes[0]
        if not issubclass(first.value, Date):
            kind = "rdf:langString" if first.multilingual else datatype(first.value, "")
            self._ends(term, "range", [self.terms.iri(kind)])

    def _links(self) -> dict[str, list[Link]]:
        """Relations under terms of ours, by name of the term."""
        found: dict[str, list[Link]] = {}
        for type_ in self.model.types.values():
            for link in type_.links.values():
                prefix, _, name = link.relation.iri.partition(":")
                if prefix == OWN and link.forward and not link.only and link.owner == type_.name:
                    found.setdefault(name, []).append(link)
        return found

    def _relation(self, name: str, links: list[Link]) -> None:
        text = " / ".join(dict.fromkeys(link.text for link in links))
        if links[0].relation.edge.attributes:
            kind = edge_class(links[0].relation).partition(":")[2]
            text += f" A fact of the class {kind} says more of each link."
        term = self._term(name, "owl:ObjectProperty", _words(name), text)
        self._ends(term, "domain", (self.terms.own + link.owner for link in links))
        self._ends(term, "range", (self.terms.own + link.relation.target for link in links))

    def _ends(self, term: str, end: str, found: Iterable[str]) -> None:
        """One class as RDFS has it; of several any one may stand there, which only schema.org can say in one word."""
        if not (ends := sorted(set(found))):
            return
        includes = "schema:domainIncludes" if end == "domain" else "schema:rangeIncludes"
        self.sheet.link(term, f"rdfs:{end}" if len(ends) == 1 else includes, *ends)

    def roles(self) -> None:
        for name, text in Role.members.items():
            term = self._term(f"role-{name.lower()}", "owl:NamedIndividual", name.lower(), text)
            self.sheet.a(term, "org:Role", "skos:Concept")


def _words(name: str) -> str:
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in name)
    return spaced.strip()
