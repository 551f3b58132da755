"""What an HTTP request asks: operations from a body or from the parameters of an address, checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

import orjson

MOST_NESTED: Final = 100
"""Levels of lists and objects in a request's JSON."""

PARAMETERS: Final = ("query", "operationName", "variables", "extensions")


class BadRequest(Exception):
    """The HTTP request is no GraphQL request: why, the status, and headers that help."""

    def __init__(self, message: str, status: int = 400, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers


@dataclass(frozen=True)
class Asked:
    """One operation as a client sends it. `text` is None for a client that sends only the hash of its document."""

    text: str | None
    operation_name: str | None
    variables: dict[str, Any]
    persisted: Any = None
    """`persistedQuery` of the extensions, as it was sent."""


def from_body(data: bytes, most: int) -> Asked | list[Asked]:
    """The operation of a JSON body, or a batch of at most so many. Raises BadRequest."""
    found = _json(data, "a body of JSON in UTF-8")
    if isinstance(found, dict):
        return _asked(found)
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        expected = 'a JSON object such as {"query": "{ cities { totalCount } }"}, or a list of them'
        raise BadRequest(f"expected {expected}, got {_word(found)}")
    if len(found) > most:
        raise BadRequest(f"expected at most {most} operations in one request, got {len(found)}")
    return [_asked(item) for item in found]


def from_parameters(text: bytes) -> Asked:
    """The operation of the part of an address that follows the question mark. Raises BadRequest."""
    try:
        pairs = parse_qsl(text.decode(), keep_blank_values=True, errors="strict")
    except UnicodeError:
        raise BadRequest("expected parameters in UTF-8, got something else") from None
    sent: dict[str, Any] = _once((key, value) for key, value in pairs if key in PARAMETERS)
    for name in ("variables", "extensions"):
        if value := sent.pop(name, ""):
            sent[name] = _json(value.encode(), f"the parameter `{name}` to be JSON")
    return _asked(sent)


def _json(data: bytes, expected: str) -> Any:
    try:
        found = orjson.loads(data)
    except ValueError:
        raise BadRequest(f"expected {expected}, got {_start(data)}") from None
    if _depth(found) > MOST_NESTED:
        raise BadRequest(f"expected JSON of at most {MOST_NESTED} levels, got more")
    if isinstance(found, dict | list):
        # orjson takes the last of equal keys, others take the first: which one is meant cannot be known.
        _KEYS.decode(data.decode())
    return found


def _start(data: bytes) -> str:
    """How what arrived begins, for a message."""
    text = data[:40].decode("utf-8", "replace")
    return f"text that begins with {json.dumps(text, ensure_ascii=False)}" if text.strip() else "nothing"


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Keys with their values. Raises BadRequest for a key that comes twice."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadRequest(f"expected each key once, got {json.dumps(key, ensure_ascii=False)} twice")
        found[key] = value
    return found


_KEYS: Final = json.JSONDecoder(object_pairs_hook=_once)


def _asked(sent: dict[str, Any]) -> Asked:
    for name, type_ in (("query", str), ("operationName", str), ("variables", dict), ("extensions", dict)):
        value = sent.get(name)
        if value is not None and not isinstance(value, type_):
            raise BadRequest(f"expected `{name}` to be {_WORDS[type_]}, got {_word(value)}")
    text = sent.get("query")
    persisted = (sent.get("extensions") or {}).get("persistedQuery")
    if not text and persisted is None:
        raise BadRequest("expected a GraphQL document in `query`, got none")
    return Asked(text or None, sent.get("operationName") or None, sent.get("variables") or {}, persisted)


_WORDS: Final[dict[type, str]] = {
    dict: "an object", list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false",
    type(None): "null",
}  # fmt: skip


def _word(value: Any) -> str:
    return _WORDS[type(value)]


def _depth(value: Any) -> int:
    """Levels of lists and objects, counted without recursion."""
    level, depth = [value], 0
    while level:
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        depth += 1
    return depth
