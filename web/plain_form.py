"""The page that asks a question without scripts: a form, and under it the answer as the endpoint gives it."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import urlencode

import orjson
from starlette.requests import Request
from starlette.responses import Response

from resolvers.errors import CODES, coded
from resolvers.http import RESPONSE, encode, status_of
from resolvers.requests import BadRequest, from_parameters
from web.asking import Asking
from web.questions import question_link, questions
from web.reader import Reader
from web.rendering import render

ADDRESS: Final = "/ask"

LONGEST: Final = 20_000
"""Characters of a question, and of its variables: both stand in the address."""

MOST_SHOWN: Final = 100_000
"""Characters of an answer that the page shows."""


FILES: Final = {"JSON": "json", "JSON-LD": "jsonld", "Turtle": "ttl", "CSV": "csv"}
"""Forms in which an answer can be saved, with the suffix of the file."""


async def ask_plainly(ask: Asking, request: Request, reader: Reader) -> Response:
    """The form with what the address asks, and the answer to it."""
    text, variables = (request.query_params.get(name, "").replace("\r\n", "\n") for name in ("query", "variables"))
    status, answer = await _answer(ask, request, text, variables) if text.strip() else (200, {})
    whole = json.dumps(answer, ensure_ascii=False, indent=2) if answer else ""
    files = [(name, suffix, _held("/graphql", text, variables, format=name.lower())) for name, suffix in FILES.items()]
    return render(
        request, reader, "ask.html", status, errors=answer.get("errors", []), shown=whole[:MOST_SHOWN],
        left_out=len(whole) > MOST_SHOWN, text=text[:LONGEST], variables=variables[:LONGEST], longest=LONGEST,
        most=MOST_SHOWN, tool=question_link(text, variables),
        files=files,
        examples=[(question.title, _held(ADDRESS, question.text, question.variables)) for question in questions()],
    )  # fmt: skip


async def _answer(ask: Asking, request: Request, text: str, variables: str) -> tuple[int, dict[str, Any]]:
    """The status and the answer, as the endpoint gives them."""
    if max(len(text), len(variables)) > LONGEST:
        return _refused(f"expected a question and variables of at most {LONGEST:,} characters each, got more")
    try:
        asked = from_parameters(request.scope["query_string"])
    except BadRequest as error:
        return _refused(str(error))
    result = await ask.engine.answer(text, asked.variables, asked.operation_name)
    answer: dict[str, Any] = orjson.loads(encode(result))
    return status_of(result, RESPONSE), answer


def _refused(message: str) -> tuple[int, dict[str, Any]]:
    return CODES["BAD_REQUEST"].status, {"errors": [coded("BAD_REQUEST", message).formatted]}


def _held(address: str, text: str, variables: str, **more: str) -> str:
    """An address with a question in it."""
    held = {"query": text, "variables": variables} if variables.strip() else {"query": text}
    return f"{address}?{urlencode({**held, **more})}"
