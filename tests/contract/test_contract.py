"""Every store gives the answers of the reference evaluator, with and without the fast way out, key order included.

Hypothesis draws one number for each example, and everything else is drawn from that: a draw for each choice would
take longer than the rest of the test, and most of what hypothesis makes by varying its draws would be the same again.
What fails is made smaller by `smaller`.

CONTRACT_EXAMPLES: about how many operations are drawn for each store.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from graphql import GraphQLError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.facts import KINDS, Claim
from loaders.pipeline import load
from schema.graphql import LARGEST_PAGE
from schema.model import Link
from tests.contract.arguments import (
    Arguments,
    every_condition,
    every_order,
    every_order_of_links,
    every_record_condition,
    every_summary,
)
from tests.contract.asking import MODEL, Contract, Loaded
from tests.contract.graphs import draw_graph
from tests.contract.operation import Walk
from tests.contract.queries import draw_operation, draw_walk
from tests.contract.reference import Reference
from tests.contract.stores import Neo4j, Sqlite
from tests.contract.ways import DATES, Way, all_ways, draw_claims, hubs

SEED: Final = Path(__file__).resolve().parents[2] / "seed"
EXAMPLES: Final = int(os.environ.get("CONTRACT_EXAMPLES", "240"))
PER_GRAPH: Final = 6
LARGEST: Final = 4
"""Size of graphs and operations."""

SEEDS: Final = st.integers(0, 2**32 - 1)
"""Numbers from which examples are made."""
_PHASES: Final = (Phase.explicit, Phase.reuse, Phase.generate)


def times(examples: int) -> settings:
    """Settings of a property that is tried so often. A failure prints how to replay it."""
    checks = [HealthCheck.too_slow]
    count = max(examples, 5)
    return settings(max_examples=count, deadline=None, print_blob=True, suppress_health_check=checks, phases=_PHASES)


def size_of(seed: int) -> int:
    """The size of the graph and of the operations that a seed gives. (Hypothesis prefers small numbers.)"""
    return 1 + seed % LARGEST


@pytest.fixture(scope="session", params=[pytest.param(Sqlite, id="sqlite"), pytest.param(Neo4j, id="neo4j")])
def stores(request: pytest.FixtureRequest) -> Iterator[Contract]:
    """Each kind of store in turn."""
    contract = Contract(request.param(MODEL))
    yield contract
    contract.close()


@pytest.fixture(scope="session")
def seed_graph(stores: Contract) -> Loaded:
    """The seed."""
    return stores.loaded(lambda store: load(store, [SEED]))


# Answers --------------------------------------------------------------------------------------------------------


def test_the_seed_as_a_whole(stores: Contract, seed_graph: Loaded) -> None:
    """Its judgements are part of it, though they make no fact."""
    assert seed_graph.reference.judgements
    stores.ask(seed_graph, "{ dataset { version loadedAt facts claims checksum counts { type count } } }", {})


@pytest.mark.parametrize("rest", ["where: {memberOf: {count: {gte: 2}}}", "orderBy: [{memberOf: {count: DESC}}]"])
def test_only_links_that_hold_then_are_counted(stores: Contract, seed_graph: Loaded, rest: str) -> None:
    text = f"{{ cities(asOf: %s, first: 50, {rest}) {{ totalCount nodes {{ id }} }} }}"
    early, late = (stores.ask(seed_graph, text % f'"{year}"', {}) for year in (2010, 2024))
    assert early != late


@times(EXAMPLES // 2)
@given(seed=SEEDS)
def test_seed_graph(stores: Contract, seed_graph: Loaded, seed: int) -> None:
    if not stores.takes(seed // LARGEST):
        return
    random = Random(seed)
    operation = draw_operation(random, stores.engine.core, seed_graph.values, size_of(seed))
    stores.check(seed_graph, operation, random)


@times(EXAMPLES // 2 // PER_GRAPH)
@given(seed=SEEDS)
def test_generated_graphs(stores: Contract, seed: int) -> None:
    if not stores.takes(seed // LARGEST):
        return
    random = Random(seed)
    graph = stores.of(draw_graph(random, MODEL, size_of(seed)))
    for _ in range(PER_GRAPH):
        operation = draw_operation(random, stores.engine.core, graph.values, size_of(seed))
        stores.check(graph, operation, random)


CITY: Final = 'city(id: "city/wroclaw-pl")'
PROGRAMME: Final = 'programme(id: "programme/icc")'
SKIPPED: Final = "{ id @skip(if: true) }"


def many(count: int, fields: str) -> str:
    """Fields again and again; `#` in their names is a number."""
    return " ".join(fields.replace("#", str(i)) for i in range(count))


LARGE: Final = {
    "fields": f"{{ {CITY} {{ {many(100, 'a#: id b#: label { text }')} }} }}",
    "edge-fields": f"{{ {PROGRAMME} {{ members {{ edges {{ {many(50, 'a#: since b#: evidence { id }')} }} }} }} }}",
    "dataset-fields": f"{{ dataset {{ {many(100, 'a#: facts b#: counts { type }')} }} }}",
    "connections": f"{{ {many(25, 'a#: cities(first: #) { nodes { id } }')} }}",
    "to-one": f"{{ {CITY} {{ {many(15, 'a#: country { name cities { totalCount } }')} }} }}",
    "documents": "{ documents(first: 500) { totalCount nodes { id title text evidence { id document { id } } } } }",
    "nothing-left": f"{{ {CITY} {{ country {SKIPPED} evidence {SKIPPED} projects {{ nodes {SKIPPED} "
    f"edges {{ node {SKIPPED} evidence {SKIPPED} }} pageInfo {{ endCursor @skip(if: true) }} }} }} }}",
    "no-root-left": f"{{ {CITY} @skip(if: true) {{ id }} }}",
    "introspective-aliases": f"{{ {CITY} {{ __type: id ... on City {{ __schema: name }} }} }}",
}
"""Operations that are larger, or leave out more, than those that are drawn."""


@pytest.mark.parametrize("name", LARGE)
def test_large_operations(stores: Contract, seed_graph: Loaded, name: str) -> None:
    stores.same(seed_graph, LARGE[name], {})


@pytest.mark.parametrize("turned", [False, True])
def test_one_value_may_stand_for_a_list(stores: Contract, seed_graph: Loaded, turned: bool) -> None:
    """Also where the same document was asked with a list before, or the other way round."""
    text = """query ($ids: [ID!]!, $where: CityWhere, $order: [CityOrderBy!]) {
        nodes(ids: $ids) { id } cities(where: $where, orderBy: $order) { nodes { id } }
    }"""
    one = {"ids": "city/oslo-no", "where": {"OR": {"name": {"in": "Oslo"}}}, "order": {"name": "ASC"}}
    listed = {"ids": ["city/oslo-no"], "where": {"OR": [{"name": {"in": ["Oslo"]}}]}, "order": [{"name": "ASC"}]}
    text += f"# {turned}"
    for sent in (listed, one) if turned else (one, listed):
        found = stores.same(seed_graph, text, sent)
        assert found == {"nodes": [{"id": "city/oslo-no"}], "cities": {"nodes": [{"id": "city/oslo-no"}]}}


@pytest.mark.parametrize("type", ["String", "[String!]"])
def test_text_that_no_store_takes_is_refused(stores: Contract, seed_graph: Loaded, type: str) -> None:
    """JSON can escape half of a surrogate pair; a null character is text like any other."""
    operator = "in" if type.startswith("[") else "contains"
    text = f"query ($text: {type}) {{ cities(where: {{ name: {{ {operator}: $text }} }}) {{ totalCount }} }}"
    assert stores.same(seed_graph, text, {"text": "a\0b"}) == {"cities": {"totalCount": 0}}
    with pytest.raises(GraphQLError, match="half of a surrogate pair") as caught:
        stores.same(seed_graph, text, {"text": "\ud800"})
    assert caught.value.extensions == {"code": "BAD_USER_INPUT"}


@pytest.fixture(scope="session")
def dense_graph(stores: Contract) -> Loaded:
    """One generated graph with much of everything."""
    return stores.of(draw_graph(Random(1), MODEL, 2 * LARGEST))


@pytest.mark.parametrize("type", [t.name for t in MODEL.entities])
def test_every_sort_key(stores: Contract, dense_graph: Loaded, type: str) -> None:
    types = stores.engine.core.type_map
    check_each(stores, dense_graph, MODEL.types[type].plural, every_order(types[f"{type}OrderBy"]))
    plural = MODEL.types[type].plural
    for link in own_links(type):
        orders = every_order_of_links(types[f"{link.connection}OrderBy"])
        fields = (f"a{i}: {link.field}(first: 3, {each}) {{ nodes {{ id }} }}" for i, each in enumerate(orders))
        stores.ask(dense_graph, f"{{ {plural}(first: 5) {{ nodes {{ {' '.join(fields)} }} }} }}", {})


@pytest.mark.parametrize("type", [t.name for t in MODEL.entities])
def test_every_condition(stores: Contract, dense_graph: Loaded, type: str) -> None:
    conditions = every_condition(Random(1), stores.engine.core, dense_graph.values, type)
    check_each(stores, dense_graph, MODEL.types[type].plural, conditions)


@pytest.mark.parametrize("type", ["Fact", "Claim"])
def test_every_question_of_facts_and_claims(stores: Contract, dense_graph: Loaded, type: str) -> None:
    core = stores.engine.core
    plural = f"{type.lower()}s"
    check_each(stores, dense_graph, plural, every_record_condition(Random(1), core, dense_graph.values, type))
    check_each(stores, dense_graph, plural, every_order(core.type_map[f"{type}OrderBy"]))


@pytest.mark.parametrize("type", [t.name for t in MODEL.entities])
def test_every_summary(stores: Contract, dense_graph: Loaded, type: str) -> None:
    """Of all entities of a type, and of what hangs on one of them."""
    core = stores.engine.core
    fields = " ".join(every_summary(core.type_map[f"{type}Connection"]))
    stores.same(dense_graph, f"{{ {MODEL.types[type].plural} {{ totalCount {fields} }} }}", {})
    for link in own_links(type):
        fields = " ".join(every_summary(core.type_map[f"{link.connection}Connection"]))
        below = f'{link.field}(asOf: "2021") {{ nodes {{ id }} {fields} }}'
        stores.ask(dense_graph, f"{{ {MODEL.types[type].plural}(first: 5) {{ nodes {{ {below} }} }} }}", {})


def own_links(type: str) -> list[Link]:
    """The connections of a type; those that several types share belong to the first of them."""
    links = MODEL.types[type].links.values()
    return [link for link in links if not link.to_one and MODEL.types[link.owner].concrete[0] == type]


def check_each(contract: Contract, graph: Loaded, plural: str, arguments: Iterable[str]) -> None:
    """Ask for all there are with each of these arguments, several in one operation."""
    left = iter(arguments)
    while some := list(islice(left, 8)):
        fields = (f"a{i}: {plural}(first: 500, {each}) {{ nodes {{ id }} }}" for i, each in enumerate(some))
        contract.ask(graph, f"{{ {' '.join(fields)} }}", {})


def test_evidence_is_cut(stores: Contract) -> None:
    """Of many claims the best are shown."""
    names = [Claim("city/a", "name", "", f"Name {i}", "en") for i in range(15)]
    values = [Claim("city/a", "latitude", "", f"{i}.5", kind=kind) for i in range(10) for kind in KINDS]
    links = [Claim("city/a", "MEMBER_OF", "programme/b", qualifiers=(("since", f"20{i:02}"),)) for i in range(40)]
    graph = stores.of_claims([*names, *values, *links])
    text = """{ city(id: "city/a") {
        evidence { id } memberOf { edges { evidence { since } } } latitude: evidence(of: "latitude") { kind }
    } }"""
    city = stores.same(graph, text, {})["city"]
    assert [len(city["evidence"]), len(city["memberOf"]["edges"][0]["evidence"]), len(city["latitude"])] == [20, 20, 20]


# Pages ----------------------------------------------------------------------------------------------------------


@times(EXAMPLES // 20)
@given(seed=SEEDS)
def test_pages_of_the_seed_graph(stores: Contract, seed_graph: Loaded, seed: int) -> None:
    if stores.takes(seed // LARGEST):
        check_walk(stores, seed_graph, Random(seed))


@times(EXAMPLES // 20)
@given(seed=SEEDS)
def test_pages_of_generated_graphs(stores: Contract, seed: int) -> None:
    if not stores.takes(seed // LARGEST):
        return
    random = Random(seed)
    graph = stores.of(draw_graph(random, MODEL, LARGEST))
    for _ in range(PER_GRAPH):
        check_walk(stores, graph, random)


def check_walk(contract: Contract, graph: Loaded, random: Random) -> None:
    """Page by page, forwards and backwards, a connection has the rows of large pages, each once."""
    walk = draw_walk(random, contract.engine.core, graph.values)
    try:
        whole = list(chain(*walked(contract, graph, walk, LARGEST_PAGE, backwards=False)))
        size = min(random.randint(1, 5) + len(whole) // 8, LARGEST_PAGE)
        forwards = walked(contract, graph, walk, size, backwards=False)
        backwards = walked(contract, graph, walk, size, backwards=True)
        assert list(chain(*forwards)) == list(chain(*reversed(backwards))) == whole
    except Exception as error:
        error.add_note(walk.text)
        raise


def walked(contract: Contract, graph: Loaded, walk: Walk, size: int, *, backwards: bool) -> list[list[str]]:
    """The ids on each page of a connection, in the order in which the pages come."""
    pages: list[list[str]] = []
    sent: dict[str, Any] = {"last" if backwards else "first": size}
    while True:
        found = contract.ask(graph, walk.text, sent)
        for key in walk.path:
            found = found[key]
        info, ids = found["pageInfo"], [edge["node"]["id"] for edge in found["edges"]]
        cursors = [edge["cursor"] for edge in found["edges"]]
        assert [info["startCursor"], info["endCursor"]] == ([cursors[0], cursors[-1]] if cursors else [None, None])
        pages.append(ids)
        assert info["hasNextPage" if backwards else "hasPreviousPage"] == (len(pages) > 1)
        if not info["hasPreviousPage" if backwards else "hasNextPage"]:
            assert len(set(chain(*pages))) == sum(map(len, pages)) == found["totalCount"]
            return pages
        assert len(ids) == size
        sent |= {"before": info["startCursor"]} if backwards else {"after": info["endCursor"]}


ORDERS: Final = (
    "{}", "{id: DESC}", "{name: DESC}", "{founded: ASC}", "{founded: DESC}", "{kind: ASC}, {founded: DESC}",
    "{city: {name: ASC}}", "{memberOf: {count: DESC}}", "{country: {code: DESC}}, {name: ASC}",
)  # fmt: skip
"""Orders of institutions."""


@times(EXAMPLES // 20)
@given(seed=SEEDS)
def test_cursors_hold_while_rows_come_and_go(stores: Contract, seed: int) -> None:
    """Who is there all the time is found once and in order, also when the row of the cursor is gone."""
    if not stores.takes(seed // LARGEST):
        return
    random = Random(seed)
    stay = [institution(random, f"stays-{i}") for i in range(12)]
    pass_by = [institution(random, f"passes-{i}") for i in range(24)]
    graph = stores.of_claims([claim for claims in stay for claim in claims])
    order, backwards = random.choice(ORDERS), random.random() < 0.5
    page = "last: 4, before: $cursor" if backwards else "first: 4, after: $cursor"
    order = "" if order == "{}" else f", orderBy: [{order}]"
    text = f"query ($cursor: String) {{ institutions({page}{order}) {{ edges {{ cursor node {{ id }} }} }} }}"
    whole = f"{{ institutions(first: 500{order}) {{ nodes {{ id }} }} }}"
    found: list[str] = []
    cursor = None
    while True:
        now = [claim for claims in random.sample(pass_by, 8) for claim in claims]
        graph.opened.store.replace("others", {"others": dict.fromkeys(now, 0)})
        edges = stores.answer(graph, text, {"cursor": cursor})["institutions"]["edges"]
        if not edges:
            break
        found += [edge["node"]["id"] for edge in (reversed(edges) if backwards else edges)]
        cursor = edges[0 if backwards else -1]["cursor"]
    expected = [
        node["id"] for node in stores.answer(graph, whole, {})["institutions"]["nodes"] if "stays" in node["id"]
    ]
    lasting = [id for id in found if "stays" in id]
    assert len(expected) == 12
    assert (lasting[::-1] if backwards else lasting) == expected


def institution(random: Random, slug: str) -> list[Claim]:
    """An institution of which some things are known."""
    id = f"institution/{slug}"
    claims = [Claim(id, "name", "", random.choice("ABCabc") * random.randint(1, 2), "en")]
    optional = [
        Claim(id, "founded", "", random.choice(("1990", "1990-05", "1990/2000", "2001"))),
        Claim(id, "kind", "", random.choice(("ngo", "university"))),
        Claim(id, "LOCATED_IN", random.choice(("city/a", "city/b"))),
        Claim(id, "LOCATED_IN", random.choice(("country/pl", "country/cz"))),
        Claim(id, "MEMBER_OF", random.choice(("programme/a", "programme/b"))),
    ]
    return claims + [claim for claim in optional if random.random() < 0.6]


# Search ---------------------------------------------------------------------------------------------------------

SEARCH: Final = """query ($text: String!, $types: [EntityType!], $countries: [String!], $first: Int, $after: String) {
    search(text: $text, types: $types, countries: $countries, first: $first, after: $after) {
        totalCount exact pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor score matched { text language } node { id type name } }
    }
}"""


@times(EXAMPLES // 20)
@given(seed=SEEDS)
def test_search_of_the_seed_graph(stores: Contract, seed_graph: Loaded, seed: int) -> None:
    if stores.takes(seed // LARGEST):
        check_search(stores, seed_graph, Random(seed))


@times(EXAMPLES // 20)
@given(seed=SEEDS)
def test_search_of_generated_graphs(stores: Contract, seed: int) -> None:
    if not stores.takes(seed // LARGEST):
        return
    random = Random(seed)
    graph = stores.of(draw_graph(random, MODEL, LARGEST))
    for _ in range(PER_GRAPH):
        check_search(stores, graph, random)


def check_search(contract: Contract, graph: Loaded, random: Random) -> None:
    """What is found, page by page, is what is found at once."""
    drawing = Arguments(random, contract.engine.core, graph.values)
    types, countries = (contract.engine.core.type_map[name] for name in ("EntityType", "String"))
    sent: dict[str, Any] = {"text": drawing.searched()}
    if random.random() < 0.3:
        sent["types"] = [str(drawing.within("types", types)) for _ in range(4)]
    if random.random() < 0.3:
        sent["countries"] = [drawing.within("countries", countries) for _ in range(2)]
    try:
        whole = contract.ask(graph, SEARCH, {**sent, "first": 500})["search"]["edges"]
        found: list[Any] = []
        more, after = True, None
        while more:
            page = contract.ask(graph, SEARCH, {**sent, "first": 1 + len(whole) // 3, "after": after})["search"]
            found += page["edges"]
            more, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
        assert found == whole
    except Exception as error:
        error.add_note(repr(sent))
        raise


@pytest.mark.parametrize(
    "text", ["", " \n", "'", '"', "*", "%", "a OR b", "a:b", "(", "\\", "\0", "😀", "x" * 10_000, "a " * 5_000]
)
def test_search_for_anything(stores: Contract, seed_graph: Loaded, text: str) -> None:
    stores.same(seed_graph, SEARCH, {"text": text})


PLACES: Final = """query ($words: String!) {
    documents(where: {text: {contains: $words}}, first: 100) {
        totalCount nodes { id text passages(contains: $words, first: 2) { __typename quote start end } }
    }
    every: documents(first: 3) { nodes { id passages(contains: $words) { quote } } }
}"""


TEXTS: Final = ("One line.", "Two\nlines, “quoted”.\n", " spaces  kept\t", "Wrocław 😀 \\ \"' WROCŁAW", "a\u2028b")


def test_places_in_texts(stores: Contract) -> None:
    """Where a text contains something there is a place, which says where."""
    graph = stores.of_claims([Claim(f"document/{i}", "text", value=text) for i, text in enumerate(TEXTS)])
    for words in ("WROC", 'lines, "QUOTED"', "e", "one line", "😀", "two lines", "a b", "", "nowhere"):
        found = stores.same(graph, PLACES, {"words": words})["documents"]
        assert bool(found["nodes"]) == (words != "nowhere")
        for node in found["nodes"]:
            places = node["passages"]
            assert bool(places) == bool(words)
            assert all(node["text"][place["start"] : place["end"]] == place["quote"] for place in places)


# Paths ----------------------------------------------------------------------------------------------------------


PATHS: Final = """query ($from: ID!, $to: ID!, $longest: Int, $first: Int, $through: [Property!], $asOf: EDTF) {
  paths(from: $from, to: $to, maxLength: $longest, first: $first, through: $through, asOf: $asOf) {
    length nodes { id __typename name } steps { relation forward since amount { value } evidence { id } }
  }
}"""


@times(EXAMPLES // 20)
@given(seed=SEEDS)
def test_paths_are_those_of_the_plainest_search(stores: Contract, seed: int) -> None:
    if not stores.takes(seed // LARGEST):
        return
    random = Random(seed)
    graph = stores.of_claims(draw_claims(random, MODEL))
    ids = [*graph.values.all_ids, "city/unknown"]
    for _ in range(3 * PER_GRAPH):
        start, end = random.choice(ids), random.choice(ids)
        longest, first = random.randint(1, 4), random.choice((1, 3, 20, 500))
        through = random.sample(list(MODEL.relation_types), random.randint(1, 6)) if random.random() < 0.3 else None
        as_of = random.choice(("", "", *DATES))
        sent = {"from": start, "to": end, "longest": longest, "first": first, "through": through, "asOf": as_of or None}
        data, told = stores.paths(graph, PATHS, sent)
        reference, limits = graph.reference, stores.engine.options.paths
        ways = all_ways(reference, start, end, longest=longest, hub=limits.hub, through=through, as_of=as_of)
        assert data["paths"] == [_shown(reference, way) for way in ways[:first]], sent
        assert {hub["id"] for hub in told["paths"]["hubs"]} <= (set() if through else hubs(reference, limits.hub))


def _shown(reference: Reference, way: Way) -> dict[str, Any]:
    nodes = [{"id": id, "__typename": reference.entities[id].type, "name": id} for id in way.nodes]
    steps = []
    for relation, forward, id in way.steps:
        fact = reference.facts[id]
        evidence = [{"id": claim.id} for claim in fact.claims[:20]]
        since = fact.qualifiers.get("since")
        steps.append({"relation": relation, "forward": forward, "since": since, "amount": None, "evidence": evidence})
    return {"length": len(steps), "nodes": nodes, "steps": steps}


# Coverage -------------------------------------------------------------------------------------------------------


def test_coverage(stores: Contract, record_property: Callable[[str, object], None]) -> None:
    """The questions that were asked before this one use all that there is to use. The summary says how much."""
    coverage = stores.coverage
    record_property("coverage", f"{type(stores.kind).__name__}: {coverage.line()}")
    if not coverage.operations:
        pytest.fail("no question was asked before: run this test together with the others of its file")
    assert not coverage.missing()
