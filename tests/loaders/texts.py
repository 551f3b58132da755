"""What the tests of extraction share: the seed's claims, and the documents beside this checkout."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest

from graph.facts import Claim
from loaders.document import Document
from loaders.tables import read_table
from schema import policy_model

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "documents"


@cache
def seed_claims() -> tuple[Claim, ...]:
    """What the tables of the seed state."""
    model = policy_model()
    tables = (read_table(model, path.name, path.read_bytes()) for path in sorted((ROOT / "seed").glob("*.csv")))
    return tuple(claim for table in tables for row in table.rows for claim in row.claims)


def annotated(name: str) -> Document:
    """An annotated document by its folder and stem."""
    path = SHARED / f"{name}.txt"
    if not path.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} must be there")
        pytest.skip(f"needs {path}, which lies beside the checkout")
    meta = json.loads(path.with_suffix(".meta.json").read_text("utf-8"))
    text = path.read_bytes().decode("utf-8")
    return Document(path.name, text, "", url=meta["url"], title=meta.get("title", ""), language=meta["language"])
