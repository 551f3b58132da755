"""What a document's claims were made from, so that they are made again when it changes and not otherwise."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from graph.facts import Claim
from loaders.reading import VERSION
from loaders.sidecars import Meta


def naming_digest(claims: Iterable[Claim]) -> str:
    """Of what a table says of names."""
    said = sorted({repr((c.subject, c.property, c.object, c.value, c.language, c.qualifiers)) for c in claims})
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def data_digest(data: bytes) -> str:
    """Of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def digest(data: str, meta: Meta, names: str) -> str:
    """Of a file (its `data_digest`), of what is said beside it, of the readers, and of names and rules."""
    content: list[Any] = [VERSION, data, asdict(meta), names]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:32]


def recorded(digest: str, document: str) -> str:
    """What an origin remembers: the digest and the id of its document."""
    return f"{digest} {document}"


def document_of(recorded: str) -> str:
    """The id of the document of an origin; empty for none."""
    return recorded.partition(" ")[2]
