"""Folding of text for comparison: the same for every store, so that answers are equal."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not decompose, although readers type them without their mark.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŋ": "n",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
        "’": "'", "ʼ": "'", "‘": "'", "“": '"', "”": '"', "„": '"',
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Text as it is compared and sorted: without case, diacritics, typographic marks and extra spaces.

    `fold("Łódź") == "lodz"`. Idempotent. Scripts without case keep their letters.
    """
    lowered = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    bare = "".join(c for c in lowered if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFKC", bare).casefold().translate(_LETTERS).split())
