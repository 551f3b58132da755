"""Makes a failing example smaller: takes parts away from a document, or claims from a graph, while it still fails."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from graphql import (
    REMOVE,
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

T = TypeVar("T")
Place = tuple[str | int, ...]
SECONDS: Final = 60.0
"""How long to look for something smaller."""


def smaller_document(text: str, fails: Callable[[str], bool]) -> str:
    """The document without all that can be left out. `fails` gives False for a document that is not valid."""
    until = time.monotonic() + SECONDS
    document, start = parse(text), 0
    while time.monotonic() < until:
        places = _places(document)
        for i in range(start, len(places)):
            fewer = _tidy(_without(document, {places[i]}))
            if fails(print_ast(fewer)):
                document, start = fewer, i
                break
        else:
            if not start:
                break
            start = 0
    return print_ast(document)


def smaller_list(items: Sequence[T], fails: Callable[[list[T]], bool]) -> list[T]:
    """The items without all that can be left out: first halves, then quarters, at last single ones."""
    until = time.monotonic() + SECONDS
    kept, size = list(items), len(items)
    while size := size // 2:
        start = 0
        while start < len(kept) and time.monotonic() < until:
            fewer = kept[:start] + kept[start + size :]
            if fails(fewer):
                kept = fewer
            else:
                start += size
    return kept


def _places(document: DocumentNode) -> list[Place]:
    """Where the members of lists stand in a document, the outer ones first."""
    found: list[Place] = []

    class Members(Visitor):
        def enter(self, node: object, key: object, parent: object, path: list[str | int], *_: object) -> None:
            if isinstance(key, int):
                found.append(tuple(path))

    visit(document, Members())
    return sorted(found, key=len)


def _without(document: DocumentNode, places: set[Place]) -> DocumentNode:
    class Remove(Visitor):
        def enter(self, node: object, key: object, parent: object, path: list[str | int], *_: object) -> Any:
            return REMOVE if tuple(path) in places else None

    made: DocumentNode = visit(document, Remove())
    return made


def _tidy(document: DocumentNode) -> DocumentNode:
    """The document without variables and fragments that nothing uses."""
    while unused := _Unused.of(document):
        document = _without(document, unused)
    return document


class _Unused(Visitor):
    """Finds where variables and fragments are defined that nothing uses."""

    def __init__(self) -> None:
        super().__init__()
        self.used: Counter[str] = Counter()
        self.defined: dict[str, Place] = {}

    @classmethod
    def of(cls, document: DocumentNode) -> set[Place]:
        found = cls()
        visit(document, found)
        return {place for name, place in found.defined.items() if not found.used[name]}

    def enter(self, node: Any, key: object, parent: object, path: list[str | int], *_: object) -> None:
        if isinstance(node, FragmentSpreadNode):
            self.used[node.name.value] += 1
        elif isinstance(node, VariableNode):
            self.used["$" + node.name.value] += 1
        elif isinstance(node, FragmentDefinitionNode):
            self.defined[node.name.value] = tuple(path)
        elif isinstance(node, VariableDefinitionNode):
            self.defined["$" + node.variable.name.value] = tuple(path)
            self.used["$" + node.variable.name.value] -= 1
