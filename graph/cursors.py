"""Cursors: the place of a row in the order of a connection, as opaque text.

A cursor holds the values of the order's columns and a mark of the question (type, relation and order) to which it
belongs, so that a cursor of another question is refused and not misread.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import math

from schema.errors import ValueProblem

CursorValue = str | int | float | None


def question_mark(question: str) -> str:
    """A short mark of the question that a cursor belongs to."""
    return hashlib.sha256(question.encode()).hexdigest()[:8]


def encode_cursor(mark: str, *values: CursorValue) -> str:
    """The cursor of a row: base64url without padding over JSON."""
    text = json.dumps([mark, *values], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, mark: str, kinds: tuple[type, ...]) -> tuple[CursorValue, ...]:
    """The values in a cursor. Raises ValueProblem when it is none, or one of another question.

    `kinds`: the Python type of each value; None may stand in place of any but the last, the id.
    """
    try:
        content = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise ValueProblem(f"expected a cursor that this server gave, got {cursor[:40]!r}") from None
    if not isinstance(content, list) or len(content) != len(kinds) + 1 or content[0] != mark:
        raise ValueProblem(
            "expected a cursor of the same question: same type, relation and orderBy; begin again without it"
        )
    values = tuple(content[1:])
    for i, (value, kind) in enumerate(zip(values, kinds, strict=True)):
        if not (_fits(value, kind) or (value is None and i < len(kinds) - 1)):
            raise ValueProblem(f"expected a cursor that this server gave, got {cursor[:40]!r}")
    return values


def _fits(value: object, kind: type) -> bool:
    """Whether a value is of a kind, and a number that a store can hold."""
    if isinstance(value, float):
        return kind is float and math.isfinite(value)
    if type(value) is int:
        return kind in (int, float) and -(2**63) <= value < 2**63
    return type(value) is kind
