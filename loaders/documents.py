"""What is claimed of a document itself: its title, address, date, text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from graph.facts import NAME, Claim
from loaders.document import Document
from loaders.sidecars import Meta

RULE: Final = "reader"
"""The rule of claims that a reader makes: what the file says of itself."""

_SAID_BY: Final = {"url": "url", "issued": "date", "language": "language", "kind": "kind"}
"""Attributes of documents, and the keys with which a curator states them."""


def document_claims(document: Document, meta: Meta) -> Iterator[Claim]:
    """The claims of a document about itself; those that a curator wrote beside it are curated."""
    # Without an address either, nothing but the name of the file tells it from others.
    title = document.title or ("" if document.url else PurePosixPath(document.name).name)
    language = document.language if document.title and document.language else "und"
    if title:
        name = Claim(document.id, NAME.field, "", title, language, (("kind", "PREFERRED"),), document=document.id)
        yield name if meta.title else _read(name)
    for attribute, key in _SAID_BY.items():
        if value := getattr(document, attribute):
            claim = Claim(document.id, attribute, "", value, document=document.id)
            yield claim if getattr(meta, key) else _read(claim)
    for attribute in ("sha256", "text"):
        yield _read(Claim(document.id, attribute, "", getattr(document, attribute), document=document.id))


def _read(claim: Claim) -> Claim:
    return replace(claim, kind="stated", rule=RULE)
