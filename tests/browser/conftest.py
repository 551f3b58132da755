"""A headless Chromium before a running server, with the rest of the network cut off."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from tests.seeded import seeded_store
from tests.serving import Serving, serving
from tests.web.conftest import missing
from web.paths import STATIC

expect.set_options(timeout=30_000)  # as long as Playwright waits for a click; a busy machine needs more than 5 s

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server that holds the seed, as a process of its own."""
    if not (STATIC / "graphiql.html").is_file():
        missing("the front end is not built: make web")
    with serving(tmp_path_factory.mktemp("browser"), f"sqlite:{seeded_store()}") as found:
        yield found


# Not for the session: as long as it lasts, no other event loop can run in this thread.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        missing("there is no Chromium: make browser")
    with sync_playwright() as playwright:
        # Chromium's sandbox refuses to run as root, as in CI; it opens only pages of our own here.
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@dataclass
class Visitor:
    """A reader's browser; what it complains of and asks for is kept."""

    server: Serving
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def go(self, address: str, until: Literal["load", "networkidle"] = "networkidle") -> None:
        """Open an address of the server and wait until it is there or, as usual, nothing is loaded any more."""
        self.page.goto(self.server.url + address, wait_until=until)

    def arrives(self, address: str) -> None:
        """Wait until the browser is at an address of the server: a click returns before its page is there."""
        expect(self.page).to_have_url(self.server.url + address)


@pytest.fixture
def visit(browser: Browser, server: Serving) -> Iterator[Any]:
    """Makes visitors; at the end none of them may have complained or asked for anything from elsewhere."""
    made: list[Visitor] = []

    def make(**options: Any) -> Visitor:
        context = browser.new_context(**{"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, **options})
        visitor = Visitor(server, context, context.new_page())
        made.append(visitor)
        port = urlsplit(server.url).port

        def only_here(route: Route) -> None:
            parts = urlsplit(route.request.url)
            visitor.requests.append(route.request.url)
            if parts.scheme in ("http", "https", "ws", "wss") and (parts.hostname, parts.port) != ("127.0.0.1", port):
                visitor.elsewhere.append(route.request.url)
                route.abort()
            else:
                route.continue_()

        context.route("**/*", only_here)
        visitor.page.on(
            "console", lambda m: visitor.complaints.append(m.text) if m.type in ("error", "warning") else None
        )
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        return visitor

    yield make
    for visitor in made:
        visitor.context.close()
        assert visitor.elsewhere == []
        assert visitor.complaints == []
