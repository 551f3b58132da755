"""Errors as clients see them: a message for people and a code for programs."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Final

from graphql import GraphQLError

CODES: Final[dict[str, str]] = {
    "GRAPHQL_PARSE_FAILED": "The document is not GraphQL.",
    "GRAPHQL_VALIDATION_FAILED": "The document asks for something that the schema does not have.",
    "BAD_USER_INPUT": "A value is not what its place asks for.",
    "BAD_REQUEST": "The HTTP request is not a GraphQL request.",
    "COST_LIMIT": "The operation asks for too much at once.",
    "TIMEOUT": "The store did not answer within the time limit.",
    "STORE_UNAVAILABLE": "The store does not answer.",
    "NOT_FOUND": "There is no such thing.",
    "INTERNAL": "A mistake of ours; the details stand in the server's log.",
}
"""Every value of `extensions.code`, with its meaning."""

Path = Sequence[str | int]


def coded(code: str, message: str, path: Path | None = None) -> GraphQLError:
    """A GraphQL error with its code."""
    assert code in CODES, code
    return GraphQLError(message, path=list(path) if path else None, extensions={"code": code})


def bad_input(message: str, path: Path | None = None) -> GraphQLError:
    """That a value is not what its place asks for: say what was expected and what arrived."""
    return coded("BAD_USER_INPUT", message, path)


def with_code(error: GraphQLError, code: str) -> GraphQLError:
    """The error with a code, unless it has one."""
    if not error.extensions or "code" not in error.extensions:
        error.extensions = {**(error.extensions or {}), "code": code}
    return error


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion for a misspelt word, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=3)
    return f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
