"""Eight questions to a large generated graph, CPU of a request, one at a time.

Each question is a file in `benchmarks/workloads`; an operation with the variable `after` is asked for its second page.
`benchmarks/asking.py` says what each column is. The graph is loaded first, which takes a few minutes.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks import load, stores
from benchmarks.asking import Question, measure_all, runner
from benchmarks.report import say
from benchmarks.requests import ROAD, road_table
from benchmarks.timing import QUICK, THOROUGH

FILES: Final = Path(__file__).parent / "workloads"
NODES: Final = 100_000
QUICK_NODES: Final = 600
PACE: Final = replace(THOROUGH, rounds=30)


def run(*, quick: bool) -> None:
    """Measure and report."""
    with stores.folder() as folder, runner() as loop:
        path = folder / "large.sqlite"
        say(load.generated_table(path, QUICK_NODES if quick else NODES))
        questions = [Question(file.stem, file.read_text(encoding="utf-8")) for file in sorted(FILES.glob("*.graphql"))]
        say(road_table(loop.run(measure_all(str(path), questions, (ROAD,), QUICK if quick else PACE))))
