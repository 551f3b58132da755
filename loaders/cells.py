"""From the text of a cell to canonical values and whole ids."""

from __future__ import annotations

import re

from loaders.identifiers import slug
from loaders.layouts import Column
from loaders.problems import did_you_mean, nearest, value_hint
from schema.errors import ValueProblem
from schema.model import Model
from schema.values import Value


def read_cell(model: Model, column: Column, cell: str) -> list[str]:
    """The ids or values of a filled cell. Raises ValueProblem: what was expected, what arrived."""
    parts = [part.strip() for part in re.split(r";\s", cell) if part.strip()] if column.many else [cell]
    if column.types:
        return [_id(model, column, part) for part in parts]
    if column.value is None:
        return []
    return [_value(column.value, part) for part in parts]


def _value(value: type[Value], text: str) -> str:
    try:
        return value.parse(text)
    except ValueProblem as problem:
        raise ValueProblem(f"{problem}{did_you_mean(value_hint(value, text))}") from problem
    except ValueError as error:
        raise ValueProblem(f"expected a {value.name}, got {text!r}") from error


def _id(model: Model, column: Column, text: str) -> str:
    kinds = [model.types[name].slug for name in column.types]
    whole = f"{kinds[0]}/{text}" if "/" not in text and len(kinds) == 1 else text
    kind, _, rest = whole.partition("/")
    if kind not in kinds:
        expected = " or ".join(f"{one}/…" for one in kinds)
        near = nearest(kind, kinds) if kind not in model.by_slug else ""
        meant = did_you_mean(f"{near}/{rest}" if near else "")
        raise ValueProblem(f"expected {expected}, got {text!r}{meant}")
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", rest):
        near = f"{kind}/{slug(rest)}" if slug(rest) else ""
        raise ValueProblem(f"expected an id of a-z, 0-9 and '-', got {text!r}{did_you_mean(near)}")
    return whole
