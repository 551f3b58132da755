"""Documents that clients send once and then name by their SHA-256 (automatic persisted queries)."""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final

from resolvers.documents import Cache
from resolvers.errors import coded

VERSION: Final = 1
"""The protocol's version, which clients send along."""

_HASH: Final = re.compile(r"[0-9a-f]{64}")


class Persisted:
    """Texts of documents by their hash, those that were used last.

    Each process keeps its own: a client that meets another one is told that the hash is unknown and sends the
    document again, as the protocol wants.
    """

    def __init__(self, size: int) -> None:
        self._texts: Cache[str] = Cache(size)

    def text(self, given: str | None, extension: Any) -> str:
        """The document that a request means: its text, or what was sent under the hash in `persistedQuery`.

        Raises GraphQLError: PERSISTED_QUERY_NOT_FOUND, BAD_USER_INPUT.
        """
        if extension is None:
            return given or ""
        digest = _digest(extension)
        if given is None:
            kept = self._texts.kept.get(digest)
            if kept is None:
                # Clients look for this very message.
                raise coded("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
            return self._texts.get(digest, lambda: kept)
        found = hashlib.sha256(given.encode()).hexdigest()
        if found != digest:
            raise coded("BAD_USER_INPUT", f"expected the SHA-256 of the document ({found}), got {digest}")
        return self._texts.get(digest, lambda: given)


def _digest(extension: Any) -> str:
    version = extension.get("version") if isinstance(extension, dict) else None
    digest = extension.get("sha256Hash") if isinstance(extension, dict) else None
    if version != VERSION or not isinstance(digest, str) or not _HASH.fullmatch(digest.lower()):
        expected = f'{{"version": {VERSION}, "sha256Hash": "64 hexadecimal digits"}}'
        raise coded("BAD_USER_INPUT", f"expected `persistedQuery` in the extensions to be {expected}")
    return digest.lower()
