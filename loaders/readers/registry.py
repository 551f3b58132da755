"""Which reader takes a file: its name says so, and its first bytes must not say otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Final

from loaders.limits import Limits
from loaders.readers.content import Content, Refused
from loaders.readers.packages import parts_of


@dataclass(frozen=True)
class Reader:
    """A row of the registry."""

    kind: str
    """What it reads, as messages say it."""
    suffixes: tuple[str, ...]
    module: str
    """Imported when the first such file comes: some of the libraries behind it take long."""

    def read(self, data: bytes, limits: Limits) -> Content:
        """What is in the file. Raises Refused."""
        read: Content = import_module(self.module).read(data, limits)
        return read


_TEXT: Final = "a text"

READERS: Final = (
    Reader(_TEXT, (".txt", ".text"), "loaders.readers.plain"),
    Reader("Markdown", (".md", ".markdown"), "loaders.readers.markdown"),
    Reader("an HTML page", (".html", ".htm", ".xhtml"), "loaders.readers.html"),
    Reader("a PDF", (".pdf",), "loaders.readers.pdf"),
    Reader("a DOCX file", (".docx",), "loaders.readers.docx"),
)
BOOK: Final = "an XLSX file"
"""What holds tables is read by `loaders.books`."""

_BEGINNINGS: Final = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)
_PAGE: Final = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.{0,2000}?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG: Final = re.compile(rb"<\0?[A-Za-z!/]")


def reader_of(name: str) -> Reader | None:
    """The reader for files of such a name; None when there is none."""
    suffix = PurePath(name).suffix.lower()
    return next((reader for reader in READERS if suffix in reader.suffixes), None)


def check_kind(kind: str, data: bytes) -> None:
    """Raise Refused when the bytes of a file of this kind are empty or look like another kind."""
    if not data.strip():
        raise Refused(f"expected {kind}, got an empty file")
    found = _kind_of(data)
    if found and found != kind:
        raise Refused(f"expected {kind}, as the name says, got {found}; name the file as what it is")
    if kind == "an HTML page" and not _TAG.search(data):
        raise Refused(f"expected {kind}, as the name says, got a text without any tag")


def _kind_of(data: bytes) -> str:
    """What the bytes surely are; empty when they may be many things."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data.startswith(b"PK\x03\x04"):
        parts = parts_of(data)
        return "a DOCX file" if "word" in parts else BOOK if "xl" in parts else "" if not parts else "a ZIP archive"
    return "an HTML page" if _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:10_000]) else ""
