"""Answers as they travel: coded as a client can read them, and with what a cache must know of that."""

from __future__ import annotations

import gzip

import brotli
import pytest
import zstandard
from starlette.testclient import TestClient

from tests.web.conftest import missing
from web.paths import STATIC

CODINGS = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}


def raw(client: TestClient, coding: str, address: str, accept: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    """The body as it travels, and the headers."""
    sent = {"accept-encoding": coding, "accept": accept, **headers}
    with client.stream("GET", address, headers=sent) as answer:
        return b"".join(answer.iter_raw()), {**answer.headers, "status": str(answer.status_code)}


ADDRESSES = [
    ("/page/programme/icc", "text/html"),
    ("/graphql?query=%7Bcountries(first:100)%7Bnodes%7Bid%20iri%20name%7D%7D%7D", "application/json"),
    ("/graphql?query=%7Bcountries(first:100)%7Bnodes%7Bid%20iri%20name%7D%7D%7D", "application/graphql-response+json"),
    ("/data/programme/icc.ttl", "text/turtle"),
    ("/data/programme/icc.nt", "application/n-triples"),
    ("/data/programme/icc.jsonld", "application/ld+json"),
    ("/schema.graphql", "text/plain"),
]


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize(("address", "accept"), ADDRESSES, ids=lambda text: text.partition("?")[0])
def test_every_form_is_compressed_as_the_client_asks(pages: TestClient, coding: str, address: str, accept: str) -> None:
    plain, headers = raw(pages, "identity", address, accept)
    packed, got = raw(pages, coding, address, accept)
    assert "content-encoding" not in headers
    assert got["content-encoding"] == coding
    assert CODINGS[coding](packed) == plain
    assert len(packed) * 2 < len(plain)
    assert int(got["content-length"]) == len(packed)


@pytest.mark.parametrize(("address", "accept"), ADDRESSES, ids=lambda text: text.partition("?")[0])
def test_caches_learn_what_a_compressed_answer_depends_on(pages: TestClient, address: str, accept: str) -> None:
    _, headers = raw(pages, "zstd", address, accept)
    vary = [each.strip().lower() for each in headers["vary"].split(",")]
    assert vary.count("accept-encoding") == 1
    if tag := headers.get("etag"):
        # Two codings of one answer are equal only in meaning (RFC 9110, section 8.8.3.3).
        assert tag.startswith('W/"')
        body, again = raw(pages, "zstd", address, accept, **{"if-none-match": tag})
        assert (again["status"], body) == ("304", b"")
        assert "accept-encoding" in again["vary"].lower()
        assert raw(pages, "identity", address, accept, **{"if-none-match": tag})[1]["status"] == "304"


def test_the_best_coding_of_those_that_a_browser_knows_is_taken(pages: TestClient) -> None:
    for accepted, taken in (
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("deflate", None),
        ("", None),
    ):
        _, headers = raw(pages, accepted, "/page/programme/icc", "text/html")
        assert headers.get("content-encoding") == taken, accepted


def test_a_short_answer_is_left_alone_but_says_that_it_may_differ(pages: TestClient) -> None:
    _, headers = raw(pages, "zstd", "/health/live", "*/*")
    assert "content-encoding" not in headers
    assert "accept-encoding" in headers["vary"].lower()


def test_pictures_and_styles_of_the_build_are_compressed(pages: TestClient) -> None:
    style = next((STATIC / "assets").glob("site-*.css"), None) if STATIC.is_dir() else None
    if style is None:
        missing("the front end is not built: make web")
    packed, headers = raw(pages, "br", f"/static/assets/{style.name}", "text/css")
    assert brotli.decompress(packed) == style.read_bytes()
    assert headers["etag"].startswith('W/"')
    again = raw(pages, "br", f"/static/assets/{style.name}", "text/css", **{"if-none-match": headers["etag"]})
    assert again[1]["status"] == "304"
