"""Every term that we publish is one: of ours it is in the ontology, of others it is in their vocabulary and fits."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, OWL, RDF, RDFS, SDO, SOSA

from exporters.catalogue import UNNAMED, Counts, Published, Version, catalogue, void
from exporters.ontology import ontology
from exporters.shapes import shapes
from schema import policy_model
from schema.rdf import ALSO, BROADER, OWN_TERMS, classes
from schema.vocabulary import OWN
from tests.exporters.graphs import TERMS, case_store, lines_of

BEYOND: Final = {
    "owl:Class", "owl:DatatypeProperty", "owl:NamedIndividual", "owl:ObjectProperty", "owl:Ontology",
    "rdf:first", "rdf:object", "rdf:predicate", "rdf:rest", "rdf:subject", "rdf:type",
    "rdfs:comment", "rdfs:domain", "rdfs:isDefinedBy", "rdfs:label", "rdfs:range", "rdfs:subClassOf",
    "rdfs:subPropertyOf", "schema:domainIncludes", "schema:rangeIncludes", "dcterms:LicenseDocument",
    "dcterms:LinguisticSystem", "dcterms:MediaType", "dcterms:MediaTypeOrExtent", "dcatap:availability",
    "sosa:hasFeatureOfInterest", "sosa:hasSimpleResult", "spdx:ChecksumAlgorithm",
    "vcard:Kind", "vcard:Organization", "vcard:fn", "vcard:hasURL",
    "dcat:themeTaxonomy",
}  # fmt: skip
"""Terms of W3C, DCMI, SPDX and SEMIC that the list of checked terms does not have."""

VCARD: Final = {"vcard:fn", "vcard:hasURL"}
"""Those that only W3C's vCard ontology itself defines: https://www.w3.org/TR/vcard-rdf/."""

FREE: Final = ("xsd", "edtf", "sh")
"""Vocabularies of which we use datatypes and shapes only; oxigraph and pyshacl know those."""


@cache
def known(shared: Path) -> dict[str, tuple[str, str, str]]:
    """Status, domain and range by CURIE."""
    lines = (shared / "rdf-terms.txt").read_text("utf-8").splitlines()
    found = (re.match(r"(\S+)\s+(ok|MISSING)\b.*?(?:d=(\S*)\s+r=(.*))?$", line) for line in lines)
    return {m[1]: (m[2], m[3] or "", (m[4] or "").partition(" ")[0]) for m in found if m}


def used() -> set[str]:
    """CURIEs of the classes and properties in everything that is published."""
    model = policy_model()
    version = Version("v", "2026-01-01T00:00:00Z", UNNAMED, ())
    files = [Published("a.nt.gz", "application/n-triples", "a", 1, "ab" * 32, packed=True)]
    counts = Counts(1, 1, {TERMS.iri("pg:City"): 1}, {TERMS.iri("pg:name"): 1}, 1990)
    sheets = ontology(model, TERMS), shapes(model, TERMS), void(TERMS, version, counts, files)
    lines = [*lines_of(case_store()), *catalogue(TERMS, version, files, 1990).lines]
    for sheet in sheets:
        lines += sheet.lines
    found: set[str] = set()
    for line in lines:
        _, predicate, rest = line.split(" ", 2)
        found.add(predicate[1:-1])
        if predicate == f"<{TERMS.iri('rdf:type')}>":
            found.add(rest[1 : rest.index(">")])
    return {curie(iri) for iri in found}


def curie(iri: str) -> str:
    spaces = {space: prefix for prefix, space in TERMS.prefixes.items()}
    space = next(space for space in sorted(spaces, key=len, reverse=True) if iri.startswith(space))
    return f"{spaces[space]}:{iri.removeprefix(space)}"


def test_terms_of_others_exist(shared: Path) -> None:
    terms = {term for term in used() if not term.startswith((f"{OWN}:", *(f"{p}:" for p in FREE)))}
    assert len(terms) > 60
    assert {term for term in terms if known(shared).get(term, ("",))[0] != "ok"} == BEYOND


