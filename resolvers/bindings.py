"""Slots of a plan and how their values are taken from a request's variables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.plan import Slot
from graph.store import SlotValue
from resolvers.errors import bad_input
from resolvers.selection import Leaf, Variables
from schema.errors import ValueProblem


@dataclass(frozen=True)
class Binding:
    """How the value of one slot is made: from leaves, by a conversion that may refuse them."""

    leaves: tuple[Leaf, ...]
    convert: Callable[..., SlotValue]
    path: tuple[str, ...]
    """Response path of the field whose argument it is, for errors."""

    def value(self, variables: Variables) -> SlotValue:
        """The slot's value. Raises GraphQLError, coded BAD_USER_INPUT."""
        given = [leaf.of(variables) for leaf in self.leaves]
        try:
            found = self.convert(*given)
            # JSON can escape half of a surrogate pair, also inside a cursor; no store takes it.
            "".join(text for text in (*given, found) if isinstance(text, str)).encode()
        except ValueProblem as error:
            raise bad_input(str(error), self.path) from None
        except UnicodeEncodeError:
            raise bad_input("expected whole Unicode characters, got half of a surrogate pair", self.path) from None
        return found


@dataclass
class Bindings:
    """The slots of one plan."""

    made: list[Binding] = field(default_factory=list)

    def slot(self, leaves: Sequence[Leaf], convert: Callable[..., SlotValue], path: tuple[str, ...]) -> Slot:
        """A new slot."""
        self.made.append(Binding(tuple(leaves), convert, path))
        return Slot(len(self.made) - 1)

    def constant(self, value: SlotValue) -> Slot:
        """A slot whose value is the same in every request."""
        return self.slot([], lambda: value, ())

    def values(self, variables: Variables) -> list[SlotValue]:
        """The values of all slots, by number."""
        return [binding.value(variables) for binding in self.made]


def plain_text(value: Any) -> str:
    """An ID or a text as a client sends it (an ID may be a number)."""
    return str(value)
