"""What a sentence only denies, plans or supposes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from loaders.shape import STOP, folded

FILE: Final = Path(__file__).parent / "rules" / "scope.tsv"
REACH: Final = 70
"""Characters before a match in which a word still denies it."""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    rows = [row.split("\t") for row in FILE.read_text("utf-8").splitlines()]
    words = [folded(words) for code, words in rows if code == (language or "en")]
    if not words:
        return re.compile("(?!)")
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)")


def is_denied(text: str, language: str, start: int, end: int) -> bool:
    """Whether words of the clause before a match, or in it, deny, plan or suppose what it says. `text` is folded."""
    before = text[max(0, start - REACH) : start]
    clause = re.split(rf"[;:{STOP}•]|, (?:and|but|while|i|a|ale|y|pero|e|mas) ", before)[-1]
    return _pattern(language).search(clause + text[start:end]) is not None
