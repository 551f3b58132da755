"""Readable ids: from text, and from the address of a document."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from schema.text import fold

LONGEST_SLUG: Final = 100
"""Characters of a document's slug; what is longer is cut and told apart by a hash."""


def slug(text: str) -> str:
    """Text as part of an id: ASCII letters and digits in lower case, words joined by '-'. May be empty."""
    return "-".join(re.findall("[a-z0-9]+", fold(text)))


@lru_cache(maxsize=8192)
def document_id(url: str) -> str:
    """The id of the document at an address: `document/` and the slug of host, path and query.

    Scheme, `www.`, a last slash and a fragment make no difference, nor does percent-encoding.
    Raises ValueError for what is no address.
    """
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    # Bytes that are no UTF-8 stay apart in the hash.
    return _document(unquote(host + parts.path.rstrip("/") + query, errors="surrogateescape"))


@lru_cache(maxsize=8192)
def named_document_id(name: str) -> str:
    """The id of a document without an address, from its path below the loaded folder."""
    return _document(name)


def _document(place: str) -> str:
    readable = slug(place)
    # Letters without an ASCII form vanish from the slug: 浜松市 and 東京 would be one document.
    if len(readable) > LONGEST_SLUG or not readable or not fold(place).isascii():
        digest = hashlib.sha256(place.encode(errors="surrogateescape")).hexdigest()[:8]
        readable = f"{readable[:LONGEST_SLUG].rstrip('-')}-{digest}".lstrip("-")
    return f"document/{readable}"
