"""Programs of others against a running server: what they ask of a GraphQL server, and what they make of ours."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.outside.packages import FOLDER, MODULES
from web.paths import EXAMPLES
from web.questions import questions

Run = Callable[..., list[Any]]
PAGES = (FOLDER / "institutions.graphql").read_text("utf-8")


def asked(server: str, query: str, variables: dict[str, Any]) -> Any:
    body = json.dumps({"query": query, "variables": variables}).encode()
    with urlopen(Request(f"{server}graphql", body, {"content-type": "application/json"}), timeout=60) as answer:
        return json.load(answer)["data"]


@pytest.fixture(scope="session")
def sdl(server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schema as a client fetches it."""
    path = tmp_path_factory.mktemp("schema") / "schema.graphql"
    with urlopen(f"{server}schema.graphql", timeout=60) as answer:
        path.write_bytes(answer.read())
    return path


def test_graphql_over_http(server: str, node: Run) -> None:
    """All audits of graphql-http, also those of what a server should and may do."""
    audits = node("audit.mjs", f"{server}graphql")
    assert [audit for audit in audits if audit["status"] != "ok"] == []
    assert len(audits) == 61


def test_apollo_and_urql_fetch_and_page(server: str, node: Run) -> None:
    """Each gets every page, and sees code and path of a refusal; both fall back from persisted queries."""
    (told,) = node("clients.mjs", f"{server}graphql", PAGES)
    found = [each["id"] for each in asked(server, PAGES, {"first": 500})["institutions"]["nodes"]]
    assert len(found) > 20
    pages = [found[i : i + 10] for i in range(0, len(found), 10)]
    refused = {
        "message": "expected `first` from 0 to 500, got 501; ask for further pages by cursor",
        "path": ["cities"],
        "extensions": {"code": "BAD_USER_INPUT"},
    }
    assert len(told) == 4
    for client, seen in told.items():
        assert seen == {"pages": pages, "refused": [refused]}, client


def test_codegen_makes_types_that_compile(sdl: Path, node: Run, tmp_path: Path) -> None:
    """Types of the schema, of the ready questions and of a client's own; a scalar without a type would be refused."""
    for question in questions():
        (tmp_path / f"{question.name}.graphql").write_text(question.text, "utf-8")
    for name in ("institutions.graphql", "usage.ts"):
        shutil.copy(FOLDER / name, tmp_path)
    node("types.mjs", str(sdl), str(tmp_path), str(EXAMPLES / "codegen.json"))
    node(
        str(MODULES / "typescript" / "bin" / "tsc"), "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext",
        "--target", "es2022", "schema.ts", "types.ts", "usage.ts", cwd=tmp_path,
    )  # fmt: skip
    for question in questions():
        assert f"export type {question.name}Query =" in (tmp_path / "types.ts").read_text("utf-8")


def test_relay_compiles(sdl: Path, node: Run, tmp_path: Path) -> None:
    """@connection, @refetchable and fragments on interfaces."""
    shutil.copytree(FOLDER / "relay", tmp_path / "src")
    (tmp_path / "artifacts").mkdir()
    config = {
        "src": "src", "schema": str(sdl), "language": "javascript", "artifactDirectory": "artifacts",
        "eagerEsModules": True,
    }  # fmt: skip
    (tmp_path / "relay.config.json").write_text(json.dumps(config), "utf-8")
    node(str(MODULES / "relay-compiler" / "cli.js"), "relay.config.json", cwd=tmp_path)
    assert {path.name for path in (tmp_path / "artifacts").iterdir()} == {
        "citiesQuery.graphql.js", "citiesPaginationQuery.graphql.js", "citiesNodeQuery.graphql.js",
        "cities_card.graphql.js", "cities_list.graphql.js",
    }  # fmt: skip
