"""The stores that are measured, each made in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.report import progress
from graph.facts import Claim
from graph.store import open_store
from loaders.pipeline import load
from schema import policy_model

ROOT: Final = Path(__file__).resolve().parents[1]
SEED: Final = ROOT / "seed"
QUESTIONS: Final = ROOT / "web" / "questions"

FLAT_CITIES: Final = 1_200
"""Cities of the store for flat lists: a little more than are asked for."""


@contextmanager
def folder() -> Iterator[Path]:
    """A temporary folder."""
    with TemporaryDirectory(prefix="policygraph-bench-") as path:
        yield Path(path)


def seeded(path: Path) -> str:
    """Load the seed into a new store; its path."""
    progress("loading the seed")
    with closing(open_store(str(path), policy_model())) as store:
        load(store, [SEED])
    return str(path)


def flat(path: Path) -> str:
    """Load cities with six values each and nothing else into a new store; its path."""
    progress(f"loading {FLAT_CITIES:,} flat objects")
    claims = [claim for number in range(FLAT_CITIES) for claim in _flat_city(number)]
    with closing(open_store(str(path), policy_model())) as store:
        store.replace("flat", {"cities": dict.fromkeys(claims, 0)})
    return str(path)


def _flat_city(number: int) -> Iterator[Claim]:
    id = f"city/flat-{number:04}"
    values = {
        "name": f"Flät City of {number * 7919 % FLAT_CITIES:04}",
        "latitude": f"{35 + number * 31 % 3000 / 100:g}",
        "longitude": f"{number * 17 % 3000 / 100:g}",
        "geonamesId": str(3_000_000 + number),
    }
    for property, value in values.items():
        yield Claim(id, property, value=value, language="en" if property == "name" else "", document="document/flat")


def question(number: int) -> str:
    """The text of a question that GraphiQL opens with."""
    (path,) = QUESTIONS.glob(f"{number:02}-*.graphql")
    return path.read_text(encoding="utf-8")
