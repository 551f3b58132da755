"""CPU of the pages for people, made through the server's application in this process.

Asked on the seed: the start page, a city, the largest hub with its picture, a search, the timeline, a map. `compressed`
is the page as it travels; `made` is a page that nobody asked for before, `kept` one that was asked for since the data
changed; `unchanged` is the answer to a browser that has it already.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial
from itertools import count
from typing import Any, Final

from starlette.types import ASGIApp

from benchmarks import stores
from benchmarks.asking import runner
from benchmarks.report import at_most, ms, rounds_of, say, table
from benchmarks.timing import QUICK, THOROUGH, Pace, take_turns
from server import settled_app
from settings import Settings

PAGES: Final = {
    "the start page": "/",
    "a city": "/page/city/wroclaw-pl",
    "a hub": "/page/programme/icc",
    "a search": "/search?q=wroclaw",
    "a map": "/page/programme/icc/map",
    "the timeline": "/timeline",
}
LIMIT: Final = 10
"""Milliseconds of CPU that a page may take."""

HTML: Final = [(b"host", b"127.0.0.1:8000"), (b"accept", b"text/html"), (b"accept-encoding", b"gzip")]


def run(*, quick: bool) -> None:
    """Measure and report."""
    with stores.folder() as folder, runner() as loop:
        rows = loop.run(_measure(stores.seeded(folder / "seed.sqlite"), QUICK if quick else THOROUGH))
    say(table(["pages, CPU in ms", "bytes", "compressed", "made", "kept", "unchanged"], [row for row, _ in rows]))
    for name, cpu in ((row[0], cpu) for row, cpu in rows):
        say(at_most(name, cpu * 1000, LIMIT, "ms"))


async def _measure(path: str, pace: Pace) -> list[tuple[list[str], float]]:
    app = settled_app(Settings(store=f"sqlite:{path}"))
    found = []
    async with app.router.lifespan_context(app):
        for name, address in PAGES.items():
            plain, _ = await get(app, address, HTML[:2])
            packed, tag = await get(app, address, HTML)
            calls: dict[str, Callable[[], Awaitable[object]]] = {
                "made": partial(_made, app, address),
                "kept": partial(get, app, address, HTML),
                "unchanged": partial(get, app, address, [*HTML, (b"if-none-match", tag)]),
            }
            rounds = await take_turns(calls, pace, rounds_of(name))
            row = [name, f"{len(plain):,}", f"{len(packed):,}", *(ms(rounds[call].cpu) for call in calls)]
            found.append((row, rounds["made"].cpu))
    return found


_NUMBERS: Final = count()


async def _made(app: ASGIApp, address: str) -> None:
    """A page is kept by its whole address: with another number in it, it is another one."""
    await get(app, f"{address}{'&' if '?' in address else '?'}n={next(_NUMBERS)}", HTML)


async def get(app: ASGIApp, address: str, headers: list[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    """The body and the ETag of an answer. Raises RuntimeError when its status is neither 200 nor 304."""
    received: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        received.append(message)

    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": headers, "client": ("127.0.0.1", 50000), "server": ("127.0.0.1", 8000), "state": {},
    }  # fmt: skip
    await app(scope, receive, send)
    start, *parts = received
    if start["status"] not in (200, 304):
        raise RuntimeError(f"expected status 200 or 304 for {address}, got {start['status']}")
    return b"".join(part.get("body", b"") for part in parts), dict(start["headers"]).get(b"etag", b"")
