"""What holds of any claims: the graph follows from the claims there are, whatever the way on which they came."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.facts import Claim
from graph.sqlite.store import SqliteStore
from schema import policy_model
from tests.graph.dumps import dump, origins
from tests.strategies import claim_lists

MODEL: Final = policy_model()
ROOTS: Final = ("seed", "more")
FILES: Final = ("a.csv", "b.csv", "c.md")

Origins = dict[str, dict[Claim, int]]
Call = tuple[str, Origins, Collection[str]]
"""Arguments of `replace`."""

few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
some_claims = claim_lists(MODEL)


def loaded(claims: Collection[Claim]) -> SqliteStore:
    """A new store with these claims, of one origin."""
    store = SqliteStore(":memory:", MODEL)
    store.replace("seed", {"all.csv": dict.fromkeys(claims, 1)})
    return store


@st.composite
def histories(draw: st.DrawFn) -> list[Call]:
    """Calls of `replace`, which state, state again and take back claims of one small set."""
    claims = draw(some_claims)
    subsets = st.lists(st.sampled_from(claims), unique_by=lambda c: c.id) if claims else st.just([])
    contents = subsets.flatmap(lambda cs: st.fixed_dictionaries({c: st.integers(0, 3) for c in cs}))
    calls = st.tuples(
        st.sampled_from(ROOTS),
        st.dictionaries(st.sampled_from(FILES), contents, max_size=2),
        st.frozensets(st.sampled_from(FILES)),
    )
    return draw(st.lists(calls, min_size=1, max_size=5))


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
