"""A dump: every format says the same, whoever reads it; the same graph gives the same bytes; all of it or nothing."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SH

from exporters import dump
from exporters.catalogue import Publisher
from exporters.check import file_graph, findings
from exporters.dump import export
from exporters.formats import FORMATS
from exporters.sorting import sorted_lines
from graph.facts import Claim
from graph.sqlite.store import SqliteStore
from schema import policy_model
from schema.errors import StoreError, ValueProblem
from tests.exporters.graphs import BASE, TERMS, case_store, lines_of, quads_text

# rdflib uses what it has deprecated itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


PUBLISHER = Publisher("Example City", "LocalAuthority")


@pytest.fixture(scope="module")
def store() -> Iterator[SqliteStore]:
    opened = case_store()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def folder(store: SqliteStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump of the cases in all formats."""
    return export(store, tmp_path_factory.mktemp("dumps"), TERMS, publisher=PUBLISHER)


def unpacked(folder: Path, suffix: str) -> bytes:
    return gzip.decompress((folder / f"policygraph.{suffix}.gz").read_bytes())


def with_rdflib(text: bytes, suffix: str, folder: Path) -> rdflib.Graph:
    """The triples that rdflib reads; the context comes from the dump and not from the net."""
    format = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld", "nq": "nquads", "trig": "trig"}[suffix]
    if suffix == "jsonld":
        document = json.loads(text)
        document["@context"] = json.loads((folder / "context.jsonld").read_bytes())["@context"]
        text = json.dumps(document).encode()
    if suffix not in ("nq", "trig"):
        return rdflib.Graph().parse(data=text, format=format)
    found = rdflib.Graph()
    for subject, predicate, object, _ in rdflib.Dataset().parse(data=text, format=format).quads():
        found.add((subject, predicate, object))
    return found


@pytest.mark.parametrize("suffix", FORMATS)
def test_rdflib_reads_the_same_from_every_format(store: SqliteStore, folder: Path, suffix: str) -> None:
    expected = {(s, p, o) for s, p, o in with_rdflib(unpacked(folder, "nt"), "nt", folder)}
    found = {(s, p, o) for s, p, o in with_rdflib(unpacked(folder, suffix), suffix, folder)}
    assert found == expected
    assert len(expected) == len(set(lines_of(store)))


