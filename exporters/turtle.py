"""Turtle from sorted N-Quads: the properties of a subject below it, IRIs with the prefixes of the vocabularies.

Only what N-Quads of ours have is understood: IRIs, literals and triple terms, no blank nodes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import IO, Final

from exporters.tails import CACHED
from schema.rdf import Terms

_LOCAL: Final = re.compile(rb"[A-Za-z_][A-Za-z0-9_-]*").fullmatch
_A: Final = b"a"
_TYPE: Final = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def write_turtle(source: IO[bytes], out: IO[bytes], terms: Terms) -> None:
    """Sorted N-Quads as one document."""
    out.write(_head(terms))
    out.writelines(_statements(source, terms))


@cache
def _head(terms: Terms) -> bytes:
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(terms.prefixes.items())).encode()


def _statements(source: Iterable[bytes], terms: Terms) -> Iterator[bytes]:
    short = _shortened(terms)
    things = f"<{terms.base}id/".encode()
    subject = predicate = end = b""
    for line in source:
        this, property, rest = line.split(b" ", 2)
        object = rest[: rest.rindex(b" <")]
        if not object.startswith(things):
            object = short(object) if object.startswith(b"<") else _literal(object, short)
        if this != subject:
            yield b"%b%b %b %b" % (end, this, _A if property == _TYPE else short(property), object)
            end = b" .\n"
        elif property != predicate:
            yield b" ;\n\t%b %b" % (_A if property == _TYPE else short(property), object)
        else:
            yield b" , " + object
        subject, predicate = this, property
    yield end


def _literal(term: bytes, short: Callable[[bytes], bytes]) -> bytes:
    value, typed, kind = term.rpartition(b'"^^')
    return value + typed + short(kind) if typed and term.endswith(b">") else term


@cache
def _shortened(terms: Terms) -> Callable[[bytes], bytes]:
    """IRIs of N-Triples as terms of Turtle."""
    spaces = sorted(((f"<{s}".encode(), f"{p}:".encode()) for p, s in terms.prefixes.items()), key=lambda s: -len(s[0]))

    @lru_cache(CACHED)
    def short(term: bytes) -> bytes:
        for space, prefix in spaces:
            if term.startswith(space) and _LOCAL(term, len(space), len(term) - 1):
                return prefix + term[len(space) : -1]
        return term

    return short
