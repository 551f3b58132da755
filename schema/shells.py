"""Strawberry types made at run time from descriptions in GraphQL's own notation.

Types may refer to one another in any order: first every type gets its empty class, then fields are put into the
classes, and Strawberry decorates them. Fields name classes, not texts, which Strawberry would evaluate one by one.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, EnumMeta
from types import ModuleType
from typing import Any, NewType, Optional

import strawberry
from graphql import GraphQLError
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


@dataclass(frozen=True)
class _Shell:
    """A type whose class exists and whose fields do not yet."""

    cls: type
    fields: tuple[Field, ...]
    decorate: Callable[[type], type]
    default: Any


_numbers = itertools.count()


class Shells:
    """The types of one schema, by name."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {
            "ID": strawberry.ID, "Int": int, "Float": float, "String": str, "Boolean": bool,
        }  # fmt: skip
        self.scalars: dict[object, Any] = {}
        self.pending: list[_Shell] = []
        # Strawberry looks for the module of a class, in case an annotation is a text.
        self.module = ModuleType(f"{__name__}.schema{next(_numbers)}")
        sys.modules[self.module.__name__] = self.module
        self._annotations: dict[str, StrawberryAnnotation] = {}

    def finish(self) -> dict[str, Any]:
        """Put the fields into the classes; the finished types by name."""
        for shell in self.pending:
            for field in shell.fields:
                setattr(shell.cls, _python(field.name), self._field(field, shell.default))
            shell.decorate(shell.cls)
        self.pending.clear()
        return self.known

    def _annotation(self, type: str) -> StrawberryAnnotation:
        """The annotation of a GraphQL type, one for all places, because Strawberry resolves each object once."""
        if type not in self._annotations:
            self._annotations[type] = StrawberryAnnotation(self._type(type))
        return self._annotations[type]

    def _type(self, type: str) -> Any:
        """A GraphQL type as Python has it: `[City!]!` is `list[City]`, `String` is `Optional[str]`."""
        inner = type.removesuffix("!")
        found = list[self._type(inner[1:-1])] if inner.startswith("[") else self.known[inner]  # type: ignore[misc]
        return found if type.endswith("!") else Optional[found]  # noqa: UP045 (made at run time)

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

    def _add(
        self,
        name: str,
        fields: Iterable[Field],
        bases: Iterable[str],
        decorate: Callable[[type], type],
        default: Any,
    ) -> None:
        assert name not in self.known, name
        body = {"__module__": self.module.__name__, "__annotations__": {}}
        cls = type(name, tuple(self.known[base] for base in bases), body)
        self.known[name] = cls
        self.pending.append(_Shell(cls, tuple(fields), decorate, default))

    def object(self, name: str, text: str, fields: Iterable[Field], implements: Iterable[str] = ()) -> None:
        """An object type. Fields of its interfaces, which must be there already, are inherited."""
        self._add(name, fields, implements, strawberry.type(name=name, description=text), None)

    def interface(self, name: str, text: str, fields: Iterable[Field], implements: Iterable[str] = ()) -> None:
        """An interface. Fields of the interfaces that it extends are inherited."""
        self._add(name, fields, implements, strawberry.interface(name=name, description=text), None)

    def input(self, name: str, text: str, fields: Iterable[Field], *, one_of: bool = False) -> None:
        """An input type, each key of which may be left out; with `one_of` exactly one key must be given."""
        decorate = strawberry.input(name=name, description=text, one_of=one_of)
        self._add(name, fields, (), decorate, strawberry.UNSET)

    def enum(self, name: str, text: str, members: Mapping[str, str]) -> None:
        """An enum whose values are described by `members`."""
        values = {value: strawberry.enum_value(value, name=value, description=d) for value, d in members.items()}
        made: EnumMeta = Enum(name, values)  # type: ignore[misc] # named at run time
        self.known[name] = strawberry.enum(made, name=name, description=text)

    def scalar(self, name: str, text: str, specified_by: str | None = None) -> None:
        """A scalar that travels as text."""
        made = NewType(name, str)  # type: ignore[misc] # named at run time
        self.scalars[made] = strawberry.scalar(
            name=name, description=text, specified_by_url=specified_by, serialize=str, parse_value=_text
        )
        self.known[name] = made


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise GraphQLError(f"expected a text, got {value!r}")
    return value


def _python(name: str) -> str:
    """A Python name for a GraphQL name, which may be a keyword."""
    return f"f_{name}"
