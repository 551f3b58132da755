"""Writes the list of tables into their guide, docs/tables.md: `python -m loaders.reference`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from loaders.catalogue import layouts
from loaders.layouts import Column, EntityTable, Layout, RelationTable
from schema import policy_model
from schema.errors import LoadError
from schema.model import Model
from schema.values import Choice, Language

PAGE: Final = Path(__file__).parent.parent / "docs" / "tables.md"
BEGIN: Final = "<!-- Written by `python -m loaders.reference`; change the model instead. -->\n"
END: Final = "<!-- The end of what is written. -->\n"


def with_reference(page: str, model: Model) -> str:
    """The page with the list of tables as the model has it. Raises LoadError when its place is not marked."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise LoadError(f"expected the lines {BEGIN.strip()!r} and {END.strip()!r} in the page, got none")
    return head + begin + reference(model) + end + tail


def reference(model: Model) -> str:
    """Every table with its columns, as Markdown."""
    tables = list(layouts(model).values())
    entities = [table for table in tables if isinstance(table, EntityTable)]
    relations = [table for table in tables if isinstance(table, RelationTable)]
    others = [table for table in tables if table not in entities and table not in relations]
    lines = [
        *_group(model, "Tables of entities", entities),
        *_group(model, "Tables of relations", relations),
        *_group(model, "Names", others),
    ]
    return "\n".join(lines) + "\n"


def _group(model: Model, title: str, tables: list[EntityTable] | list[RelationTable] | list[Layout]) -> Iterator[str]:
    yield f"\n### {title}"
    for table in tables:
        yield f"\n#### `{table.name}`\n\n{table.text}\n\n| Column | Holds | Meaning |\n| --- | --- | --- |"
        for column in table.columns.values():
            name = f"{column.name}@…" if column.multilingual else column.name
            yield f"| `{name}` | {_holds(model, column)} | {column.text} |"


def _holds(model: Model, column: Column) -> str:
    required = ", in each row" if column.required else ""
    return _kind(model, column) + (", several separated by `; `" if column.many else "") + required


def _kind(model: Model, column: Column) -> str:
    if len(column.types) == len(model.entities):
        return "any id"
    if column.types:
        return "id: " + ", ".join(f"`{model.types[name].slug}/…`" for name in column.types)
    if column.value is None:
        return "anything"
    if issubclass(column.value, Choice) and column.value is not Language:
        return ", ".join(f"`{member}`" for member in column.value.members)
    return column.value.name


def main() -> None:
    """Write the page anew."""
    try:
        PAGE.write_text(with_reference(PAGE.read_text("utf-8"), policy_model()), "utf-8", newline="\n")
    except (LoadError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
