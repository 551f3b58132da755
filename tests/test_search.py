"""Search on the seed: the first hit of each query of `cases/search.tsv`, and what a rule promises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

import pytest

from graph.facts import Claim
from graph.search import Found, Sought
from graph.sqlite.store import SqliteStore
from resolvers.execute import Engine
from schema import policy_model
from schema.text import COMMON
from tests.conftest import ROOT
from tests.seeded import seed_engine, seeded_store

__all__ = ["seed_engine"]

CASES: Final = [line.split("\t") for line in (ROOT / "tests" / "cases" / "search.tsv").read_text("utf-8").splitlines()]
"""What is searched for, the id of the first hit (`-` for nothing), why."""
SHARE: Final = 0.95
MODEL: Final = policy_model()


@pytest.fixture(scope="module")
def seed() -> Iterator[SqliteStore]:
    store = SqliteStore(seeded_store(), MODEL, read_only=True)
    yield store
    store.close()


def find(store: SqliteStore, text: str, size: int = 5, after: str | None = None) -> Found:
    return store.find(Sought(text, None, None, size, after))


def test_first_hits(seed: SqliteStore) -> None:
    first = {text: next((hit.id for hit in find(seed, text).hits), "-") for text, _, _ in CASES}
    wrong = [f"{text}: {first[text]}, not {id} ({why})" for text, id, why in CASES if first[text] != id]
    assert len(CASES) - len(wrong) >= SHARE * len(CASES), "\n".join(wrong)


def test_the_search_set_is_large_enough() -> None:
    assert len({text for text, _, _ in CASES}) == len(CASES)
    assert sum(id != "-" for _, id, _ in CASES) >= 120
    assert all(len(case) == 3 and all(case) for case in CASES)


@pytest.mark.parametrize("text", ["Dublin", "Lublin", "Bari", "Braga"])
def test_a_known_word_is_taken_as_it_is(seed: SqliteStore, text: str) -> None:
    """Lublin is one edit from Dublin, and neither is found for the other."""
    assert all(text.lower() in hit.text.lower() for hit in find(seed, text, size=50).hits)


@pytest.mark.parametrize("text", ["brga", "oslp", "xyzxyz", "qqqqqqqqqq"])
def test_short_or_strange_words_are_not_guessed(seed: SqliteStore, text: str) -> None:
    assert find(seed, text) == Found([], 0, exact=True, more=False)


# Common words ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def common() -> Iterator[SqliteStore]:
    """Two words stand in more names than may be looked at, in few of them together."""
    store = SqliteStore(":memory:", MODEL)
    names = {f"city/{i:04}": f"Common {'x' * (i % 7)}{i}" for i in range(COMMON + 50)}
    names |= {f"goal/{i:04}": f"Usual {i}" for i in range(COMMON + 50)}
    names |= {"goal/both": "A very long name, usual and common", "area/rare": "Rare common"}
    claims = [Claim(id, "name", value=name, language="en") for id, name in names.items()]
    store.replace("common", {"common": dict.fromkeys(claims, 0)})
    yield store
    store.close()


def test_of_a_common_word_the_shortest_names_are_found(common: SqliteStore) -> None:
    found = find(common, "common", size=500)
    assert (found.total, found.exact) == (COMMON, False)
    sizes = [(-hit.score, len(hit.text)) for hit in found.hits]
    assert sizes == sorted(sizes) and found.hits[0].id == "city/0000"
    second = find(common, "common", 100, found.hits[99].cursor)
    assert (second.hits, second.more) == (found.hits[100:200], True)


def test_common_words_are_looked_for_together(common: SqliteStore) -> None:
    found = find(common, "usual common")
    assert [hit.id for hit in found.hits] == ["goal/both"] and not found.exact


def test_beside_a_rare_word_a_common_one_finds_nothing(common: SqliteStore) -> None:
    found = find(common, "common rare")
    assert [(hit.id, hit.score) for hit in found.hits] == [("area/rare", 0.8)]


# Texts of documents ---------------------------------------------------------------------------------------------


@pytest.mark.anyio
async def test_where_documents_say_something(seed_engine: Engine) -> None:
    text = """{ documents(where: {text: {contains: "THIRD polish city"}}) {
        nodes { id text passages(contains: "THIRD polish city") { quote start end } }
    } }"""
    result = await seed_engine.answer(text)
    assert result.errors is None
    nodes = json.loads(str(result.data))["documents"]["nodes"]
    assert nodes
    for node in nodes:
        place = node["passages"][0]
        assert place["quote"] == node["text"][place["start"] : place["end"]] == "third Polish city"


@pytest.mark.anyio
async def test_claims_are_found_by_words_of_their_quotes(seed_engine: Engine) -> None:
    text = """{ cities(where: {memberOf: {some: {evidence: {quote: {contains: "third POLISH city"}}}}}) {
        nodes { id memberOf(where: {evidence: {quote: {contains: "third POLISH city"}}}) {
            edges { evidence { quote start end } }
        } }
    } }"""
    result = await seed_engine.answer(text)
    assert result.errors is None
    (city,) = json.loads(str(result.data))["cities"]["nodes"]
    quotes = [claim for edge in city["memberOf"]["edges"] for claim in edge["evidence"] if claim["quote"]]
    assert city["id"] == "city/wroclaw-pl"
    assert any("third Polish city" in claim["quote"] and claim["end"] > claim["start"] >= 0 for claim in quotes)
