"""What holds of any claims: the graph follows from the claims there are, whatever the way on which they came."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.facts import Claim
from graph.judgements import MERGE, SEPARATE, Judgement
from graph.sqlite.store import SqliteStore
from graph.store import Root
from schema import policy_model
from tests.graph.dumps import dump, origins
from tests.strategies import SLUGS, claim_lists, topics
from tests.strategies import claims as claims_about

MODEL: Final = policy_model()
ROOTS: Final = ("seed", "more")
FILES: Final = ("a.csv", "b.csv", "c.md")

Origins = dict[str, dict[Claim, int]]
Call = tuple[str, Origins, Collection[str]]
"""Arguments of `replace`."""
Judged = Mapping[str, list[Judgement]]
"""Judgements by their root; those of other roots stay."""

few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
some_claims = claim_lists(MODEL)


def loaded(claims: Collection[Claim]) -> SqliteStore:
    """A new store with these claims, of one origin."""
    store = SqliteStore(":memory:", MODEL)
    store.replace("seed", {"all.csv": dict.fromkeys(claims, 1)})
    return store


def calls_with(claims: list[Claim]) -> st.SearchStrategy[list[Call]]:
    """Calls of `replace`, which state, state again and take back some of these claims."""
    subsets = st.lists(st.sampled_from(claims), unique_by=lambda c: c.id) if claims else st.just([])
    contents = subsets.flatmap(lambda cs: st.fixed_dictionaries({c: st.integers(0, 3) for c in cs}))
    calls = st.tuples(
        st.sampled_from(ROOTS),
        st.dictionaries(st.sampled_from(FILES), contents, max_size=2),
        st.frozensets(st.sampled_from(FILES)),
    )
    return st.lists(calls, min_size=1, max_size=5)


@st.composite
def histories(draw: st.DrawFn) -> list[Call]:
    """Calls with claims of one small set."""
    return draw(calls_with(draw(some_claims)))


def remaining(history: list[Call]) -> dict[tuple[str, str], Mapping[Claim, int]]:
    """What every origin states after these calls, by the words of `Store.replace`."""
    state: dict[tuple[str, str], Mapping[Claim, int]] = {}
    for root, given_, kept in history:
        gone = [key for key in state if key[0] == root and key[1] not in kept]
        for key in gone:
            del state[key]
        state |= {(root, name): claims for name, claims in given_.items()}
    return {key: claims for key, claims in state.items() if claims}


@few
@given(histories())
def test_a_store_is_as_a_new_one_with_the_claims_that_remain(history: list[Call]) -> None:
    store = SqliteStore(":memory:", MODEL)
    for call in history:
        store.replace(*call)
    state = remaining(history)
    fresh = loaded({c: 1 for claims in state.values() for c in claims})
    assert dump(store) == dump(fresh)
    assert store.meta("checksum") == fresh.meta("checksum")
    assert store.summary().counts == fresh.summary().counts
    stated = [(root, name, c.id, line) for (root, name), cs in state.items() for c, line in cs.items()]
    assert origins(store) == sorted(stated)


TOPICS: Final = [
    replace(topic, sources=("Institution",), targets=("Institution",) if topic.targets else ())
    for topic in topics(MODEL)
    if "Institution" in topic.sources and (not topic.targets or "Institution" in topic.targets)
]
"""What claims can be about that name nothing but a few institutions."""
judgements = st.builds(
    lambda action, slugs: Judgement(action, f"institution/{slugs[0]}", f"institution/{slugs[1]}"),
    st.sampled_from((MERGE, MERGE, SEPARATE)),
    st.permutations(SLUGS),
)


@st.composite
def judged_histories(draw: st.DrawFn) -> list[tuple[Call, Judged]]:
    """Calls with claims about a few institutions, and judgements that come with each."""
    some = st.sampled_from(TOPICS).flatmap(partial(claims_about, MODEL))
    claims = draw(st.lists(some, min_size=4, max_size=12, unique_by=lambda claim: claim.id))
    judged = st.dictionaries(st.sampled_from(ROOTS), st.lists(judgements, max_size=2, unique=True), min_size=1)
    return [(call, draw(judged)) for call in draw(calls_with(claims))]


def roots_of(call: Call, judged: Judged) -> list[Root]:
    """What `replace_all` is given for a call, and for judgements that come with it."""
    name, origins, kept = call
    others = [Root(root, {}, FILES, judgements=judged[root]) for root in judged if root != name]
    return [Root(name, origins, kept, judgements=judged.get(name)), *others]


A: Final = Claim("institution/a", "name", value="Office", language="en")
B: Final = replace(A, subject="institution/b", value="Bureau")
B_IS_A: Final = Judgement(MERGE, "institution/b", "institution/a")


@few
@given(judged_histories())
@example([(("seed", {"a.csv": {A: 1}}, ()), {}), (("more", {"b.csv": {B: 1}}, ()), {"more": [B_IS_A]})])
def test_judgements_and_claims_that_come_together_give_what_remains(history: list[tuple[Call, Judged]]) -> None:
    store, fresh = SqliteStore(":memory:", MODEL), SqliteStore(":memory:", MODEL)
    holding: dict[str, list[Judgement]] = {}
    for call, now in history:
        store.replace_all(roots_of(call, now))
        assert not store.replace_all(roots_of(call, now)), "repeating a call changes nothing"
        holding |= now
    claims = {claim: 1 for claims in remaining([call for call, _ in history]).values() for claim in claims}
    fresh.replace_all(roots_of(("seed", {"all.csv": claims}, ()), holding))
    assert dump(store) == dump(fresh)
    assert store.meta("checksum") == fresh.meta("checksum")


@few
@given(histories())
def test_a_change_counts_what_changed(history: list[Call]) -> None:
    store = SqliteStore(":memory:", MODEL)
    for call in history:
        facts, claims, version = store.summary().facts, store.summary().claims, int(store.meta("version"))
        before = dump(store)
        change = store.replace(*call)
        assert store.summary().facts == facts + change.facts_added - change.facts_retracted
        assert store.summary().claims == claims + change.claims_added - change.claims_removed
        assert int(store.meta("version")) == version + bool(change)
        assert bool(change) == (dump(store) != before)
        assert not store.replace(*call), "repeating a call changes nothing"


@few
@given(some_claims, st.data())
def test_neither_order_nor_origins_nor_calls_matter(claims: list[Claim], data: st.DataObject) -> None:
    places = st.lists(st.tuples(st.sampled_from(ROOTS), st.sampled_from(FILES)), min_size=1, max_size=2, unique=True)
    store, files = SqliteStore(":memory:", MODEL), dict[tuple[str, str], dict[Claim, int]]()
    for claim in data.draw(st.permutations(claims)):
        for place in data.draw(places):
            files.setdefault(place, {})[claim] = 1
    for root, name in data.draw(st.permutations(sorted(files))):
        store.replace(root, {name: files[root, name]}, kept=FILES)
    assert dump(store) == dump(loaded(claims))
    assert store.meta("checksum") == loaded(claims).meta("checksum")


@few
@given(some_claims, some_claims)
def test_retracting_gives_the_graph_from_before(claims: list[Claim], more: list[Claim]) -> None:
    store = loaded(claims)
    before, checksum = dump(store), store.meta("checksum")
    store.replace("more", {"b.csv": dict.fromkeys(more, 1)})
    store.replace("more", {})
    assert dump(store) == before
    assert store.meta("checksum") == checksum


@few
@given(some_claims, some_claims)
def test_checksums_are_equal_for_equal_claims_only(one: list[Claim], other: list[Claim]) -> None:
    equal = loaded(one).meta("checksum") == loaded(other).meta("checksum")
    assert equal == ({c.id for c in one} == {c.id for c in other})
