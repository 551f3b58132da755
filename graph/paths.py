"""Ways between two entities: a breadth-first search that asks a store for the links of whole levels at once.

Every link of a path with `n` steps is seen from one of its ends when the levels that were looked at from both ends
come to `n` together; so the search goes on from the smaller side, and lists the paths of each length before it goes
further. A hub, which has more links of one kind than a limit, is no inner node of a path.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Awaitable, Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import NamedTuple, Protocol, TypeAlias

from schema.errors import AnswerTooLarge, StoreTimeout


class Step(NamedTuple):
    """A link as it is walked along."""

    relation: str
    forward: bool
    """Whether it leads from its subject to its object."""
    fact: str
    """Id of the fact."""


Seen: TypeAlias = tuple[str, str, bool, list[str]]
"""Links of one kind as they are seen from one of their ends: that end, the relation, whether they lead from their
subject to their object, and the other ends."""


class Hub(NamedTuple):
    """A kind of links of which an entity has too many to be passed through."""

    id: str
    relation: str
    forward: bool
    links: int


class Path(NamedTuple):
    """Ids of entities in turn, and the steps between them."""

    nodes: tuple[str, ...]
    steps: tuple[Step, ...]


class Barred(NamedTuple):
    """What is not passed through: hubs, with every kind of which they have too many, and what does not hold."""

    hubs: list[Hub]
    gone: Collection[str]


class Surroundings(Protocol):
    """What the search asks of a graph."""

    def level(self, ids: Collection[str], new: Collection[str]) -> Awaitable[tuple[list[Seen], Barred]]:
        """All links of these entities to others, without those of hubs among the new ones; what of the new ones is
        not passed through. Raises AnswerTooLarge when the links are too many."""

    def barred(self, ids: Collection[str]) -> Awaitable[Barred]:
        """What of these entities is not passed through."""

    def fact(self, subject: str, relation: str, object: str) -> str:
        """The id of the fact that a link is."""


@dataclass(frozen=True)
class Bounds:
    """How far a search may go."""

    seconds: float = 5.0
    nodes: int = 20_000
    """Entities of one level."""
    moves: int = 200_000
    """Moves while the paths of one length are listed."""


@dataclass
class PathsFound:
    """Paths in order of length, then of the ids along them, then of their relations; and the hubs that were met."""

    paths: list[Path] = field(default_factory=list)
    hubs: dict[str, Hub] = field(default_factory=dict)
    """By id, each with the kind of which it has most."""


async def find_paths(
    around: Surroundings, start: str, end: str, *, longest: int, first: int, bounds: Bounds
) -> PathsFound:
    """The first simple paths. Raises StoreTimeout and AnswerTooLarge when the bounds are reached."""
    search = _Search(around, start, end, bounds)
    if start != end and first:
        for length in range(1, longest + 1):
            await search.widen()
            search.found.paths += await search.paths(length, first - len(search.found.paths))
            if len(search.found.paths) >= first:
                break
    return search.found


class _Side:
    """What was seen so far from one end."""

    def __init__(self, end: str) -> None:
        self.known = {end}
        self.edge = {end}
        """Entities of the last level, which are still to be looked at."""


class _Search:
    def __init__(self, around: Surroundings, start: str, end: str, bounds: Bounds) -> None:
        self.around, self.bounds = around, bounds
        self.start, self.end = start, end
        self.sides = _Side(start), _Side(end)
        self.seen: dict[str, list[Seen]] = defaultdict(list)
        """What was seen from each entity that was looked at."""
        self.adjacent: dict[str, set[str]] = defaultdict(set)
        self.passable = {start, end}
        self.checked = {start, end}
        self.found = PathsFound()
        self.deadline = time.monotonic() + bounds.seconds

    async def widen(self) -> None:
        """Look at one more level from the side that has fewer entities to look at; with none, all is known."""
        side = min(self.sides, key=lambda side: len(side.edge))
        new = side.edge - self.checked
        inner = side.edge & self.passable | new
        if len(inner) > self.bounds.nodes:
            raise AnswerTooLarge(f"more than {self.bounds.nodes:,} entities on one level between the two")
        level: set[str] = set()
        if inner:
            links, barred = await self.around.level(sorted(inner), sorted(new))
            self.bar(new, barred)
            for link in links:
                near, _, _, ends = link
                if near in self.passable:
                    self.seen[near].append(link)
                    self.adjacent[near].update(ends)
                    for far in ends:
                        self.adjacent[far].add(near)
                    level.update(ends)
        side.edge = level - side.known
        side.known |= level
        self.in_time()

    async def check(self, ids: Collection[str]) -> None:
        """Find out which of these are passed through."""
        if new := set(ids) - self.checked:
            self.bar(new, await self.around.barred(sorted(new)))

    def bar(self, new: AbstractSet[str], barred: Barred) -> None:
        """Keep which of these are passed through."""
        self.checked |= new
        for hub in barred.hubs:
            kept = self.found.hubs.setdefault(hub.id, hub)
            if (-hub.links, hub.relation, hub.forward) < (-kept.links, kept.relation, kept.forward):
                self.found.hubs[hub.id] = hub
        self.passable |= new - self.found.hubs.keys() - set(barred.gone)

    def in_time(self) -> None:
        if time.monotonic() > self.deadline:
            limit = f"{self.bounds.seconds:g} seconds"
            raise StoreTimeout(f"no end of the paths was found within {limit}; ask for shorter ones, or name relations")

    async def paths(self, length: int, most: int) -> list[Path]:
        """The first paths of a length."""
        if self.sides[0].known.isdisjoint(self.sides[1].known):
            return []
        before, behind = self.distances(self.start, length), self.distances(self.end, length)
        await self.check([id for id in behind if id in before and before[id] + behind[id] <= length])
        behind = self.distances(self.end, length, self.passable)
        found: list[Path] = []
        for nodes in self.walks(length, behind):
            for steps in product(*(self.steps(near, far) for near, far in pairwise(nodes))):
                found.append(Path(nodes, steps))
                if len(found) == most:
                    return found
        return found

    def distances(self, start: str, most: int, passable: AbstractSet[str] | None = None) -> Mapping[str, int]:
        """The length of the shortest way to each entity over the links that are known, where it is `most` at most."""
        found, level = {start: 0}, {start}
        for distance in range(1, most + 1):
            level = set().union(*(self.adjacent[id] for id in level if id in self.adjacent)) - found.keys()
            if passable is not None:
                level &= passable
            found |= dict.fromkeys(level, distance)
        return found

    def steps(self, near: str, far: str) -> list[Step]:
        """The links between two entities, seen from the first."""
        there = {(relation, forward) for _, relation, forward, ends in self.seen[near] if far in ends}
        back = {(relation, not forward) for _, relation, forward, ends in self.seen[far] if near in ends}
        return [
            Step(relation, forward, self.around.fact(*((near, relation, far) if forward else (far, relation, near))))
            for relation, forward in sorted(there | back)
        ]

    def walks(self, length: int, behind: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
        """The entities along each simple path of a length, in the order of their ids."""
        moves = 0
        trail = [self.start]

        def further() -> Iterator[str]:
            left = length - len(trail)
            fitting = [far for far in self.adjacent[trail[-1]] if behind.get(far, length) <= left and far not in trail]
            # The end stands at the end only.
            return iter(sorted(far for far in fitting if (far == self.end) == (left == 0)))

        stack = [further()]
        while stack:
            far = next(stack[-1], None)
            moves += 1
            if moves > self.bounds.moves:
                raise AnswerTooLarge(f"the paths of {length} steps are too many to be listed; name relations")
            if moves % 1_000 == 0:
                self.in_time()
            if far is None:
                stack.pop()
                trail.pop()
            elif far == self.end:
                yield (*trail, far)
            else:
                trail.append(far)
                stack.append(further())
