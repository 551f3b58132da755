"""Turns at a store: so many statements run at once, and who comes later waits for so long."""

from __future__ import annotations

import asyncio

from schema.errors import StoreUnavailable


class Turns:
    """Taken before a statement runs and given back after it. Who waits comes in the order of asking."""

    def __init__(self, store: object, most: int, wait: float) -> None:
        """`store`: what messages call it; `most`: statements at once; `wait`: seconds that one waits at most."""
        self.store = store
        self.wait = wait
        self._free = asyncio.Semaphore(most)

    async def take(self) -> None:
        """Wait until fewer statements run than may. Raises StoreUnavailable when that takes too long."""
        if not self._free.locked():
            await self._free.acquire()
            return
        try:
            async with asyncio.timeout(self.wait):
                await self._free.acquire()
        except TimeoutError as error:
            raise StoreUnavailable(
                f"{self.store} has been busy with other questions for {self.wait:g} seconds"
            ) from error

    def give_back(self) -> None:
        """Let the next one begin."""
        self._free.release()
