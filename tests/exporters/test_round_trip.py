"""What is exported and loaded into an empty store gives the same facts and claims, whatever the format."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters.formats import FORMATS, formatted
from exporters.templates import GAPS
from graph.facts import Claim
from graph.rdf import triples
from graph.sqlite.store import SqliteStore
from loaders.pipeline import load
from loaders.rdf import read_claims
from schema import policy_model
from tests.exporters.graphs import TERMS, case_store, lines_of
from tests.strategies import claim_lists


def facts_of(store: SqliteStore) -> dict[str, object]:
    return {fact.id: fact for fact in store.facts()}


IN_1_2: Final = [suffix for suffix in FORMATS if suffix != "jsonld"]
"""The formats that RDF 1.2 has."""


@pytest.mark.parametrize(("suffix", "reifying"), [(s, False) for s in FORMATS] + [(s, True) for s in IN_1_2])
def test_an_export_is_loaded_as_a_document(tmp_path: Path, suffix: str, reifying: bool) -> None:
    original, again = case_store(), SqliteStore(":memory:", policy_model())
    (tmp_path / f"graph.{suffix}").write_bytes(formatted(lines_of(original, reifying=reifying), suffix, TERMS))
    report = load(again, [tmp_path])
    assert report.ok, report.text()
    assert facts_of(again) == facts_of(original)
    assert again.summary().checksum == original.summary().checksum
    assert sorted(again.entities(), key=repr) == sorted(original.entities(), key=repr)
    assert not load(again, [tmp_path]).change


def test_in_rdf_1_2_each_fact_reifies_a_triple_that_is_stated() -> None:
    """And nothing else differs: what RDF 1.1 says of the node by subject, predicate and object is not said twice."""
    store = case_store()
    old, new = (set(ox.parse("".join(lines_of(store, reifying=r)), format=ox.RdfFormat.N_QUADS)) for r in (False, True))
    stated = {quad.triple for quad in new}
    reified = [quad for quad in new if quad.predicate.value == TERMS.iri("rdf:reifies")]
    assert {quad.subject.value for quad in reified} == {TERMS.of(fact.id) for fact in store.facts()}
    assert all(quad.object in stated for quad in reified)
    said = {TERMS.iri(f"rdf:{name}") for name in ("subject", "predicate", "object")}
    gone = {quad for quad in old - new if quad.predicate.value not in said}
    assert {quad.object.value for quad in gone} == {TERMS.iri("rdf:Statement")}
    assert new - old == set(reified)


def storable(claims: list[Claim]) -> list[Claim]:
    """XML has no characters below the space but three, and reads a carriage return as a line feed."""
    return [claim for claim in claims if all(c >= " " or c in "\t\n" for c in claim.value + repr(claim.qualifiers))]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(claims=claim_lists(policy_model()), suffix=st.sampled_from(sorted(FORMATS)))
def test_every_graph_comes_back(claims: list[Claim], suffix: str) -> None:
    if suffix == "rdf":
        claims = storable(claims)
    store = SqliteStore(":memory:", policy_model())
    store.replace("here", {"a": dict.fromkeys(claims, 0)})
    if claims:
        data = formatted(lines_of(store), suffix, TERMS)
        found, problems = read_claims(policy_model(), triples(policy_model(), "x", f".{suffix}", data))
        assert problems == []
        assert set(found) == set(claims)
    store.close()


def test_a_rule_may_have_any_character() -> None:
    """Also those that stand for values while a line is made."""
    store = SqliteStore(":memory:", policy_model())
    claims = {Claim("city/x-pl", "geonamesId", value="7", rule=f"{gap} %b", kind="stated") for gap in GAPS}
    store.replace("here", {"a": dict.fromkeys(claims, 0)})
    data = formatted(lines_of(store), "nt", TERMS)
    found, problems = read_claims(policy_model(), triples(policy_model(), "x", ".nt", data))
    assert (problems, set(found)) == ([], claims)
    store.close()


HEAD = (
    "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in TERMS.prefixes.items()) + f"@base <{TERMS.base}id/> .\n"
)
GOOD = (
    "<fact/1> rdf:subject <city/x-pl> ; rdf:predicate pg:memberOf ; rdf:object <programme/icc> .\n"
    "<claim/1> a pg:Claim ; oa:hasBody <fact/1> ; pg:statedObject <programme/icc> ; pg:claimKind 'curated' ;"
    " pg:since '2014'^^xsd:gYear .\n"
)


def test_a_claim_may_be_written_by_hand(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(HEAD + GOOD, encoding="utf-8")
    store = SqliteStore(":memory:", policy_model())
    assert load(store, [tmp_path]).ok
    (fact,) = store.facts()
    assert (fact.key.subject, fact.object, fact.qualifiers["since"]) == ("city/x-pl", "programme/icc", "2014")


@pytest.mark.parametrize("selector", ["<<( <a> <b> <c> )>>", "'a text'", "[ oa:exact 'x' ]"])
def test_what_is_no_selector_selects_nothing(tmp_path: Path, selector: str) -> None:
    text = f"{HEAD}{GOOD}<claim/1> oa:hasTarget <t> . <t> oa:hasSelector {selector} .\n"
    (tmp_path / "mine.ttl").write_text(text, encoding="utf-8")
    store = SqliteStore(":memory:", policy_model())
    assert load(store, [tmp_path]).ok
    assert store.summary().claims == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + GOOD + "<a> <b", ": expected Turtle, but: Parser error at line"),
        ("<http://example.org/a> <http://example.org/b> 'c' .", "expected claims as `policygraph export` writes them"),
        (HEAD + GOOD + "<claim/1> schema:name 'x' .", "got https://schema.org/name"),
        (HEAD + GOOD + "<claim/1> pg:until 'soon' .", "id/claim/1: expected a date as EDTF"),
        (HEAD + GOOD + "<claim/1> pg:claimKind 'stated' .", "pg:claimKind: expected one value, got 2"),
        (
            HEAD + GOOD.replace("pg:memberOf", "schema:memberOf"),
            "the model has no property https://schema.org/memberOf",
        ),
        (HEAD + GOOD.replace("<city/x-pl>", "<http://example.org/x>"), "expected an IRI that begins with"),
        (HEAD + GOOD.replace("'curated'", "'guessed'"), "expected a kind of claim"),
        (HEAD + GOOD.replace("'curated'", "<x>"), "pg:claimKind: expected a literal"),
        (HEAD + GOOD.replace("oa:hasBody <fact/1> ;", ""), "oa:hasBody: expected one value, got 0"),
        (HEAD + GOOD + "<fact/1> rdf:reifies <city/x-pl> .", "rdf:reifies: expected a triple on an entity"),
    ],
)
def test_what_cannot_be_loaded_is_said(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "mine.ttl").write_text(text, encoding="utf-8")
    store = SqliteStore(":memory:", policy_model())
    report = load(store, [tmp_path])
    assert said in report.text()
    assert not report.ok
    assert store.summary().claims == 0


def test_a_file_that_breaks_keeps_what_it_stated(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    store = SqliteStore(":memory:", policy_model())
    path.write_text(HEAD + GOOD, encoding="utf-8")
    load(store, [path])
    path.write_text(HEAD + GOOD[:-30], encoding="utf-8")
    assert not load(store, [path]).ok
    assert store.summary().claims == 1


@pytest.mark.parametrize("context", ['"https://example.org/other.jsonld"', "3", '{"a": 3}'])
def test_a_foreign_context_is_not_looked_up(tmp_path: Path, context: str) -> None:
    (tmp_path / "mine.jsonld").write_text(f'{{"@context": {context}, "@id": "x"}}', encoding="utf-8")
    report = load(SqliteStore(":memory:", policy_model()), [tmp_path])
    assert "expected" in report.text()
    assert not report.ok
