"""Eleven questions to a large generated graph, CPU of a request, one at a time.

Each question is a file in `benchmarks/workloads`; an operation with the variable `after` is asked for its second page.
`benchmarks/asking.py` says what each column is. The graph is loaded first, which takes a few minutes.
Groups and counts are also asked by statements of one's own, the files that end in `.sql`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks import load
from benchmarks.asking import Measured, Question, measure_all, runner
from benchmarks.report import ms, say, table
from benchmarks.requests import ROAD, road_table
from benchmarks.timing import QUICK, THOROUGH

FILES: Final = Path(__file__).parent / "workloads"
PACE: Final = replace(THOROUGH, rounds=30)


def run(*, quick: bool) -> None:
    """Measure and report."""
    path = load.large(quick=quick)
    with runner() as loop:
        found = [Question(file.stem, file.read_text("utf-8"), by_hand=_by_hand(file)) for file in _files()]
        pace = QUICK if quick else PACE
        say(road_table(loop.run(measure_all(str(path), found, (ROAD,), pace))))
        gathered = [question for question in found if question.by_hand]
        say(_by_hand_table(loop.run(measure_all(str(path), gathered, (("bare", "by hand"),), pace))))


def _files() -> list[Path]:
    return sorted(FILES.glob("*.graphql"))


def _by_hand(file: Path) -> str:
    statement = file.with_suffix(".sql")
    return statement.read_text("utf-8") if statement.exists() else ""


def _by_hand_table(found: Sequence[Measured]) -> str:
    """Groups and counts beside statements that were written by hand."""
    rows = []
    for each in found:
        (group,) = each.groups
        bare, by_hand = group["bare"], group["by hand"]
        rows.append([each.name, ms(bare.cpu), ms(by_hand.cpu), f"{bare.times(by_hand):.2f}"])
    return table(["CPU in ms", "bare", "by hand", "ratio"], rows)
