"""Terms and lines of N-Triples and N-Quads, in their canonical form.

A line is made of texts, without objects for its terms: that is what makes an export fast. What follows a subject in
a line of N-Triples (property, object, end) is called its tail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_ESCAPES: Final = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    ord("\b"): "\\b", ord("\t"): "\\t", ord("\n"): "\\n", ord("\f"): "\\f", ord("\r"): "\\r",
    ord('"'): '\\"', ord("\\"): "\\\\",
}  # fmt: skip
_escaped: Final = re.compile(r'[\x00-\x1f\x7f"\\]').search

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"

_IRI: Final = re.compile(
    r"https?://(?:[^\s/?#\[\]<>\"{}|\\^`%@:]+)(?::[0-9]*)?(?:[/?](?:[^\s\[\]<>\"{}|\\^`%#]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[^\s\[\]<>\"{}|\\^`%#]|%[0-9A-Fa-f]{2})*)?"
)
_BEYOND: Final = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufff0-\uffff]|[^\u0000-\uffff]")


def iri(text: str) -> str:
    """An IRI as a term."""
    return f"<{text}>"


def quoted(text: str) -> str:
    """A text as a literal without datatype and language."""
    return f'"{text.translate(_ESCAPES)}"' if _escaped(text) else f'"{text}"'


def literal(text: str, datatype: str = _STRING, language: str = "") -> str:
    """A literal as a term; `datatype` is an IRI."""
    value = quoted(text)
    if language:
        return f"{value}@{language}"
    return value if datatype == _STRING else f"{value}^^<{datatype}>"


def lines(subject: str, tails: Iterable[str]) -> str:
    """The lines of a subject, which is a term: sorted, each once."""
    start = f"{subject} "
    return start + start.join(sorted(set(tails)))


def is_iri(address: str) -> bool:
    """Whether a web address is an IRI by RFC 3987: of the addresses that people write, a few are not."""
    return bool(_IRI.fullmatch(address)) and not _BEYOND.search(address)
