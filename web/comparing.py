"""The page that shows cities side by side: what they belong to, adopted, work on and take part in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from schema.model import Type
from web.asking import Asking
from web.choosing import Choice, choose
from web.entities import Row, Source, Words, page_of, relation, target_of
from web.operations import SOURCE, TARGET, link_lines
from web.questions import question_link
from web.reader import Reader
from web.rendering import render

MOST_COMPARED: Final = 5
"""Cities beside each other."""

MOST_LINES: Final = 100
"""Links of one relation of a city that are compared."""

AREAS: Final = "areas(first: 20) { nodes { id type label(lang: $lang) { text language } } }"

RELATIONS: Final = {"memberOf": "", "strategies": AREAS, "projects": AREAS}
"""What is compared of a city, and what is asked of the other end besides."""

Edges = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """What a city has to do with the entity of a line."""

    details: tuple[str, ...] = ()
    via: tuple[Words, ...] = ()
    """The strategies and projects through which it does."""
    sources: tuple[Source, ...] = ()
    counted: str = ""
    """How many sources these are, in the reader's words."""
    conflicting: bool = False


@dataclass(frozen=True)
class Line:
    """An entity, and what each city has to do with it; None for nothing that is known."""

    words: Words
    cells: tuple[Cell | None, ...]

    @property
    def held(self) -> int:
        """How many cities have it."""
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """One kind of link, compared."""

    field: str
    heading: str
    lines: tuple[Line, ...]
    more: tuple[tuple[Words, int], ...] = ()
    """Cities of which not all links are shown: where all of them are, and how many."""

    @property
    def common(self) -> int:
        """How many lines all cities have."""
        return sum(line.held == len(line.cells) for line in self.lines)


async def compare(ask: Asking, request: Request, reader: Reader) -> Response:
    """The cities that the address names, side by side; what it names wrongly is said on the page."""
    city = ask.model.types["City"]
    given = dict.fromkeys(text for text in request.query_params.getlist("id") if text.strip())
    choices = await choose(ask, list(given)[: MOST_COMPARED + 1], city, reader)
    ids = list(dict.fromkeys(choice.id for choice in choices if choice.words))[:MOST_COMPARED]
    wrong = [choice for choice in choices if not choice.words]
    operation = comparison_operation(city)
    variables = {"ids": ids, "lang": list(reader.languages)}
    found = (await ask(operation, **variables))["cities"]["nodes"] if ids else []
    cities = sorted(found, key=lambda each: ids.index(each["id"]))
    return render(
        request, reader, "compare.html", 404 if wrong else 400 if len(given) > MOST_COMPARED else 200,
        cities=[(each, target_of(each), address([i for i in ids if i != each["id"]])) for each in cities],
        wrong=[(choice, _instead(choice, ids)) for choice in wrong], tables=tables(city, cities, reader),
        most=MOST_COMPARED, too_many=len(given) > MOST_COMPARED,
        question=question_link(operation, json.dumps(variables)),
    )  # fmt: skip


def address(ids: Iterable[str]) -> str:
    """The address of the page for these cities."""
    return f"/compare?{urlencode([('id', id) for id in ids], safe='/')}"


def comparison_operation(city: Type) -> str:
    """What is compared of cities. Variables: ids, lang."""
    lines = [
        f"      {line}\n"
        for field, more in RELATIONS.items()
        for line in link_lines(city.links[field], f"first: {MOST_LINES}", node=more)
    ]
    return (
        "query Compare($ids: [ID!]!, $lang: [Language!]) {\n"
        f"  cities(where: {{id: {{in: $ids}}}}, first: {MOST_COMPARED}) {{\n    nodes {{\n"
        f"      {TARGET}\n      country {{ {TARGET} }}\n{''.join(lines)}    }}\n  }}\n}}\n{SOURCE}"
    )


def tables(city: Type, cities: Sequence[Mapping[str, Any]], reader: Reader) -> list[Table]:
    """The cities' links by kind; what most of them have comes first."""
    if not cities:
        return []
    found = {field: _related(city, field, cities, reader) for field in RELATIONS}
    areas = Table("areas", reader.field("areas"), _lines([_areas(each) for each in cities]))
    return [found["memberOf"], found["strategies"], areas, found["projects"]]


def _related(city: Type, field: str, cities: Sequence[Mapping[str, Any]], reader: Reader) -> Table:
    groups = [relation(city.links[field], each[field], reader) for each in cities]
    columns = [{row.values[0]: _cell(row) for row in group.rows} if group else {} for group in groups]
    more = tuple(
        (Words(target_of(each).text, target_of(each).language, f"{page_of(each['id'])}/{field}"), group.total)
        for each, group in zip(cities, groups, strict=True)
        if group and group.more
    )
    return Table(field, reader.field(field), _lines(columns), more)


def _cell(row: Row) -> Cell:
    return Cell(row.details, (), row.sources, row.counted, row.conflicting)


def _areas(city: Mapping[str, Any]) -> dict[Words, Cell]:
    """The areas of a city's strategies and projects."""
    via: dict[Words, dict[Words, None]] = {}
    for field, more in RELATIONS.items():
        for edge in city[field]["edges"] if more else ():
            for area in edge["node"]["areas"]["nodes"]:
                via.setdefault(target_of(area), {})[target_of(edge["node"])] = None
    return {area: Cell(via=tuple(through)) for area, through in via.items()}


def _lines(columns: Sequence[Mapping[Words, Cell]]) -> tuple[Line, ...]:
    everything = dict.fromkeys(words for column in columns for words in column)
    lines = (Line(words, tuple(column.get(words) for column in columns)) for words in everything)
    return tuple(sorted(lines, key=lambda line: (-line.held, line.words.text)))


def _instead(choice: Choice, ids: Sequence[str]) -> list[Words]:
    """What may be meant, each leading to the page with it in the place of what was written."""
    return [Words(words.text, words.language, address([*ids, id])) for id, words in choice.meant]
