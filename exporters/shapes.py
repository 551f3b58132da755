"""SHACL shapes for every entity type, derived from the model, with messages for curators."""

from __future__ import annotations

from collections.abc import Iterable

from exporters.ntriples import iri, literal
from exporters.sheet import Sheet
from schema.model import Attribute, Link, Model, Type
from schema.rdf import DATE_TYPES, Terms, classes, datatype, literal_term
from schema.values import Choice, Date


def shapes(model: Model, terms: Terms, *, reifying: bool = False) -> Sheet:
    """A node shape `{base}shapes#City` for each entity type, and those of facts and claims.

    They need the ontology beside the data, which says that a City is an Actor. `reifying`: for RDF 1.2 (`Lines`).
    """
    sheet = Sheet(terms)
    writing = _Writing(terms, sheet)
    writing.dates()
    for type_ in model.entities:
        writing.entity(type_)
    writing.fact(("reifies",) if reifying else ("subject", "predicate", "object"))
    writing.claim()
    return sheet


class _Writing:
    """Shapes while they are written."""

    def __init__(self, terms: Terms, sheet: Sheet) -> None:
        self.terms, self.sheet = terms, sheet
        self.space = f"{terms.base}shapes#"

    def dates(self) -> None:
        shape = f"{self.space}Date"
        self.sheet.a(shape, "sh:NodeShape")
        options = []
        for name in DATE_TYPES:
            option = f"{shape}-{name.partition(':')[2]}"
            self.sheet.a(option, "sh:NodeShape")
            self.sheet.link(option, "sh:datatype", self.terms.iri(name))
            options.append(iri(option))
        self.sheet.listed(shape, "sh:or", f"{shape}-any", options)

    def entity(self, type_: Type) -> None:
        shape = self._node(type_.name, classes(type_)[0])
        what = f"{'An' if type_.name[0] in 'AEIO' else 'A'} {type_.name}"
        names = self._property(
            shape, "prefLabel", "skos:prefLabel", f"{what} has at most one best name in each language."
        )
        self.sheet.typed(names, "sh:uniqueLang", "true", "xsd:boolean")
        for attribute in type_.attributes.values():
            if not attribute.derived:
                self._attribute(shape, what, attribute)
        for link in type_.links.values():
            if link.forward and not link.only:
                self._link(shape, what, type_, link)

    def _attribute(self, shape: str, what: str, attribute: Attribute) -> None:
        one = not (attribute.many or attribute.multilingual)
        count = ("exactly one" if attribute.required else "at most one") if one else "any number of"
        wanted = attribute.value.name
        message = f"{what} has {count} `{attribute.field}`, each a {wanted}: {attribute.text}"
        property = self._property(shape, attribute.field, literal_term(attribute), message)
        if one:
            self._count(property, "max", 1)
        if attribute.required:
            self._count(property, "min", 1)
        if attribute.multilingual:
            self.sheet.typed(property, "sh:uniqueLang", "true", "xsd:boolean")
        elif issubclass(attribute.value, Date):
            self.sheet.link(property, "sh:node", f"{self.space}Date")
        else:
            self.sheet.link(property, "sh:datatype", self.terms.iri(datatype(attribute.value, "")))
        if issubclass(attribute.value, Choice):
            self.sheet.listed(property, "sh:in", f"{property}-in", [literal(m) for m in attribute.value.members])

    def _link(self, shape: str, what: str, type_: Type, link: Link) -> None:
        targets = [link.relation.target, *link.targets]
        same = [x for x in type_.links.values() if x.forward and not x.only and x.relation.iri == link.relation.iri]
        message = f"{what} is linked by `{link.field}` to {' or '.join(dict.fromkeys(targets))}: {link.text}"
        if len(same) > 1:
            fields = " or ".join(f"`{x.field}`" for x in same)
            ends = " or ".join(dict.fromkeys(x.relation.target for x in same))
            message = f"{what} is linked by {fields} to one {ends} each."
        property = self._property(shape, link.relation.iri.partition(":")[2], link.relation.iri, message)
        kinds = list(dict.fromkeys(t for x in same for t in x.targets))
        options = []
        for kind in kinds:
            option = f"{self.space}is-{kind}"
            self.sheet.a(option, "sh:NodeShape")
            self.sheet.link(option, "sh:class", f"{self.terms.own}{kind}")
            options.append(iri(option))
        self.sheet.listed(property, "sh:or", f"{property}-any", options)
        if link.to_one:
            self._count(property, "max", len(same))

    def fact(self, names: Iterable[str]) -> None:
        fact = self._node("Fact", "pg:Fact")
        for name in names:
            property = self._property(fact, name, f"rdf:{name}", f"A fact has exactly one rdf:{name}.")
            self._count(property, "min", 1)
            self._count(property, "max", 1)

    def claim(self) -> None:
        claim = self._node("Claim", "pg:Claim")
        body = self._property(claim, "body", "oa:hasBody", "A claim states exactly one fact.")
        self._count(body, "min", 1)
        self._count(body, "max", 1)
        self.sheet.link(body, "sh:class", self.terms.iri("pg:Fact"))
        kind = self._property(claim, "kind", "pg:claimKind", "A claim is curated, stated or implied.")
        self._count(kind, "min", 1)
        self._count(kind, "max", 1)
        kinds = [literal(each) for each in ("curated", "stated", "implied")]
        self.sheet.listed(kind, "sh:in", f"{kind}-in", kinds)

    def _node(self, name: str, target: str) -> str:
        shape = self.space + name
        self.sheet.a(shape, "sh:NodeShape")
        self.sheet.link(shape, "sh:targetClass", self.terms.iri(target))
        return shape

    def _property(self, shape: str, name: str, path: str, message: str) -> str:
        property = f"{shape}-{name}"
        self.sheet.link(shape, "sh:property", property)
        self.sheet.a(property, "sh:PropertyShape")
        self.sheet.link(property, "sh:path", self.terms.iri(path))
        self.sheet.text(property, "sh:message", message, "en")
        return property

    def _count(self, property: str, end: str, number: int) -> None:
        self.sheet.typed(property, f"sh:{end}Count", str(number), "xsd:integer")
