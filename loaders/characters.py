"""Characters that are no text, and how those are shown that cannot be seen."""

from __future__ import annotations

import re
from typing import Final

_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML, and so some forms of RDF, cannot carry."""


def no_text(text: str) -> re.Match[str] | None:
    """The first character that is no text."""
    return _NO_TEXT.search(text)


def named(character: str) -> str:
    """What messages call a character that is no text."""
    code = ord(character)
    if code == 0:
        return "a NUL character"
    if 0xD800 <= code <= 0xDFFF:
        return f"half of a character, U+{code:04X}"
    return f"the control character U+{code:04X}"


def shown(text: str) -> str:
    """A text in which what cannot be shown is written as `\\x07`."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
