"""Entities, facts and claims as lines of RDF: pure, derived from the model's declarations.

An entity has its classes and names. A fact is the direct triple, and a node that says of it what a triple cannot:
the properties of the relation, and by which claims it stands. A claim is a Web Annotation of the passage that states
it; it holds all that the claim in the store holds, so that what is exported can be loaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from exporters.evidence import DOCUMENT, NOWHERE, PLACE, QUOTE, Evidence, Said
from exporters.links import Link
from exporters.ntriples import iri, lines, literal, quoted
from exporters.tails import CACHED, Ends, Qualified, Tails, Used
from exporters.templates import GAPS, Fill, template
from exporters.values import Value
from graph.facts import attribute_of
from graph.rows import Row
from graph.store import Named
from schema.model import Model, Type
from schema.rdf import Terms, classes

_NONE: Final[Qualified] = ((), (), ())


class Lines:
    """The lines of a graph under one base IRI."""

    def __init__(self, model: Model, terms: Terms, *, reifying: bool = False) -> None:
        """`reifying`: the node of a fact names its triple by `rdf:reifies`, which RDF 1.2 has and RDF 1.1 has not."""
        self.model = model
        self.terms = terms
        self.tails = Tails(terms)
        self.evidence = Evidence(model, self.tails)
        self.facts_end = f" {iri(terms.facts_graph)} .\n"
        self.evidence_end = f" {iri(terms.evidence_graph)} .\n"
        self._said = self._reified if reifying else self._stated
        self._shapes: Callable[[str, str, str], Link | Value] = cache(self._shape)
        self._settled = lru_cache(CACHED)(lambda of, text: self._shapes(*of).qualified(json.loads(text)))
        self._claimed = lru_cache(CACHED)(self.evidence.qualified)
        self._templates = lru_cache(CACHED)(self._template)
        self._classes = {t.slug: [self.tails.a(c) for c in classes(t)] for t in model.entities}
        self._other = [f"{self.tails.term('skos:altLabel')} "]
        self._best = {t.slug: [f"{self.tails.term(each)} " for each in _best_names(t)] for t in model.entities}

    def names(self, named: Named) -> bytes:
        """Classes and names, as lines of N-Triples."""
        slug = named.id.partition("/")[0]
        found = list(self._classes[slug])
        best = named.best
        for text, language, _ in named.names:
            shown = f"{quoted(text)}@{language} .\n"
            found += [term + shown for term in (self._best[slug] if best.get(language) == text else self._other)]
        return lines(self.tails.ref(named.id), found).encode()

    def statement(self, row: Row) -> tuple[bytes, bytes]:
        """A fact, if the claim is its best, and the claim; each as lines of N-Triples."""
        (
            best, fact, shown, settled, conflicting, subject, property, object, claim, stated, value, language,
            qualifiers, kind, document, quote, start, end, rule,
        ) = row  # fmt: skip
        of = property, subject.partition("/")[0], object.partition("/")[0]
        names, used, terms = _NONE if settled == "{}" or not best else self._settled(of, settled)
        said = of if stated == object else (property, of[1], stated.partition("/")[0])
        claimed, more = ((), ()) if qualifiers == "[]" else self._claimed(said, qualifiers)
        form = (PLACE if start >= 0 else QUOTE) if quote else DOCUMENT if document else NOWHERE
        write_fact, write_claim, shape = self._templates(
            of, said, names, used, conflicting, claimed, kind, bool(rule), form
        )
        if isinstance(shape, Link):
            name = object.encode()
            term = b"%b%b>" % (self.tails.head, name)
            what = term if said is of else self.tails.ref(stated).encode()
        else:
            name, term = b"", shape.object(shown, language).encode()
            alike = value == shown and (language or shape.end == "")
            what = term if alike else literal(value, language=language).encode()
        values = (
            fact.encode(), subject.encode(), term, name, claim.encode(), what, document.encode(),
            quoted(quote).encode() if quote else b"", b"%d" % start, b"%d" % end,
            literal(rule).encode() if rule else b"", *terms, *more,
        )  # fmt: skip
        if not best:
            return b"", write_claim(values)
        facts = write_fact(values)
        if shape.beside is not None:
            facts += self.tails.text(subject, shape.beside(subject, shown)).encode()
        return facts, write_claim(values)

    def _shape(self, property: str, source: str, target: str) -> Link | Value:
        if not target:
            attribute = attribute_of(self.model, f"{source}/", property)
            assert attribute
            return Value(self.tails, attribute, classes(self.model.by_slug[source]))
        names = [self.model.by_slug[slug].name for slug in (source, target)]
        relation = self.model.relation_between(property, *names)
        assert relation
        return Link(self.tails, relation, *names)

    def _template(
        self, of: Ends, said: Ends, names: tuple[str, ...], used: Used, conflicting: bool,
        claimed: tuple[str, ...], kind: str, ruled: bool, form: int,
    ) -> tuple[Fill, Fill, Link | Value]:  # fmt: skip
        """What fills in a fact and a claim, in the order of the gaps; and how such facts are written."""
        fact, subject, term, object, claim, stated, document, quote, start, end, rule, *rest = GAPS
        tails, shape = self.tails, self._shapes(*of)
        about = lines(tails.ref(subject), shape.direct(term))
        if inverse := shape.inverse(subject):
            about += lines(tails.ref(object), inverse)
        node = shape.more((fact, subject, object), names, used, rest)
        node[""] += [tails.a(each) for each in {shape.kind, "pg:Fact"}]
        node[""] += self._said((tails.ref(subject), shape.term, term))
        if conflicting:
            node[""].append(tails.typed("pg:conflicting", "true", "xsd:boolean"))
        passage = Said(claim, fact, stated, document, quote, start, end, rule if ruled else "")
        evidence = self.evidence.parts(said, claimed, rest[len(names) :], kind, form, passage)
        return template(about + tails.text(fact, node)), template(tails.text(claim, evidence)), shape

    def _stated(self, triple: tuple[str, str, str]) -> list[str]:
        places = zip(("rdf:subject", "rdf:predicate", "rdf:object"), triple, strict=True)
        return [self.tails.a("rdf:Statement"), *(self.tails.link(property, term) for property, term in places)]

    def _reified(self, triple: tuple[str, str, str]) -> list[str]:
        return [self.tails.link("rdf:reifies", f"<<( {' '.join(triple)} )>>")]


def _best_names(type_: Type) -> list[str]:
    """The properties that the best name in each language has, as CURIEs."""
    return ["skos:prefLabel", *(a.iri for a in type_.attributes.values() if a.derived == ("name",))]
