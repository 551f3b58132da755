"""From one record of a table to what it states."""

from __future__ import annotations

from dataclasses import dataclass

from graph.facts import Claim
from loaders.catalogue import SOURCE
from loaders.cells import read_cell
from loaders.identifiers import document_id
from loaders.layouts import Head, Layout
from schema.errors import ValueProblem
from schema.model import Model


@dataclass(frozen=True)
class Row:
    """A row that can be loaded when the entities that it names exist."""

    line: int
    claims: tuple[Claim, ...]
    cited: Claim
    """The address of the document that states them."""
    declares: str
    """The entity that it describes; empty in tables of relations and of names."""
    needs: tuple[tuple[str, str], ...]
    """Column and id of each entity that must exist."""


class BadRow(Exception):
    """A row that cannot be loaded."""

    def __init__(self, *problems: tuple[str, str]) -> None:
        """Column and message of each thing that is wrong."""
        super().__init__("; ".join(message for _, message in problems))
        self.problems = problems


def read_row(model: Model, layout: Layout, heads: list[Head], line: int, record: list[str]) -> Row:
    """What a record states. Raises BadRow with everything that is wrong."""
    if len(record) != len(heads):
        raise BadRow(("", f"expected {len(heads)} cells as in the header, got {len(record)}"))
    cells = _cells(model, heads, record)
    source = next(stated[0] for head, stated in cells if head.column.name == SOURCE)
    document = document_id(source)
    try:
        claims = tuple(dict.fromkeys(layout.claims(cells, document)))
    except ValueProblem as problem:
        raise BadRow(("", str(problem))) from problem
    if not claims:
        raise BadRow(("", "expected a row that states something besides its id, got empty cells"))
    ids = [(head.text, id) for head, stated in cells if head.column.types for id in stated]
    return Row(
        line,
        claims,
        cited=Claim(document, "url", "", source, document=document),
        declares=next((id for column, id in ids if column == "id"), ""),
        needs=tuple((column, id) for column, id in ids if column != "id"),
    )


def _cells(model: Model, heads: list[Head], record: list[str]) -> list[tuple[Head, list[str]]]:
    cells: list[tuple[Head, list[str]]] = []
    problems: list[tuple[str, str]] = []
    for head, cell in zip(heads, record, strict=True):
        if not cell:
            if head.column.required:
                problems.append((head.text, f"expected {head.column.expected}, got nothing"))
            continue
        try:
            cells.append((head, read_cell(model, head.column, cell)))
        except ValueProblem as problem:
            problems.append((head.text, str(problem)))
    if problems:
        raise BadRow(*problems)
    return cells
