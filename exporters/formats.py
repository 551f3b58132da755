"""The formats of RDF: what each is called, and how sorted N-Quads become it, in constant memory."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from exporters.jsonld import write_jsonld
from exporters.turtle import write_turtle
from schema.rdf import Terms

Write = Callable[[IO[bytes], IO[bytes], Terms], None]
"""Reads sorted N-Quads from one file and writes them into another."""


@dataclass(frozen=True)
class Format:
    """A format in which a graph is published."""

    suffix: str
    media_type: str
    name: str
    write: Write


def _as_they_are(source: IO[bytes], out: IO[bytes], terms: Terms) -> None:
    out.writelines(source)


def _triples(source: IO[bytes], out: IO[bytes], terms: Terms) -> None:
    out.writelines(without_graphs(source))


def without_graphs(lines: Iterable[bytes]) -> Iterable[bytes]:
    """Lines of N-Triples; a triple is in one graph only, so none comes twice."""
    return (line[: line.rindex(b" <")] + b" .\n" for line in lines)


def _by_oxigraph(format: ox.RdfFormat) -> Write:
    def write(source: IO[bytes], out: IO[bytes], terms: Terms) -> None:
        if format.supports_datasets:
            found = ox.parse(source, format=ox.RdfFormat.N_QUADS)
        else:
            found = ox.parse(cast("IO[bytes]", _Reading(without_graphs(source))), format=ox.RdfFormat.N_TRIPLES)
        steady = cast("IO[bytes]", _Steady(out, len(terms.prefixes)))
        ox.serialize(found, steady, format=format, prefixes=terms.prefixes)

    return write


class _Steady(io.RawIOBase):
    """Puts the prefixes in order: oxigraph writes them in another one each time."""

    def __init__(self, out: IO[bytes], prefixes: int) -> None:
        self._out = out
        self._prefixes = prefixes
        self._head: bytes | None = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self._head is None:
            self._out.write(data)
            return len(data)
        self._head += bytes(data)
        if self._head.startswith(b"<?xml"):
            self._begin(re.search(rb"(?<=<rdf:RDF )[^>]*(?=>)", self._head), b" ")
        else:
            self._begin(re.match(rb"(?:@prefix [^\n]*\n){%d}" % self._prefixes, self._head), b"\n")
        return len(data)

    def _begin(self, found: re.Match[bytes] | None, between: bytes) -> None:
        if found is None or self._head is None:
            return
        first, last = found.span()
        lines = sorted(line for line in found[0].split(between) if line)
        tail = between if found[0].endswith(between) else b""
        self._out.write(self._head[:first] + between.join(lines) + tail + self._head[last:])
        self._head = None


class _Reading(io.RawIOBase):
    """Lines as a file that can be read."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        parts, found = [self._rest], len(self._rest)
        for line in self._lines:
            parts.append(line)
            found += len(line)
            if 0 <= size <= found:
                break
        whole = b"".join(parts)
        taken = len(whole) if size < 0 else size
        self._rest = whole[taken:]
        return whole[:taken]


FORMATS: Final[Mapping[str, Format]] = {
    f.suffix: f
    for f in (
        Format("nt", "application/n-triples", "N-Triples", _triples),
        Format("nq", "application/n-quads", "N-Quads", _as_they_are),
        Format("ttl", "text/turtle", "Turtle", write_turtle),
        Format("trig", "application/trig", "TriG", _by_oxigraph(ox.RdfFormat.TRIG)),
        Format("rdf", "application/rdf+xml", "RDF/XML", _by_oxigraph(ox.RdfFormat.RDF_XML)),
        Format("jsonld", "application/ld+json", "JSON-LD", write_jsonld),
    )
}
"""By the suffix of a file."""


def formatted(lines: Iterable[str], suffix: str, terms: Terms) -> bytes:
    """Lines of N-Quads, few enough for memory, in a format."""
    found = arranged("".join(lines).encode(), suffix, terms)
    return _with_prefixes_used(found) if suffix in ("ttl", "trig") else found


def arranged(quads: bytes, suffix: str, terms: Terms) -> bytes:
    """N-Quads in any order, few enough for memory, in a format."""
    out = io.BytesIO()
    lines = sorted(set(quads.removesuffix(b"\n").split(b"\n")))
    FORMATS[suffix].write(io.BytesIO(b"\n".join(lines) + b"\n" if quads else b""), out, terms)
    return out.getvalue()


def _with_prefixes_used(text: bytes) -> bytes:
    """A small graph without most of its head."""
    end = next((line.start() for line in re.finditer(rb"^(?!@prefix )", text, re.MULTILINE)), 0)
    used = (line for line in text[:end].splitlines(keepends=True) if line.split()[1] in text[end:])
    return b"".join(used) + text[end:]


def converted(turtle: bytes, suffix: str, terms: Terms) -> bytes:
    """A small graph in Turtle, in a format."""
    if suffix == "ttl":
        return turtle
    out = io.BytesIO()
    ox.serialize(ox.parse(turtle, format=ox.RdfFormat.TURTLE), out, format=ox.RdfFormat.N_TRIPLES)
    return formatted((f"{line[:-1]}<> .\n" for line in out.getvalue().decode().split("\n") if line), suffix, terms)
