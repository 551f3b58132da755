"""Reading one table into claims: a pure function of its name and its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from graph.facts import Claim
from loaders.catalogue import layouts
from loaders.headers import read_header
from loaders.layouts import Layout
from loaders.problems import Problem, Unreadable, did_you_mean, nearest, shortened
from loaders.records import records
from loaders.rows import BadRow, Row, read_row
from schema.model import Model


@dataclass(frozen=True)
class Table:
    """What one file holds."""

    name: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    readable: bool = True
    """Whether its rows could be told apart; what a file that is not readable once stated is kept."""

    @cached_property
    def claims(self) -> dict[Claim, int]:
        """Each claim with the first line that makes it."""
        found: dict[Claim, int] = {}
        for row in self.rows:
            for claim in (*row.claims, row.cited):
                found.setdefault(claim, row.line)
        return found


def read_table(model: Model, name: str, data: bytes | str) -> Table:
    """Read a table. Never raises for what stands in it: that is in `problems`, with `name` as the file.

    The stem of `name` up to its first '-' says what it holds: `cities-2027.csv` is a table of cities.
    """
    content = data if isinstance(data, bytes) else data.encode(errors="surrogatepass")
    try:
        layout = _layout(model, name)
        found = records(content)
        line, header = next(found)
        heads = read_header(layout, line, header)
        rows: list[Row] = []
        problems: list[Problem] = []
        first: dict[Claim, int] = {}
        for line, record in found:
            try:
                row = read_row(model, layout, heads, line, record)
                _check_new(row, first)
                rows.append(row)
            except BadRow as bad:
                problems += [_problem(name, line, *wrong) for wrong in bad.problems]
        return Table(name, tuple(rows), tuple(problems))
    except Unreadable as error:
        return Table(name, (), tuple(_problem(name, *wrong) for wrong in error.problems), readable=False)


def _problem(name: str, line: int, column: str, message: str) -> Problem:
    return Problem(name, line, shortened(column), shortened(message))


def _layout(model: Model, name: str) -> Layout:
    known = layouts(model)
    stem = PurePath(name).stem.partition("-")[0]
    if stem not in known:
        near = nearest(stem, known)
        expected = "expected a file name that begins with what it holds, such as cities or member_of"
        raise Unreadable((0, "", f"{expected}, got {stem!r}{did_you_mean(near)}"))
    return known[stem]


def _check_new(row: Row, first: dict[Claim, int]) -> None:
    if all(claim in first for claim in row.claims):
        raise BadRow(("", f"expected each row once, got the same as line {first[row.claims[0]]}"))
    for claim in row.claims:
        first.setdefault(claim, row.line)
