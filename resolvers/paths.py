"""`paths` of an operation: planned, searched level by level before the statement runs, and put into its answer.

The statement looks up all entities and all facts that the paths meet, as two lists under keys that no alias can be
written like; the paths are put together from these.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from graphql import FieldNode

from graph.facts import Claim, key_of
from graph.paths import Barred, Bounds, Hub, Path, PathsFound, Seen, Step, find_paths
from graph.plan import (
    Adjacent,
    All,
    Builtin,
    Case,
    Compare,
    Connection,
    Crowded,
    Evidence,
    Id,
    IsType,
    Lookup,
    Lookups,
    Nodes,
    Object,
    Order,
    Page,
    Plan,
    Record,
    RecordQualifier,
    RecordValue,
    Root,
    Slot,
    Some,
)
from graph.store import SlotValue
from resolvers.bindings import Bindings, plain_text
from resolvers.errors import bad_input
from resolvers.moments import Moment, all_of
from resolvers.selection import Given, Leaf, as_list
from schema.errors import AnswerTooLarge, ValueProblem
from schema.graphql import LONGEST_PATH, USUAL_PATH
from schema.model import ROOT, Link, Model

if TYPE_CHECKING:
    from resolvers.planner import Planner

Run: TypeAlias = Callable[[Plan, list[SlotValue]], Awaitable[bytes]]
Shown: TypeAlias = tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
"""Response key and name of each field of a path, and those of each step."""

ID_KEY: Final = "@id"
MOST_HUBS: Final = 20
"""Hubs that are named for one field."""


@dataclass(frozen=True)
class PathQuestion:
    """One field `paths`: what is searched, and how it is shown."""

    key: str
    start: Slot
    end: Slot
    longest: Slot
    first: Slot
    nodes: Slot
    facts: Slot
    """Slots that the search fills: JSON lists of ids."""
    level: Plan
    barred: Plan
    """What is asked of the new entities of a level: which are hubs, unless relations are named, and which hold then;
    and the same with the links of the whole level."""
    ids: Slot
    new: Slot
    most: Slot
    crowd: Slot
    """Slots of these two plans: ids, ids of new ones, most links, links of a hub."""
    model: Model
    shown: Shown
    typed: tuple[str, ...] = ()
    """The key that carries the type of each object to graphql-core, if any."""
    hidden: tuple[str, ...] = (ID_KEY,)
    """Keys of what was looked up that the answer has not."""


@dataclass(frozen=True)
class PathLimits:
    """How far the search for paths goes."""

    hub: int = 50
    """Links of one kind from which on an entity is not passed through."""
    links: int = 50_000
    """Links of one level."""
    bounds: Bounds = field(default_factory=Bounds)


def plan_paths(planner: Planner, nodes: list[FieldNode], path: tuple[str, ...]) -> list[Root]:
    """Plan a field `paths`: the look-ups that its answer is made of. The question is added to the planner's."""
    arguments, bindings = planner.selection.arguments(nodes[0]), planner.bindings
    outer = planner.conditions.moment
    planner.conditions.moment = moment = planner.conditions.as_of(arguments.get("asOf"), path) or outer
    links = _links(planner.model, _through(planner, arguments.get("through"), path))
    ids, new, most, crowd = (bindings.constant(None) for _ in range(4))
    conditions = [all_of(moment.of_link(link)) if moment else None for link in links]
    crowded = None if "through" in arguments else Crowded(new, links, crowd)
    around = Adjacent(ids, tuple(zip(links, conditions, strict=True)), most, crowded)
    barred = (
        *([Root("hubs", crowded)] if crowded else ()),
        *(_holding(planner, new, most, moment) if moment else ()),
    )
    question = PathQuestion(
        key=path[-1],
        start=_slot(bindings, arguments["from"], path),
        end=_slot(bindings, arguments["to"], path),
        longest=_slot(bindings, arguments.get("maxLength", Leaf(USUAL_PATH)), path, _length),
        first=planner.pages.size("first", arguments.get("first"), path),
        nodes=bindings.constant("[]"),
        facts=bindings.constant("[]"),
        level=Plan((Root("links", around), *barred)),
        barred=Plan(barred),
        ids=ids, new=new, most=most, crowd=crowd, model=planner.model, shown=(),
    )  # fmt: skip
    shown: list[tuple[str, str, tuple[tuple[str, str], ...]]] = []
    roots: list[Root] = []
    for key, inner in planner.below(nodes, "Path", path).items():
        name, place = inner[0].name.value, (*path, key)
        steps: tuple[tuple[str, str], ...] = ()
        if name == "nodes":
            entity = planner.object(planner.model.types[ROOT], inner, place)
            cases = tuple(case._replace(fields=(*case.fields, Builtin(ID_KEY, "id"))) for case in entity.cases)
            roots.append(Root(f"{path[-1]}@{key}", Lookups(Lookup(question.nodes, Object(cases)))))
        elif name == "steps":
            record, steps = _step(planner, inner, place)
            roots.append(Root(f"{path[-1]}@{key}", Lookups(Lookup(question.facts, Object(()), (record,)))))
        shown.append((key, name, steps))
    planner.conditions.moment = outer
    typed = tuple(key for key, _ in planner.type_mark("Path"))
    planner.paths.append(replace(question, shown=tuple(shown), typed=typed))
    return roots


