"""Programs of others with the graph as linked data: a client that follows links, and parsers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import pytest

from exporters.formats import FORMATS, formatted
from schema import policy_model
from schema.context import context
from tests.exporters.graphs import TERMS, case_store, lines_of
from tests.outside.test_clients import asked

Run = Callable[..., list[Any]]

PARTNERS: Final = """
PREFIX pg: <{0}ontology#>
SELECT DISTINCT ?partner WHERE {{
  ?city pg:locatedIn <{0}id/country/pl> ; pg:memberOf <{0}id/programme/icc> ; pg:partnerIn ?project .
  ?partner pg:partnerIn ?project .
}}
"""

SAME: Final = """
{
  country(id: "country/pl") {
    cities(first: 100) {
      nodes {
        memberOf(first: 50) { nodes { id } }
        projects(first: 40) { nodes { partners(first: 100) { nodes { id } } } }
      }
    }
  }
}
"""


def test_a_client_that_follows_links_answers(server: str, node: Run) -> None:
    """Comunica gets to the partners of the projects of Polish members of ICC from the country alone."""
    *answers, told = node("follow.mjs", f"{server}id/country/pl", PARTNERS.format(server))
    cities = asked(server, SAME, {})["country"]["cities"]["nodes"]
    members = [city for city in cities if {"id": "programme/icc"} in city["memberOf"]["nodes"]]
    assert 1 < len(members) < len(cities)
    projects = [project for city in members for project in city["projects"]["nodes"]]
    expected = {partner["id"] for project in projects for partner in project["partners"]["nodes"]}
    assert len(expected) > 15
    assert {answer["partner"] for answer in answers} == {f"{server}id/{id}" for id in expected}
    assert told["asked"] < 400


@pytest.mark.parametrize("reifying", [False, True], ids=["RDF 1.1", "RDF 1.2"])
def test_parsers_of_others_read_the_same(node: Run, tmp_path: Path, reifying: bool) -> None:
    """N3.js, and the streaming parsers of RDF/XML and JSON-LD; triple terms only where they know them."""
    lines = lines_of(case_store(), reifying=reifying)
    suffixes = ["nt", "nq", "ttl", "trig"] if reifying else list(FORMATS)
    (tmp_path / "context").write_text(json.dumps(context(policy_model(), TERMS)), "utf-8")
    files = [tmp_path / f"graph.{suffix}" for suffix in suffixes]
    for file, suffix in zip(files, suffixes, strict=True):
        file.write_bytes(formatted(lines, suffix, TERMS))
    (told,) = node("parsers.mjs", str(tmp_path / "context"), *map(str, files))
    assert set(told.values()) == {len(lines)}
    quads = set(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS))
    for file in files:
        seen = set(ox.parse(Path(f"{file}.seen").read_bytes(), format=ox.RdfFormat.N_QUADS))
        if file.suffix in (".nq", ".trig"):
            assert seen == quads, file.name
        else:
            assert {quad.triple for quad in seen} == {quad.triple for quad in quads}, file.name
