"""Keeps the pages that were asked for last, so many bytes of them."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final, TypeAlias

from starlette.responses import Response

MOST_BYTES: Final = 16_000_000

Key: TypeAlias = tuple[str, ...]


class Kept:
    """Finished pages by what tells them apart: the state of the data, the reader, the address."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most = most
        self.bytes = 0
        self._pages: OrderedDict[Key, Response] = OrderedDict()

    def get(self, key: Key) -> Response | None:
        """The page, as a response of its own, because what sends it may add headers."""
        if (page := self._pages.get(key)) is None:
            return None
        self._pages.move_to_end(key)
        return _copy(page)

    def put(self, key: Key, page: Response) -> None:
        """Keep a page; those that were not asked for longest go."""
        if key not in self._pages and len(page.body) <= self.most:
            self._pages[key] = _copy(page)
            self.bytes += len(page.body)
            while self.bytes > self.most:
                self.bytes -= len(self._pages.popitem(last=False)[1].body)


def _copy(page: Response) -> Response:
    copied = Response(page.body, page.status_code)
    copied.raw_headers = list(page.raw_headers)
    return copied
