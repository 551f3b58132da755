"""The HTML of all kinds of pages, as a validator reads it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from schema.errors import StoreTimeout
from tests.outside.conftest import node
from tests.test_merged import client as merged
from tests.web.addresses import ALL
from tests.web.conftest import HOSTILE, missing
from web.catalogues import LOCALES
from web.paths import STATIC

__all__ = ["merged", "node"]

HOSTILE_PAGES = (*(f"/page/institution/hostile-{n}" for n in range(len(HOSTILE))), "/page/document/hostile", "/")


def test_every_kind_of_page_is_valid_html(
    pages: TestClient, hostile: TestClient, merged: TestClient, node: Any, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """In each language; what is wrong comes back with the rule and the line."""

    def keep(client: TestClient, address: str, locale: str) -> None:
        page = client.get(address, headers={"accept": "text/html", "accept-language": locale})
        assert page.headers["content-type"].startswith("text/html"), address
        name = re.sub(r"\W+", "-", f"{len(list(tmp_path.iterdir())):03} {locale} {page.status_code} {address[:60]}")
        (tmp_path / f"{name}.html").write_text(page.text, "utf-8")

    async def late(self: object, statement: object, values: object) -> str:
        raise StoreTimeout("the statement took too long")

    if not (STATIC / "graphiql.html").is_file():
        missing("the front end is not built: make web")
    for locale in LOCALES:
        for address in (*ALL, "/graphql", "/page/programme/icc/members?after=nonsense"):
            keep(pages, address, locale)
        keep(merged, "/page/city/alt-de", locale)
    for address in HOSTILE_PAGES:
        keep(hostile, address, "en")
    monkeypatch.setattr("graph.sqlite.readers.Readers.run", late)
    keep(pages, "/", "pl")
    *found, counted = node("validate.mjs", str(tmp_path))
    assert found == []
    assert counted == {"pages": len(list(tmp_path.iterdir()))}
    assert {path.name.split("-")[2] for path in tmp_path.iterdir()} == {"200", "400", "404", "410", "503"}
