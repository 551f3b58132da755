"""Compresses answers (zstd, Brotli, gzip), with what caches must know of it.

The library says nothing of a body that it leaves alone and leaves tags as they are. A cache that keeps a short answer,
or a 304, must know too that another client may get other bytes; and the strong tag of a body is no longer the tag of
its compressed form (RFC 9110, sections 8.8.1 and 12.5.5).
"""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from exporters.formats import FORMATS
from resolvers.http import RESPONSE

SMALLEST: Final = 800
"""Bytes from which on a body is compressed; below, it fits into one packet anyway."""

for media_type in (RESPONSE, "text/csv", *(each.media_type for each in FORMATS.values())):
    add_compress_type(media_type)


class Compression:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = CompressMiddleware(app, minimum_size=SMALLEST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_labelled(message: Message) -> None:
            if message["type"] == "http.response.start":
                _label(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_labelled)


def _label(headers: MutableHeaders) -> None:
    if "accept-encoding" not in headers.get("vary", "").lower():
        headers.add_vary_header("Accept-Encoding")
    tag = headers.get("etag", "")
    if headers.get("content-encoding", "identity") != "identity" and tag.startswith('"'):
        headers["etag"] = f"W/{tag}"
