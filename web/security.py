"""Sets the headers that confine what a browser does with our answers."""

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
                _confine(scope["path"], message["status"], MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_confined)


def _confine(path: str, status: int, headers: MutableHeaders) -> None:
    is_html = headers.get("content-type", "").startswith("text/html")
    headers["content-security-policy"] = GRAPHIQL_POLICY if path == "/graphql" and is_html else PAGE_POLICY
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "no-referrer"
    # A 404 must not be kept: the file may come with the next build.
    if path.startswith("/static/assets/") and status in _FOUND:
        headers["cache-control"] = IMMUTABLE
