"""Plain text."""

from __future__ import annotations

from loaders.limits import Limits
from loaders.readers.content import Content
from loaders.readers.encodings import decode


def read(data: bytes, limits: Limits) -> Content:
    """The text as it is: offsets count in the file itself. Raises Refused."""
    return Content(decode(data))
