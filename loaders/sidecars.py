"""What a curator says of a document in a file beside it, `NAME.meta.json`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from loaders.characters import named, no_text
from loaders.problems import did_you_mean, nearest
from schema.errors import LoadError, ValueProblem
from schema.values import Date, Language, Text, Url, Word

SUFFIX: Final = ".meta.json"


@dataclass(frozen=True)
class Meta:
    """What is known of a document beside its text; empty where nothing is."""

    url: str = ""
    title: str = ""
    language: str = ""
    date: str = ""
    publisher: str = ""
    kind: str = ""


NOTHING: Final = Meta()

_KEYS: Final[dict[str, Callable[[str], str]]] = {
    "url": Url.parse,
    "title": Text.parse,
    "language": Language.parse,
    "date": Date.parse,
    "publisher": Text.parse,
    "kind": Word.parse,
}


def names_beside(document: str, suffix: str = SUFFIX) -> Iterator[str]:
    """Names of files beside a document that may belong to it, the more certain first."""
    path = PurePosixPath(document)
    yield f"{path}{suffix}"
    yield str(path.with_name(path.stem + suffix))


def read_meta(data: bytes) -> tuple[Meta, list[tuple[str, str]]]:
    """What the file says, and key and message of each thing that is wrong; what is wrong is left out.

    Raises LoadError for what is no JSON. Other programs keep notes of their own in such files: only a key that looks
    like one of ours misspelt is wrong.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise LoadError(f"expected JSON in UTF-8, got {error}") from error
    if not isinstance(found, dict):
        raise LoadError(f"expected an object with {', '.join(_KEYS)}, got {type(found).__name__}")
    values: dict[str, str] = {}
    problems: list[tuple[str, str]] = []
    for key, value in found.items():
        if key not in _KEYS:
            if meant := nearest(key, _KEYS):
                problems.append((key, f"expected one of {', '.join(_KEYS)}, got {key!r}{did_you_mean(meant)}"))
            continue
        try:
            values[key] = _value(key, value)
        except ValueProblem as problem:
            problems.append((key, str(problem)))
    return Meta(**{key: value for key, value in values.items() if value}), problems


def _value(key: str, value: object) -> str:
    if value is None or value == "":
        return ""
    # A year is written as a number by who thinks of it as one.
    if not isinstance(value, str) and not (key == "date" and type(value) is int):
        raise ValueProblem(f"expected a text, got {json.dumps(value)[:80]}")
    if wrong := no_text(str(value)):
        raise ValueProblem(f"expected a text, got one with {named(wrong[0])}; write it anew")
    return _KEYS[key](str(value))
