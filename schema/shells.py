"""Strawberry types made at run time from descriptions in GraphQL's own notation.

Each type is an empty class whose fields carry their type as text; Strawberry resolves these texts when the schema is
built, so that types may refer to one another in any order.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import ModuleType
from typing import Any, NewType, Optional

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField


@dataclass(frozen=True)
class Field:
    """A field, argument or input key: its name, its type in GraphQL notation (`[City!]!`), what it means."""

    name: str
    type: str
    text: str
    arguments: tuple[Field, ...] = ()


def annotation(type: str) -> str:
    """A GraphQL type as Python annotation text: `[City!]!` → `list[City]`, `String` → `Optional[String]`."""
    required = type.endswith("!")
    inner = type.removesuffix("!")
    if inner.startswith("["):
        inner = f"list[{annotation(inner[1:-1])}]"
    return inner if required else f"Optional[{inner}]"


_numbers = itertools.count()


class Shells:
    """The types of one schema, by name.

    They live in a module of their own: Strawberry looks forward references up in the module of the class.
    """

    def __init__(self) -> None:
        module = ModuleType(f"{__name__}.schema{next(_numbers)}")
        sys.modules[module.__name__] = module
        self.module = module.__name__
        self.namespace: dict[str, Any] = module.__dict__
        self.namespace.update(Optional=Optional, ID=strawberry.ID, Int=int, Float=float, String=str, Boolean=bool)
        self.scalars: dict[object, Any] = {}
        self.made: dict[str, type] = {}

    def _annotation(self, type: str) -> StrawberryAnnotation:
        return StrawberryAnnotation(annotation(type), namespace=self.namespace)

    def _field(self, field: Field, default: Any) -> StrawberryField:
        made = StrawberryField(
            python_name=_python(field.name), graphql_name=field.name, type_annotation=self._annotation(field.type),
            description=field.text, default=default,
        )  # fmt: skip
        made.arguments = [
            StrawberryArgument(_python(a.name), a.name, self._annotation(a.type), description=a.text)
            for a in field.arguments
        ]
        return made

    def _shell(self, name: str, fields: Iterable[Field], bases: tuple[type, ...], **defaults: Any) -> type:
        body = {_python(f.name): self._field(f, **defaults) for f in fields}
        return type(name, bases, {"__module__": self.module, "__annotations__": {}, **body})

    def _keep(self, name: str, made: Any) -> Any:
        assert name not in self.namespace, name
        self.namespace[name] = made
        self.made[name] = made
        return made

    def object(self, name: str, text: str, fields: Iterable[Field], implements: Iterable[str] = ()) -> Any:
        """An object type. Fields of its interfaces are inherited."""
        shell = self._shell(name, fields, tuple(self.namespace[i] for i in implements), default=None)
        return self._keep(name, strawberry.type(shell, name=name, description=text))

    def interface(self, name: str, text: str, fields: Iterable[Field], implements: Iterable[str] = ()) -> Any:
        shell = self._shell(name, fields, tuple(self.namespace[i] for i in implements), default=None)
        return self._keep(name, strawberry.interface(shell, name=name, description=text))

    def input(self, name: str, text: str, fields: Iterable[Field], *, one_of: bool = False) -> Any:
        """An input type, each key of which may be left out; with `one_of` exactly one key must be given."""
        shell = self._shell(name, fields, (), default=strawberry.UNSET)
        return self._keep(name, strawberry.input(shell, name=name, description=text, one_of=one_of))

    def enum(self, name: str, text: str, members: Mapping[str, str]) -> Any:
        """An enum whose values are described by `members`."""
        values = {value: strawberry.enum_value(value, name=value, description=d) for value, d in members.items()}
        return self._keep(name, strawberry.enum(Enum(name, values), name=name, description=text))  # type: ignore[arg-type]

    def scalar(self, name: str, text: str, specified_by: str | None = None) -> None:
        """A scalar that travels as text."""
        made = NewType(name, str)  # type: ignore[misc]
        self.scalars[made] = strawberry.scalar(
            name=name, description=text, specified_by_url=specified_by, serialize=str, parse_value=_text
        )
        self.namespace[name] = made


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected a text, got {value!r}")
    return value


def _python(name: str) -> str:
    """A Python name for a GraphQL name; Strawberry wants one that is no keyword."""
    return "f_" + re.sub(r"[^A-Za-z0-9_]", "_", name)
