"""The measurements run and print their figures; what the figures are is no matter here."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.__main__ import MEASUREMENTS, main
from benchmarks.generate import FEWEST, RELATIONS_PER_NODE, generate
from benchmarks.report import at_most, table
from benchmarks.timing import Pace, Rounds, Spent, take_turns
from graph.facts import Claim, check
from schema import policy_model

ROOT = Path(__file__).resolve().parents[1]
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="figures of a process come from /proc")

FIGURES = {
    "start": ("the server's start", "median", "the schema, CPU in s", "expected: ready", "expected: schema built"),
    "requests": ("question 1", "question 3", "1,000 flat objects", "execute : whole", "prepare", "expected: road"),
    "load": ("seed ", "again ", "500 entities"),
    "documents": ("20 pages", "500 rows", "500 entities"),
    "export": ("sorted N-Quads", "RDF/XML", "JSON-LD", "rdflib, Turtle", "expected: one city's Turtle"),
    "workloads": ("600 entities", "1-one-entity-three-levels", "4-flat-objects", "8-second-page", "by hand"),
    "paths": ("ordinary", "hubs"),
    "neo4j": ("1 at once", "8 at once", "1-one-entity-three-levels", "by hand", "expected: the database's CPU"),
    "neo4j-load": ("first, several transactions", "1g"),
    "pages": ("the start page", "a hub", "a search", "expected: a city at most 10 ms"),
}
"""What the report of each measurement has in it."""


@pytest.mark.slow
@needs_proc
def test_every_measurement_prints_its_figures() -> None:
    run = [sys.executable, "-m", "benchmarks", "--quick"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    reports = dict(re.findall(r"^== ([\w-]+): (.*?)(?=^== |\Z)", done.stdout, re.MULTILINE | re.DOTALL))
    assert reports.keys() == FIGURES.keys() == MEASUREMENTS.keys()
    for name, words in FIGURES.items():
        assert [word for word in words if word not in reports[name]] == []
    assert "round 1 of" in done.stderr
    assert "round 1 of" not in done.stdout


def test_an_unknown_measurement_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["requests", "speed"])
    assert end.value.code == 2
    assert f"expected names of measurements ({', '.join(MEASUREMENTS)}), got speed" in capsys.readouterr().err


def test_calls_take_turns() -> None:
    order: list[str] = []

    async def call(name: str) -> None:
        order.append(name)

    pace = Pace(rounds=3, turn=0, warm_up=1)
    calls = {name: lambda name=name: call(name) for name in "ab"}
    found = asyncio.run(take_turns(calls, pace, lambda done, rounds: order.append(f"{done}/{rounds}")))
    assert order == ["a", "a", "b", "b", "0/3", "a", "b", "1/3", "a", "b", "2/3", "a", "b"]
    assert [len(rounds.spent) for rounds in found.values()] == [3, 3]


def test_differences_and_ratios_are_taken_within_a_round() -> None:
    """A slow minute makes both slower: the medians of the two alone would say nothing."""
    one = Rounds([Spent(cpu, cpu) for cpu in (3.0, 30.0, 6.0)])
    other = Rounds([Spent(cpu, cpu) for cpu in (2.0, 20.0, 5.0)])
    assert one.cpu == 6.0
    assert one.differences(other) == [1.0, 10.0, 1.0]
    assert one.beyond(other) == 1.0
    assert one.times(other) == 1.5


def test_the_report_is_aligned_and_says_what_is_met() -> None:
    assert (
        table(["what", "ms"], [["a", "1"], ["longer", "100"]]) == "what     ms\n------  ---\na         1\nlonger  100\n"
    )
    assert at_most("road", 0.31, 0.4, "ms") == "expected: road at most 0.4 ms; found 0.31 ms: met"
    assert at_most("road", 0.5, 0.4, "ms").endswith(": NOT MET")


def links(graph: Mapping[str, Mapping[Claim, int]]) -> set[tuple[str, str, str]]:
    """The relations that claims state."""
    return {(c.subject, c.property, c.object) for claims in graph.values() for c in claims if c.object}


@pytest.mark.parametrize("nodes", [FEWEST, 1_500])
def test_a_generated_graph_has_the_size_that_was_asked_for(nodes: int) -> None:
    graph = generate(nodes)
    claims = [claim for origin in graph.values() for claim in origin]
    for claim in claims:
        check(policy_model(), claim)
    assert len({id for c in claims for id in (c.subject, c.object, c.document) if id}) == nodes
    assert len(links(graph)) == RELATIONS_PER_NODE * nodes
    assert {c.property for c in claims if c.object} == set(policy_model().relation_types)


def test_a_generated_graph_is_the_same_each_time_and_another_with_another_seed() -> None:
    assert list(map(list, generate(FEWEST).values())) == list(map(list, generate(FEWEST).values()))
    assert links(generate(FEWEST)) != links(generate(FEWEST, seed=2))


def test_a_generated_graph_has_hubs_and_scripts() -> None:
    graph = generate(3_000)
    members: dict[str, int] = {}
    for _, type, network in links(graph):
        members[network] = members.get(network, 0) + (type == "MEMBER_OF")
    ranked = sorted(members.values(), reverse=True)
    assert max(members, key=lambda id: members[id]) == "programme/1"
    assert ranked[0] > 50 > 5 > ranked[300]
    names = "".join(c.value for origin in graph.values() for c in origin if c.property == "name")
    assert all(letter in names for letter in "łüéčşїλبת浜서上")


def test_a_graph_that_is_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 500 entities, got 10"):
        generate(10)
