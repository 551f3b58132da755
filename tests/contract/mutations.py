"""What catches a broken compiler: `python -m tests.contract.mutations` breaks both in plausible ways, one at a time.

A mutant is a copy of the checkout with one text replaced, as a row of `mutants.toml` says. The contract suite runs in
it against the store whose compiler is broken, and stops at its first failure. The report is a table; the exit code is
1 when a mutant survives.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.report import say

ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Mutant:
    """A way to break a compiler. The text to replace occurs once in its file."""

    what: str
    file: str
    text: str
    instead: str

    @property
    def store(self) -> str:
        return Path(self.file).parts[1]

    def broken(self, text: str) -> str:
        """The file's text with the mutant in it. Raises SystemExit when it has changed so that the mutant has no
        place."""
        if (count := text.count(self.text)) != 1:
            raise SystemExit(f"{self.file}: expected this text once, found it {count} times:\n{self.text}")
        return text.replace(self.text, self.instead)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.contract.mutations", description=__doc__)
    parser.add_argument("--store", choices=("sqlite", "neo4j"), help="only the mutants of one compiler")
    parser.add_argument("--examples", type=int, default=500, help="generated questions for each mutant (default: 500)")
    given = parser.parse_args()
    chosen = [mutant for mutant in mutants() if given.store in (None, mutant.store)]
    say("| store | broken | caught by | seconds |\n| --- | --- | --- | ---: |")
    survivors = 0
    for mutant in chosen:
        began = time.monotonic()
        caught = caught_by(mutant, given.examples)
        survivors += not caught
        took = time.monotonic() - began
        say(f"| {mutant.store} | {mutant.what} | {caught or '**nothing**'} | {took:.0f} |")
    return 1 if survivors else 0


def mutants() -> list[Mutant]:
    """All mutants, in their order."""
    rows = tomllib.loads((Path(__file__).parent / "mutants.toml").read_text("utf-8"))["mutants"]
    return [Mutant(**row) for row in rows]


def caught_by(mutant: Mutant, examples: int) -> str:
    """The first test that fails for a mutant, empty when all pass."""
    with tempfile.TemporaryDirectory(prefix="policygraph-mutant-") as name:
        folder = Path(name)
        copy_checkout(folder)
        path = folder / mutant.file
        path.write_text(mutant.broken(path.read_text("utf-8")), "utf-8")
        command = f"{sys.executable} -m pytest tests/contract -x -q -p no:cacheprovider -k {mutant.store}".split(" ")
        environment = os.environ | {"CONTRACT_EXAMPLES": str(examples), "CI": "", "PYTHONDONTWRITEBYTECODE": "1"}
        ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode == 0:
        return ""
    failed = re.search(r"^(?:FAILED|ERROR) \S*::(\S+)", ran.stdout, re.MULTILINE)
    if not failed:
        raise SystemExit(
            f"pytest did not run in the mutant ({ran.returncode}):\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}"
        )
    return f"`{failed[1]}`"


def copy_checkout(folder: Path) -> None:
    """Copy the files that are, or will be, under version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0"):
        source = ROOT / name
        if name and source.is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
