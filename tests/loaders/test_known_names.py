"""The names that documents are read with, and the file in which they are kept from load to load."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.facts import Claim
from graph.judgements import Judgement
from graph.sqlite.store import SqliteStore
from loaders.curated_names import CuratedNames, Stated
from loaders.known_names import UNUSED, KnownNames, known_names
from loaders.limits import Limits
from loaders.pipeline import load
from loaders.words import words
from schema.errors import StoreError
from tests.loaders.conftest import Write
from tests.loaders.test_stated import NAMES, PAGE, PROGRAMMES

CITIES = f"id,name,country,source\ncity/x-de,Xanten,country/de,{PAGE}\n"
COUNTRIES = f"id,code,name,source\ncountry/de,DE,Germany,{PAGE}\n"


def table(*claims: Claim) -> Stated:
    return lambda: claims


def untouched() -> NoReturn:
    raise AssertionError("a table that has not changed is not read again")


def content(names: CuratedNames) -> dict[str, Any]:
    """What a file of names says, whatever the numbers of its origins."""
    digests: dict[int, str] = dict(names.db.execute("SELECT * FROM stated"))
    said: dict[str, Any] = {"judgement": list(names.db.execute("SELECT * FROM judgement"))}
    for kind in ("claim", "key", "word", "near"):
        columns = [column for _, column, *_ in names.db.execute(f"PRAGMA table_info({kind})") if column != "origin"]
        rows = names.db.execute(f"SELECT origin, {', '.join(columns)} FROM {kind}")
        said[kind] = sorted((digests[origin], *row) for origin, *row in rows)
    return said


NAMED = st.builds(
    lambda number, text, kind: Claim(
        f"{kind}/{number}",
        "name",
        value=text,
        language="en",
        document="document/a",
        qualifiers=(("kind", "PREFERRED"),),
    ),
    st.integers(1, 5),
    st.sampled_from(["Xanten Office", "Dialogue Office", "DO", "Wesel", "we care"]),
    st.sampled_from(["city", "institution", "goal"]),
)
LINKED = st.builds(
    lambda one, property, other: Claim(f"institution/{one}", property, f"institution/{other}", document="document/a"),
    st.integers(1, 5),
    st.sampled_from(["PART_OF", "ADOPTED"]),
    st.integers(1, 5),
)
TABLES = st.dictionaries(
    st.sampled_from("abcd"), st.lists(NAMED | LINKED, max_size=6, unique=True).map(tuple), max_size=4
)


@given(st.lists(TABLES, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_what_is_kept_is_what_would_be_made_anew(history: list[Mapping[str, tuple[Claim, ...]]]) -> None:
    with closing(CuratedNames()) as kept:
        before: set[str] = set()
        for tables in history:
            found = {f"{name} {hash(claims)}": claims for name, claims in tables.items()}
            given = {digest: untouched if digest in before else table(*claims) for digest, claims in found.items()}
            kept.bring_up_to_date(given)
            before = set(found)
            with closing(CuratedNames()) as anew:
                anew.bring_up_to_date({digest: table(*claims) for digest, claims in found.items()})
                assert content(kept) == content(anew)


def test_nothing_stays_from_another_version_of_the_rules() -> None:
    with closing(CuratedNames()) as names:
        claims = table(Claim("city/x", "name", value="Xanten", language="en"))
        names.bring_up_to_date({"a": claims}, version="1")
        names.bring_up_to_date({"a": untouched}, version="1")
        names.bring_up_to_date({"a": claims}, version="2")
        assert names.subjects("xanten") == ["city/x"]
        with pytest.raises(AssertionError, match="not read again"):
            names.bring_up_to_date({"a": untouched}, version="3")


def known(path: Path, tables: dict[str, Stated], judgements: Iterable[Judgement] = ()) -> KnownNames:
    return KnownNames(tables, judgements, path)


def meant(names: KnownNames, text: str) -> list[str]:
    """Ids of what a text names."""
    return [entry.id for found in names.names.find(text, words(text)) for entry in found.entries]


XANTEN = Claim("city/x-de", "name", value="Xantenburg", language="en", qualifiers=(("kind", "PREFERRED"),))


def test_names_are_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "made" / "names"
    with known(path, {"a": table(XANTEN)}) as names:
        assert meant(names, "We met in Xantenburg and Xantenbrug.") == ["city/x-de", "city/x-de"]
        assert names.path == str(path)
    with known(path, {"a": untouched}) as names:
        assert meant(names, "We met in Xantenburg.") == ["city/x-de"]
    with known(path, {}) as names:
        assert meant(names, "We met in Xantenburg.") == []


def test_files_that_nobody_uses_are_removed(tmp_path: Path) -> None:
    for name in ("names-old", "names-young", "mine"):
        (tmp_path / name).touch()
    long_ago = time.time() - UNUSED - 60
    for name in ("names-old", "mine"):
        os.utime(tmp_path / name, (long_ago, long_ago))
    with known(tmp_path / "names-this", {}) as names:
        assert names.path
    assert {path.name for path in tmp_path.iterdir()} == {"names-young", "names-this", "names-this.lock", "mine"}


def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "names"
    path.write_bytes(b"no names at all" * 100)
    with known(path, {"a": table(XANTEN)}) as names:
        assert meant(names, "Xantenburg") == ["city/x-de"]


def test_a_disk_that_is_full_is_told(tmp_path: Path) -> None:
    def full() -> NoReturn:
        raise sqlite3.OperationalError("database or disk is full")

    with (
        known(tmp_path / "names", {"a": full}) as names,
        pytest.raises(StoreError, match=r"cannot write names into .*names: database or disk is full"),
    ):
        _ = names.path
    with known(tmp_path / "names", {"a": table(XANTEN)}) as names:
        assert meant(names, "Xantenburg") == ["city/x-de"]


def test_a_file_that_another_load_uses_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "names"
    with known(path, {"a": table(XANTEN)}) as one, known(path, {}) as other:
        assert one.path == str(path) != other.path
        assert (meant(one, "Xantenburg"), meant(other, "Xantenburg")) == (["city/x-de"], [])
    assert not Path(other.path).exists()


@pytest.mark.parametrize("at", ["a file in its way", "a folder that nobody may write"])
def test_names_need_no_place_to_be_kept(tmp_path: Path, at: str) -> None:
    (tmp_path / "file").write_text("in the way")
    path = tmp_path / "file" / "names" if at.startswith("a file") else Path("/proc/names")
    with known(path, {"a": table(XANTEN)}) as names:
        assert meant(names, "Xantenburg") == ["city/x-de"]


def test_a_lock_ends_with_the_load(tmp_path: Path) -> None:
    path = tmp_path / "names"
    with known(path, {}) as names:
        assert names.path
    with path.with_name("names.lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.parametrize(
    "judgement", [Judgement("merge", "city/y-de", "city/x-de"), Judgement("separate", "a/b", "a/c")]
)
def test_judgements_are_kept_with_the_names(tmp_path: Path, judgement: Judgement) -> None:
    with known(tmp_path / "names", {}, [judgement]) as names:
        assert len(names.names.curated.became()) + len(names.names.curated.apart()) == 1
    with known(tmp_path / "names", {}) as names:
        assert (names.names.curated.became(), names.names.curated.apart()) == ({}, frozenset())


# Of a store -----------------------------------------------------------------------------------------------------


@pytest.fixture
def tables(store: SqliteStore, write: Write, folder: Path) -> Callable[[], KnownNames]:
    """Loads tables; gives what is known then."""
    write("countries.csv", COUNTRIES)
    write("cities.csv", CITIES)
    write("programmes.csv", PROGRAMMES)
    assert load(store, [folder]).ok
    return lambda: known_names(store, [])


def test_only_what_tables_say_of_names_makes_names_others(
    store: SqliteStore, tables: Callable[[], KnownNames], write: Write, folder: Path
) -> None:
    before = tables().digest
    write("cities.csv", CITIES.replace(PAGE, f"{PAGE}/2"))
    assert load(store, [folder]).change
    assert tables().digest == before, "another source is not another name"
    write("cities.csv", CITIES.replace("Xanten", "Xantenburg"))
    load(store, [folder])
    assert tables().digest != before


def test_names_of_documents_are_not_known(
    store: SqliteStore, tables: Callable[[], KnownNames], write: Write, folder: Path
) -> None:
    before = tables().digest
    write(
        "page.txt",
        "The Xanten Dialogue Office joined the Intercultural Cities Programme in 2012. Xanten adopted the Qirp Plan.",
    )
    assert load(store, [folder]).change
    assert tables().digest == before


def test_claims_that_came_another_way_are_read_where_they_are(store: SqliteStore) -> None:
    store.replace(
        "by hand", {"a table": {XANTEN: 7}, "no table": {Claim("city/q", "name", value="Qirp", language="en"): 0}}
    )
    with known_names(store, []) as names:
        assert meant(names, "Xantenburg and Qirp") == ["city/x-de"]


def test_a_page_is_read_without_reading_tables_again(
    store: SqliteStore, tables: Callable[[], KnownNames], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = Limits(name_cache=str(tmp_path / "kept"))
    for number in (1, 2):
        (tmp_path / f"page{number}.txt").write_text(f"Xanten joined the Intercultural Cities Programme in 201{number}.")
    assert load(store, [tmp_path / "page1.txt"], limits=limits).change
    monkeypatch.setattr(store, "supports", lambda *_: untouched())
    assert load(store, [tmp_path / "page2.txt"], limits=limits).change
    assert len(list((tmp_path / "kept").glob("names-*[!k]"))) == 1


def test_a_table_of_names_that_is_taken_back_is_forgotten(
    store: SqliteStore, tables: Callable[[], KnownNames], write: Write, folder: Path
) -> None:
    write("names.csv", f"{NAMES}city/x-de,Santen,de,{PAGE}\n")
    load(store, [folder])
    with tables() as names:
        assert meant(names, "Santen") == ["city/x-de"]
    (folder / "names.csv").unlink()
    load(store, [folder])
    with tables() as names:
        assert meant(names, "Santen") == []
