"""The seed as linked data: each of its IRIs leads to a document, its dump fits the shapes, and it comes back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import rdflib
from starlette.types import Message, Scope

from exporters.check import findings
from exporters.formats import FORMATS, formatted
from exporters.mapping import Lines
from exporters.whole import whole
from graph.sqlite.store import SqliteStore
from loaders.pipeline import load
from schema import policy_model
from schema.rdf import Terms
from server import create_app
from settings import Settings
from tests.exporters.graphs import TERMS, lines_of
from tests.seeded import seeded_store

# rdflib uses what it has deprecated itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

BASE = "http://testserver/"


@pytest.fixture(scope="module")
def store() -> Iterator[SqliteStore]:
    with closing(SqliteStore(seeded_store(), policy_model(), read_only=True)) as opened:
        yield opened


def test_every_iri_leads_to_a_document(store: SqliteStore) -> None:
    """Asked for by HEAD, without a client between: they are ten thousand. What has a fragment is in the document."""
    text = b"".join(facts + claims for facts, claims in whole(store, Lines(store.model, Terms(BASE)))).decode()
    iris = set(re.findall(rf"<{BASE}([^>]*)>", text))
    subjects = set(re.findall(rf"^<{BASE}([^>]*)>", text, re.MULTILINE))
    parts = {iri for iri in iris if "#" in iri and not iri.startswith("ontology#")}
    assert parts and parts <= subjects
    paths = sorted({f"/{iri.partition('#')[0]}" for iri in iris})
    assert len(paths) > 5_000
    app = create_app(Settings(store=f"sqlite:{seeded_store()}", base_iri=BASE))

    async def status(path: str) -> int:
        found: list[Message] = []
        scope: Scope = {
            "type": "http", "method": "HEAD", "path": path, "raw_path": path.encode(), "query_string": b"",
            "headers": [(b"accept", b"text/turtle")], "scheme": "http", "server": ("testserver", 80),
            "client": ("127.0.0.1", 1), "root_path": "", "http_version": "1.1",
        }  # fmt: skip

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            found.append(message)

        await app(scope, receive, send)
        return int(found[0]["status"])

    async def ask() -> dict[int, set[str]]:
        async with app.router.lifespan_context(app):
            statuses: dict[int, set[str]] = {}
            for path in paths:
                statuses.setdefault(await status(path), set()).add(path)
            documents = [path.replace("/id/", "/data/", 1) for path in paths if path.startswith("/id/")]
            for path in documents[:: len(documents) // 100]:
                statuses.setdefault(await status(path), set()).add(path)
            return statuses

    statuses = asyncio.run(ask())
    assert statuses.keys() == {200, 303}, {code: sorted(found)[:5] for code, found in statuses.items()}
    assert statuses[303] == {path for path in paths if path.startswith("/id/")}


@pytest.mark.parametrize("suffix", FORMATS)
def test_it_comes_back(store: SqliteStore, tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"seed.{suffix}").write_bytes(formatted(lines_of(store), suffix, TERMS))
    with closing(SqliteStore(":memory:", policy_model())) as again:
        report = load(again, [tmp_path])
        assert report.ok, report.text()
        assert {fact.id: fact for fact in again.facts()} == {fact.id: fact for fact in store.facts()}


def test_it_fits_our_shapes(store: SqliteStore) -> None:
    """All entities and facts, and every fifth claim: claims are alike, and all of them take a quarter of a minute."""
    found = whole(store, Lines(store.model, TERMS))
    text = b"".join(facts + claims * (number % 5 == 0) for number, (facts, claims) in enumerate(found))
    graph = rdflib.Graph().parse(data=text, format="nt")
    assert findings(graph, store.model, TERMS) == []