def _step(
    planner: Planner, nodes: list[FieldNode], path: tuple[str, ...]
) -> tuple[Record, tuple[tuple[str, str], ...]]:
    """What is asked of the fact of a step, and the response key and name of everything that is asked of the step."""
    fields: list[RecordValue | RecordQualifier | Evidence] = [RecordValue(ID_KEY, "id")]
    names = []
    for key, inner in planner.below(nodes, "PathStep", path).items():
        name = inner[0].name.value
        names.append((key, name))
        if name == "evidence":
            fields.append(Evidence(key, planner.records.record("Claim", inner, (*path, key))))
        elif name in planner.model.edge_attributes:
            attribute = planner.model.edge_attributes[name]
            fields.append(RecordQualifier(key, attribute, planner.money(attribute, inner, (*path, key))))
    return Record("Fact", tuple(fields)), tuple(names)


def _slot(
    bindings: Bindings, given: Given, path: tuple[str, ...], convert: Callable[[Any], str | int] = plain_text
) -> Slot:
    assert isinstance(given, Leaf)
    return bindings.slot([given], convert, path)


def _length(value: Any) -> int:
    number = int(value)
    if not 1 <= number <= LONGEST_PATH:
        raise ValueProblem(f"expected `maxLength` from 1 to {LONGEST_PATH}, got {number}")
    return number


def _through(planner: Planner, given: Given, path: tuple[str, ...]) -> list[str]:
    """Relations along which is searched; enums decide the plan, so that they are read here."""
    known = list(planner.model.relation_types)
    if given is None:
        return known
    named = [str(leaf.value) for leaf in as_list(given) if isinstance(leaf, Leaf)]
    if not named:
        raise bad_input("`through`: expected relations, such as MEMBER_OF, got none; leave it out for all", path)
    for name in named:
        if name not in known:
            raise bad_input(f"`through`: expected relations, such as MEMBER_OF, got the attribute {name}", path)
    return [name for name in known if name in named]


def _links(model: Model, types: Collection[str]) -> tuple[Link, ...]:
    """Every relation of these types from both ends; declarations that share a type are one."""
    found = []
    for type in types:
        declared = [
            link
            for owner in model.types.values()
            for link in owner.links.values()
            if link.relation.type == type and not link.only
        ]
        for forward in (True, False):
            links = [link for link in declared if link.forward == forward]
            targets = tuple(dict.fromkeys(target for link in links for target in link.targets))
            found.append(replace(links[0], targets=targets))
    return tuple(found)


def _holding(planner: Planner, ids: Slot, most: Slot, moment: Moment) -> Iterator[Root]:
    """Which of some entities may hold at a moment."""
    types = planner.model.entities
    kinds = tuple(All((IsType((t.name,)), *moment.entity(planner.model, (t.name,)))) for t in types)
    where = All((Compare(Id(), "in", (ids,)), Some(kinds)))
    names = tuple(t.name for t in types)
    shown = Nodes("nodes", Object((Case(names, (Builtin("id", "id"),)),)))
    yield Root("holding", Connection(None, names, where, (Order(Id(), False),), Page(most), "", (shown,)))


# Searching ------------------------------------------------------------------------------------------------------


