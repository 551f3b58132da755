"""Eight questions to a large generated graph, CPU of a request, one at a time.

Each question is a file in `benchmarks/workloads`; an operation with the variable `after` is asked for its second page.
`benchmarks/asking.py` says what each column is. The graph is loaded first, which takes a few minutes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from benchmarks import load, stores
from benchmarks.asking import Question, measure, runner
from benchmarks.report import say
from benchmarks.requests import ROAD, road_table

FILES: Final = Path(__file__).parent / "workloads"
NODES: Final = 100_000
QUICK_NODES: Final = 1_000


def run(*, quick: bool, nodes: int | None = None) -> None:
    """Measure and report."""
    with stores.folder() as folder, runner() as loop:
        path = folder / "large.sqlite"
        say(load.generated_table(path, nodes or (QUICK_NODES if quick else NODES)))
        questions = [
            Question(file.stem, str(path), file.read_text(encoding="utf-8")) for file in sorted(FILES.glob("*.graphql"))
        ]
        say(road_table([loop.run(measure(question, (ROAD,), 3 if quick else 30)) for question in questions]))
