"""The questions of API.md, exactly as they are written there, on the seed graph."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLError

from graph.paths import Bounds
from resolvers.execute import Engine
from resolvers.paths import PathLimits
from tests.seeded import seed_core, seed_engine

__all__ = ["seed_core", "seed_engine"]

pytestmark = pytest.mark.anyio
Answer = dict[str, Any]


class Asking:
    """Asks a question by its number, on the fast way and through graphql-core."""

    def __init__(self, shared: Path, fast: Engine, core: Engine) -> None:
        text = (shared / "API.md").read_text(encoding="utf-8")
        self.questions = re.findall(r"^(\d+)\. .*?```graphql\n(.*?)```", text, re.MULTILINE | re.DOTALL)
        self.fast, self.core = fast, core

    async def __call__(self, number: int, **variables: object) -> Answer:
        question = dict(self.questions)[str(number)]
        fast = await self.fast.answer(question, variables)
        core = await self.core.answer(question, variables)
        assert fast.errors is None
        assert core.errors is None
        answer: Answer = json.loads(str(fast.data))
        assert json.dumps(answer) == json.dumps(core.data)
        return answer


@pytest.fixture
def ask(shared: Path, seed_engine: Engine, seed_core: Engine) -> Asking:
    return Asking(shared, seed_engine, seed_core)


async def test_1_polish_members_of_icc(ask: Asking) -> None:
    members = (await ask(1))["programme"]["members"]
    found = [(e["node"]["name"], e["since"], e["order"]) for e in members["edges"]]
    assert members["totalCount"] == 3
    assert found == [("Lublin", "2008", None), ("Wrocław", "2021", 3), ("Kraków", None, 2)]
    table, summary = members["edges"][1]["evidence"]
    assert (table["kind"], table["document"]["url"]) == ("CURATED", "https://wielokultury.wroclaw.pl/en/strategy")
    assert (summary["kind"], summary["document"]["url"]) == ("STATED", None)
    assert summary["quote"].startswith("Wrocław was the third Polish city to join")


async def test_2_strategy_of_wroclaw(ask: Asking) -> None:
    city = (await ask(2))["city"]
    assert city["country"] == {"code": "PL", "name": "Polska"}
    (edge,) = city["strategies"]["edges"]
    strategy = edge["node"]
    assert (strategy["period"], strategy["validFrom"], strategy["validUntil"]) == ("2018/2022", "2018", "2022")
    areas = {area["id"] for area in strategy["areas"]["nodes"]}
    assert areas == {"area/education", "area/integration", "area/security", "area/cooperation"}
    assert "mutual respect" in strategy["goals"]["nodes"][0]["text"]
    assert edge["evidence"]


async def test_3_projects_of_wcrs(ask: Asking) -> None:
    projects = (await ask(3))["projects"]["nodes"]
    found = {p["id"]: [lead["name"] for lead in p["leads"]["nodes"]] for p in projects}
    assert found == {
        "project/school-assistants": ["Society of Friends of Bielsko-Biała and Podbeskidzie"],
        "project/minte": ["Charles University"],
    }
    paid = {p["id"]: [(e["node"]["name"], e["amount"]) for e in p["fundedBy"]["edges"]] for p in projects}
    assert paid["project/minte"] == [("Erasmus+", {"value": "250000", "currency": "EUR"})]
    assistants = next(p for p in projects if p["id"] == "project/school-assistants")
    events = {e["when"]: [city["name"] for city in e["heldIn"]["nodes"]] for e in assistants["events"]["nodes"]}
    assert events == {"2021-11-17/2021-11-18": ["Wrocław"], "2022-02-22": []}


async def test_4_wroclaw_and_charles_university(ask: Asking) -> None:
    paths = (await ask(4))["paths"]
    found = [[node["id"] for node in path["nodes"]] for path in paths]
    assert found[0] == ["city/wroclaw-pl", "project/minte", "institution/charles-university"]
    assert ["city/wroclaw-pl", "institution/wcrs", "project/minte", "institution/charles-university"] in found
    assert [path["length"] for path in paths] == [2, 3, 3]
    assert [(s["relation"], s["forward"]) for s in paths[0]["steps"]] == [("PARTNER_IN", True), ("PARTNER_IN", False)]
    assert all(step["evidence"] for path in paths for step in path["steps"])


async def refused(engine: Engine, text: str) -> GraphQLError:
    """The one error with which an operation is refused."""
    errors = (await engine.answer(text)).errors
    assert errors
    (error,) = errors
    return error


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("maxLength: 7", "expected `maxLength` from 1 to 6, got 7"),
        ("maxLength: 0", "expected `maxLength` from 1 to 6, got 0"),
        ("first: 501", "expected `first` from 0 to 500, got 501"),
        ("through: []", "expected relations, such as MEMBER_OF, got none"),
        ("through: [founded]", "expected relations, such as MEMBER_OF, got the attribute founded"),
    ],
)
async def test_paths_refuse(seed_engine: Engine, arguments: str, message: str) -> None:
    text = f'{{ paths(from: "city/wroclaw-pl", to: "programme/icc", {arguments}) {{ length }} }}'
    error = await refused(seed_engine, text)
    assert message in error.message
    assert (error.extensions or {})["code"] == "BAD_USER_INPUT"


async def test_hubs_are_named_and_passed_through_when_their_relation_is(seed_engine: Engine) -> None:
    """Two members of ICC are connected by it, but so are all of its members."""
    ends = 'from: "city/lublin-pl", to: "city/oslo-no", maxLength: 2'
    without = await seed_engine.answer(f"{{ ways: paths({ends}) {{ nodes {{ id }} }} }}")
    hubs = (without.extensions or {})["paths"]["ways"]["hubs"]
    assert {"id": "programme/icc", "relation": "MEMBER_OF", "forward": False, "links": 57} in hubs
    assert "programme/icc" not in str(without.data)
    along = await seed_engine.answer(f"{{ paths({ends}, through: [MEMBER_OF]) {{ nodes {{ id }} }} }}")
    ids = [[node["id"] for node in path["nodes"]] for path in json.loads(str(along.data))["paths"]]
    assert ["city/lublin-pl", "programme/icc", "city/oslo-no"] in ids


@pytest.mark.parametrize("beside", ["", "__schema { queryType { name } }"])
async def test_paths_of_which_nothing_is_looked_up(seed_engine: Engine, seed_core: Engine, beside: str) -> None:
    """With nothing else in the operation, through graphql-core too, with the hubs in its extensions."""
    text = f'{{ ways: paths(from: "city/wroclaw-pl", to: "city/lublin-pl", maxLength: 2) {{ length }} {beside} }}'
    fast, core = [await engine.answer(text) for engine in (seed_engine, seed_core)]
    assert fast.errors is None
    assert core.errors is None
    assert isinstance(core.data, dict)
    lengths = core.data["ways"]
    assert {way["length"] for way in lengths} == {2}
    data = fast.data if isinstance(fast.data, dict) and "ways" in fast.data else json.loads(str(fast.data))
    assert data["ways"] == lengths
    assert (core.extensions or {})["paths"] == (fast.extensions or {})["paths"]


async def test_a_search_that_goes_too_far_is_refused(seed_engine: Engine) -> None:
    text = '{ paths(from: "city/lublin-pl", to: "city/oslo-no", through: [MEMBER_OF]) { length } }'
    usual = seed_engine.options
    codes = []
    for limits in (PathLimits(links=5), PathLimits(bounds=Bounds(moves=2)), PathLimits(bounds=Bounds(seconds=0))):
        seed_engine.options = replace(usual, paths=limits)
        codes.append(((await refused(seed_engine, text)).extensions or {})["code"])
    seed_engine.options = usual
    assert codes == ["COST_LIMIT", "COST_LIMIT", "TIMEOUT"]


async def test_5_members_by_country(ask: Asking) -> None:
    members = (await ask(5))["programme"]["members"]
    groups = {group["key"]["id"]: group["count"] for group in members["groups"]}
    assert members["totalCount"] == sum(groups.values()) == 57
    assert len(groups) == 33
    assert [groups[f"country/{code}"] for code in ("gb", "de", "au", "pl")] == [8, 4, 3, 3]
    assert [group["count"] for group in members["groups"]] == sorted(groups.values(), reverse=True)


async def test_6_members_at_the_end_of_2020(ask: Asking) -> None:
    members = (await ask(6))["programme"]["members"]
    assert members["totalCount"] == 55
    ids = {node["id"] for node in members["nodes"]}
    assert not ids & {"city/jonava-lt", "city/wroclaw-pl"}


async def test_7_cities_with_most_projects(ask: Asking) -> None:
    cities = (await ask(7))["cities"]["nodes"]
    assert [(c["name"], c["projects"]["totalCount"]) for c in cities[:2]] == [("Lublin", 5), ("Wrocław", 3)]
    assert [c["projects"]["totalCount"] for c in cities[2:]] == [1, 1, 1]


async def test_8_anything_called(ask: Asking) -> None:
    found = (await ask(8))["search"]
    first = found["edges"][0]
    assert first["node"] == {
        "id": "strategy/wroclaw-2018", "name": "Wrocław Strategy for Intercultural Dialogue", "__typename": "Strategy",
    }  # fmt: skip
    assert first["matched"] == {"text": "Wrocław Strategy for Intercultural Dialogue", "language": "en"}
    scores = [edge["score"] for edge in found["edges"]]
    assert len(scores) == 5 < found["totalCount"]
    assert scores == sorted(scores, reverse=True)


async def test_9_members_of_both_with_a_strategy(ask: Asking) -> None:
    cities = (await ask(9))["cities"]
    assert cities["totalCount"] == 3
    assert {c["name"] for c in cities["nodes"]} == {"Kraków", "Lublin", "Wrocław"}


async def test_10_what_a_document_states(ask: Asking) -> None:
    """A summary of the seed states what it is asked for, each claim with its sentence, in the order of its text."""
    members = (await ask(1))["programme"]["members"]["edges"]
    summary = members[1]["evidence"][1]["document"]
    document = (await ask(10, id=summary["id"]))["document"]
    claims = document["claims"]["nodes"]
    assert (document["title"], document["sha256"]) == (summary["title"], summary["sha256"])
    assert document["claims"]["totalCount"] == len(claims) > 0
    starts = [claim["start"] for claim in claims if claim["quote"]]
    assert starts == sorted(starts)
    joined = [claim["fact"] for claim in claims if claim["fact"]["subject"]["id"] == "city/wroclaw-pl"]
    assert ("MEMBER_OF", {"id": "programme/icc"}) in [(fact["property"], fact["object"]) for fact in joined]


async def test_11_where_sources_disagree(ask: Asking) -> None:
    facts = (await ask(11))["facts"]["nodes"]
    disagreed = {fact["subject"]["id"] for fact in facts if fact["property"] == "MEMBER_OF"}
    assert disagreed >= {"city/limassol-cy", "city/london-lewisham-gb", "city/odesa-ua"}
    assert "city/limerick-ie" not in disagreed
    assert all(len(fact["claims"]["nodes"]) > 1 for fact in facts)


async def test_12_pages_of_institutions(ask: Asking) -> None:
    """Walking by cursor meets every institution once, the newest first and those without a date last."""
    found: list[tuple[str, str | None]] = []
    after, more = None, True
    while more:
        page = (await ask(12, after=after))["institutions"]
        found += [(e["node"]["id"], e["node"]["founded"]) for e in page["edges"]]
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert len(found) == len({id for id, _ in found}) == page["totalCount"]
    dates = [date for _, date in found if date]
    assert dates == sorted(dates, reverse=True)
    assert [date for _, date in found][: len(dates)] == dates
