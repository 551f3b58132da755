"""Answers in other forms than JSON: JSON-LD, Turtle, N-Triples and CSV."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson
from graphql import FieldNode

from exporters.answer_csv import Shape, as_csv
from exporters.answer_jsonld import as_jsonld
from exporters.answers import Reading
from exporters.formats import FORMATS, formatted
from exporters.meaning import INCLUDED, Thing
from resolvers.documents import Operation
from resolvers.errors import coded
from resolvers.execute import Engine, Result
from resolvers.planner import Planned
from resolvers.requests import BadRequest
from resolvers.selection import Selection, Variables, sets_of
from schema.rdf import Terms

CSV: Final = "text/csv"
_RDF: Final[Mapping[str, str]] = {FORMATS[suffix].media_type: suffix for suffix in ("jsonld", "ttl", "nt")}
"""Suffixes of the formats of RDF by media type."""

FORMS: Final = {media_type: f"answer.{suffix}" for media_type, suffix in (*_RDF.items(), (CSV, "csv"))}
"""What a file is called, by media type."""

PARAMETER: Final = "format"
BY_NAME: Final[Mapping[str, str]] = {
    "json": "application/json",
    "json-ld": FORMATS["jsonld"].media_type,
    "turtle": FORMATS["ttl"].media_type,
    "n-triples": FORMATS["nt"].media_type,
    "csv": CSV,
}
"""What the parameter of an address may say instead of `Accept`."""


def named(values: Sequence[str]) -> str | None:
    """The media type that the parameter names, if it is there. Raises BadRequest."""
    if not values:
        return None
    if len(values) > 1 or values[0] not in BY_NAME:
        got = " and ".join(f"{value[:40]!a}" for value in values[:3])
        raise BadRequest(f"expected `{PARAMETER}` to be one of {', '.join(BY_NAME)}, got {got}")
    return BY_NAME[values[0]]


class Forms:
    """Puts the answers of an engine into other forms."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.terms = Terms(engine.options.iri_base.removesuffix("id/"))

    async def answer(self, text: str, sent: Variables, operation_name: str | None, media_type: str) -> Result | bytes:
        """The bytes of an answer; a result with errors when there is none."""
        found: list[bytes] = []

        async def answering() -> Result:
            operation, variables = self.engine.asked(text, sent, operation_name)
            if operation.introspective:
                raise coded("BAD_USER_INPUT", f"expected a question on data for {media_type}, got one on the schema")
            planned, data, told = await self.engine.read(operation, variables, marks=media_type != CSV)
            # It may take long, and others want to be answered meanwhile.
            if media_type == CSV:
                found.append(await asyncio.to_thread(_table, operation, variables, data))
            else:
                found.append(await asyncio.to_thread(self._graph, planned, data, told, media_type))
            return Result()

        result = await self.engine.coded(answering())
        return found[0] if found else result

    def _graph(self, planned: Planned, data: dict[str, Any], told: dict[str, Any] | None, media_type: str) -> bytes:
        reading = Reading(self.engine.model, self.terms)
        answer = reading.root(planned.plan, data)
        suffix = _RDF[media_type]
        if suffix != "jsonld":
            return formatted(reading.statements.lines, suffix, self.terms)
        whole = Thing()
        whole.hold("data", answer, INCLUDED)
        if told:
            whole.hold("extensions", told)
        return orjson.dumps(as_jsonld(whole, self.terms))


def _table(operation: Operation, variables: Variables, data: dict[str, Any]) -> bytes:
    selection = Selection(operation.node, operation.document.fragments, variables)
    return as_csv(_shape(selection, [operation.node.selection_set]), data).encode()


def _shape(selection: Selection, sets: Sequence[object]) -> Shape:
    """What an operation asks for, whatever types are met."""
    fields = selection.collect(sets, lambda type: True)  # type: ignore[arg-type]
    return {key: _below(selection, nodes) for key, nodes in fields.items()}


def _below(selection: Selection, nodes: list[FieldNode]) -> Shape | None:
    below = sets_of(nodes)
    return _shape(selection, below) if below else None
