"""Asks the graph what a page shows: GraphQL operations run in this process, through the plan that clients' have too."""

from __future__ import annotations

from typing import Any, Final

import orjson

from resolvers.execute import Engine, Finished
from resolvers.http import VERSION

AWAY: Final = frozenset({"STORE_UNAVAILABLE", "TIMEOUT"})
"""Codes that say that the same page may be there a little later."""


class NotAnswered(Exception):
    """The graph gives no answer: the code of docs/errors.md, and why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Asking:
    """The engine as pages ask it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.model = engine.model

    async def __call__(self, text: str, /, **variables: Any) -> dict[str, Any]:
        """The data of an operation. Raises NotAnswered."""
        return (await self.told(text, **variables))[0]

    async def told(self, text: str, /, **variables: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The data of an operation and what its extensions say. Raises NotAnswered."""
        sent = {name: list(value) if isinstance(value, tuple) else value for name, value in variables.items()}
        result = await self.engine.answer(text, sent)
        if result.errors:
            first = result.errors[0]
            raise NotAnswered(str((first.extensions or {})["code"]), first.message)
        found = result.data
        data: dict[str, Any] = orjson.loads(found.json) if isinstance(found, Finished) else found or {}
        return data, result.extensions or {}

    async def version(self) -> str:
        """What is another text after each change of the data. Raises NotAnswered."""
        found = (await self(VERSION))["dataset"]
        return f"{found['version']}-{found['checksum'][:12]}"
