"""The examples for front-end developers, run as the page shows them against the server that shows them."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.request import urlopen

import pytest

from tests.outside import packages
from web.developers import ADDRESS, CLIENTS
from web.paths import EXAMPLES


@pytest.fixture(scope="session")
def shown(server: str) -> dict[str, str]:
    """The examples of the page by name, without their markup."""
    with urlopen(f"{server}developers", timeout=60) as answer:
        page = answer.read().decode()
    return {name: unescape(text) for name, text in re.findall(r'<code id="(\w+)"[^>]*>(.*?)</code>', page, re.DOTALL)}


@pytest.mark.parametrize("name", CLIENTS)
def test_an_example_runs_as_it_is_shown(name: str, shown: dict[str, str], node: Any) -> None:
    # Packages are looked for from where a script lies.
    folder = packages.MODULES / ".examples"
    folder.mkdir(exist_ok=True)
    script = folder / f"{name}.mjs"
    script.write_text(shown[name], "utf-8")
    (city,) = node(str(script.relative_to(packages.FOLDER)))
    assert city["name"] == "Wrocław"
    joined = {edge["node"]["name"]: edge["since"] for edge in city["memberOf"]["edges"]}
    assert joined["Intercultural Cities Programme"] == "2021"


def test_the_page_shows_the_files(server: str, shown: dict[str, str]) -> None:
    files = {path.stem: path.read_text("utf-8") for path in EXAMPLES.iterdir()}
    assert set(files) == {*CLIENTS, "codegen"}
    for name, text in files.items():
        assert ADDRESS in text
        assert shown[name].strip() == text.replace(ADDRESS, server).strip()
    json.loads(shown["codegen"])
