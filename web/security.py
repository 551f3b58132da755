"""Sets the headers that confine what a browser does with our answers."""

from collections.abc import Iterable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY: Final = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
)
# Monaco, GraphiQL's editor, writes <style> elements and draws its underlines from data: images.
GRAPHIQL_POLICY: Final = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
)
IMMUTABLE: Final = "public, max-age=31536000, immutable"
_FOUND: Final = frozenset({200, 206, 304})


def _with_policy(policy: str) -> tuple[tuple[bytes, bytes], ...]:
    return (
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    )


_FOR_ALL: Final = _with_policy(PAGE_POLICY)
_FOR_GRAPHIQL: Final = _with_policy(GRAPHIQL_POLICY)


class SecurityHeaders:
    """ASGI middleware: a Content-Security-Policy by path, and long caching for files with hashed names."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_confined(message: Message) -> None:
            if message["type"] == "http.response.start":
                _confine(scope["path"], message)
            await send(message)

        await self.app(scope, receive, send_confined)


def _confine(path: str, message: Message) -> None:
    headers = message["headers"]
    # Nothing else sets them; to look for each of them first takes longer than all else that is done here.
    own = _FOR_GRAPHIQL if path == "/graphql" and _is_html(headers) else _FOR_ALL
    headers = message["headers"] = [*headers, *own]
    # A 404 must not be kept: the file may come with the next build.
    if path.startswith("/static/assets/") and message["status"] in _FOUND:
        MutableHeaders(raw=headers)["cache-control"] = IMMUTABLE


def _is_html(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers)
