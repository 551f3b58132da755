"""From the bytes of a file to a document with what was found in it: the work of one call in a worker process."""

from __future__ import annotations

from loaders.document import Document
from loaders.extract import extract
from loaders.known_names import names_in
from loaders.limits import Limits
from loaders.mentions import Extraction
from loaders.reading import read_document
from loaders.sidecars import Meta


def understand(name: str, data: bytes, meta: Meta, limits: Limits, names: str) -> tuple[Document, Extraction]:
    """A document, and what it mentions and states. `names`: the file of the known names. Raises Refused."""
    document = read_document(name, data, meta, limits)
    return document, extract(document, names_in(names))