class _Asked:
    """The surroundings of entities, asked of a store by two plans."""

    def __init__(self, question: PathQuestion, values: list[SlotValue], run: Run, limits: PathLimits) -> None:
        self.question, self.values, self.run, self.limits = question, values, run, limits

    async def level(self, ids: Collection[str], new: Collection[str]) -> tuple[list[Seen], Barred]:
        most = self.limits.links
        found = await self._ask(self.question.level, new, ids)
        links: list[Seen] = found["links"]
        if sum(len(ends) for *_, ends in links) > most:
            raise AnswerTooLarge(f"more than {most:,} links on one level between the two; name relations in `through`")
        return links, _barred(found, new)

    async def barred(self, ids: Collection[str]) -> Barred:
        return _barred(await self._ask(self.question.barred, ids) if self.question.barred.roots else {}, ids)

    def fact(self, subject: str, relation: str, object: str) -> str:
        return key_of(self.question.model, Claim(subject, relation, object)).id

    async def _ask(self, plan: Plan, new: Collection[str], ids: Collection[str] = ()) -> dict[str, Any]:
        values = [*self.values]
        values[self.question.ids.number] = json.dumps(list(ids))
        values[self.question.new.number] = json.dumps(list(new))
        values[self.question.most.number] = self.limits.links
        values[self.question.crowd.number] = self.limits.hub
        found: dict[str, Any] = json.loads(await self.run(plan, values))
        return found


def _barred(found: Mapping[str, Any], ids: Collection[str]) -> Barred:
    """What of these entities is not passed through, from what was asked of them."""
    gone = set(ids) - {node["id"] for node in found["holding"]["nodes"]} if "holding" in found else ()
    return Barred([Hub(*row) for row in found.get("hubs", ())], gone)


async def find(question: PathQuestion, values: list[SlotValue], run: Run, limits: PathLimits) -> PathsFound:
    """Find the paths of a question and put the ids of what they meet into their slots."""

    def number(slot: Slot) -> int:
        value = values[slot.number]
        assert isinstance(value, int)
        return value

    found = await find_paths(
        _Asked(question, values, run, limits), str(values[question.start.number]), str(values[question.end.number]),
        longest=number(question.longest), first=number(question.first), bounds=limits.bounds,
    )  # fmt: skip
    nodes = sorted({id for path in found.paths for id in path.nodes})
    facts = sorted({step.fact for path in found.paths for step in path.steps})
    values[question.nodes.number] = json.dumps(nodes)
    values[question.facts.number] = json.dumps(facts)
    return found


def hubs_left_out(found: PathsFound) -> list[dict[str, Any]]:
    """What `extensions.paths` says of the hubs, those with the most links first."""
    hubs = sorted(found.hubs.values(), key=lambda hub: (-hub.links, hub.id))[:MOST_HUBS]
    return [{"id": hub.id, "relation": hub.relation, "forward": hub.forward, "links": hub.links} for hub in hubs]


def put_together(question: PathQuestion, found: PathsFound, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The paths as they are shown, from what was looked up."""
    looked_up: dict[str, dict[str, dict[str, Any]]] = {}
    for key, name, _ in question.shown:
        if name in ("nodes", "steps"):
            rows = data[f"{question.key}@{key}"]
            looked_up[key] = {r[ID_KEY]: {k: v for k, v in r.items() if k not in question.hidden} for r in rows if r}

    def typed(type: str) -> dict[str, Any]:
        return dict.fromkeys(question.typed, type)

    def step(step: Step, names: tuple[tuple[str, str], ...], fact: dict[str, Any]) -> dict[str, Any]:
        own = {"relation": step.relation, "forward": step.forward, "__typename": "PathStep"}
        return {key: own[name] if name in own else fact[key] for key, name in names} | typed("PathStep") | fact

    def is_there(path: Path) -> bool:
        """Whether nothing of it was retracted since it was found."""
        met = {"nodes": set(path.nodes), "steps": {step.fact for step in path.steps}}
        return all(met[name] <= looked_up[key].keys() for key, name, _ in question.shown if name in met)

    def shown(path: Path) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        for key, name, names in question.shown:
            match name:
                case "length":
                    answer[key] = len(path.steps)
                case "nodes":
                    answer[key] = [looked_up[key][id] for id in path.nodes]
                case "steps":
                    answer[key] = [step(s, names, looked_up[key][s.fact]) for s in path.steps]
                case _:
                    answer[key] = "Path"
        return answer | typed("Path")

    return [shown(path) for path in found.paths if is_there(path)]
