"""The server's pages on the seed, and on a graph that is made to break them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from starlette.testclient import TestClient

from graph.facts import Claim
from graph.store import open_store
from schema import policy_model
from server import create_app
from settings import Settings
from tests.conftest import IN_CI
from tests.seeded import seed_engine, seeded_store

__all__ = ["seed_engine"]

SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "' onfocus=alert(1) autofocus='",
    "{{ 7 * 7 }} {% raw %}",
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd",
    "a" * 10_000,
    "wide 東京" * 200,
    "& < > \" '",
)
"""Names that a page must show as they are."""


def missing(reason: str) -> NoReturn:
    """What a test needs is not here: in CI that is a failure."""
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def pages() -> Iterator[TestClient]:
    """The server on the seed, as a browser asks it."""
    app = create_app(Settings(store=f"sqlite:{seeded_store()}"))
    with TestClient(app, headers={"accept": "text/html"}, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Path of a store whose names, values and addresses try to run as scripts."""
    path = str(tmp_path_factory.mktemp("hostile") / "graph.sqlite")
    store = open_store(path, policy_model())
    store.replace("hostile", {"claims": dict.fromkeys(hostile_claims(), 0)})
    store.close()
    return path


def hostile_claims() -> Iterator[Claim]:
    """An institution of each name, with links among them, and a document that states it all."""
    document = "document/hostile"
    text = f"Begin {SCRIPT} end & so on."
    yield Claim(document, "name", value=f"The {SCRIPT} document", language="en", document=document)
    yield Claim(document, "text", value=text, document=document)
    for number, name in enumerate(HOSTILE):
        id = f"institution/hostile-{number}"
        yield Claim(id, "name", value=name, language="en", document=document)
        yield Claim(id, "description", value=name, language="en", document=document)
        yield Claim(id, "kind", value=name[:200], document=document)
        yield Claim(id, "PART_OF", object="institution/hostile-0" if number else "institution/hostile-1",
                    document=document, quote=SCRIPT, start=6, end=6 + len(SCRIPT), kind="stated")  # fmt: skip


@pytest.fixture(scope="session")
def hostile(hostile_store: str) -> Iterator[TestClient]:
    """The server on that graph."""
    with TestClient(create_app(Settings(store=f"sqlite:{hostile_store}")), headers={"accept": "text/html"}) as client:
        yield client


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """The server on a store that holds nothing."""
    path = str(tmp_path / "empty.sqlite")
    open_store(path, policy_model()).close()
    with TestClient(create_app(Settings(store=f"sqlite:{path}")), headers={"accept": "text/html"}) as client:
        yield client
