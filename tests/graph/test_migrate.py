"""A store of another model: refused with what to do, made anew from its claims, nothing lost on the way."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings

from graph.facts import Claim
from graph.sqlite.migrate import migrate
from graph.sqlite.store import SqliteStore
from graph.sqlite.tables import model_version
from schema import DECLARATIONS, policy_model
from schema.base import Entity
from schema.declare import Many, Plain, attribute, entity, relation
from schema.errors import StoreError, StoreVersionError
from schema.model import Model
from tests.graph.dumps import dump, origins
from tests.strategies import claim_lists

if TYPE_CHECKING:
    from schema.places import City
    from schema.values import Integer


@entity(plural="bridges", rdf="pg:Bridge")
class Bridge(Entity):
    """What leads over water."""

    length: Integer | None = attribute("Its length in metres.")

    stands_in: Many[City, Plain] = relation(
        "STANDS_IN", "The city it stands in.", inverse="bridges", inverse_text="Bridges in it."
    )


def without_length() -> type:
    """The same declaration with an attribute less."""

    @entity(plural="bridges", rdf="pg:Bridge")
    class Bridge(Entity):
        """What leads over water."""

        stands_in: Many[City, Plain] = relation(
            "STANDS_IN", "The city it stands in.", inverse="bridges", inverse_text="Bridges in it."
        )

    return Bridge


REAL: Final = policy_model()
RICH: Final = Model.of([*DECLARATIONS, Bridge])
SHORT: Final = Model.of([*DECLARATIONS, without_length()])

CITY: Final = Claim("city/lublin-pl", "name", value="Lublin", language="pl", document="document/page")
QUOTED: Final = Claim(
    "city/lublin-pl", "MEMBER_OF", "programme/icc", qualifiers=(("rank", "“144th” 🙂"), ("since", "2008")),
    kind="stated", document="document/page", quote="a “member”\n", start=3, end=14, rule="member-of",
)  # fmt: skip
BRIDGE: Final = Claim("bridge/old", "name", value="Old Bridge", language="en", document="document/page")
LENGTH: Final = Claim("bridge/old", "length", value="99")
STANDS: Final = Claim("bridge/old", "STANDS_IN", "city/lublin-pl")
FILES: Final = {
    "a.csv": {CITY: 2, QUOTED: 3, BRIDGE: 4},
    "b.csv": {LENGTH: 2, STANDS: 3, CITY: 9},
    "bridges.csv": {LENGTH: 7},
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of the rich model."""
    return make(tmp_path / "graph.sqlite", RICH)


def make(path: Path, model: Model, **roots: Any) -> Path:
    """A store of a model with these files by root."""
    store = SqliteStore(str(path), model)
    for root, files in (roots or {"seed": FILES}).items():
        store.replace(root, files)
    store.close()
    return path


def look(path: Path, model: Model) -> tuple[Any, ...]:
    """What a store holds: graph, origins and checksum."""
    store = SqliteStore(str(path), model, read_only=True)
    found = dump(store), origins(store), store.meta("checksum")
    store.close()
    return found


def aside(path: Path) -> list[tuple[str, str, int, str]]:
    """Root, origin, line and reason of the claims that are kept aside."""
    db = sqlite3.connect(path)
    rows = db.execute("SELECT root, name, line, reason FROM aside ORDER BY 1, 2, 3").fetchall()
    db.close()
    return rows


def files(path: Path) -> list[str]:
    """The files beside a store."""
    return sorted(file.name for file in path.parent.iterdir())


@pytest.mark.parametrize("model", [RICH, SHORT])
def test_a_store_of_another_model_is_refused_with_what_to_do(tmp_path: Path, model: Model) -> None:
    path = make(tmp_path / "graph.sqlite", model, seed={"a.csv": {CITY: 2}})
    with pytest.raises(StoreVersionError) as refusal:
        SqliteStore(str(path), REAL, read_only=True)
    for part in (model_version(model), model_version(REAL), f"policygraph migrate --store {path}"):
        assert part in str(refusal.value)


def test_versions_differ_by_what_stores_hold_and_by_nothing_else() -> None:
    assert len({model_version(model) for model in (REAL, RICH, SHORT)}) == 3
    assert model_version(Model.of(DECLARATIONS)) == model_version(REAL)


def test_known_claims_are_taken_over_with_their_origins(path: Path) -> None:
    old = model_version(RICH)
    said = migrate(str(path), REAL)
    assert f"2 claims taken over from version {old}" in said
    known = {"a.csv": {CITY: 2, QUOTED: 3}, "b.csv": {CITY: 9}}
    fresh = make(path.with_name("fresh.sqlite"), REAL, seed=known)
    assert look(path, REAL) == look(fresh, REAL)


def test_unknown_claims_stand_aside_with_the_reason(path: Path) -> None:
    said = migrate(str(path), REAL)
    unknown = "expected an id such as city/wroclaw-pl, got 'bridge/old'"
    assert aside(path) == [
        ("seed", "a.csv", 4, unknown),
        ("seed", "b.csv", 2, unknown),
        ("seed", "b.csv", 3, unknown),
        ("seed", "bridges.csv", 7, unknown),
    ]
    assert "4 claims that this version does not know are kept aside" in said
    assert unknown in said


