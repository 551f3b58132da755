"""GraphQL over HTTP: one endpoint, which passes finished JSON on as it is.

The rules are those of https://graphql.github.io/graphql-over-http/draft/, the words and codes those of `errors.py`.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from typing import Final

import orjson
from graphql import GraphQLError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from exporters.negotiation import preferred
from resolvers.errors import CODES, FAILED, coded
from resolvers.execute import Engine, Finished, Result
from resolvers.explain import HEADER
from resolvers.forms import FORMS, PARAMETER, Forms, named
from resolvers.persisted import Persisted
from resolvers.requests import Asked, BadRequest, from_body, from_parameters

log = logging.getLogger("policygraph")

JSON: Final = "application/json"
RESPONSE: Final = "application/graphql-response+json"
OFFERS: Final = (JSON, RESPONSE)
"""Media types of an answer; the first is for clients to whom all are equal."""

MOST_BATCHED: Final = 10
"""Operations in one request."""

VARY: Final = {"vary": f"accept, {HEADER}"}

VERSION: Final = "{ dataset { version checksum } }"
"""What changes with the data."""


class GraphQLView:
    """The endpoint `/graphql`: POST with JSON, GET with parameters, and GraphiQL for browsers."""

    def __init__(
        self, engine: Engine, ide: Callable[[Request], Response], body_limit: int, *, explain: bool = True
    ) -> None:
        """`ide` gives the page for browsers; `body_limit`: bytes of a request's body at most; `explain`: tell how an
        operation ran when its request asks for it."""
        self.engine = engine
        self.ide = ide
        self.body_limit = body_limit
        self.explain = explain
        self.persisted = Persisted(engine.documents.size)
        self.forms = Forms(engine)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        accept = request.headers.get("accept") or "*/*"
        media_type = media_type_for(accept)
        refused_as = RESPONSE if media_type == RESPONSE else JSON
        try:
            form = named(request.query_params.getlist(PARAMETER)) if scope["query_string"] else None
            response = await self._answer(request, accept, form or media_type)
        except BadRequest as error:
            response = refusal("BAD_REQUEST", str(error), refused_as, error.status, error.headers)
        except ClientDisconnect:
            return
        except Exception:
            log.exception("a request failed")
            response = refusal("INTERNAL", FAILED, refused_as)
        await response(scope, receive, send)

    async def _answer(self, request: Request, accept: str, media_type: str | None) -> Response:
        if request.method not in ("GET", "POST"):
            raise BadRequest(f"expected GET or POST, got {request.method}", 405, {"allow": "GET, POST"})
        if request.method == "GET" and "text/html" in accept and "query" not in request.query_params:
            return self.ide(request)
        if media_type is None:
            raise BadRequest(
                f"expected an Accept that allows {', '.join((*OFFERS, *FORMS))}, got {accept[:200]!a}", 406
            )
        if request.method == "GET":
            asked: Asked | list[Asked] = from_parameters(request.scope["query_string"])
        else:
            _check_type(request)
            asked = from_body(await self._body(request), MOST_BATCHED)
        explain = self.explain and request.headers.get(HEADER, "").strip().lower() in ("true", "1")
        if isinstance(asked, list):
            if media_type in FORMS:
                raise BadRequest(f"expected one operation for {media_type}, got a list")
            results = await asyncio.gather(*(self._execute(each, explain=explain) for each in asked))
            return Response(b"[" + b",".join(map(encode, results)) + b"]", 200, VARY, media_type)
        if request.method == "GET" and not explain:
            return await self._cacheable(request, asked, media_type)
        response, _ = await self._response(asked, media_type, explain=explain)
        return response

    async def _response(self, asked: Asked, media_type: str, *, explain: bool = False) -> tuple[Response, bool]:
        """The response to one operation, and whether it is an answer without errors."""
        result: Result | bytes
        if media_type in FORMS:
            result = await self._formed(asked, media_type)
            if isinstance(result, bytes):
                headers = {**VARY, "content-disposition": f'inline; filename="{FORMS[media_type]}"'}
                return Response(result, 200, headers, media_type), True
            # What is refused cannot be said in these forms; who asks for them looks at the status.
            return Response(encode(result), status_of(result, RESPONSE), VARY, JSON), False
        result = await self._execute(asked, explain=explain)
        return Response(encode(result), status_of(result, media_type), VARY, media_type), not result.errors

    async def _formed(self, asked: Asked, media_type: str) -> Result | bytes:
        try:
            text = self.persisted.text(asked.text, asked.persisted)
        except GraphQLError as error:
            return Result(errors=[error])
        return await self.forms.answer(text, asked.variables, asked.operation_name, media_type)

    async def _cacheable(self, request: Request, asked: Asked, media_type: str) -> Response:
        """The answer to a GET, or 304 when the client has it and neither data nor question have changed."""
        tag = await self._tag(request.scope["query_string"], media_type)
        headers = {**VARY, "cache-control": "no-cache", **({"etag": tag} if tag else {})}
        if tag and tag in [each.strip() for each in request.headers.get("if-none-match", "").split(",")]:
            return Response(None, 304, headers)
        response, answered = await self._response(asked, media_type)
        # A refusal has nothing to do with the data: it would be kept although it may be answered later.
        if answered:
            response.headers.update(headers)
        return response

    async def _tag(self, question: bytes, media_type: str) -> str:
        """What tells this answer from those to other questions and of other versions of the data; "" for not known."""
        version = await self.engine.answer(VERSION)
        if version.errors:
            return ""
        # What the settings say stands in answers too.
        settings = repr(self.engine.options).encode()
        content = b"\n".join((str(version.data).encode(), settings, media_type.encode(), question))
        return f'W/"{hashlib.sha256(content).hexdigest()[:24]}"'

    async def _body(self, request: Request) -> bytes:
        """The whole body; no more of it is read than the limit. Raises BadRequest."""
        too_large = BadRequest(f"expected a body of at most {self.body_limit:,} bytes, got more", 413)
        announced = request.headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > self.body_limit:
            raise too_large
        chunks, size = [], 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > self.body_limit:
                raise too_large
            chunks.append(chunk)
        return b"".join(chunks)

    async def _execute(self, asked: Asked, *, explain: bool = False) -> Result:
        try:
            text = self.persisted.text(asked.text, asked.persisted)
        except GraphQLError as error:
            return Result(errors=[error])
        answer = self.engine.explained if explain else self.engine.answer
        return await answer(text, asked.variables, asked.operation_name)


def media_type_for(accept: str) -> str | None:
    """Which of our media types an Accept header likes best; None when it allows none of them.

    Of those that it likes alike the one that it names first, then the first of ours.
    """
    if accept in ("*/*", JSON):
        return JSON
    named = accept.lower()
    return preferred(
        accept, sorted((*OFFERS, *FORMS), key=lambda kind: named.find(kind) if kind in named else len(named))
    )


def _check_type(request: Request) -> None:
    """Raises BadRequest for a body that is no JSON in UTF-8 by its own account."""
    given = request.headers.get("content-type", "")
    if given != JSON and not _is_json(given):
        got = f"got {given[:200]!a}" if given else "got none"
        raise BadRequest(f"expected the content type {JSON} in UTF-8, {got}", 415, {"accept-post": JSON})
    if (coding := request.headers.get("content-encoding", "identity").strip().lower()) != "identity":
        raise BadRequest(f"expected a body without content encoding, got {coding[:60]!a}", 415)


def _is_json(media_type: str) -> bool:
    name, *parameters = (piece.strip().lower() for piece in media_type.split(";"))
    charset = next((p[8:].strip('"') for p in parameters if p.startswith("charset=")), "utf-8")
    return name == JSON and charset in ("utf-8", "utf8", "us-ascii")


def status_of(result: Result, media_type: str) -> int:
    """The HTTP status of a result.

    A refused request has the status of its first code. In `application/json` a well-formed request has 200 all the
    same, unless the failure is the server's.
    """
    if result.data is not None or not result.errors:
        return 200
    status = CODES[str((result.errors[0].extensions or {})["code"])].status
    return status if media_type == RESPONSE or status >= 500 else 200


def encode(result: Result) -> bytes:
    """The bytes of one result; finished data is spliced in. A refusal has no `data`."""
    parts: list[bytes] = []
    if result.errors:
        parts += b',"errors":', orjson.dumps([error.formatted for error in result.errors])
    if isinstance(data := result.data, Finished):
        parts += b',"data":', data.json
    elif data is not None:
        parts += b',"data":', json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    if result.extensions:
        parts += b',"extensions":', orjson.dumps(result.extensions)
    # All at once: an answer may be large.
    return b"".join((b"{", parts[0][1:], *parts[1:], b"}")) if parts else b"{}"


def refusal(
    code: str,
    message: str,
    media_type: str = JSON,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A response to a request that is not answered at all; its status is the code's, unless another is given."""
    body = orjson.dumps({"errors": [coded(code, message).formatted]})
    return Response(body, status or CODES[code].status, {**VARY, **(headers or {})}, media_type)
