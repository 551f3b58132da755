"""Takes pictures of the pages at three widths, in light and dark: python -m tests.browser.screenshots."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import NAMES
from tests.conftest import ROOT
from tests.seeded import seeded_store
from tests.serving import serving

FOLDER: Final = ROOT / "build" / "screenshots"
DOCS: Final = ROOT / "docs" / "images"
WIDTHS: Final = (360, 768, 1440)

PAGES: Final = {
    "start": "/",
    "search": "/search?q=wroclaw",
    "city": "/page/city/wroclaw-pl",
    "programme": "/page/programme/icc",
    "map": "/page/programme/icc/map",
    "timeline": "/timeline",
    "missing": "/page/city/wroclav",
    "document": "/page/document/documents-wroclaw-strategy-md",
    "compare": "/compare?id=city/wroclaw-pl&id=city/oslo-no&id=city/dublin-ie",
    "path": "/path?from=city/wroclaw-pl&to=project/minte",
    "developers": "/developers",
    "ask": "/ask?query=%7B%20countries%20%7B%20totalCount%20%7D%20%7D",
}
GRAPHIQL: Final = "/graphql"
SHOWN: Final = {"page": PAGES["city"], "graphiql": GRAPHIQL}
"""The pictures of the README, at 1280 × 800."""


def main() -> None:
    """Write all pictures anew."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        sys.exit("there is no Chromium: make browser")
    with TemporaryDirectory() as log, serving(Path(log), f"sqlite:{seeded_store()}") as server, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                for name, address in PAGES.items():
                    _take(browser, server.url + address, FOLDER / f"{name}-{width}-{scheme}.png", width, scheme)
        for name, address in SHOWN.items():
            _take(browser, server.url + address, DOCS / f"{name}.png", 1280, "light", whole=False)
        browser.close()


def _take(browser: Browser, url: str, path: Path, width: int, scheme: str, *, whole: bool = True) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="en-GB")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    if url.endswith(GRAPHIQL):
        page.wait_for_selector(".graphiql-query-editor .view-line")
        page.locator("button.graphiql-execute-button").click()
        page.wait_for_selector("section.result-window .view-line")
        page.wait_for_timeout(1000)
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=whole)
    context.close()


if __name__ == "__main__":
    main()
