"""What is known elsewhere is said in the words of those who link data."""

from __future__ import annotations

import pyoxigraph as ox

from graph.facts import Claim
from graph.sqlite.store import SqliteStore
from schema import policy_model
from tests.exporters.graphs import TERMS, lines_of


def lines(claim: Claim) -> list[str]:
    """What a graph of one claim comes to, as lines of N-Quads."""
    store = SqliteStore(":memory:", policy_model())
    store.replace("here", {"a": {claim: 0}})
    found = lines_of(store)
    store.close()
    return found


def said(claim: Claim) -> set[tuple[str, str]]:
    """Properties, as CURIEs, and objects that match things of others."""
    wanted = {TERMS.iri(term): term for term in ("owl:sameAs", "skos:exactMatch")}
    quads = ox.parse("".join(lines(claim)), format=ox.RdfFormat.N_QUADS)
    return {(wanted[q.predicate.value], str(q.object)) for q in quads if q.predicate.value in wanted}


def test_a_city_matches_its_number_at_geonames() -> None:
    city = Claim("city/x-pl", "geonamesId", value="3081368")
    assert said(city) == {("skos:exactMatch", "<https://sws.geonames.org/3081368/>")}


def test_the_same_city_is_the_same_thing() -> None:
    city = Claim("city/x-pl", "sameAs", value="https://example.org/x")
    assert said(city) == {("owl:sameAs", "<https://example.org/x>")}


def test_the_same_concept_matches_too() -> None:
    area = Claim("area/x", "sameAs", value="https://example.org/x")
    both = {"owl:sameAs", "skos:exactMatch"}
    assert said(area) == {(property, "<https://example.org/x>") for property in both}


def test_what_is_no_iri_matches_nothing() -> None:
    area = Claim("area/x", "sameAs", value="https://example.org/a%zz")
    assert said(area) == set()
    assert any("a%zz" in line for line in lines(area)), "the address stands there as a text"
