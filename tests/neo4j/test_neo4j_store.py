"""The Neo4j store on a real server: it comes to the same graph as SQLite, and a load is all or nothing."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import neo4j
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph import materialise
from graph.facts import Claim
from graph.judgements import MERGE, Judgement
from graph.neo4j import load as loading
from graph.neo4j.constraints import constraints, definitions
from graph.neo4j.readers import Neo4jReaders
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
from graph.store import Access, Change, Root, Store, open_readers, open_store
from loaders import pipeline
from schema import DECLARATIONS, policy_model
from schema.base import Entity
from schema.declare import entity
from schema.errors import StoreError, StoreUnavailable, StoreVersionError, ValueProblem
from schema.model import Model
from tests.neo4j.dumps import neo4j_dump, sqlite_dump
from tests.neo4j_server import Address
from tests.strategies import claim_lists

MODEL: Final = policy_model()
CASES: Final = Path(__file__).parents[1] / "cases" / "graph"

ICC: Final = Claim("programme/icc", "name", value="Intercultural Cities", language="en")
LUBLIN: Final = Claim("city/lublin-pl", "MEMBER_OF", "programme/icc", qualifiers=(("since", "2008"),))
LODZ: Final = Claim("city/lodz-pl", "name", value="Łódź", language="pl", document="document/page")
POLAND: Final = Claim("city/lublin-pl", "LOCATED_IN", "country/pl")
GERMANY: Final = Claim("city/lublin-pl", "LOCATED_IN", "country/de", kind="stated")


@pytest.fixture
def twin() -> Iterator[SqliteStore]:
    """An empty SQLite store, to load the same into."""
    opened = SqliteStore(":memory:", MODEL)
    yield opened
    opened.close()


Files = Mapping[str, list[Claim]]


def load(store: Store, root: str = "seed", kept: Collection[str] = (), **files: list[Claim]) -> Change:
    """Load files, each of which states some claims."""
    return load_files(store, files, root, kept)


def load_files(store: Store, files: Files, root: str = "seed", kept: Collection[str] = ()) -> Change:
    """The same with the files as a value."""
    return store.replace(root, {name: dict.fromkeys(claims, 1) for name, claims in files.items()}, kept)


# The same graph as in SQLite ----------------------------------------------------------------------------------------


def test_the_graph_of_the_cases_is_that_of_sqlite(store: Neo4jStore, twin: SqliteStore) -> None:
    report, expected = pipeline.load(store, [CASES]), pipeline.load(twin, [CASES])
    assert (report.change, report.problems) == (expected.change, expected.problems)
    assert neo4j_dump(store) == sqlite_dump(twin)
    assert store.summary().counts == twin.summary().counts
    assert not pipeline.load(store, [CASES]).change


UNDATED: Final = [
    Claim("city/x", "description", value=text, language="en", document=f"document/{text}") for text in ("u", "v")
]
HISTORIES: Final[list[list[Files]]] = [
    [{"a": [ICC, LUBLIN], "b": [LUBLIN, LODZ]}, {"a": [LUBLIN]}, {}],
    [{"a": [POLAND], "b": [GERMANY]}, {"b": [GERMANY]}, {"c": [GERMANY, POLAND]}],
    [{"a": [LODZ], "b": [Claim("document/page", "url", value="https://example.org/")]}, {"a": [LODZ]}],
    [{"a": [LUBLIN]}, {"a": [replace(LUBLIN, qualifiers=(("since", "2009"),))], "b": [LUBLIN]}, {"a": [LUBLIN]}],
    [
        {"a": UNDATED},
        {"a": UNDATED, "b": [Claim("document/u", "issued", value="2015"), Claim("document/v", "issued", value="2014")]},
        {"a": UNDATED, "b": [Claim("document/u", "issued", value="2015"), Claim("document/v", "issued", value="2020")]},
    ],
]  # fmt: skip


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("history", HISTORIES)
def test_every_step_is_that_of_sqlite(store: Neo4jStore, twin: SqliteStore, history: list[Files]) -> None:
    for files in history:
        assert load_files(store, files) == load_files(twin, files)
        assert neo4j_dump(store) == sqlite_dump(twin)
        assert not load_files(store, files), "loading again changes nothing"


def test_a_merge_that_comes_with_a_claim_gives_the_graph_of_sqlite(store: Neo4jStore, twin: SqliteStore) -> None:
    merge = Judgement(MERGE, "city/litzmannstadt", "city/lodz-pl")
    other = Claim("city/litzmannstadt", "name", value="Litzmannstadt", language="de")
    for each in (store, twin):
        load(each, a=[LODZ])
        each.replace_all([Root("more", {"b": {other: 1}}, judgements=[merge])])
    assert neo4j_dump(store) == sqlite_dump(twin)
    for each in (store, twin):
        each.replace_all([Root("more", {"b": {replace(other, language="und"): 1}}, judgements=[])])
    assert neo4j_dump(store) == sqlite_dump(twin)


def test_what_origins_make_is_told_as_by_sqlite(store: Neo4jStore, twin: SqliteStore) -> None:
    for each in (store, twin):
        load_files(each, {"a": [POLAND, LUBLIN, LODZ], "b": [LUBLIN], "c": [GERMANY]})
        each.replace_all([Root("other", {"a": {ICC: 4}}, digests={"a": "of the file"})])
    assert store.digests() == twin.digests()
    assert ("other", "a", "of the file") in store.digests()
    for properties in ((), ("name",), ("LOCATED_IN", "code")):
        for origins in (None, (), [("seed", "b")], [("other", "a"), ("seed", "a"), ("seed", "none")]):
            found, expected = (list(each.supports(properties, origins)) for each in (store, twin))
            assert sorted(map(repr, found)) == sorted(map(repr, expected))
            assert [row[:2] for row in found] == [row[:2] for row in expected], "in the order of origins"
            assert origins != [("seed", "b")] or {row[:2] for row in found} <= set(origins)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even small loads take several batches."""
    monkeypatch.setattr(materialise, "BATCH", 3)


