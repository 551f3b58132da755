"""The CSV tables of a dump, read back by what their description says and by nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exporters.catalogue import LICENCE
from exporters.tables import write_tables
from graph.sqlite.store import SqliteStore
from tests.exporters.graphs import BASE, TERMS, case_store

LEXICAL = {
    "string": r"(?s).*", "integer": r"[+-]?[0-9]+", "decimal": r"[+-]?[0-9]+(\.[0-9]+)?", "boolean": "true|false",
    "anyURI": r"\S+",
}  # fmt: skip
"""How values of the datatypes are written that we use, by XML Schema."""


@pytest.fixture(scope="module")
def store() -> Iterator[SqliteStore]:
    opened = case_store()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def whole(store: SqliteStore, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    path = tmp_path_factory.mktemp("tables") / "tables.zip"
    write_tables(store, path, TERMS, LICENCE)
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def described(whole: zipfile.ZipFile) -> dict[str, Any]:
    """The description of each table, by the name of its file."""
    found = json.loads(whole.read("csv-metadata.json"))
    assert found["@context"][0] == "http://www.w3.org/ns/csvw"
    return {table["url"]: table["tableSchema"] for table in found["tables"]}


def read(whole: zipfile.ZipFile, schema: dict[str, Any], file: str) -> list[dict[str, Any]]:
    """The rows of a table; a cell with a separator is a list, an empty one is left out."""
    header, *lines = csv.reader(io.StringIO(whole.read(file).decode("utf-8"), newline=""))
    columns = schema["columns"]
    assert header == [column["titles"] for column in columns]
    rows = []
    for line in lines:
        assert len(line) == len(columns)
        row: dict[str, Any] = {}
        for column, cell in zip(columns, line, strict=True):
            assert cell or not column.get("required"), (file, column["name"])
            values = cell.split(column["separator"]) if "separator" in column else [cell]
            for value in filter(None, values):
                if column["datatype"] == "json":
                    json.loads(value)
                else:
                    assert re.fullmatch(LEXICAL[column["datatype"]], value), (file, column["name"], value)
            if cell:
                row[column["name"]] = values if "separator" in column else cell
        rows.append(row)
    return rows


@pytest.fixture(scope="module")
def rows(whole: zipfile.ZipFile, described: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """All tables, by the name of their file."""
    return {file: read(whole, schema, file) for file, schema in described.items()}


def test_every_table_is_described(whole: zipfile.ZipFile, described: dict[str, Any]) -> None:
    assert {name for name in whole.namelist() if name.endswith(".csv")} == described.keys()


def test_keys_are_unique_and_lead_somewhere(rows: dict[str, list[dict[str, Any]]], described: dict[str, Any]) -> None:
    for file, schema in described.items():
        keys = [tuple(row[key] for key in schema["primaryKey"]) for row in rows[file]]
        assert len(set(keys)) == len(keys), file
        for reference in schema.get("foreignKeys", ()):
            column, there = reference["columnReference"], reference["reference"]
            known = {row[there["columnReference"]] for row in rows[there["resource"]]}
            assert {row[column] for row in rows[file] if column in row} <= known, (file, column)
        about = re.search(r"\{\+(\w+)\}", schema["aboutUrl"])
        assert about and all(about[1] in row for row in rows[file])
        assert schema["aboutUrl"].startswith(f"{BASE}id/")


def test_the_tables_hold_the_graph(rows: dict[str, list[dict[str, Any]]], store: SqliteStore) -> None:
    facts = {row["id"]: row for row in rows["facts.csv"]}
    links = {row["fact"]: row for file, found in rows.items() for row in found if "from" in row}
    stated = list(store.facts())
    assert len(facts) == len(stated)
    for fact in stated:
        row = facts[fact.id]
        assert (row["subject"], row["property"]) == (fact.key.subject, fact.key.property)
        assert (row.get("object", ""), row.get("value", "")) == (fact.object, fact.value)
        assert row["conflicting"] == str(fact.conflicting).lower()
        if fact.object:
            known = links[fact.id]
            assert (known["from"], known["to"]) == (fact.key.subject, fact.object)
            assert known.items() >= {name: text for name, text in fact.qualifiers.items() if text}.items()
    claims = {row["id"]: row for row in rows["claims.csv"]}
    assert claims.keys() == {claim.id for fact in stated for claim in fact.claims}
    for fact in stated:
        for claim in fact.claims:
            row = claims[claim.id]
            assert (row["fact"], row["kind"]) == (fact.id, claim.kind)
            assert (row.get("quote", ""), row.get("document", "")) == (claim.quote, claim.document)
            assert (int(row.get("start", -1)), int(row.get("end", -1))) == (claim.start, claim.end)
    entities = {row["id"]: row for file, found in rows.items() for row in found if "/" not in file and "id" in row}
    assert {entity.id for entity in store.entities()} <= entities.keys()
    wroclaw = entities["city/wroclaw-pl"]
    assert wroclaw["sameAs"] == ["https://example.org/wroclaw", "https://sws.geonames.org/3081368/"]
    assert wroclaw["geonamesId"] == "3081368"
    texts = {(row["entity"], row["attribute"], row["language"]): row["text"] for row in rows["texts.csv"]}
    assert texts["city/wroclaw-pl", "description", "pl"] == "Miasto nad Odrą."


def test_the_same_graph_gives_the_same_bytes(store: SqliteStore, whole: zipfile.ZipFile, tmp_path: Path) -> None:
    write_tables(store, tmp_path / "again.zip", TERMS, LICENCE)
    assert whole.filename
    assert (tmp_path / "again.zip").read_bytes() == Path(whole.filename).read_bytes()
