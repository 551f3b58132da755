"""What `asOf` leaves out, as conditions of a plan: what surely does not hold on a date.

What begins after the date or has ended before it is left out. A bound that is unknown leaves out nothing, so each
condition is the opposite of a comparison: that is true where the value is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.plan import All, Compare, Condition, Count, Far, Not, OfEdge, Operand, Own, Slot
from schema.model import Attribute, Link, Model


@dataclass(frozen=True)
class Moment:
    """A date, as the slots of its first and its last day."""

    first: Slot
    last: Slot

    def entity(self, model: Model, types: Iterable[str]) -> tuple[Condition, ...]:
        """That an entity of one of these types may hold then."""
        dated = {a: None for name in types for a in model.types[name].attributes.values() if a.holds}
        return tuple(condition for attribute in dated for condition in self._within(Own(attribute), attribute))

    def link(self, model: Model, link: Link) -> tuple[Condition, ...]:
        """That a link and what stands at its other end may hold then."""
        return (*self.of_link(link), *map(Far, self.entity(model, link.targets)))

    def of_link(self, link: Link) -> tuple[Condition, ...]:
        """That a link may hold then, whatever stands at its ends."""
        return tuple(c for a in link.relation.edge.attributes if a.holds for c in self._within(OfEdge(a), a))

    def _within(self, operand: Operand, attribute: Attribute) -> list[Condition]:
        found: list[Condition] = []
        if attribute.holds in ("from", "during"):
            found.append(Not(Compare(operand, "after", (self.first, self.last))))
        if attribute.holds in ("until", "during"):
            found.append(Not(Compare(operand, "before", (self.first, self.last))))
        return found


def all_of(parts: Iterable[Condition | None]) -> Condition | None:
    """That all of these hold; None when there are none."""
    given = tuple(part for part in parts if part is not None)
    return None if not given else given[0] if len(given) == 1 else All(given)


def counted(model: Model, link: Link, moment: Moment | None) -> Count:
    """The number of links that may hold then."""
    return Count(link, all_of(moment.link(model, link)) if moment else None)