@pytest.mark.slow
@pytest.mark.usefixtures("small_batches")
@settings(
    max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(claims=claim_lists(MODEL), more=claim_lists(MODEL), data=st.data())
def test_any_claims_give_the_graph_of_sqlite(
    store: Neo4jStore, claims: list[Claim], more: list[Claim], data: st.DataObject
) -> None:
    twin, fresh = SqliteStore(":memory:", MODEL), SqliteStore(":memory:", MODEL)
    some = data.draw(st.lists(st.sampled_from(claims), unique=True)) if claims else []
    for root, files in (("one", [claims]), ("two", [more]), ("one", [some, more])):
        loaded = dict(zip("ab", files, strict=False))
        assert load_files(store, loaded, root) == load_files(twin, loaded, root)
    load_files(fresh, {"a": list(dict.fromkeys([*some, *more]))})
    found, expected, at_once = neo4j_dump(store), sqlite_dump(twin), sqlite_dump(fresh)
    del found["meta"], expected["meta"]  # earlier examples have counted too
    assert found == expected
    assert all(found[what] == at_once[what] for what in ("entity", "name", "link", "fact", "claim"))
    assert store.meta("checksum") == twin.meta("checksum")
    load(store, "one")
    load(store, "two")
    assert store.one("MATCH (n) RETURN count(n)") == 1, "what nobody states leaves no trace"
    twin.close()
    fresh.close()


def test_versions_count_the_loads_that_change_something(store: Neo4jStore) -> None:
    versions = []
    for claims in ([ICC], [ICC], [LUBLIN], []):
        load(store, a=claims)
        versions.append(store.meta("version"))
    assert versions == ["1", "1", "2", "3"]


def test_kept_origins_and_other_roots_stay(store: Neo4jStore) -> None:
    load(store, a=[ICC], b=[LODZ], c=[LUBLIN])
    load(store, "more", a=[ICC])
    load(store, kept=["b", "d"])
    assert store.origins() == [("more", "a", 1), ("seed", "b", 1)]
    assert store.known(["programme/icc", "city/lodz-pl", "city/lublin-pl", "x"]) == {"programme/icc", "city/lodz-pl"}


def test_a_claim_on_another_line_is_no_change_of_the_graph(store: Neo4jStore) -> None:
    load(store, a=[ICC])
    before = neo4j_dump(store)
    assert not store.replace("seed", {"a": {ICC: 7}})
    after = neo4j_dump(store)
    assert after.pop("support") == [f"seed a 7 {ICC.id}"]
    assert all(after[what] == before[what] for what in after if what != "read")


# All or nothing -----------------------------------------------------------------------------------------------------


class Stop(Exception):
    """What a test lets go wrong."""


@pytest.mark.parametrize("call", range(2))
def test_a_failure_in_the_middle_leaves_the_graph_as_it_was(store: Neo4jStore, call: int) -> None:
    load(store, a=[ICC, LUBLIN, POLAND])
    before = neo4j_dump(store)
    calls = []

    def fail(what: str, done: int, total: int) -> None:
        calls.append(what)
        if len(calls) > call:
            raise Stop

    with pytest.raises(Stop):
        store.replace("seed", {"a": {LODZ: 1, GERMANY: 2}}, progress=fail)
    assert neo4j_dump(store) == before
    assert load(store, a=[LODZ, GERMANY]), "the store can be loaded afterwards"


def test_a_transaction_that_the_server_ends_leaves_the_graph_as_it_was(store: Neo4jStore) -> None:
    load(store, a=[ICC])
    before = neo4j_dump(store)

    def end(what: str, done: int, total: int) -> None:
        if what == "entities":
            text = "SHOW TRANSACTIONS YIELD metaData, transactionId WHERE metaData.app = 'policygraph load'"
            store.write(f"{text} TERMINATE TRANSACTIONS transactionId YIELD message RETURN message")

    with pytest.raises(StoreError, match="the load was undone"):
        store.replace("seed", {"a": {LUBLIN: 1}}, progress=end)
    assert neo4j_dump(store) == before


def test_a_bad_claim_refuses_the_whole_load(store: Neo4jStore) -> None:
    load(store, a=[ICC])
    before = neo4j_dump(store)
    with pytest.raises(ValueProblem):
        load(store, a=[LUBLIN], b=[LODZ, Claim("city/lublin-pl", "founded", value="2001")])
    assert neo4j_dump(store) == before


def test_a_text_that_is_too_long_to_be_sorted_is_told(store: Neo4jStore) -> None:
    kind = Claim("document/page", "kind", value="x" * 9000)
    with pytest.raises(StoreError, match=r"at most 8,000 bytes, .* \(index Document_kind\), got one of 9011 bytes"):
        load(store, a=[kind])
    assert store.summary().claims == 0


@pytest.mark.parametrize("at_once", [0, loading.AT_ONCE])
def test_loads_at_once_wait_for_one_another(
    store: Neo4jStore, address: Address, twin: SqliteStore, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(loading, "AT_ONCE", at_once)
    files = {f"root{i}": [replace(LODZ, value=f"Łódź {i}"), LUBLIN, POLAND] for i in range(4)}
    failures = []

    def one(root: str, claims: list[Claim]) -> None:
        opened = Neo4jStore(address.uri, MODEL, access=address.access)
        try:
            load(opened, root, a=claims)
        except StoreError as error:
            failures.append(error)
        finally:
            opened.close()

    threads = [threading.Thread(target=one, args=item) for item in files.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for root, claims in files.items():
        load(twin, root, a=claims)
    assert failures == []
    assert neo4j_dump(store) == sqlite_dump(twin)


# A first load in several transactions -------------------------------------------------------------------------------


@pytest.fixture
def in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every first load takes several transactions."""
    monkeypatch.setattr(loading, "AT_ONCE", 0)


@pytest.mark.usefixtures("in_several")
def test_a_first_load_in_several_transactions_gives_the_same(store: Neo4jStore, twin: SqliteStore) -> None:
    assert pipeline.load(store, [CASES]).change == pipeline.load(twin, [CASES]).change
    assert neo4j_dump(store) == sqlite_dump(twin)
    assert load(store, a=[LUBLIN]) == load(twin, a=[LUBLIN]), "what comes later is one transaction again"
    assert neo4j_dump(store) == sqlite_dump(twin)


@pytest.mark.usefixtures("in_several")
@pytest.mark.parametrize("stage", ["facts", "entities"])
def test_an_unfinished_first_load_is_nothing_and_is_mended(
    store: Neo4jStore, address: Address, twin: SqliteStore, stage: str
) -> None:
    def fail(what: str, done: int, total: int) -> None:
        if what == stage:
            raise Stop

    with pytest.raises(Stop):
        store.replace("seed", {"a": {ICC: 1, LUBLIN: 2}}, progress=fail)
    assert (store.summary().claims, store.origins(), store.known(["city/lublin-pl"])) == (0, [], set())
    for opens in (partial_store, partial_readers):
        with pytest.raises(StoreError, match=r"the first load into .* has not ended"):
            opens(address)
    load(store, b=[LODZ, POLAND])
    load(twin, b=[LODZ, POLAND])
    assert neo4j_dump(store) == sqlite_dump(twin)
    partial_store(address)


def partial_store(address: Address) -> None:
    Neo4jStore(address.uri, MODEL, read_only=True, access=address.access).close()


def partial_readers(address: Address) -> None:
    Neo4jReaders(address.uri, MODEL, access=address.access)


def test_only_an_empty_store_is_filled(store: Neo4jStore) -> None:
    load(store, a=[ICC])
    before = neo4j_dump(store)
    with pytest.raises(StoreError, match="is not empty"), store.filling():
        load(store, b=[LODZ])
    assert neo4j_dump(store) == before


# Opening ------------------------------------------------------------------------------------------------------------


def test_constraints_are_applied_once(store: Neo4jStore) -> None:
    def there() -> set[tuple[str, str]]:
        return {
            (name, state) for name, state in store.one("SHOW INDEXES YIELD name, state RETURN collect([name, state])")
        }

    before = there()
    assert {(d.name, "ONLINE") for d in definitions(MODEL)} <= before
    for statement in constraints(MODEL):
        store.write(statement)
    assert there() == before


def test_no_statement_of_a_load_goes_through_the_graph_for_each_row(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = list[tuple[str, dict[str, Any]]]()

    def recorded(transaction: neo4j.Transaction, text: str, **parameters: Any) -> Any:
        statements.append((text, parameters))
        record = transaction.run(text, parameters).single()
        return record[0] if record else None

    monkeypatch.setattr(loading, "_one", recorded)
    pipeline.load(store, [CASES])
    store.replace_all([Root(str(CASES), {}, judgements=[])])
    pipeline.load(store, [CASES])
    by_row = [(text, parameters) for text, parameters in statements if text.startswith("UNWIND $")]
    assert len({text for text, _ in by_row}) > 50
    with store.session() as session:
        for text, parameters in by_row:
            # Not every state of Neo4j's statistics shows what a plan without the hint comes to.
            assert not re.search(r"MATCH \(\w:\w+ \{[^}]*\}\)(?! USING INDEX SEEK)", text), text
            plan = session.run(f"CYPHER replan=force EXPLAIN {text}", parameters).consume().plan
            assert not [operator for operator in planned(plan) if "Scan" in operator], text


def planned(plan: Any) -> Iterator[str]:
    """The operators of a plan."""
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from planned(child)


def test_ids_are_unique(store: Neo4jStore) -> None:
    load(store, a=[LODZ])
    with pytest.raises(Exception, match="already exists"):
        store.write("CREATE (:City:Entity {id: 'city/lodz-pl'})")


def test_a_foreign_database_is_refused_and_stays(address: Address) -> None:
    seen = Neo4jStore(address.uri, MODEL, access=address.access)
    try:
        seen.write("MATCH (m:Meta) DELETE m")
        seen.write("CREATE (:Recipe {name: 'soup'})")
        for read_only in (True, False):
            with pytest.raises(StoreError, match="has nodes, but none of policygraph's; give an empty one"):
                Neo4jStore(address.uri, MODEL, read_only=read_only, access=address.access)
        assert seen.one("MATCH (n) RETURN collect(labels(n))") == [["Recipe"]]
    finally:
        seen.close()


def test_an_empty_database_has_nothing_to_read(address: Address) -> None:
    with pytest.raises(StoreError, match=r"there is no graph at .*; make one with `policygraph load seed"):
        Neo4jStore(address.uri, MODEL, read_only=True, access=address.access)


def test_a_store_of_another_model_is_refused(store: Neo4jStore, address: Address) -> None:
    @entity(plural="bridges", rdf="pg:Bridge")
    class Bridge(Entity):
        """A bridge."""

    other = Model.of([*DECLARATIONS, Bridge])
    for read_only in (True, False):
        with pytest.raises(StoreVersionError, match=r"was made for version .* of the model, this program has version"):
            Neo4jStore(address.uri, other, read_only=read_only, access=address.access)


def test_an_unreachable_host_is_told_soon() -> None:
    with pytest.raises(StoreUnavailable, match=r"cannot open the store: bolt://127\.0\.0\.1:1 does not answer"):
        open_store("bolt://127.0.0.1:1", MODEL)
    with pytest.raises(StoreUnavailable, match=r"cannot open the store: neo4j://nowhere\.invalid:7687 does not answer"):
        open_readers("neo4j://nowhere.invalid:7687", MODEL)


@pytest.mark.parametrize("url", ["neo4j://neo4j:secret@localhost:7687", "redis://neo4j:secret@localhost"])
@pytest.mark.parametrize("opened", [open_store, open_readers])
def test_a_password_in_the_address_is_refused_and_not_shown(url: str, opened: Callable[[str, Model], object]) -> None:
    with pytest.raises(StoreError, match="a user or password in it") as caught:
        opened(url, MODEL)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["redis:x", "neo4j:", "neo4j://", "bolt://localhost:7687#x", "neo4j://localhost:x", "neo4j://..:1"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="expected the address"):
        open_store(url, MODEL)


def test_a_database_that_is_not_there_is_named(store: Neo4jStore, address: Address) -> None:
    with pytest.raises(StoreError, match="has no database 'nowhere'"):
        Neo4jStore(f"{address.uri}/nowhere", MODEL, access=address.access)
    named = Access(address.access.user, address.access.password, "neo4j")
    Neo4jStore(address.uri, MODEL, access=named).close()
    Neo4jStore(f"{address.uri}/neo4j", MODEL, access=named).close()
    with pytest.raises(StoreError, match="names the database 'other', the settings name 'neo4j'"):
        Neo4jStore(f"{address.uri}/other", MODEL, access=named)


def test_a_routed_address_works_too(store: Neo4jStore, address: Address) -> None:
    routed = Neo4jStore(address.uri.replace("bolt", "neo4j"), MODEL, access=address.access)
    load(routed, a=[ICC])
    assert routed.known(["programme/icc"]) == store.known(["programme/icc"]) == {"programme/icc"}
    routed.close()
