"""GraphQL over HTTP: Strawberry's view, with coded errors and with finished JSON passed on as it is."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import orjson
from cross_web import HTTPException
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse
from strawberry.types.execution import ExecutionResult

from resolvers.errors import coded, with_code
from resolvers.execute import Engine, Finished
from schema.graphql import MOST_BATCHED

log = logging.getLogger("policygraph")
MOST_NESTED = 100
"""Levels of lists and objects in a request's JSON."""


class BadRequest(Exception):
    """The HTTP request is not a GraphQL request: the message and the status with which it is refused."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class GraphQLView(GraphQL):
    """The endpoint `/graphql`: POST with JSON, GET with parameters, and GraphiQL for browsers."""

    def __init__(self, engine: Engine, ide: Callable[[], Response], body_limit: int) -> None:
        """`ide` gives the page for browsers; `body_limit`: bytes of a request's body at most."""
        super().__init__(engine.schema)
        self.ide = ide
        self.body_limit = body_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            request = await self._limited(Request(scope, receive))
            response: Response = await self.run(request)
        except (BadRequest, HTTPException) as error:
            status = error.status if isinstance(error, BadRequest) else error.status_code
            message = str(error) if isinstance(error, BadRequest) else error.reason
            response = refusal("BAD_REQUEST", message, status)
        except Exception:
            log.exception("a request failed")
            response = refusal("INTERNAL", "the server failed on this request; it has been logged", 500)
        await response(scope, receive, send)

    async def _limited(self, request: Request) -> Request:
        """The request with its whole body read, up to the limit."""
        chunks, size = [], 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > self.body_limit:
                raise BadRequest(f"expected a body of at most {self.body_limit} bytes, got more", 413)
            chunks.append(chunk)
        request._body = b"".join(chunks)
        return request

    def parse_json(self, data: str | bytes) -> Any:
        """A request's JSON: an object, or a list of them for a batch. Raises BadRequest."""
        try:
            found = orjson.loads(data)
        except (ValueError, UnicodeError):
            raise BadRequest("expected JSON in UTF-8, got something else") from None
        items = found if isinstance(found, list) else [found]
        if not items or not all(isinstance(item, dict) for item in items):
            raise BadRequest('expected a JSON object such as {"query": "{ cities { totalCount } }"}, or a list of them')
        if len(items) > MOST_BATCHED:
            raise BadRequest(f"expected at most {MOST_BATCHED} operations in one request, got {len(items)}")
        if _depth(found) > MOST_NESTED:
            raise BadRequest(f"expected JSON of at most {MOST_NESTED} levels, got more")
        for item in items:
            _check_types(item)
        return found

    def parse_query_params(self, params: Any) -> dict[str, Any]:
        """The same from a URL's parameters. Raises BadRequest."""
        found = dict(params)
        for name in ("variables", "extensions"):
            if text := found.pop(name, ""):
                try:
                    found[name] = orjson.loads(text)
                except ValueError:
                    raise BadRequest(f"expected the parameter `{name}` to be JSON, got {text[:60]!r}") from None
        _check_types(found)
        return found

    async def get_context(self, request: Any, response: Any) -> Any:
        return {}

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        for error in result.errors or ():
            with_code(error, "INTERNAL")
        return await super().process_result(request, result)

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        if isinstance(response_data, list):
            body = b"[" + b",".join(encode(item) for item in response_data) + b"]"
        else:
            body = encode(response_data)
        return Response(body, media_type="application/json")

    async def render_graphql_ide(self, request: Request) -> Response:
        return self.ide()


def encode(response: GraphQLHTTPResponse) -> bytes:
    """The bytes of one response; finished data is spliced in."""
    data: object = response.get("data")
    parts = []
    if errors := response.get("errors"):
        parts.append(b'"errors":' + orjson.dumps(errors, default=str))
    if isinstance(data, Finished):
        parts.append(b'"data":' + data.encode())
    else:
        parts.append(b'"data":' + json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
    return b"{" + b",".join(parts) + b"}"


def refusal(code: str, message: str, status: int) -> Response:
    """A response to a request that is not answered at all."""
    error: GraphQLError = coded(code, message)
    return JSONResponse({"errors": [error.formatted]}, status)


_TYPES: dict[str, tuple[type, str]] = {
    "query": (str, "a text"), "variables": (dict, "an object"), "operationName": (str, "a text"),
    "extensions": (dict, "an object"),
}  # fmt: skip


def _check_types(item: dict[str, Any]) -> None:
    for name, (type_, words) in _TYPES.items():
        value = item.get(name)
        if value is not None and not isinstance(value, type_):
            raise BadRequest(f"expected `{name}` to be {words}, got {type(value).__name__}")
    if not item.get("query"):
        raise BadRequest("expected a GraphQL document in `query`, got none")


def _depth(value: Any) -> int:
    """Levels of lists and objects, counted without recursion."""
    level, depth = [value], 0
    while level:
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        depth += 1
    return depth
