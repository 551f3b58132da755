"""Things are looked up over HTTP by clients that know nothing of us."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from starlette.testclient import TestClient

from exporters.dump import export
from exporters.negotiation import preferred
from graph.store import open_store
from schema import policy_model
from schema.rdf import Terms
from server import create_app
from settings import Settings
from tests.seeded import seeded_store

BASE = "http://testserver/"
WROCLAW = "city/wroclaw-pl"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server that has no dump yet."""
    dumps = tmp_path_factory.mktemp("none") / "missing"
    settings = Settings(store=f"sqlite:{seeded_store()}", base_iri=BASE, dumps=str(dumps))
    with TestClient(create_app(settings), follow_redirects=False) as found:
        yield found


@pytest.fixture(scope="module")
def publishing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server with a dump."""
    folder = tmp_path_factory.mktemp("dumps")
    store = open_store(f"sqlite:{seeded_store()}", policy_model(), read_only=True)
    export(store, folder, Terms(BASE), formats=["nt"])
    store.close()
    settings = Settings(store=f"sqlite:{seeded_store()}", base_iri=BASE, dumps=str(folder))
    with TestClient(create_app(settings), follow_redirects=False) as found:
        yield found


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/turtle", f"data/{WROCLAW}.ttl"),
        ("application/ld+json", f"data/{WROCLAW}.jsonld"),
        ("application/n-triples;q=0.5, application/rdf+xml;q=0.9", f"data/{WROCLAW}.rdf"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", f"page/{WROCLAW}"),
        ("*/*", f"data/{WROCLAW}.ttl"),
        ("text/*;q=0.1, application/trig", f"data/{WROCLAW}.trig"),
    ],
)
def test_a_thing_leads_to_what_is_asked_for(client: TestClient, accept: str, location: str) -> None:
    answer = client.get(f"/id/{WROCLAW}", headers={"accept": accept})
    assert answer.status_code == 303
    assert answer.headers["location"] == BASE + location
    assert "Accept" in answer.headers["vary"]


def test_a_browser_is_led_to_the_page_that_shows_a_fact_or_a_claim(client: TestClient) -> None:
    text = client.get("/data/strategy/wroclaw-2018.nt").text
    (fact,) = re.findall(rf"<{BASE}(id/fact/\w+)> <[^>]*#predicate> <{BASE}ontology#period>", text)
    claim = re.findall(rf"<{BASE}(id/claim/\w+)> <[^>]*hasBody> <{BASE}{fact}>", text)[0]
    for path in (fact, claim):
        answer = client.get(f"/{path}", headers={"accept": "text/html,*/*;q=0.8"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{BASE}page/strategy/wroclaw-2018")
        assert client.get("/page/strategy/wroclaw-2018", headers={"accept": "text/html"}).status_code == 200
        answer = client.get(f"/{path}", headers={"accept": "text/turtle"})
        assert answer.headers["location"] == f"{BASE}{path.replace('id/', 'data/', 1)}.ttl"


@pytest.mark.parametrize("path", [f"/id/{WROCLAW}", f"/data/{WROCLAW}", "/ontology", "/.well-known/void"])
def test_what_is_not_there_in_this_form_is_said(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "image/png, text/turtle;q=0"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.text and "image/png" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/id/city/nowhere", "/data/city/nowhere.ttl", f"/data/{WROCLAW}.doc", "/id/city/..%2f..%2fetc", "/id/city/%00",
        "/id/city/Wroc%C5%82aw", "/id/city/%FF", "/id/town/wroclaw-pl", "/data/city/.ttl", "/dumps/../settings.py",
        "/dumps/x/", "/dumps/x/y", f"/id/{WROCLAW}/more",
    ],
)  # fmt: skip
def test_unknown_things_are_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("suffix", "format", "kind"),
    [
        ("ttl", "turtle", "text/turtle"),
        ("nt", "nt", "application/n-triples"),
        ("rdf", "xml", "application/rdf+xml"),
    ],
)
def test_a_document_describes_itself_and_its_thing(client: TestClient, suffix: str, format: str, kind: str) -> None:
    answer = client.get(f"/data/{WROCLAW}.{suffix}")
    assert answer.headers["content-type"].partition(";")[0] == kind
    graph = rdflib.Graph().parse(data=answer.content, format=format)
    document, thing = rdflib.URIRef(f"{BASE}data/{WROCLAW}"), rdflib.URIRef(f"{BASE}id/{WROCLAW}")
    dcterms, own = rdflib.DCTERMS, rdflib.Namespace(f"{BASE}ontology#")
    assert graph.value(document, rdflib.FOAF.primaryTopic) == thing
    for property in (dcterms.license, dcterms.modified, dcterms.isPartOf):
        assert (document, property, None) in graph
    programme = rdflib.URIRef(f"{BASE}id/programme/icc")
    assert (thing, own.memberOf, programme) in graph
    assert graph.value(programme, rdflib.SKOS.prefLabel) is not None
    assert (None, rdflib.SDO.location, thing) in graph, "what leads to it is there too"
    quotes = list(graph.objects(None, rdflib.URIRef("http://www.w3.org/ns/oa#exact")))
    assert any("Wrocław" in str(quote) for quote in quotes)


def test_documents_are_a_part_of_the_export(publishing: TestClient) -> None:
    versions = publishing.get("/dumps/").json()
    (name,) = versions
    packed = publishing.get(f"/dumps/{name}/policygraph.nt.gz")
    assert packed.headers["content-type"] == "application/gzip"
    whole = set(gzip.decompress(packed.content).splitlines())
    for id in (WROCLAW, "programme/icc", "document/wielokultury-wroclaw-pl-en-strategy"):
        found = publishing.get(f"/data/{id}.nt")
        if found.status_code == 404:
            continue
        about = b"<%sdata/" % BASE.encode()
        lines = {line for line in found.content.splitlines() if not line.startswith(about)}
        assert lines
        assert lines <= whole


def test_every_iri_under_our_base_leads_somewhere(publishing: TestClient) -> None:
    """All kinds of them; of those that are of one kind, a few."""
    (name,) = publishing.get("/dumps/").json()
    text = gzip.decompress(publishing.get(f"/dumps/{name}/policygraph.nt.gz").content).decode()
    catalogue = publishing.get("/catalogue", headers={"accept": "application/n-triples"}).text
    void = publishing.get("/.well-known/void", headers={"accept": "application/n-triples"}).text
    kinds: dict[str, list[str]] = {}
    for iri in sorted(set(re.findall(rf"<{BASE}([^>#]*)", text + catalogue + void))):
        kinds.setdefault("/".join(iri.split("/")[:2]), []).append(iri)
    assert len(kinds) > 15
    for found in kinds.values():
        for path in found[:: max(1, len(found) // 6)]:
            answer = publishing.get(f"/{path}", headers={"accept": "text/turtle, */*;q=0.1"})
            if answer.status_code == 303:
                answer = publishing.get(answer.headers["location"].removeprefix(BASE.rstrip("/")))
            assert answer.status_code == 200, path


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"/data/{WROCLAW}.ttl")
    tag = first.headers["etag"]
    strong = tag.removeprefix("W/")
    for asked in (strong, f'"other", W/{strong}', "*"):
        again = client.get(f"/data/{WROCLAW}.ttl", headers={"if-none-match": asked})
        assert (again.status_code, again.content, again.headers["etag"].removeprefix("W/")) == (304, b"", strong)
    assert client.get(f"/data/{WROCLAW}.ttl", headers={"if-none-match": '"other"'}).content == first.content
    assert first.headers["last-modified"].endswith("GMT")
    assert 'rel="license"' in first.headers["link"]


def test_each_form_has_its_own_tag(client: TestClient) -> None:
    kinds = ["text/turtle", "application/trig", "application/n-triples", "application/n-quads"]
    for path in (f"/data/{WROCLAW}", "/ontology"):
        tags = {client.get(path, headers={"accept": kind}).headers["etag"] for kind in kinds}
        assert len(tags) == len(kinds)


def test_head_and_options(client: TestClient) -> None:
    whole, head = client.get(f"/data/{WROCLAW}.ttl"), client.head(f"/data/{WROCLAW}.ttl")
    assert head.content == b""
    assert head.headers["etag"] == whole.headers["etag"]
    assert client.head(f"/id/{WROCLAW}").status_code == 303
    options = client.options(f"/id/{WROCLAW}")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert client.post(f"/id/{WROCLAW}").status_code == 405


def test_other_origins_may_read(client: TestClient) -> None:
    answer = client.get(f"/data/{WROCLAW}.ttl", headers={"origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("path", ["/ontology", "/shapes", "/.well-known/void", "/catalogue"])
@pytest.mark.parametrize("kind", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_descriptions_come_in_every_form(client: TestClient, publishing: TestClient, path: str, kind: str) -> None:
    for server in (client, publishing):
        answer = server.get(path, headers={"accept": kind})
        assert answer.headers["content-type"].partition(";")[0] == kind
        format = {"text/turtle": "turtle", "application/n-triples": "nt", "application/rdf+xml": "xml"}[kind]
        assert len(rdflib.Graph().parse(data=answer.content, format=format)) > 10


def test_an_interrupted_download_goes_on(publishing: TestClient) -> None:
    (name,) = publishing.get("/dumps/").json()
    path = f"/dumps/{name}/policygraph.nt.gz"
    whole = publishing.get(path)
    rest = publishing.get(path, headers={"range": "bytes=1000-", "if-range": whole.headers["etag"]})
    assert rest.status_code == 206
    assert rest.content == whole.content[1000:]


@pytest.mark.parametrize("file", ["policygraph.nt.gz", "SHA256SUMS"])
def test_a_file_of_a_dump_is_asked_for_again_and_not_sent_again(publishing: TestClient, file: str) -> None:
    """A version may be written again, with more formats or another base IRI."""
    (name,) = publishing.get("/dumps/").json()
    whole = publishing.get(f"/dumps/{name}/{file}")
    assert whole.headers["cache-control"] == "public, max-age=60"
    for asked in (whole.headers["etag"], f'"other", W/{whole.headers["etag"]}', "*"):
        again = publishing.get(f"/dumps/{name}/{file}", headers={"if-none-match": asked})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", whole.headers["etag"])
    other = publishing.get(f"/dumps/{name}/{file}", headers={"if-none-match": '"other"'})
    assert (other.status_code, other.content) == (200, whole.content)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "a/b"), ("c/d", "c/d"), ("a/b;q=0.1, c/*", "c/d"), ("*/*;q=0.5, a/b;q=0", "c/d"), ("x/y", None),
        ("nonsense", None), ("a/b;q=2", None), ("c/d;q=1.000;x=1", "c/d"), ("A/B", "a/b"), (",,c/d,", "c/d"),
    ],
)  # fmt: skip
def test_negotiation(accept: str, expected: str | None) -> None:
    assert preferred(accept, ["a/b", "c/d"]) == expected


def test_folders_that_are_being_written_are_not_published(publishing: TestClient, tmp_path: Path) -> None:
    (tmp_path / ".2026-01-01.half").mkdir()
    settings = Settings(store=f"sqlite:{seeded_store()}", base_iri=BASE, dumps=str(tmp_path))
    with TestClient(create_app(settings)) as other:
        assert other.get("/dumps/").json() == {}
