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


def document_part(id: str) -> str:
    """What the ids of things that only one document describes begin with."""
    return id.partition("/")[2]


def shortened_slug(readable: str, whole: str, longest: int = LONGEST_SLUG) -> str:
    """A slug without its further characters; a hash of the whole tells it apart where it is cut or says too little."""
    # Letters without an ASCII form vanish from the slug: 浜松市 and 東京 would be one.
    if len(readable) > longest or not readable or not fold(whole).isascii():
        digest = hashlib.sha256(whole.encode(errors="surrogateescape")).hexdigest()[:8]
        readable = f"{readable[:longest].rstrip('-')}-{digest}".lstrip("-")
    return readable


def _document(place: str) -> str:
    return f"document/{shortened_slug(slug(place), place)}"
