"""The page that shows how two entities are connected: one path, link by link, with the evidence of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from schema.model import Model
from web.asking import Asking
from web.choosing import BY_ID, Choice, choose
from web.entities import Row, Words, row_of, target_of
from web.operations import SOURCE, TARGET, value_of
from web.questions import question_link
from web.reader import Reader
from web.rendering import render

MOST_PATHS: Final = 10
"""Paths among which a reader chooses."""

LONGEST: Final = 4
"""Steps of a path."""


@dataclass(frozen=True)
class Step:
    """A link that is walked along: its relation as the end where one stands has it, and the end that one comes to."""

    relation: str
    row: Row


@dataclass(frozen=True)
class Connection:
    """A path from `start` on."""

    start: Words
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Hub:
    """What was not passed through, because very many links of one kind lead to it."""

    words: Words
    relation: str
    links: int
    through: str
    """The page with the paths along this kind of link only."""


async def connect(ask: Asking, request: Request, reader: Reader) -> Response:
    """A path between the two entities that the address names, or why there is none."""
    asked = request.query_params
    given = {end: asked.get(end, "") for end in ("from", "to")}
    written = [end for end, text in given.items() if text.strip()]
    choices = dict(zip(written, await choose(ask, [given[end] for end in written], None, reader), strict=True))
    context: dict[str, Any] = {
        "given": {end: choices[end].id or choices[end].shown if end in choices else "" for end in given},
        "wrong": [(choice, _instead(choices, end)) for end, choice in choices.items() if not choice.words],
        "choices": choices, "same": False, "found": None, "hubs": [], "through": "", "question": "",
    }  # fmt: skip
    if len(choices) < 2 or context["wrong"]:
        return render(request, reader, "path.html", 404 if context["wrong"] else 200, **context)
    ids = [choices["from"].id, choices["to"].id]
    if ids[0] == ids[1]:
        return render(request, reader, "path.html", 400, **{**context, "same": True})
    through = asked.get("through", "") if asked.get("through") in ask.model.relation_types else ""
    operation = path_operation(ask.model)
    variables = {
        "from": ids[0], "to": ids[1], "through": [through] if through else None, "first": MOST_PATHS,
        "maxLength": LONGEST, "lang": list(reader.languages),
    }  # fmt: skip
    data, extensions = await ask.told(operation, **variables)
    paths = data["paths"]
    shown = _number(asked.get("n", ""), len(paths))
    hubs = extensions["paths"]["paths"]["hubs"]
    context |= {
        "found": [[target_of(node) for node in path["nodes"]] for path in paths], "shown": shown,
        "walk": connection(ask.model, paths[shown], reader) if paths else None, "longest": LONGEST, "most": MOST_PATHS,
        "address": lambda n: address(*ids, through=through, n=str(n)), "through": through,
        "hubs": await _hubs(ask, hubs, ids, reader), "question": question_link(operation, json.dumps(variables)),
    }  # fmt: skip
    return render(request, reader, "path.html", **context)


def address(start: str, end: str, **more: str) -> str:
    """The address of the page for two entities; more parameters without a value are left out."""
    held = {"from": start, "to": end, **{name: value for name, value in more.items() if value}}
    return f"/path?{urlencode(held, safe='/')}"


def path_operation(model: Model) -> str:
    """The paths between two entities. Variables: from, to, through, first, maxLength, lang."""
    qualifiers = " ".join(value_of(a) for a in model.edge_attributes.values())
    return (
        "query Paths($from: ID!, $to: ID!, $through: [Property!], $first: Int, $maxLength: Int, $lang: [Language!]) {\n"
        "  paths(from: $from, to: $to, through: $through, first: $first, maxLength: $maxLength) {\n"
        f"    length\n    nodes {{ {TARGET} }}\n"
        f"    steps {{ relation forward {qualifiers} evidence {{ ...Source {qualifiers} }} }}\n  }}\n}}\n{SOURCE}"
    )


def connection(model: Model, path: Mapping[str, Any], reader: Reader) -> Connection:
    """A path as the page shows it."""
    nodes, attributes = path["nodes"], list(model.edge_attributes.values())
    steps = []
    for step, here, there in zip(path["steps"], nodes, nodes[1:], strict=False):
        heading = _relation(model, step["relation"], step["forward"], here["id"], reader, there["id"])
        steps.append(Step(heading, row_of(attributes, step, there, reader)))
    return Connection(target_of(nodes[0]), tuple(steps))


def _relation(model: Model, relation: str, forward: bool, id: str, reader: Reader, there: str = "") -> str:
    """A relation as the field of the entity that has it: the one that leads `there`, or else all that it may be."""
    owner, target = model.type_of_id(id), model.type_of_id(there)
    assert owner
    fields = [
        reader.field(link.field)
        for link in owner.links.values()
        if link.relation.type == relation and link.forward is forward and not link.only
        and (target is None or target.name in link.targets)
    ]  # fmt: skip
    return ", ".join(fields) or reader.field(relation)


async def _hubs(ask: Asking, hubs: Sequence[Mapping[str, Any]], ids: Iterable[str], reader: Reader) -> list[Hub]:
    if not hubs:
        return []
    found = (await ask(BY_ID, ids=[hub["id"] for hub in hubs], lang=reader.languages))["nodes"]
    nodes = {node["id"]: node for node in found if node}
    return [
        Hub(
            target_of(nodes[hub["id"]]),
            _relation(ask.model, hub["relation"], hub["forward"], hub["id"], reader), hub["links"],
            address(*ids, through=hub["relation"]),
        )
        for hub in hubs
    ]  # fmt: skip


def _instead(choices: Mapping[str, Choice], end: str) -> list[Words]:
    """What may be meant by one end, each leading to the page with it."""
    ids = {name: choice.id or choice.given for name, choice in choices.items()}
    return [
        Words(words.text, words.language, f"/path?{urlencode({**ids, end: id}, safe='/')}")
        for id, words in choices[end].meant
    ]


def _number(text: str, most: int) -> int:
    """Which path is shown, from 0; what is no number of a path stands for the first."""
    return int(text) - 1 if text.isdecimal() and len(text) < 4 and 0 < int(text) <= most else 0
