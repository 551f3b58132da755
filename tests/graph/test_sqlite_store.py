"""The SQLite store: loading is atomic and can be repeated, retraction is by origin, failures are told."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from graph.facts import Claim
from graph.plan import Literal, Plan, Root
from graph.sqlite.readers import Readers
from graph.sqlite.store import SqliteStore
from graph.store import Change, open_store, sqlite_path
from schema import DECLARATIONS, policy_model
from schema.base import Entity
from schema.declare import entity
from schema.errors import StoreError, StoreTimeout, StoreUnavailable, StoreVersionError, ValueProblem
from schema.model import Model
from tests.graph.dumps import dump, origins

MODEL: Final = policy_model()
ROOT: Final = Path(__file__).resolve().parents[2]

ICC: Final = Claim("programme/icc", "name", value="Intercultural Cities", language="en")
LUBLIN: Final = Claim("city/lublin-pl", "MEMBER_OF", "programme/icc", qualifiers=(("since", "2008"),))
LODZ: Final = Claim("city/lodz-pl", "name", value="Łódź", language="pl", document="document/page")
ENDLESS: Final = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store can be made."""
    return tmp_path / "graph.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """An empty store in a file."""
    opened = SqliteStore(str(path), MODEL)
    yield opened
    opened.close()


def load(store: SqliteStore, root: str = "seed", kept: Collection[str] = (), **files: list[Claim]) -> Change:
    """Load files, each of which states some claims."""
    return store.replace(root, {name: dict.fromkeys(claims, 1) for name, claims in files.items()}, kept)


def everything(store: SqliteStore) -> tuple[Any, ...]:
    """All that a store holds."""
    return dump(store), origins(store), sorted(store.db.execute("SELECT * FROM meta"))


def ids(store: SqliteStore) -> set[str]:
    """Ids of all entities."""
    return {id for (id,) in store.db.execute("SELECT id FROM entity")}


def described(store: SqliteStore, city: str = "city/lublin-pl") -> str:
    """The description that is shown of a city."""
    texts = store.db.execute("SELECT description FROM entity WHERE id = ?", (city,)).get
    return str(json.loads(texts)["en"])


# Loading and retracting ----------------------------------------------------------------------------------------------


def test_a_load_is_summed_up(store: SqliteStore) -> None:
    empty = store.summary()
    assert (empty.counts, empty.facts, empty.claims, empty.loaded_at) == ({}, 0, 0, None)
    assert load(store, a=[ICC, LUBLIN], b=[LUBLIN, LODZ]) == Change(claims_added=3, facts_added=3)
    summary = store.summary()
    assert (summary.facts, summary.claims) == (3, 3)
    assert list(summary.counts.items()) == [("City", 2), ("Programme", 1), ("Document", 1)]
    assert summary.loaded_at and summary.loaded_at.endswith("Z")
    assert store.origins() == [("seed", "a", 2), ("seed", "b", 2)]
    assert store.known(["city/lodz-pl", "city/lublin-pl", "city/none", "document/page"]) == {
        "city/lodz-pl",
        "city/lublin-pl",
        "document/page",
    }


def test_loading_again_changes_nothing(store: SqliteStore) -> None:
    load(store, a=[ICC, LUBLIN])
    before = everything(store)
    assert load(store, a=[LUBLIN, ICC]) == Change()
    assert not Change()
    assert everything(store) == before


def test_a_claim_on_another_line_is_no_change_of_the_graph(store: SqliteStore) -> None:
    load(store, a=[ICC])
    before = everything(store)
    assert not store.replace("seed", {"a": {ICC: 7}})
    assert origins(store) == [("seed", "a", ICC.id, 7)]
    assert (everything(store)[0], everything(store)[2]) == (before[0], before[2])


def test_versions_count_the_loads_that_change_something(store: SqliteStore) -> None:
    versions = []
    for claims in ([ICC], [ICC], [LUBLIN], []):
        load(store, a=claims)
        versions.append(store.meta("version"))
    assert versions == ["1", "1", "2", "3"]


def test_what_an_origin_does_not_state_any_more_is_retracted(store: SqliteStore) -> None:
    load(store, a=[ICC, LUBLIN], b=[LODZ])
    assert load(store, a=[ICC], b=[LODZ]) == Change(claims_removed=1, facts_retracted=1)
    assert ids(store) == {"programme/icc", "city/lodz-pl", "document/page"}


def test_an_origin_that_is_gone_is_retracted_under_its_own_root_only(store: SqliteStore) -> None:
    load(store, "seed", a=[ICC], b=[LODZ])
    load(store, "more", a=[LUBLIN])
    load(store, "seed", a=[ICC])
    assert store.origins() == [("more", "a", 1), ("seed", "a", 1)]
    assert ids(store) == {"programme/icc", "city/lublin-pl"}


def test_kept_origins_stay(store: SqliteStore) -> None:
    load(store, a=[ICC], b=[LODZ], c=[LUBLIN])
    load(store, kept=["b", "d"], a=[ICC])
    assert store.origins() == [("seed", "a", 1), ("seed", "b", 1)]


def test_a_claim_of_two_origins_survives_one(store: SqliteStore) -> None:
    load(store, "seed", a=[ICC], b=[ICC])
    load(store, "more", a=[ICC])
    one = dump(store)
    assert not load(store, "seed", a=[ICC])
    assert not load(store, "seed")
    assert dump(store) == one
    assert load(store, "more") == Change(claims_removed=1, facts_retracted=1)


def test_a_claim_may_move_from_one_file_to_another(store: SqliteStore) -> None:
    load(store, a=[ICC], b=[LUBLIN])
    assert not load(store, a=[LUBLIN], b=[ICC])
    assert not load(store, c=[LUBLIN, ICC])
    assert store.origins() == [("seed", "c", 2)]


def test_what_nobody_states_any_more_leaves_no_trace(store: SqliteStore) -> None:
    empty = dump(store)
    load(store, a=[ICC, LUBLIN, LODZ])
    load(store)
    assert dump(store) == empty == {}
    assert store.origins() == []
    assert store.meta("checksum") == "0" * 24


def test_an_entity_stays_while_anything_speaks_of_it(store: SqliteStore) -> None:
    load(store, a=[LUBLIN, replace(LUBLIN, document="document/page")], b=[LODZ])
    load(store, a=[], b=[LODZ])
    assert ids(store) == {"city/lodz-pl", "document/page"}, "a document that is cited stays"
    load(store, a=[LUBLIN], b=[])
    assert ids(store) == {"city/lublin-pl", "programme/icc"}, "what is the object of a link stays"


def test_the_other_target_of_a_conflict_comes_when_the_best_goes(store: SqliteStore) -> None:
    poland = Claim("city/lublin-pl", "LOCATED_IN", "country/pl", kind="curated")
    germany = Claim("city/lublin-pl", "LOCATED_IN", "country/de", kind="stated")
    assert load(store, a=[poland], b=[germany]).conflicts == 1
    assert store.db.execute("SELECT e.id FROM LOCATED_IN r JOIN entity e ON e.nid = r.dst").get == "country/pl"
    assert load(store, b=[germany]) == Change(claims_removed=1, facts_changed=1)
    assert store.db.execute("SELECT e.id FROM LOCATED_IN r JOIN entity e ON e.nid = r.dst").get == "country/de"
    assert "country/pl" not in ids(store)


def test_a_new_date_of_a_document_ranks_its_claims_anew(store: SqliteStore) -> None:
    texts = [
        Claim("city/lublin-pl", "description", value=of, language="en", document=f"document/{of}")
        for of in ("one", "two")
    ]
    dates = {of: Claim(f"document/{of}", "issued", value="2015") for of in ("one", "two")}
    later = Claim("document/one", "issued", value="2020")
    load(store, "texts", a=texts)
    load(store, "dates", a=[dates["two"]])
    assert described(store) == "two"
    change = load(store, "dates", a=[dates["two"], later])
    assert (described(store), change.facts_changed) == ("one", 1)
    load(store, "dates", a=[dates["two"]])
    assert described(store) == "two"
    load(store, "dates", a=[dates["one"]])
    assert described(store) == "one"


def test_documents_that_date_one_another_give_the_same_graph_in_any_order(store: SqliteStore) -> None:
    """Found by the property tests: the date of document/x depended on when its own documents were dated."""
    dates = [
        *(Claim("document/x", "issued", value=f"20{i:02}", document="document/new") for i in range(10)),
        *(Claim("document/x", "issued", value=f"19{i:02}", document="document/old") for i in range(10)),
        Claim("document/new", "issued", value="2021"),
        Claim("document/old", "issued", value="1990"),
    ]
    texts = [
        Claim("city/lublin-pl", "description", value=of, language="en", document=f"document/{of}") for of in ("x", "y")
    ]
    texts.append(Claim("document/y", "issued", value="1995"))
    at_once = SqliteStore(":memory:", MODEL)
    load(at_once, a=dates + texts)
    load(store, "dates", a=dates)
    load(store, "texts", a=texts)
    assert dump(store) == dump(at_once)


def test_a_document_without_a_title_is_called_by_its_address(store: SqliteStore) -> None:
    load(store, a=[LODZ], b=[Claim("document/page", "url", value="https://example.org/page")])
    name = "SELECT name FROM entity WHERE id = 'document/page'"
    assert store.db.execute(name).get == "https://example.org/page"
    load(store, a=[LODZ])
    assert store.db.execute(name).get == "document/page"


# Failures in the middle ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    [
        Claim("city/lublin-pl", "founded", value="2001"),
        Claim("city/lublin-pl", "name", value="Lublin", language="en", document="example.org"),
        Claim("city/lublin-pl", "name", value="Lublin", language="en", start=3, end=9),
    ],
)
def test_a_bad_claim_refuses_the_whole_load(store: SqliteStore, bad: Claim) -> None:
    load(store, a=[ICC])
    before = everything(store)
    with pytest.raises(ValueProblem):
        load(store, a=[LUBLIN], b=[LODZ, bad])
    assert everything(store) == before


@pytest.mark.parametrize("call", [0, 1])
def test_a_failure_in_the_middle_leaves_the_store_as_it_was(store: SqliteStore, call: int) -> None:
    load(store, a=[ICC])
    before = everything(store)
    calls = []

    def fail(what: str, done: int, total: int) -> None:
        calls.append(what)
        if len(calls) > call:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.replace("seed", {"a": {LUBLIN: 1, LODZ: 2}}, progress=fail)
    assert everything(store) == before
    assert load(store, a=[LUBLIN]), "the store can be loaded afterwards"


def test_progress_counts_up_to_what_there_is(store: SqliteStore) -> None:
    calls: list[tuple[str, int, int]] = []
    cities = [Claim(f"city/c{i}", "MEMBER_OF", "programme/icc") for i in range(600)]
    store.replace("seed", {"a": dict.fromkeys(cities, 1)}, progress=lambda *call: calls.append(call))
    assert len(calls) >= 2
    assert all(0 <= done <= total for _, done, total in calls)
    assert max(total for _, _, total in calls) >= 600


# Opening -------------------------------------------------------------------------------------------------------------


def a_text(path: Path) -> None:
    path.write_text("no database " * 1000, encoding="utf-8")


def a_foreign_database(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    db.close()


def an_empty_file(path: Path) -> None:
    path.touch()


def nothing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (nothing, "there is no store at .*graph.sqlite; make one with `policygraph load"),
        (a_text, "cannot open the store .*graph.sqlite: file is not a database"),
        (a_foreign_database, "graph.sqlite is a SQLite file, but none of policygraph's; give another path"),
        (an_empty_file, "graph.sqlite is a SQLite file, but none of policygraph's; give another path"),
        (Path.mkdir, "cannot open the store .*graph.sqlite"),
    ],
)
def test_what_is_no_store_is_not_opened_for_reading(path: Path, make: Callable[[Path], None], message: str) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=message):
        SqliteStore(str(path), MODEL, read_only=True)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("make", [a_text, a_foreign_database])
def test_what_is_no_store_is_not_written_to(path: Path, make: Callable[[Path], None]) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"graph\.sqlite"):
        SqliteStore(str(path), MODEL)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_folder_that_cannot_be_made_is_an_error_of_the_store(path: Path) -> None:
    a_text(path)
    with pytest.raises(StoreError, match=r"cannot open the store .*graph\.sqlite/below\.sqlite"):
        SqliteStore(str(path / "below.sqlite"), MODEL)


@pytest.mark.parametrize("address", ["/a/b.sqlite", "sqlite:/a/b.sqlite", "sqlite:///a/b.sqlite"])
def test_an_absolute_path_is_written_in_three_ways(address: str) -> None:
    assert sqlite_path(address) == "/a/b.sqlite"


def test_folders_are_made(tmp_path: Path) -> None:
    store = open_store(f"sqlite:{tmp_path}/one/two/graph.sqlite", MODEL)
    store.close()
    store.close()
    assert (tmp_path / "one" / "two" / "graph.sqlite").is_file()


def test_an_address_of_no_known_kind_is_refused() -> None:
    with pytest.raises(StoreError, match=r"expected the address of a store, such as .*'redis:x'"):
        open_store("redis:x", MODEL)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_of_another_model_is_refused(path: Path, store: SqliteStore, read_only: bool) -> None:
    @entity(plural="bridges", rdf="pg:Bridge")
    class Bridge(Entity):
        """A bridge."""

    load(store, a=[ICC])
    version = store.meta("model_version")
    with pytest.raises(StoreVersionError, match=f"{version}.*policygraph migrate --store {path}"):
        SqliteStore(str(path), Model.of([*DECLARATIONS, Bridge]), read_only=read_only)
    assert store.summary().claims == 1


def test_a_reader_cannot_write(path: Path, store: SqliteStore) -> None:
    reader = SqliteStore(str(path), MODEL, read_only=True)
    with pytest.raises(StoreError, match="readonly"):
        load(reader, a=[ICC])
    reader.close()


# Time limit and other processes --------------------------------------------------------------------------------------


def test_a_statement_ends_at_its_time_limit(path: Path, store: SqliteStore) -> None:
    reader = SqliteStore(str(path), MODEL, read_only=True, timeout=0.2)
    started = time.monotonic()
    with pytest.raises(StoreTimeout, match=r"within 0\.2 seconds"):
        reader.run(ENDLESS, ())
    assert 0.2 <= time.monotonic() - started < 4
    assert reader.run("SELECT json_array(?1, ?2)", (1, "Łódź")) == '[1,"Łódź"]'
    reader.close()


@pytest.mark.anyio
async def test_waiting_for_a_thread_ends_in_time(path: Path, store: SqliteStore) -> None:
    readers = Readers(str(path), MODEL, threads=1, timeout=0.3)
    statement = readers.compile(Plan((Root("n", Literal("n", "x")),)))
    began, release = threading.Event(), threading.Event()

    def hold(_: SqliteStore) -> None:
        began.set()
        release.wait()

    first = asyncio.ensure_future(readers._in_thread(hold))
    await asyncio.to_thread(began.wait)
    first.cancel()  # Who asked is gone, the thread is not.
    with pytest.raises(StoreUnavailable, match=r"has been busy with other questions for 0\.3 seconds"):
        await readers.run(statement, [])
    release.set()
    assert await readers.run(statement, []) == b'{"n":"x"}'
    readers.close()


WRITER: Final = """
import sys, time
from graph.facts import Claim
from graph.sqlite.store import SqliteStore
from schema import policy_model

