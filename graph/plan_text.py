"""A plan as text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, Final

from graph.plan import Slot
from schema.model import Attribute, Link

_WIDTH: Final = 100


def show(part: Any, indent: int = 0) -> str:
    """A plan as text, for people and for golden files: what fits on a line stands on one, the rest as a tree."""
    line = _inline(part)
    if len(line) + 2 * indent <= _WIDTH:
        return line
    short = [f"{name}={text}" for name, text in _texts(part) if len(text) <= _WIDTH // 3]
    lines = [f"{type(part).__name__}({', '.join(short)})"]
    pad = "  " * (indent + 1)
    for name, value in _given(part):
        if len(_inline(value)) <= _WIDTH // 3:
            continue
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            lines.append(f"{pad}{name}:")
            lines += [f"{pad}  {show(inner, indent + 2)}" for inner in value]
        else:
            lines.append(f"{pad}{name}: {show(value, indent + 1)}")
    return "\n".join(lines)


def _given(part: Any) -> list[tuple[str, Any]]:
    names = getattr(part, "_fields", None) or [f.name for f in fields(part)]
    found = [(name, getattr(part, name)) for name in names]
    return [(name, value) for name, value in found if value is not False and value not in (None, (), "")]


def _texts(part: Any) -> list[tuple[str, str]]:
    return [(name, _inline(value)) for name, value in _given(part)]


def _inline(part: Any) -> str:
    match part:
        case Slot(number):
            return f"${number}"
        case Link():
            return f"{part.owner}.{part.field}"
        case Attribute():
            return part.field
        case str():
            return part
        case tuple() if not hasattr(part, "_fields"):
            return f"({', '.join(map(_inline, part))})"
    if is_dataclass(part) or isinstance(part, tuple):
        return f"{type(part).__name__}({', '.join(f'{name}={text}' for name, text in _texts(part))})"
    return repr(part)