def test_the_lines_are_canonical(store: SqliteStore, folder: Path) -> None:
    """Oxigraph writes each quad as we do."""
    text = unpacked(folder, "nq")
    assert text == quads_text(lines_of(store))
    written = ox.serialize(ox.parse(text, format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
    assert written is not None
    assert sorted(written.splitlines()) == sorted(text.splitlines())


def test_there_are_no_blank_nodes(folder: Path) -> None:
    described = b"".join((folder / f"{name}.ttl").read_bytes() for name in ("ontology", "shapes", "void", "catalogue"))
    assert not re.search(rb"_:|\[\s*\]", unpacked(folder, "nt") + re.sub(rb'"(?:[^"\\]|\\.)*"', b"", described))


def test_a_dump_is_reproducible(store: SqliteStore, folder: Path, tmp_path: Path) -> None:
    again = export(store, tmp_path, TERMS, publisher=PUBLISHER)
    assert again.name == folder.name
    assert {f.name: f.read_bytes() for f in again.iterdir()} == {f.name: f.read_bytes() for f in folder.iterdir()}


def test_small_runs_give_the_same_order(store: SqliteStore, tmp_path: Path) -> None:
    lines = lines_of(store)
    assert b"".join(sorted_lines((line.encode() for line in lines), tmp_path, run=2_000)) == quads_text(lines)
    assert b"".join(sorted_lines([], tmp_path)) == b""


def test_sums_are_those_of_the_files(folder: Path) -> None:
    lines = [line.split("  ") for line in (folder / dump.SUMS).read_text("ascii").splitlines()]
    assert {name for _, name in lines} == {f.name for f in folder.iterdir()} - {dump.SUMS}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256 for sha256, name in lines)


def test_void_counts_what_there_is(folder: Path) -> None:
    graph = rdflib.Graph().parse(folder / "void.ttl")
    triples = rdflib.Graph().parse(data=unpacked(folder, "nt"), format="nt")
    asked = "SELECT ?p ?n WHERE { [] void:property ?p ; void:triples ?n }"
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    counted = {str(p): int(n) for p, n in graph.query(asked, initNs={"void": void})}  # type: ignore[misc]
    expected: dict[str, int] = {}
    for _, p, _ in triples:
        expected[str(p)] = expected.get(str(p), 0) + 1
    assert counted == expected
    assert int(str(graph.value(rdflib.URIRef(f"{BASE}.well-known/void#dataset"), void.triples))) == len(triples)


def test_void_names_the_files_of_rdf(folder: Path) -> None:
    graph = rdflib.Graph().parse(folder / "void.ttl")
    files = graph.objects(None, rdflib.URIRef("http://rdfs.org/ns/void#dataDump"))
    assert {str(file).rpartition("/")[2] for file in files} == {f"policygraph.{suffix}.gz" for suffix in FORMATS}


@pytest.mark.parametrize(
    ("field", "dated", "first"),
    [
        ("founded", "1990-10-11", "1990"),
        ("founded", "1990-10", "1990"),
        ("founded", "198X", "1980"),
        ("founded", "../1990", "1990"),
        ("founded", "-0500", ""),
        ("legalForm", 'Of "1990"^^<http://www.w3.org/2001/XMLSchema#gYear> .', ""),
    ],
)
def test_the_catalogue_begins_with_the_earliest_year(tmp_path: Path, field: str, dated: str, first: str) -> None:
    """However exactly it is known."""
    with closing(SqliteStore(":memory:", policy_model())) as store:
        store.replace("test", {"claims": {Claim("institution/x", field, value=dated): 0}})
        graph = rdflib.Graph().parse(export(store, tmp_path, TERMS, formats=["nt"]) / "catalogue.ttl")
    assert [str(year) for year in graph.objects(None, rdflib.DCAT.startDate)] == [first] * bool(first)


def test_a_version_is_written_once(store: SqliteStore, folder: Path) -> None:
    with pytest.raises(ValueProblem, match=r"is there already; remove it"):
        export(store, folder.parent, TERMS)


def test_an_unknown_format_and_an_empty_store_are_refused(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(ValueProblem, match=r"expected formats \(nt, nq, ttl, trig, rdf, jsonld, csv\), got doc"):
        export(store, tmp_path, TERMS, formats=["nt", "doc"])
    with pytest.raises(StoreError, match="the store is empty"):
        export(SqliteStore(":memory:", policy_model()), tmp_path, TERMS)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("when", ["sorted_lines", "_packed", "_describe", "_publish"])
def test_a_disk_that_fills_leaves_nothing(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    def full(*_: object, **__: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dump, when, full)
    with pytest.raises(OSError, match="No space left"):
        export(store, tmp_path, TERMS)
    assert os.listdir(tmp_path) == []  # noqa: PTH208  (also what begins with a dot)


# Shapes -----------------------------------------------------------------------------------------------------------


def test_the_dump_fits_our_shapes(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "dump.nt"
    path.write_bytes(unpacked(folder, "nt"))
    assert findings(file_graph(policy_model(), path), policy_model(), TERMS) == []


def test_shapes_of_rdf_1_2_ask_for_what_is_there(store: SqliteStore, tmp_path: Path) -> None:
    folder = export(store, tmp_path, TERMS, formats=["nt"], reifying=True)
    graph = rdflib.Graph().parse(folder / "shapes.ttl")
    asked = list(graph.objects(rdflib.URIRef(f"{BASE}shapes#Fact"), SH.property / SH.path))
    assert [str(path) for path in asked] == [f"{RDF}reifies"]
    text = unpacked(folder, "nt").decode()
    facts = re.findall(rf"^(\S+) <{RDF.type}> <{BASE}ontology#Fact>", text, re.MULTILINE)
    assert sorted(facts) == sorted(re.findall(rf"^(\S+) <{RDF}reifies>", text, re.MULTILINE))


def test_rdf_1_2_is_not_checked(store: SqliteStore, tmp_path: Path) -> None:
    path = tmp_path / "dump.nt"
    path.write_bytes(unpacked(export(store, tmp_path, TERMS, formats=["nt"], reifying=True), "nt"))
    with pytest.raises(ValueProblem, match=r"dump\.nt: expected RDF 1\.1, got a triple within a triple"):
        file_graph(policy_model(), path)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("<{0}id/city/x> a pg:City ; skos:prefLabel 'A'@en, 'B'@en .", "at most one best name in each language"),
        ("<{0}id/country/x> a pg:Country .", "exactly one `code`"),
        ("<{0}id/city/x> a pg:City ; pg:memberOf <{0}id/city/y> . <{0}id/city/y> a pg:City .", "`memberOf`"),
        ("<{0}id/city/x> a pg:City ; pg:geonamesId 'many' .", "a whole number"),
        ("<{0}id/strategy/x> a pg:Strategy ; pg:period 'soon' .", "a date (EDTF)"),
        ("<{0}id/claim/x> a pg:Claim ; pg:claimKind 'guessed' .", "curated, stated or implied"),
    ],
)
def test_what_is_wrong_is_found_and_said(tmp_path: Path, wrong: str, said: str) -> None:
    path = tmp_path / "wrong.ttl"
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in TERMS.prefixes.items())
    path.write_text(head + wrong.format(BASE), encoding="utf-8")
    assert any(said in str(finding) for finding in findings(file_graph(policy_model(), path), policy_model(), TERMS))


def test_what_is_no_rdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.ttl"
    path.write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(ValueProblem, match=r"wrong\.ttl, line 1: expected Turtle"):
        file_graph(policy_model(), path)


def official(shared: Path, name: str) -> rdflib.Graph:
    """Shapes that somebody else has published."""
    return rdflib.Graph().parse(shared / "shapes" / f"{name}.ttl")


def test_our_shapes_are_shapes(folder: Path, shared: Path) -> None:
    """Those of a few types, which one function makes for all: the whole takes half a minute."""
    graph = rdflib.Graph()
    for statement in rdflib.Graph().parse(folder / "shapes.ttl"):
        if re.search("#(?:Observation|Country|Claim|Date|is-)", str(statement[0])):
            graph.add(statement)
    assert len(graph) > 50
    conforms, _, text = pyshacl.validate(graph, shacl_graph=official(shared, "shacl-shacl"))
    assert conforms, text


def test_the_catalogue_fits_dcat_ap(folder: Path, shared: Path) -> None:
    graph = rdflib.Graph().parse(folder / "catalogue.ttl")
    for name in ("shapes", "SHACL", "recommended", "range"):
        conforms, _, text = pyshacl.validate(graph, shacl_graph=official(shared, f"dcat-ap-3.0.1-{name}"))
        assert conforms, f"{name}: {text}"


@pytest.mark.parametrize("name", ["cpov-2.1.2", "cpev-1.1.1"])
def test_organisations_and_events_fit(folder: Path, shared: Path, name: str) -> None:
    graph = rdflib.Graph().parse(data=unpacked(folder, "nt"), format="nt")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=official(shared, name))
    assert conforms, text


def test_the_ontology_defines_every_term_that_is_used(folder: Path) -> None:
    graph = rdflib.Graph().parse(folder / "ontology.ttl")
    defined = {str(term) for term in graph.subjects(rdflib.RDFS.comment)} & {
        str(term) for term in graph.subjects(rdflib.RDFS.label)
    }
    used = {
        iri.decode() for iri in re.findall(rb"<(https://data\.example\.org/ontology#[^>]*)>", unpacked(folder, "nt"))
    }
    assert used
    assert used <= defined


def test_formats_have_equal_graphs_for_another_parser(folder: Path) -> None:
    """Small graphs in Turtle, by oxigraph, against rdflib."""
    for name in ("ontology", "shapes", "void", "catalogue"):
        text = (folder / f"{name}.ttl").read_bytes()
        lines = ox.serialize(ox.parse(text, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES)
        one = rdflib.Graph().parse(data=text, format="turtle")
        assert isomorphic(one, rdflib.Graph().parse(data=lines, format="nt"))
