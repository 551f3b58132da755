"""Errors as clients see them: a message for people and a code for programs.

`python -m resolvers.errors > docs/errors.md` writes the page about the codes; a test keeps it up to date.
"""

from __future__ import annotations

import difflib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphql import GraphQLError, Node

from schema.errors import AnswerTooLarge, PolicyGraphError, StoreError, StoreTimeout

log = logging.getLogger("policygraph")


@dataclass(frozen=True)
class Code:
    """A value of `extensions.code`."""

    meaning: str
    advice: str
    """What a client does about it."""
    status: int
    """HTTP status of a response that has no data because of it."""


CODES: Final[dict[str, Code]] = {
    "GRAPHQL_PARSE_FAILED": Code(
        "The document is not GraphQL.",
        "Mend the text at `locations`.",
        400,
    ),
    "GRAPHQL_VALIDATION_FAILED": Code(
        "The document asks for something that the schema does not have.",
        "Mend the name at `locations`; where one is near, the message suggests it.",
        400,
    ),
    "BAD_USER_INPUT": Code(
        "A value is not what its place asks for.",
        "Send what the message expects; `path` is the field, or the message names the variable.",
        400,
    ),
    "BAD_REQUEST": Code(
        "The HTTP request is not a GraphQL request.",
        "Send a POST with a JSON object, or a GET with parameters. The status is 405 for another method, 406 for an "
        "`Accept` that allows no form that we have, 413 for a body that is too large, 415 for one that is not JSON.",
        400,
    ),
    "PERSISTED_QUERY_NOT_FOUND": Code(
        "The request has the hash of a document that the server does not keep, or keeps no more.",
        "Send the document with its hash once; Apollo Client and urql do so by themselves.",
        400,
    ),
    "COST_LIMIT": Code(
        "The operation asks for too much at once.",
        "Ask for less at the field that the message names, and for the rest by cursor.",
        400,
    ),
    "TIMEOUT": Code(
        "The store did not answer within the time limit.",
        "Ask for less, or with conditions that leave less; the same question will take as long again.",
        504,
    ),
    "STORE_UNAVAILABLE": Code(
        "The store does not answer, or has been busy with other questions.",
        "Try again later; the server recovers by itself.",
        503,
    ),
    "NOT_FOUND": Code(
        "There is nothing at this address. An unknown id in a question is no error: the answer is null.",
        "Look at `/` for the addresses that there are.",
        404,
    ),
    "GONE": Code(
        "What stood at this address was merged into something else, which the header `Link` and the message name.",
        "Follow the link, and use the new address from now on.",
        410,
    ),
    "INTERNAL": Code(
        "A mistake of ours.",
        "Tell us what you asked; the details stand in the server's log.",
        500,
    ),
}
"""Every value of `extensions.code`."""

FAILED: Final = "the server failed on this request; it has been logged"
"""All that a client is told of a mistake of ours."""

Path = Sequence[str | int]


def coded(code: str, message: str, path: Path | None = None, node: Node | None = None, **more: Any) -> GraphQLError:
    """A GraphQL error with its code, the place in the document, and what else its extensions say."""
    assert code in CODES, code
    return GraphQLError(message, node, path=list(path) if path else None, extensions={"code": code, **more})


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


_PAGE: Final = """\
# Errors

Written by `python -m resolvers.errors > docs/errors.md` from the table in `resolvers/errors.py`: change it there.

A request that is refused has `errors` and no `data`. Each error has a `message` for people, which says what was
expected, what arrived and, where it can, what to do; `extensions.code` for programs; `locations` when it is about a
place in the document; and `path`, the response keys that lead to a field, when it is about that field. An operation
is answered as a whole or refused as a whole.

```json
{"errors": [{"message": "expected `first` from 0 to 500, got 501; ask for further pages by cursor",
             "path": ["cities"], "extensions": {"code": "BAD_USER_INPUT"}}]}
```

| code | status | what it means | what to do |
| --- | --- | --- | --- |
"""

_STATUS: Final = """
## HTTP

As [GraphQL over HTTP](https://graphql.github.io/graphql-over-http/draft/) has it. A client that sends
`Accept: application/graphql-response+json` gets the status of the table. For `Accept: application/json`, `*/*` or none
the answer is `application/json`, and its status is 200 for every GraphQL request that is well formed, refused or not,
as old clients expect: only BAD_REQUEST and what is 500 or more keeps its status. A batch (a JSON list of at most 10
operations) has status 200; each of its answers has its own errors. For other forms of answers (docs/linked-data.md) a
refusal is `application/json` with the status of the table.

POST takes `content-type: application/json` in UTF-8 with `query`, and if need be `operationName`, `variables` and
`extensions`; each key once. GET takes the same as parameters, `variables` and `extensions` as JSON. Other keys are
ignored.
"""


def page() -> str:
    """The table as a page of the documentation."""
    rows = (f"| `{name}` | {code.status} | {code.meaning} | {code.advice} |\n" for name, code in CODES.items())
    return _PAGE + "".join(rows) + _STATUS


def of_store(error: PolicyGraphError) -> GraphQLError:
    """What a client is told of a failure; what it cannot mend is logged."""
    if isinstance(error, StoreTimeout):
        return coded("TIMEOUT", str(error))
    if isinstance(error, StoreError):
        log.error("the store failed: %s", error)
        return coded("STORE_UNAVAILABLE", "the store does not answer; try again later")
    if isinstance(error, AnswerTooLarge):
        return coded("COST_LIMIT", f"{error}; ask for less at once")
    log.error("an operation failed: %s", error)
    return coded("INTERNAL", FAILED)


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201