def test_an_attribute_less_is_put_aside_alone(path: Path) -> None:
    migrate(str(path), SHORT)
    assert [row[1:] for row in aside(path)] == [
        ("b.csv", 2, "the model has no attribute 'length' for Bridge"),
        ("bridges.csv", 7, "the model has no attribute 'length' for Bridge"),
    ]


def test_claims_come_back_with_the_model_that_knows_them(path: Path) -> None:
    before = look(path, RICH)
    for model in (REAL, SHORT, REAL, RICH):
        migrate(str(path), model)
    assert look(path, RICH) == before
    assert aside(path) == []


@settings(max_examples=8, deadline=None)
@given(claim_lists(RICH), claim_lists(RICH))
def test_there_and_back_again(one: list[Claim], other: list[Claim]) -> None:
    with TemporaryDirectory() as folder:
        contents = {"a.csv": dict.fromkeys(one, 1), "b.csv": dict.fromkeys(other, 2)}
        path = make(Path(folder) / "graph.sqlite", RICH, seed=contents, more={"a.csv": dict.fromkeys(other, 3)})
        before = look(path, RICH)
        migrate(str(path), REAL)
        migrate(str(path), RICH)
        assert look(path, RICH) == before


def test_what_is_aside_goes_with_its_origin(path: Path) -> None:
    """Else the next model would bring back what its file does not state any more."""
    migrate(str(path), REAL)
    store = SqliteStore(str(path), REAL)
    store.replace("seed", {"a.csv": {CITY: 2}}, kept=["a.csv", "bridges.csv"])
    store.close()
    assert [row[1] for row in aside(path)] == ["bridges.csv"]
    migrate(str(path), RICH)
    assert [origin[1:] for origin in look(path, RICH)[1]] == [("a.csv", CITY.id, 2), ("bridges.csv", LENGTH.id, 7)]


def test_the_version_of_the_data_does_not_go_back(tmp_path: Path) -> None:
    path = tmp_path / "graph.sqlite"
    for claims in ({CITY: 1}, {CITY: 1, QUOTED: 2}, {CITY: 1}):
        make(path, RICH, seed={"a.csv": claims})
    migrate(str(path), REAL)
    store = SqliteStore(str(path), REAL)
    assert int(store.meta("version")) > 3
    store.close()


def test_an_up_to_date_store_stays_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    assert migrate(str(path), RICH) == f"{path} has version {model_version(RICH)} of the model already; nothing to do"
    assert path.read_bytes() == before
    assert files(path) == ["graph.sqlite"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_a_failure_in_the_middle_leaves_the_old_file(path: Path, error: type[BaseException]) -> None:
    before = path.read_bytes()

    def fail(what: str, done: int, total: int) -> None:
        raise error

    with pytest.raises(error):
        migrate(str(path), REAL, fail)
    assert path.read_bytes() == before
    assert files(path) == ["graph.sqlite"]


def test_what_an_interrupted_migration_left_is_no_obstacle(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{path}.new{end}").write_text("left over", encoding="utf-8")
    migrate(str(path), REAL)
    assert files(path) == ["graph.sqlite"]
    assert look(path, REAL)[1]


def test_what_stands_in_the_log_only_is_taken_over(path: Path, tmp_path: Path) -> None:
    """A process that was killed leaves its last load in the log."""
    store = SqliteStore(str(path), RICH)
    more = Claim("city/lodz-pl", "name", value="Łódź", language="pl")
    store.replace("more", {"a.csv": {more: 1}})
    killed = tmp_path / "killed"
    killed.mkdir()
    for file in files(path):
        if (tmp_path / file).is_file():
            shutil.copy(tmp_path / file, killed / file)
    store.close()
    assert len(files(killed / path.name)) == 3
    migrate(str(killed / path.name), REAL)
    assert files(killed / path.name) == ["graph.sqlite"]
    assert ("more", "a.csv", more.id, 1) in look(killed / path.name, REAL)[1]


def test_a_store_that_is_being_read_is_not_taken_away(path: Path) -> None:
    reader = SqliteStore(str(path), RICH, read_only=True)
    before = dump(reader)
    with pytest.raises(StoreError, match=r"graph\.sqlite.*in use"):
        migrate(str(path), REAL)
    assert dump(reader) == before
    reader.close()
    assert not path.with_name("graph.sqlite.new").exists()
    assert look(path, RICH)[0] == before


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    db.close()


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (lambda path: None, "there is no store at .*graph.sqlite"),
        (foreign, "graph.sqlite is a SQLite file, but none of policygraph's"),
        (partial(Path.write_text, data="no database " * 1000), "cannot read the store .*graph.sqlite"),
        (Path.touch, "graph.sqlite is a SQLite file, but none of policygraph's"),
    ],
)
def test_what_is_no_store_is_refused(tmp_path: Path, write: Callable[[Path], object], message: str) -> None:
    path = tmp_path / "graph.sqlite"
    write(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(StoreError, match=message):
        migrate(str(path), REAL)
    assert (path.read_bytes() if path.exists() else None) == before
    assert len(files(path)) == (before is not None)
