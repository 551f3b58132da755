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
from loaders.records import Records, records
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

    The stem of `name` up to its first '-' says what it holds: `cities-2027.csv` is a table of cities. Cells are
    separated by commas, in files whose name ends in `.tsv` by tabs.
    """
    content = data if isinstance(data, bytes) else data.encode(errors="surrogatepass")
    separator = "\t" if PurePath(name).suffix.lower() == ".tsv" else ","
    return read_records(model, name, PurePath(name).stem, records(content, separator))


def read_records(model: Model, name: str, title: str, found: Records) -> Table:
    """Read the records of a table, of which the first is the header; `title` says what it holds."""
    try:
        layout = _layout(model, title)
        coming = iter(found)
        line, header = next(coming)
        heads = read_header(layout, line, header)
        rows: list[Row] = []
        problems: list[Problem] = []
        first: dict[Claim, int] = {}
        for line, record in coming:
            try:
                row = read_row(model, layout, heads, line, record)
                _check_new(row, first)
                rows.append(row)
            except BadRow as bad:
                problems += [_problem(name, line, *wrong) for wrong in bad.problems]
        return Table(name, tuple(rows), tuple(problems))
    except Unreadable as error:
        return Table(name, (), tuple(_problem(name, *wrong) for wrong in error.problems), readable=False)


def is_table(model: Model, title: str) -> bool:
    """Whether a file or a sheet of this title is a table, by what it begins with."""
    return title.partition("-")[0] in layouts(model)


def _problem(name: str, line: int, column: str, message: str) -> Problem:
    return Problem(name, line, shortened(column), shortened(message))


def _layout(model: Model, title: str) -> Layout:
    known = layouts(model)
    stem = title.partition("-")[0]
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
