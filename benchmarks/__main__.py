"""The program `python -m benchmarks`: runs measurements and prints their figures.

The report goes to standard output, progress to standard error. No figure makes it fail.
"""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Final

from benchmarks import documents, export, load, neo4j, neo4j_load, pages, paths, requests, start, workloads
from benchmarks.report import busy, machine, say

MEASUREMENTS: Final = {
    "start": start,
    "requests": requests,
    "pages": pages,
    "load": load,
    "documents": documents,
    "export": export,
    "workloads": workloads,
    "paths": paths,
    "neo4j": neo4j,
    "neo4j-load": neo4j_load,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurements that are named, or all of them."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if unknown := set(given.names) - MEASUREMENTS.keys():
        parser.error(f"expected names of measurements ({', '.join(MEASUREMENTS)}), got {', '.join(sorted(unknown))}")
    say(f"{machine()}\n")
    for name in dict.fromkeys(given.names or MEASUREMENTS):
        module = MEASUREMENTS[name]
        say(f"== {name}: {_text(module)}\n\nprocesses running, mean of 1, 5 and 15 minutes: {busy()}\n")
        module.run(quick=given.quick)
        say(f"\nprocesses running afterwards: {busy()}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    lines = [f"  {name:<10} {_text(module).splitlines()[0]}" for name, module in MEASUREMENTS.items()]
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure, and print the figures beside what is expected of them.",
        epilog="measurements:\n" + "\n".join(lines) + "\n\nexample:\n  python -m benchmarks --quick requests",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="what to measure (default: all)")
    parser.add_argument("--quick", action="store_true", help="a few rounds only, to see that it works")
    return parser


def _text(module: ModuleType) -> str:
    return inspect.getdoc(module) or ""


if __name__ == "__main__":
    sys.exit(main())
