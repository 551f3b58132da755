"""What is found in documents that people have annotated, by the scorer that stands beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from loaders.extract import extract
from loaders.gazetteer import Names, names_of
from loaders.output import as_json
from tests.loaders.texts import annotated, seed_claims


@cache
def names() -> Names:
    return names_of(seed_claims())


def scores(shared: Path, folder: str, out: Path) -> dict[str, Any]:
    """What the scorer says of all documents of a folder."""
    documents = shared / "documents"
    texts = sorted((documents / folder).glob("*.txt"))
    assert texts
    for text in texts:
        document = annotated(f"{folder}/{text.stem}")
        found = as_json(document, extract(document, names()))
        (out / f"{text.stem}.json").write_text(json.dumps(found), encoding="utf-8")
    command = [sys.executable, str(documents / "score.py"), str(documents / folder), str(out), "--json"]
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def counts(result: dict[str, Any], what: str) -> tuple[int, int, int]:
    """How many nodes or relations were found, found falsely, and missed."""
    found, false, missed = (sum(row[i] for row in result[f"{what}_types"].values()) for i in range(3))
    return found, false, missed


def test_the_two_pages_that_the_graph_grew_from_are_read_without_a_false_relation(shared: Path, tmp_path: Path) -> None:
    result = scores(shared, "seeds", tmp_path)
    found, false, missed = counts(result, "relation")
    assert found > 25
    assert (false, result["invented_years"], result["traps_hit"], result["offset_errors"]) == (0, [], [], [])
    assert missed <= 1


def test_other_pages_are_read_with_few_false_findings(shared: Path, tmp_path: Path) -> None:
    result = scores(shared, "dev", tmp_path)
    for what in ("nodes", "relations"):
        assert result[what]["precision"] >= 0.95, what
        assert result[what]["recall"] >= 0.80, what
    assert (result["traps_hit"], result["offset_errors"]) == ([], [])
