"""The examples of docs/front-end.md, run as they stand there against a running server."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.outside import packages

PAGE = (ROOT / "docs" / "front-end.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"```js (\w+)\n(.*?)```", PAGE, re.DOTALL))
ADDRESS = "http://127.0.0.1:8000/"


@pytest.mark.parametrize("name", ["fetch", "apollo", "urql"])
def test_an_example_runs_as_it_is_printed(name: str, server: str, node: Any) -> None:
    assert ADDRESS in EXAMPLES[name]
    # Packages are looked for from where a script lies.
    folder = packages.MODULES / ".examples"
    folder.mkdir(exist_ok=True)
    script = folder / f"{name}.mjs"
    script.write_text(EXAMPLES[name].replace(ADDRESS, server), "utf-8")
    (city,) = node(str(script.relative_to(packages.FOLDER)))
    assert city["name"] == "Wrocław"
    joined = {edge["node"]["name"]: edge["since"] for edge in city["memberOf"]["edges"]}
    assert joined["Intercultural Cities Programme"] == "2021"


def test_the_three_examples_are_there() -> None:
    assert set(EXAMPLES) == {"fetch", "apollo", "urql"}