def test_terms_beyond_the_list_are_known_elsewhere(shared: Path) -> None:
    """By rdflib's copies of the vocabularies, or by the official shapes, which use them."""
    official = "".join(path.read_text("utf-8") for path in sorted((shared / "shapes").glob("*.ttl")))
    copies = {"owl": OWL, "rdf": RDF, "rdfs": RDFS, "schema": SDO, "dcterms": DCTERMS, "sosa": SOSA, "dcat": DCAT}

    def known(term: str) -> bool:
        prefix, _, name = term.partition(":")
        return (prefix in copies and copies[prefix][name] in copies[prefix]) or re.search(
            rf"[:/#]{name}\b", official
        ) is not None

    assert {term for term in BEYOND if not known(term)} == VCARD


def test_terms_that_do_not_exist_are_known(shared: Path) -> None:
    """The reading of the list tells them apart."""
    assert known(shared)["schema:Goal"][0] == "MISSING"
    assert known(shared)["org:member"] == ("ok", "Membership", "Agent")


def test_our_own_terms_are_defined() -> None:
    defined = {line.split(" ", 1)[0][1:-1] for line in ontology(policy_model(), TERMS).lines}
    missing = {term for term in used() if term.startswith(f"{OWN}:") and TERMS.iri(term) not in defined}
    assert missing == set()


def test_what_has_a_property_is_of_its_domain() -> None:
    """By RDFS it would be of that class besides: a claim that repeats a year is no membership."""
    meaning, data = Graph(), Graph()
    meaning.parse(data=ontology(policy_model(), TERMS).document(), format="turtle")
    data.parse(data="".join(f"{line.rsplit(' ', 2)[0]} .\n" for line in lines_of(case_store())), format="nt")
    domains = {(property, kind) for property, kind in meaning.subject_objects(RDFS.domain)}
    assert len(domains) > 20
    for property, domain in domains:
        for subject in set(data.subjects(property)):
            kinds = {k for own in data.objects(subject, RDF.type)
                     for k in meaning.transitive_objects(own, RDFS.subClassOf)}  # fmt: skip
            assert domain in kinds, (property, subject)
    for name, ends in (("since", {"Membership", "Claim"}), ("nameKind", {"Fact", "Claim"})):
        found = set(meaning.objects(URIRef(TERMS.own + name), SDO.domainIncludes))
        assert {str(end) for end in found} == {TERMS.own + end for end in ends}


@pytest.mark.parametrize(("relation", "source", "target"), sorted(ALSO))
def test_the_table_of_further_properties_speaks_of_the_model(relation: str, source: str, target: str) -> None:
    found = [r for r in policy_model().relations if r.type == relation and source in r.sources]
    assert any(not target or target in r.targets for r in found)


def test_broader_terms_belong_to_terms_of_ours() -> None:
    model = policy_model()
    ours = {r.iri for r in model.relations} | {f"{OWN}:{name}" for name in (*model.types, *model.edges)}
    ours |= {a.iri for t in model.types.values() for a in t.attributes.values()}
    ours |= {f"{OWN}:{term.name}" for term in OWN_TERMS}
    assert set(BROADER) <= ours


FITTING: Final = {
    "Agent": {"foaf:Agent", "org:FormalOrganization", "org:OrganizationalCollaboration"},
    "Organization": {"org:FormalOrganization", "org:OrganizationalCollaboration", "org:Organization"},
    "Place": {"schema:City", "schema:AdministrativeArea"},
    "Document": {"foaf:Document"},
}
"""Classes of ours that are kinds of a class of a vocabulary."""


@pytest.mark.parametrize(
    ("term", "from_types", "to_types"),
    [
        ("org:member", (), ("City", "Institution", "Programme")),
        ("org:organization", (), ("Institution", "Programme")),
        ("schema:containedInPlace", ("City",), ("Country",)),
        ("org:subOrganizationOf", ("Institution",), ("Institution",)),
        ("schema:location", (), ("City",)),
    ],
)
def test_links_fit_domain_and_range(
    shared: Path, term: str, from_types: tuple[str, ...], to_types: tuple[str, ...]
) -> None:
    """For the properties of others that lead from or to entities."""
    model = policy_model()
    _, domain, range_ = known(shared)[term]
    for wanted, types in ((domain, from_types), (range_, to_types)):
        for name in types:
            assert any(set(classes(model.types[name])) & FITTING.get(each, set()) for each in wanted.split(",")), (
                f"{term}: {name} is none of {wanted}"
            )
