"""What a load would change, fact by fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.facts import Fact
from loaders.problems import shortened

ADDED: Final = "added"
CHANGED: Final = "changed"
RETRACTED: Final = "retracted"

_SIGNS: Final = {ADDED: "+", CHANGED: "~", RETRACTED: "-"}
LONGEST: Final = 80
"""Characters of a value that a line shows."""


@dataclass(frozen=True)
class Difference:
    """A fact that is added, changed or retracted."""

    change: str
    subject: str
    property: str
    before: Mapping[str, Any] | None
    """What it came to: `object`, `value`, `language`, `qualifiers`, `conflicting`, without what is empty."""
    after: Mapping[str, Any] | None

    def __str__(self) -> str:
        """`+ subject property what it comes to`, with `~` for what it came to and comes to, `-` for what is gone."""
        states = " → ".join(_shown(state) for state in (self.before, self.after) if state is not None)
        return f"{_SIGNS[self.change]} {self.subject} {self.property} {states}"


def difference(before: Fact | None, after: Fact | None) -> Difference:
    """The difference between a fact as it was and as it is, one of which may be missing."""
    fact = after or before
    assert fact
    change = CHANGED if before and after else ADDED if after else RETRACTED
    return Difference(change, fact.key.subject, fact.key.property, _state(before), _state(after))


def _state(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    state = {
        "object": fact.object, "value": fact.value, "language": fact.language, "qualifiers": dict(fact.qualifiers),
        "conflicting": fact.conflicting,
    }  # fmt: skip
    return {name: value for name, value in state.items() if value}


def _shown(state: Mapping[str, Any]) -> str:
    text = shortened(state.get("object") or state.get("value", ""))
    what = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    more = [f"{name} {value}" for name, value in state.get("qualifiers", {}).items()]
    more += ["in conflict"] * bool(state.get("conflicting"))
    return (
        f"{what}{'@' + state['language'] if 'language' in state else ''}{' (' + ', '.join(more) + ')' if more else ''}"
    )
