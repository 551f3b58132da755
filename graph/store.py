"""What every store can do, and how one is opened by its address."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from graph.facts import Claim
from schema.errors import StoreError
from schema.model import Model

SlotValue = str | int | float | None
"""The value of a slot of a plan; a list travels as JSON text."""

Progress = Callable[[str, int, int], None]
"""Called during long work with what is being done, how much of it is done, and how much there is."""


def no_progress(what: str, done: int, total: int) -> None:
    """Says nothing."""


@dataclass(frozen=True)
class Change:
    """What a load changed."""

    claims_added: int = 0
    claims_removed: int = 0
    facts_added: int = 0
    facts_changed: int = 0
    facts_retracted: int = 0
    conflicts: int = 0
    """Facts in conflict afterwards, among those that changed."""

    def __bool__(self) -> bool:
        return bool(self.claims_added or self.claims_removed)


@dataclass(frozen=True)
class Summary:
    """What a store holds."""

    counts: Mapping[str, int]
    """Number of entities by the name of their type; types without entities are missing."""
    facts: int
    claims: int
    loaded_at: str | None
    """When it was last changed, as an ISO 8601 time in UTC."""


class Store(Protocol):
    """A graph that can be loaded and asked. Raises StoreError and its kinds."""

    model: Model

    def known(self, ids: Collection[str]) -> set[str]:
        """Which of these ids are entities of the graph."""

    def replace(
        self,
        root: str,
        origins: Mapping[str, Mapping[Claim, int]],
        kept: Collection[str] = (),
        progress: Progress = no_progress,
    ) -> Change:
        """Make the claims that come from `root` exactly these, in one transaction.

        `origins` maps the name of an origin below the root (a file's relative path) to its claims and the
        line on which each stands (0 for none). Origins seen before under the same root that stand neither here
        nor in `kept` are retracted. A claim that no origin makes any more disappears, and with its last claim a
        fact. Repeating a call changes nothing and returns an empty Change.
        """

    def origins(self) -> list[tuple[str, str, int]]:
        """Root, name and number of claims of every origin."""

    def summary(self) -> Summary:
        """What the store holds."""

    def close(self) -> None:
        """Let go of files and connections. Harmless when repeated."""


def open_store(url: str, model: Model, *, read_only: bool = False, **options: Any) -> Store:
    """Open the store at an address: `sqlite:PATH` or a plain path. Raises StoreError."""
    scheme, colon, path = url.partition(":")
    if not colon or scheme == "sqlite":
        from graph.sqlite.store import SqliteStore

        return SqliteStore(path if colon else url, model, read_only=read_only, **options)
    raise StoreError(f"expected the address of a store, such as sqlite:data/graph.sqlite, got {url!r}")
