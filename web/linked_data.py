"""The graph as linked open data over HTTP: things, documents on them, vocabulary, catalogue and dumps."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from email.utils import format_datetime
from functools import cache, cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from exporters.catalogue import LICENCE, Counts, Publisher, Version, catalogue, void
from exporters.description import described
from exporters.formats import FORMATS, arranged, converted
from exporters.mapping import Lines
from exporters.negotiation import preferred
from exporters.ontology import ontology
from exporters.shapes import shapes
from graph.rows import Row
from graph.store import Readers
from resolvers.http import refusal
from schema.context import context
from schema.model import Model
from schema.rdf import Terms, classes

HTML: Final = "text/html"
SUCCESSOR: Final = "successor-version"
"""Relation of a link to what takes the place of something (RFC 5829)."""
_SUBJECT: Final = Row._fields.index("subject")
_ID: Final = re.compile(r"[a-z]+/[a-z0-9]+(?:-[a-z0-9]+)*")
_OFFERED: Final = ("ttl", "jsonld", "nt", "rdf", "trig", "nq")
"""Suffixes in the order in which they are preferred."""

_ONE_GRAPH: Final = {"nq": "nt", "trig": "ttl"}
"""A document is one graph, without a name: clients that follow links ask the default graph. Turtle is TriG then."""

_FRESH: Final = "public, max-age=60"


class LinkedData:
    """Answers for clients that follow links, without knowing us."""

    def __init__(self, model: Model, readers: Readers, base: str, dumps: Path, publisher: Publisher) -> None:
        self.model = model
        self.readers = readers
        self.terms = Terms(base)
        self.lines = Lines(model, self.terms)
        self.dumps = dumps
        self.publisher = publisher

    @cached_property
    def _ontology(self) -> Callable[[str], bytes]:
        return cache(ontology(self.model, self.terms).document)

    @cached_property
    def _shapes(self) -> Callable[[str], bytes]:
        return cache(shapes(self.model, self.terms).document)

    def routes(self) -> list[Route]:
        """To be put among the routes of a server."""
        methods = ["GET", "HEAD", "OPTIONS"]
        return [
            Route(path, _with_options(answer), methods=methods)
            for path, answer in (
                ("/id/{type}/{slug}", self.thing),
                ("/data/{type}/{name}", self.data),
                ("/ontology", self.ontology),
                ("/shapes", self.shapes),
                ("/context.jsonld", self.context),
                ("/.well-known/void", self.void),
                ("/catalogue", self.catalogue),
                ("/dumps/", self.versions),
                ("/dumps/{version}/", self.version),
                ("/dumps/{version}/{file}", self.file),
            )
        ]

    async def thing(self, request: Request) -> Response:
        """A thing itself cannot be sent; a page or a document on it can."""
        id = f"{request.path_params['type']}/{request.path_params['slug']}"
        if not _ID.fullmatch(id):
            return _missing(request)
        about = await self.readers.about(id)
        if about is None:
            return await self._absent(request, id)
        kinds = [FORMATS[suffix].media_type for suffix in _OFFERED]
        found = preferred(request.headers.get("accept", ""), [*kinds, HTML])
        if found is None:
            return _not_acceptable(request, [*kinds, HTML])
        # The page of what a fact or a claim is about shows it.
        shown = id if request.path_params["type"] in self.model.by_slug else about.rows[0][_SUBJECT]
        there = f"page/{shown}" if found == HTML else f"data/{id}.{_OFFERED[kinds.index(found)]}"
        headers = {"vary": "Accept", "cache-control": _FRESH}
        return RedirectResponse(self.terms.base + there, 303, headers)

    async def data(self, request: Request) -> Response:
        """A document in the format that its suffix names, else in the one that is asked for."""
        slug, dot, suffix = request.path_params["name"].partition(".")
        id = f"{request.path_params['type']}/{slug}"
        if not _ID.fullmatch(id) or (dot and suffix not in FORMATS):
            return _missing(request)
        found = await self.readers.about(id)
        if found is None:
            return await self._absent(request, id)
        version = Version.of(await self.readers.summary(), self.publisher)

        def document(suffix: str) -> bytes:
            return arranged(described(id, found, self.lines, version), suffix, self.terms)

        address = f"{self.terms.base}data/{id}"
        links = [f'<{self.terms.of(id)}>; rel="describes"', f'<{LICENCE}>; rel="license"']
        links += [f'<{address}.{s}>; rel="alternate"; type="{FORMATS[s].media_type}"' for s in _OFFERED]
        return _negotiated(request, document, suffix, version.date, {"link": ", ".join(links)}, address)

    async def _absent(self, request: Request, id: str) -> Response:
        """There is nothing with this id, or no longer: then what has become of it."""
        successor = (await self.readers.successors([id])).get(id)
        if successor is None:
            return _missing(request)
        message = f"expected an id that is in use, got {id}, which was merged into {self.terms.of(successor)}"
        return refusal("GONE", message, headers={"link": f'<{self.terms.of(successor)}>; rel="{SUCCESSOR}"'})

    async def ontology(self, request: Request) -> Response:
        return _negotiated(request, self._ontology)

    async def shapes(self, request: Request) -> Response:
        return _negotiated(request, self._shapes)

    async def context(self, request: Request) -> Response:
        text = json.dumps(context(self.model, self.terms), indent=1).encode()
        return _answer(request, text, FORMATS["jsonld"].media_type)

    async def void(self, request: Request) -> Response:
        if newest := self._newest():
            turtle = (newest / "void.ttl").read_bytes()
        else:
            summary = await self.readers.summary()
            counts = {self.terms.iri(classes(self.model.types[n])[0]): c for n, c in summary.counts.items()}
            version = Version.of(summary, self.publisher)
            turtle = void(self.terms, version, Counts(0, 0, counts, {}), ()).document()
        return _negotiated(request, partial(converted, turtle, terms=self.terms))

    async def catalogue(self, request: Request) -> Response:
        if newest := self._newest():
            turtle = (newest / "catalogue.ttl").read_bytes()
        else:
            version = Version.of(await self.readers.summary(), self.publisher)
            turtle = catalogue(self.terms, version, ()).document()
        return _negotiated(request, partial(converted, turtle, terms=self.terms))

    async def versions(self, request: Request) -> Response:
        found = {path.name: sorted(file.name for file in path.iterdir()) for path in self._versions()}
        return _answer(request, json.dumps(found, indent=1).encode(), "application/json")

    async def version(self, request: Request) -> Response:
        for path in self._versions():
            if path.name == request.path_params["version"]:
                turtle = (path / "catalogue.ttl").read_bytes()
                return _negotiated(request, partial(converted, turtle, terms=self.terms))
        return _missing(request)

    async def file(self, request: Request) -> Response:
        """A file of a dump; a client may ask for the rest of it when it was interrupted."""
        for path in self._versions():
            if path.name != request.path_params["version"]:
                continue
            for file in path.iterdir():
                if file.name == request.path_params["file"]:
                    # Nothing may be compressed again: parts of the file would not fit together.
                    headers = {"cache-control": _FRESH, "content-encoding": "identity"}
                    whole = FileResponse(file, 200, headers, _media_type(file), stat_result=file.stat())
                    tags = {name: whole.headers[name] for name in ("etag", "last-modified", "cache-control")}
                    return Response(status_code=304, headers=tags) if _is_known(request, tags["etag"]) else whole
        return _missing(request)

    def _versions(self) -> list[Path]:
        """Folders of dumps that are whole, the newest first. Those that are being written begin with a dot."""
        if not self.dumps.is_dir():
            return []
        found = [path for path in self.dumps.iterdir() if path.is_dir() and not path.name.startswith(".")]
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)

    def _newest(self) -> Path | None:
        return next(iter(self._versions()), None)


def _media_type(file: Path) -> str:
    known = FORMATS.get(file.suffix[1:])
    if known:
        return known.media_type
    return {".gz": "application/gzip", ".zip": "application/zip"}.get(file.suffix, "text/plain")


def _with_options(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"allow": "GET, HEAD, OPTIONS"})
        return await answer(request)

    return answered


def _negotiated(
    request: Request,
    document: Callable[[str], bytes],
    suffix: str = "",
    modified: str = "",
    headers: Mapping[str, str] = MappingProxyType({}),
    address: str = "",
) -> Response:
    """A document in one of the formats; `suffix` names one, else `Accept` does."""
    kinds = [FORMATS[each].media_type for each in _OFFERED]
    if not suffix:
        found = preferred(request.headers.get("accept", ""), kinds)
        if found is None:
            return _not_acceptable(request, kinds)
        suffix = _OFFERED[kinds.index(found)]
        where = {"content-location": f"{address}.{suffix}"} if address else {}
        headers = {**headers, **where, "vary": "Accept"}
    return _answer(request, document(_ONE_GRAPH.get(suffix, suffix)), FORMATS[suffix].media_type, modified, headers)


def _answer(
    request: Request,
    body: bytes,
    media_type: str,
    modified: str = "",
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    """The body, or that it is still the same (RFC 9110, section 13.1.2)."""
    # The same bytes may be N-Triples and N-Quads.
    tag = f'"{hashlib.sha256(media_type.encode() + body).hexdigest()[:32]}"'
    known = {"etag": tag, "cache-control": _FRESH, **headers}
    if modified:
        known["last-modified"] = format_datetime(datetime.fromisoformat(modified), usegmt=True)
    if _is_known(request, tag):
        return Response(status_code=304, headers=known)
    return Response(body, media_type=media_type, headers=known)


def _is_known(request: Request, tag: str) -> bool:
    """Whether the client has what has this tag."""
    asked = request.headers.get("if-none-match", "")
    return asked.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in asked.split(","))


def _missing(request: Request) -> Response:
    return refusal("NOT_FOUND", f"expected the address of something, got {request.url.path[:200]!a}")


def _not_acceptable(request: Request, kinds: list[str]) -> Response:
    asked = request.headers.get("accept", "")[:200]
    text = f"expected a media type that there is, got {asked!a}. There are:\n" + "".join(f"{k}\n" for k in kinds)
    return PlainTextResponse(text, 406, {"vary": "Accept"})
