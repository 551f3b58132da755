"""Checks of zipped office files before anybody unpacks them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from loaders.limits import Limits
from loaders.readers.content import Refused

MOST_PARTS: Final = 20_000
"""Files in one package."""

_ENCRYPTED: Final = 0x1
_OLD: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of Office before 2007 begin, and those of today with a password."""

# In any of the encodings that XML may have. No office program writes a document type; entities are declared in one.
_DECLARATION: Final = re.compile(b"<\0?\0?\0?!\0?\0?\0?(D\0?\0?\0?O\0?\0?\0?C|E\0?\0?\0?N\0?\0?\0?T)")


def check_package(data: bytes, kind: str, limits: Limits) -> None:
    """Raise Refused for what is no such package, unpacks into too much, or declares entities."""
    if data.startswith(_OLD):
        raise Refused(f"expected {kind}, got one with a password or of an older version; save it anew")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            size = sum(part.file_size for part in parts)
            if size > limits.unpacked_limit or len(parts) > MOST_PARTS:
                raise Refused(
                    f"expected {kind} that unpacks into at most {limits.unpacked_limit:,} bytes"
                    f" in {MOST_PARTS:,} parts, got {size:,} in {len(parts):,}"
                )
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise Refused(f"expected {kind} that can be opened, got one with a password")
            for part in parts:
                # Zipfile reads no more of a part than its size says.
                if part.filename.endswith((".xml", ".rels")) and _DECLARATION.search(package.read(part)):
                    raise Refused(f"expected {kind} without entities, got a declaration in {part.filename!r}")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Refused(f"expected {kind}, got a file that is damaged or none: {error}") from error


def parts_of(data: bytes) -> set[str]:
    """The first folders in a package; empty for what is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {name.partition("/")[0] for name in package.namelist()[:MOST_PARTS]}
    except (zipfile.BadZipFile, OSError, ValueError):
        return set()
