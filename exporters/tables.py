"""The graph as CSV tables in one ZIP file, with their description, in constant memory."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import orjson

from exporters.csvw import SEPARATOR, Table, metadata, of_relation, tables
from exporters.sorting import sorted_lines
from graph.facts import NAME, attribute_of
from graph.rows import Row
from graph.store import Named, Store
from schema.model import Model
from schema.rdf import Terms

NAME_OF_METADATA: Final = "csv-metadata.json"
"""Where a reader of CSV on the Web looks for the description of tables."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The time that every file in the ZIP file has: the same graph gives the same bytes."""

Cells = Mapping[str, Any]
"""Some cells of a row, by column; what comes in several pieces is put together."""


def write_tables(store: Store, path: Path, terms: Terms, licence: str) -> None:
    """Write all tables of a store. Raises OSError when the disk is full."""
    model = store.model
    pieces = (b"%b\t%b\t%b\n" % (t.encode(), k.encode(), orjson.dumps(c)) for t, k, c in _pieces(store))
    sorted_pieces = (line[:-1].split(b"\t", 2) for line in sorted_lines(pieces, path.parent))
    by_table = groupby(sorted_pieces, key=lambda piece: piece[0].decode())
    name, found = next(by_table, ("", iter(())))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        text = json.dumps(metadata(model, terms, licence), ensure_ascii=False, indent=1) + "\n"
        whole.writestr(_entry(NAME_OF_METADATA), text.encode())
        for table in tables(model).values():
            with (
                whole.open(_entry(table.file), "w", force_zip64=True) as file,
                io.TextIOWrapper(file, "utf-8", newline="") as out,
            ):
                writer = csv.writer(out, lineterminator="\n")
                writer.writerow([column.name for column in table.columns])
                if name == table.name:
                    writer.writerows(_rows(table, found))
                    name, found = next(by_table, ("", iter(())))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _pieces(store: Store) -> Iterator[tuple[str, str, Cells]]:
    """Table, key of the row, and cells."""
    for named in store.entities():
        yield from _named(named)
    for row in store.rows():
        yield from _stated(store.model, Row(*row))


def _named(named: Named) -> Iterator[tuple[str, str, Cells]]:
    slug = named.id.partition("/")[0]
    first = {"name": named.names[0][0]} if named.names else {}
    yield slug, named.id, {"id": named.id, **first}
    for text, language, kind in named.names:
        cells = {"entity": named.id, "name": text, "language": language, "kind": kind}
        yield "names", json.dumps([named.id, text, language]), cells


def _stated(model: Model, row: Row) -> Iterator[tuple[str, str, Cells]]:
    if row.best:
        conflicting = "true" if row.conflicting else "false"
        language = "" if row.object else row.language
        yield "facts", row.fact, {
            "id": row.fact, "subject": row.subject, "property": row.property, "object": row.object,
            "value": row.shown, "language": language, "conflicting": conflicting,
        }  # fmt: skip
        if row.object:
            ends = {"fact": row.fact, "from": row.subject, "to": row.object, "conflicting": conflicting}
            yield of_relation(row.property), row.fact, json.loads(row.settled) | ends
        elif (attribute := attribute_of(model, row.subject, row.property)) and attribute is not NAME:
            if attribute.multilingual:
                cells = {"entity": row.subject, "attribute": row.property, "language": language, "text": row.shown}
                yield "texts", json.dumps([row.subject, row.property, language]), cells
            else:
                yield row.subject.partition("/")[0], row.subject, {row.property: [row.shown]}
    place = {"start": row.start, "end": row.end} if row.start >= 0 else {}
    yield "claims", row.claim, {
        "id": row.claim, "fact": row.fact, "kind": row.kind, "object": row.stated, "value": row.value,
        "language": row.language, "qualifiers": "" if row.qualifiers == "[]" else row.qualifiers,
        "document": row.document, "quote": row.quote, "rule": row.rule, **place,
    }  # fmt: skip


def _rows(table: Table, pieces: Iterable[list[bytes]]) -> Iterator[list[Any]]:
    for _, group in groupby(pieces, key=lambda piece: piece[1]):
        cells: list[Any] = [""] * len(table.columns)
        for _, _, text in group:
            for column, value in orjson.loads(text).items():
                place = table.places[column]
                one = value[0] if isinstance(value, list) else value
                cells[place] = f"{cells[place]}{SEPARATOR}{one}" if cells[place] else one
        yield cells