def wait(what, done, total):
    print("writing", flush=True)
    time.sleep(float(sys.stdin.readline()))

store = SqliteStore(sys.argv[1], policy_model())
claim = Claim("city/lublin-pl", "name", value="Lublin", language="en")
store.replace("other", {"a.csv": {claim: 1}}, progress=wait)
store.close()
"""


@pytest.fixture
def writer(path: Path, store: SqliteStore) -> Iterator[subprocess.Popen[str]]:
    """Another process that stands in the middle of a load; told so many seconds, it goes on after them."""
    load(store, a=[ICC])
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "writing\n"
        yield process
        process.kill()


def go_on(process: subprocess.Popen[str], after: float = 0) -> None:
    """Let the other process load to its end."""
    assert process.stdin
    process.stdin.write(f"{after}\n" + "0\n" * 10)
    process.stdin.flush()


def test_a_reader_sees_the_old_graph_while_another_process_writes(path: Path, writer: subprocess.Popen[str]) -> None:
    reader = SqliteStore(str(path), MODEL, read_only=True)
    before = everything(reader)
    assert ids(reader) == {"programme/icc"}
    go_on(writer)
    assert writer.wait(30) == 0
    assert ids(reader) == {"programme/icc", "city/lublin-pl"}
    assert everything(reader) != before
    reader.close()


def test_what_a_process_wrote_that_was_killed_is_gone(path: Path, writer: subprocess.Popen[str]) -> None:
    writer.kill()
    writer.wait(30)
    store = SqliteStore(str(path), MODEL)
    assert ids(store) == {"programme/icc"}
    assert load(store, "more", a=[LUBLIN])
    store.close()


def test_a_second_writer_waits_for_the_first(store: SqliteStore, writer: subprocess.Popen[str]) -> None:
    go_on(writer, after=0.5)
    assert load(store, "more", a=[LODZ])
    assert writer.wait(30) == 0
    assert ids(store) == {"programme/icc", "city/lublin-pl", "city/lodz-pl", "document/page"}
