"""The two pages that the graph grew from, loaded beside the seed into each store: what they state."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.facts import Claim
from graph.paths import Bounds
from graph.store import Access, open_readers, open_store
from loaders.identifiers import document_id
from loaders.pipeline import load
from resolvers.execute import Engine
from resolvers.paths import PathLimits
from resolvers.planner import Options
from schema import policy_model
from tests.neo4j_server import clear, shared_address
from tests.seeded import SEED

STRATEGY = "https://wielokultury.wroclaw.pl/en/strategy"
UMP = "https://wielokultury.wroclaw.pl/en/strategy/ump-comission-for-migration-and-integration/"
FILES = {STRATEGY: "000_cb5e82e2bfef6621.txt", UMP: "002_6bd5121f12f937cb.txt"}


@dataclass(frozen=True)
class Loaded:
    """A store with the seed and the two pages."""

    url: str
    access: Access

    stated: dict[str, list[Claim]]
    """What each page states, by its address."""


@pytest.fixture(scope="module")
def pages(shared: Path) -> Path:
    return shared / "documents" / "seeds"


@pytest.fixture(scope="module")
def load_into(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Loaded]:
    """Loads the pages into a kind of store, once."""

    @cache
    def load_once(kind: str) -> Loaded:
        url, access = f"sqlite:{tmp_path_factory.mktemp('pages')}/graph.sqlite", Access()
        if kind == "neo4j":
            address = shared_address()
            clear(address)
            url, access = address.uri, address.access
        with closing(open_store(url, policy_model(), access=access)) as store:
            report = load(store, [SEED, *(pages / name for name in FILES.values())])
            assert report.ok, report.text()
            return Loaded(url, access, {page: store.stated([document_id(page)]) for page in FILES})

    return load_once


@pytest.fixture(scope="module", params=["sqlite", "neo4j"])
def loaded(request: pytest.FixtureRequest, load_into: Callable[[str], Loaded]) -> Loaded:
    return load_into(request.param)


def test_each_page_states_facts_with_its_words(loaded: Loaded, pages: Path) -> None:
    for url, file in FILES.items():
        data = (pages / file).read_bytes()
        claims = loaded.stated[url]
        own = {claim.property: claim.value for claim in claims if claim.subject == document_id(url)}
        assert own["sha256"] == hashlib.sha256(data).hexdigest()
        assert own["language"] == "en"
        assert own["text"] == data.decode()
        found = [claim for claim in claims if claim.quote]
        assert len({claim.property for claim in found if claim.object}) >= 6
        assert all(own["text"][claim.start : claim.end] == claim.quote for claim in found)
        assert {claim.kind for claim in found} == {"stated", "implied"}


def test_the_members_that_a_page_names(loaded: Loaded) -> None:
    members = {claim.subject for claim in loaded.stated[STRATEGY] if claim.property == "MEMBER_OF" and claim.quote}
    assert members == {"city/wroclaw-pl", "city/lublin-pl", "city/krakow-pl"}


def test_what_the_tables_know_is_not_made_anew(loaded: Loaded) -> None:
    """Both pages speak of what the tables describe, and of little else."""
    new = {c.subject for claims in loaded.stated.values() for c in claims if c.property == "name" and c.quote}
    assert {id.partition("/")[0] for id in new} <= {"event", "goal", "institution"}
    assert len(new) <= 3


@pytest.mark.anyio
async def test_question_1_shows_the_sentence_of_the_page(loaded: Loaded, pages: Path, shared: Path) -> None:
    edges = (await ask(loaded, shared, 1))["programme"]["members"]["edges"]
    (wroclaw,) = [edge for edge in edges if edge["node"]["id"] == "city/wroclaw-pl"]
    assert (wroclaw["since"], wroclaw["order"]) == ("2021", 3)
    stated = [c for c in wroclaw["evidence"] if (c["document"]["url"], c["kind"]) == (STRATEGY, "STATED")]
    (quote,) = {claim["quote"] for claim in stated}
    assert quote in (pages / FILES[STRATEGY]).read_text("utf-8")
    assert "third Polish city" in quote


@pytest.mark.anyio
@pytest.mark.parametrize("url", FILES)
async def test_question_10_shows_what_a_page_states(loaded: Loaded, shared: Path, url: str) -> None:
    """Everything that was loaded from the page, and nothing else, in the order of its text."""
    document = (await ask(loaded, shared, 10, id=document_id(url)))["document"]
    claims = document["claims"]["nodes"]
    expected = loaded.stated[url]
    assert document["claims"]["totalCount"] == len(expected) == len(claims)
    places = [(c["start"], c["end"]) for c in claims if c["quote"]]
    assert [start for start, _ in places] == sorted(start for start, _ in places)
    assert sorted(places) == sorted((c.start, c.end) for c in expected if c.quote)
    found = {
        (c["fact"]["subject"]["id"], c["fact"]["property"], (c["fact"]["object"] or {"id": ""})["id"]) for c in claims
    }
    assert found == {(c.subject, c.property, c.object) for c in expected}


@pytest.mark.anyio
@pytest.mark.parametrize("number", [4, 10, 11])
async def test_the_stores_answer_a_question_alike(
    load_into: Callable[[str], Loaded], shared: Path, number: int
) -> None:
    """As it is written, to the byte; the other nine: tests/neo4j/test_compile.py."""
    variables = {"id": document_id(STRATEGY)} if number == 10 else {}
    first, second = [await ask(load_into(kind), shared, number, **variables) for kind in ("sqlite", "neo4j")]
    assert json.dumps(first) == json.dumps(second)
    assert all(first.values())


async def ask(loaded: Loaded, shared: Path, number: int, **variables: object) -> Any:
    """The answer to a question of API.md."""
    api = (shared / "API.md").read_text(encoding="utf-8")
    question = re.findall(rf"^{number}\. .*?```graphql\n(.*?)```", api, re.MULTILINE | re.DOTALL)[0]
    readers = open_readers(loaded.url, policy_model(), access=loaded.access)
    # Neo4j plans each text when it meets it first, which takes long on a busy machine.
    options = Options(licence="CC BY 4.0", paths=PathLimits(bounds=Bounds(seconds=60)))
    answer = await Engine(policy_model(), readers, options).answer(question, variables)
    if closed := readers.close():
        await closed
    assert answer.errors is None
    return json.loads(str(answer.data))
