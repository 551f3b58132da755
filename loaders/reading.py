"""From the bytes of a file to a document. Pure, and the work of one call in a worker process."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from typing import Final

from loaders.document import Document
from loaders.languages import code_of, language_of
from loaders.limits import Limits
from loaders.readers.content import Content, Refused
from loaders.readers.registry import check_kind, reader_of
from loaders.sidecars import NOTHING, Meta
from schema.errors import ValueProblem
from schema.values import Date, Url, Value

VERSION: Final = "2"
"""To be raised when a reader gives another text for the same bytes: then documents are read anew."""

# XML, and so some forms of RDF, cannot carry these. Each becomes one space, so that offsets stay.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")

_PROGRAMS: Final = re.compile(
    r"(?i)^(microsoft word|powerpoint)\b|^(untitled|document\d*)$|\.(docx?|odt|indd|pdf|rtf|tmp)$"
)
"""Titles that a program made from the name of a file."""


def read_document(name: str, data: bytes, meta: Meta = NOTHING, limits: Limits | None = None) -> Document:
    """The document in a file. What `meta` says wins over what the file says of itself. Raises Refused."""
    limits = limits or Limits()
    reader = reader_of(name)
    assert reader, name
    check_kind(reader.kind, data)
    content = reader.read(data, limits)
    text = _CONTROL.sub(" ", content.text)
    if not text.strip():
        raise Refused(f"expected {reader.kind} with a text, got one without")
    if len(text) > limits.text_limit:
        raise Refused(f"expected a text of at most {limits.text_limit:,} characters, got {len(text):,}")
    return Document(
        name,
        text,
        hashlib.sha256(data).hexdigest(),
        url=meta.url or _valid(Url, content.url),
        title=meta.title or _title(content),
        language=code_of(meta.language) or language_of(text, content.language),
        issued=meta.date or _valid(Date, content.issued),
        publisher=meta.publisher or " ".join(content.publisher.split()),
        kind=meta.kind or content.kind,
        links=content.links,
    )


def _title(content: Content) -> str:
    title = " ".join(_CONTROL.sub(" ", content.title).split())
    return "" if _PROGRAMS.search(title) else title


def _valid(value: type[Value], text: str) -> str:
    with suppress(ValueProblem):
        return value.parse(text)
    return ""
