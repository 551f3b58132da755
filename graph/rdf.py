"""Reading files of RDF, in whatever format, without looking anything up on the net."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import orjson
import pyoxigraph as ox

from schema.context import context
from schema.errors import ValueProblem
from schema.model import Model
from schema.rdf import Terms

FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}
"""By the end of a file's name."""

CONTEXT: Final = "context.jsonld"
"""Address of the published context below a base IRI."""


def triples(model: Model, name: str, suffix: str, data: bytes) -> Iterator[ox.Quad]:
    """The statements of a file. Raises ValueProblem where it breaks off, with the line.

    JSON-LD may name the context that a server of ours publishes; another one that is not in the file is refused.
    """
    if suffix not in FORMATS:
        raise ValueProblem(f"expected a file whose name ends in {', '.join(FORMATS)}, got {name!r}")
    try:
        if suffix == ".jsonld":
            data = _with_context(model, data)
        yield from ox.parse(data, format=FORMATS[suffix])
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f"{name}, line {line}" if line else name
        reason = error.msg if isinstance(error, SyntaxError) else str(error)
        raise ValueProblem(f"{where}: expected {FORMATS[suffix].name}, but: {reason[:300]}") from error


def _with_context(model: Model, data: bytes) -> bytes:
    document = orjson.loads(data)
    address = document.get("@context") if isinstance(document, dict) else None
    if not (isinstance(address, str) and address.endswith(f"/{CONTEXT}")):
        return data
    document["@context"] = context(model, Terms(address.removesuffix(CONTEXT)))["@context"]
    return orjson.dumps(document)
