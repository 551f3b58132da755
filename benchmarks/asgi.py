"""Asks an ASGI application without a server and without a client library, so that neither is measured."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

import orjson
from starlette.types import ASGIApp


class Caller:
    """Posts GraphQL operations to an application in this process."""

    def __init__(self, app: ASGIApp, *, compressed: bool = False) -> None:
        """`compressed`: the client accepts gzip, as browsers do."""
        self.app = app
        self.headers = [
            (b"host", b"127.0.0.1:8000"),
            (b"accept", b"application/json"),
            (b"content-type", b"application/json"),
            *([(b"accept-encoding", b"gzip")] if compressed else []),
        ]

    async def __call__(self, body: bytes) -> bytes:
        """The body of the answer to a request's body. Raises RuntimeError when its status is not 200."""
        given: MutableMapping[str, Any] = {"type": "http.request", "body": body, "more_body": False}
        received: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return given

        async def send(message: MutableMapping[str, Any]) -> None:
            received.append(message)

        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1",
            "method": "POST", "scheme": "http", "path": "/graphql", "raw_path": b"/graphql", "query_string": b"",
            "root_path": "", "headers": [*self.headers, (b"content-length", b"%d" % len(body))],
            "client": ("127.0.0.1", 50000), "server": ("127.0.0.1", 8000), "state": {},
        }  # fmt: skip
        await self.app(scope, receive, send)
        start, *parts = received
        answer = b"".join(part.get("body", b"") for part in parts)
        if start["status"] != 200:
            raise RuntimeError(f"expected status 200, got {start['status']}: {answer[:300]!r}")
        return answer


def body_of(query: str, variables: Mapping[str, object] | None = None) -> bytes:
    """The body of a request."""
    return orjson.dumps({"query": query, "variables": variables} if variables else {"query": query})
