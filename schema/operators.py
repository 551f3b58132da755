"""The operators of conditions: one table from which inputs, both compilers' words and documentation follow.

A value type says which of them it has (`Value.operators`). Stores know the operators that stand for themselves; the
others are the opposite of one of these, so that they also hold for what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Operator:
    """What a condition can say of a value."""

    name: str
    operand: str
    """GraphQL type of what it is compared with; `{0}` is the type of the value."""
    text: str
    opposite_of: str = ""


OPERATORS: Final[dict[str, Operator]] = {
    operator.name: operator
    for operator in (
        Operator("eq", "{0}", "Is equal to this."),
        Operator("ne", "{0}", "Is not equal to this, or is missing.", "eq"),
        Operator("in", "[{0}!]", "Is equal to one of these."),
        Operator("notIn", "[{0}!]", "Is equal to none of these, or is missing.", "in"),
        Operator("contains", "{0}", "Contains this text."),
        Operator("startsWith", "{0}", "Begins with this text."),
        Operator("endsWith", "{0}", "Ends with this text."),
        Operator("lt", "{0}", "Is less than this."),
        Operator("lte", "{0}", "Is less than this or equal to it."),
        Operator("gt", "{0}", "Is greater than this."),
        Operator("gte", "{0}", "Is greater than this or equal to it."),
        Operator("before", "{0}", "Its last day lies before the first day of this date."),
        Operator("after", "{0}", "Its first day lies after the last day of this date."),
        Operator("during", "{0}", "It shares at least one day with this date."),
        Operator("isNull", "Boolean", "Whether it is missing."),
    )
}

EQUAL: Final = ("eq", "ne", "in", "notIn")
"""Operators of what can only be the same or not."""

TEXTUAL: Final = (*EQUAL, "contains", "startsWith", "endsWith")

NUMERIC: Final = (*EQUAL, "lt", "lte", "gt", "gte")
