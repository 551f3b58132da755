"""Which of several media types an `Accept` header asks for (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_RANGE: Final = re.compile(r"\s*([^\s;,/]+)/([^\s;,/]+)\s*((?:;[^,]*)?)")
_WEIGHT: Final = re.compile(r";\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The best of the media types offered, in whose order equal ones stand; None when none is acceptable.

    A range that cannot be read counts as absent. Nothing asked for: the first.
    """
    if not accept.strip():
        return offered[0]
    ranges = [found for part in accept.split(",") if (found := _read(part))]
    weights = {kind: _weight(kind, ranges) for kind in offered}
    best = max(offered, key=lambda kind: weights[kind])
    return best if weights[best] > 0 else None


def _read(part: str) -> tuple[str, str, float] | None:
    match = _RANGE.fullmatch(part)
    if match is None:
        return None
    weight = _WEIGHT.search(match[3])
    if weight is None and re.search(r";\s*q\s*=", match[3], re.IGNORECASE):
        return None
    return match[1].lower(), match[2].lower(), min(float(weight[1]), 1.0) if weight else 1.0


def _weight(kind: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    """The weight that the most specific range gives."""
    main, sub = kind.split("/")
    for wanted in ((main, sub), (main, "*"), ("*", "*")):
        found = [weight for first, second, weight in ranges if (first, second) == wanted]
        if found:
            return max(found)
    return 0.0
