"""Compact JSON-LD, one object for each subject, from sorted N-Quads.

No library streams it. Only what N-Quads of ours have is understood: IRIs and literals, no blank nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import IO, Any, Final

import orjson

from schema import policy_model
from schema.context import context
from schema.rdf import Terms

_LINE: Final = re.compile(
    r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?) (?:<[^>]*> )?\.\n'
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "'": "'", "\\": "\\"}


def write_jsonld(source: IO[bytes], out: IO[bytes], terms: Terms) -> None:
    """Sorted N-Quads as one document that names the published context; an object a line."""
    out.write(b'{"@context":' + orjson.dumps(f"{terms.base}context.jsonld") + b',"@graph":[')
    before = b"\n"
    for node in nodes((line.decode() for line in source), terms):
        out.write(before + orjson.dumps(node))
        before = b",\n"
    out.write(b"\n]}\n")


def nodes(lines: Iterable[str], terms: Terms) -> Iterator[dict[str, Any]]:
    """The compact objects of subjects, for lines that are sorted."""
    compact = _compact(terms)
    coerced = _coerced(terms)
    parsed = (match.groups() for line in lines if (match := _LINE.fullmatch(line)))
    for subject, rows in groupby(parsed, key=lambda row: row[0]):
        node: dict[str, Any] = {"id": subject}
        for _, predicate, object, text, language, kind in rows:
            key = compact(predicate)
            if key == "rdf:type":
                _add(node, "type", compact(object))
            elif object is not None:
                _add(node, key, object if coerced.get(key) == "@id" else {"id": object})
            else:
                _add(node, key, _value(_unescaped(text), language, kind and compact(kind), coerced.get(key)))
        yield node


def _value(text: str, language: str | None, kind: str | None, expected: str | None) -> Any:
    if language:
        return {"@value": text, "@language": language}
    if kind == expected:
        return text
    return {"@value": text, "type": kind or "xsd:string"} if kind or expected else text


def _add(node: dict[str, Any], key: str, value: Any) -> None:
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SHORT[match[3]]


def _compact(terms: Terms) -> Any:
    spaces = sorted(terms.prefixes.items(), key=lambda item: -len(item[1]))

    @cache
    def compact(iri: str) -> str:
        for prefix, space in spaces:
            if iri.startswith(space) and re.fullmatch(r"[A-Za-z][\w-]*", iri[len(space) :]):
                return f"{prefix}:{iri[len(space) :]}"
        return iri

    return compact


@cache
def _coerced(terms: Terms) -> Mapping[str, str]:
    """What the context makes of a plain text under each key."""
    keys = context(policy_model(), terms)["@context"]
    return {key: value["@type"] for key, value in keys.items() if isinstance(value, dict) and "@type" in value}
