"""A document as a reader gives it."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.identifiers import document_id, named_document_id


@dataclass(frozen=True)
class Document:
    """A document as a reader gives it."""

    name: str
    """Its path below the loaded folder, with '/'."""
    text: str
    """The extracted text. Offsets count its Unicode code points; lines end in "\\n" only."""
    sha256: str
    """Of the file's bytes, in hexadecimal digits."""
    url: str = ""
    title: str = ""
    language: str = ""
    """A code of ISO 639-1."""
    issued: str = ""
    """When it was published (EDTF)."""
    publisher: str = ""
    kind: str = ""
    """What it is, in one or two words, such as web page."""
    links: tuple[str, ...] = ()
    """Addresses that it refers to, each once, in their order."""

    @property
    def id(self) -> str:
        """`document/` and a slug of its address, or of its name where it has no address."""
        return document_id(self.url) if self.url else named_document_id(self.name)
