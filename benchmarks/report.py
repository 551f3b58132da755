"""The report: what the machine is, tables of figures, and whether what was expected came true."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import apsw


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under a head; the first column stands left, figures stand right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        first, *others = zip(cells, widths, strict=True)
        return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)])

    return "\n".join([line(head), line(["-" * width for width in widths]), *map(line, rows)]) + "\n"


def ms(seconds: float) -> str:
    """Milliseconds."""
    return f"{seconds * 1000:.2f}" if abs(seconds) < 0.1 else f"{seconds * 1000:,.0f}"


def mebibytes(size: float) -> str:
    """A size in bytes as MiB."""
    return f"{size / 2**20:,.1f} MiB"


def at_most(what: str, found: float, limit: float, unit: str = "") -> str:
    """A line that says whether a figure is within what was expected. It decides nothing."""
    verdict = "met" if found <= limit else "NOT MET"
    return (
        f"expected: {what} at most {limit:.3g} {unit}".rstrip()
        + f"; found {found:.3g} {unit}".rstrip()
        + f": {verdict}"
    )


def machine() -> str:
    """The machine and the versions of what was measured."""
    return (
        f"{os.cpu_count()} cores, {_processor()}, {platform.system()} {platform.machine()},"
        f" {_memory()}; Python {platform.python_version()}, SQLite {apsw.sqlite_lib_version()}"
    )


def busy() -> str:
    """How many processes want to run, on average of 1, 5 and 15 minutes; a measurement alone makes about 1."""
    return " ".join(f"{each:.1f}" for each in os.getloadavg())


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> str:
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return "memory unknown"
    return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB"


def say(text: str) -> None:
    """Put text on the report."""
    print(text, flush=True)


def rounds_of(what: str) -> Callable[[int, int], None]:
    """Says at times how many rounds of a measurement are done."""

    def told(done: int, rounds: int) -> None:
        if done % 10 == 0:
            progress(f"{what}: round {done + 1} of {rounds}")

    return told


def progress(text: str) -> None:
    """Say what is being done."""
    print(text, file=sys.stderr, flush=True)
