"""Lines with gaps: what is written once for all things of a kind, and filled for each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import itemgetter
from typing import Final

GAPS: Final = tuple(chr(0xE000 + number) for number in range(32))
"""What stands for the values of a thing while a template is made; of no meaning in Unicode, and in no term of ours."""

_GAP: Final = re.compile(f"([{''.join(GAPS)}])")

Fill = Callable[[tuple[bytes, ...]], bytes]
"""Takes the values of all gaps, those too that the text does not have."""


def template(text: str) -> Fill:
    """What fills the gaps of a text, which has two or more."""
    parts = _GAP.split(text)
    chosen = itemgetter(*(ord(gap) - 0xE000 for gap in parts[1::2]))
    pattern = b"%b".join(part.replace("%", "%%").encode() for part in parts[::2])
    return lambda values: pattern % chosen(values)
