"""From printed lines to paragraphs: a line that fills its column goes on in the next one."""

from __future__ import annotations

import re
from typing import Final

FULL: Final = 0.75
"""Share of the usual length from which on a line is full."""

SHORTEST: Final = 30
"""Letters of a line that can be full: the rows of a narrow table are no paragraph."""

_ENTRY: Final = re.compile(r"[•▪◦‣*–—-]\s|\(?[0-9a-z]{1,3}[.)]\s")
"""Beginning of an entry of a list."""


def unwrapped(text: str) -> str:
    """Text whose paragraphs are on one line each."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    longest = sorted(map(len, lines))[int(len(lines) * 0.9)] if lines else 0
    found: list[str] = []
    before = ""
    for line in lines:
        if before and line and len(before) >= max(SHORTEST, FULL * longest) and _goes_on(before, line):
            found[-1] += f" {line}"
        else:
            found.append(line)
        before = line
    return "\n".join(found)


def _goes_on(before: str, line: str) -> bool:
    if _ENTRY.match(line):
        return False
    # A heading above a full paragraph may be long as well, but it does not end within a sentence.
    return line[0].islower() or not before.endswith((".", "!", "?", ":")) or not line[0].isupper()
