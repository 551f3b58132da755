"""What every store can do, and how one is opened by its address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from graph.facts import Claim, Fact
from graph.judgements import Judgement
from graph.plan import Plan
from graph.rows import Row
from graph.search import Found, Sought
from schema.errors import StoreError
from schema.model import Model

SlotValue = str | int | float | None
"""The value of a slot of a plan; a list travels as JSON text."""

Progress = Callable[[str, int, int], None]
"""Called during long work with what is being done, how much of it is done, and how much there is."""


NEO4J_SCHEMES: Final = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""`neo4j` asks for the cluster, `bolt` speaks with this server; `+s` encrypts, `+ssc` trusts any certificate."""


Watch = Callable[[Fact | None, Fact | None], None]
"""Called with each fact that changes, as it was and as it is; None where there was or is none."""


def no_progress(what: str, done: int, total: int) -> None:
    """Says nothing."""


def no_watch(before: Fact | None, after: Fact | None) -> None:
    """Takes no notice."""


@dataclass(frozen=True)
class Root:
    """All that comes from one path."""

    name: str
    origins: Mapping[str, Mapping[Claim, int]]
    """By the name of an origin below the root (a file's relative path): its claims and the line on which each stands
    (0 for none)."""
    kept: Collection[str] = ()
    """Origins seen before that stay as they are."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """By the name of an origin: what its claims were made from, for whoever asks whether they must be made again."""
    judgements: Collection[Judgement] | None = None
    """All that come from here; None: those that came before stay."""


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
    judgements: int = 0
    """Judgements that were made or taken back."""

    def __bool__(self) -> bool:
        return bool(self.claims_added or self.claims_removed or self.judgements)


@dataclass(frozen=True)
class Summary:
    """What a store holds."""

    counts: Mapping[str, int]
    """Number of entities by the name of their type; types without entities are missing."""
    facts: int
    claims: int
    loaded_at: str | None
    """When it was last changed, as an ISO 8601 time in UTC."""
    checksum: str = ""
    """The same for two stores whose claims are the same."""


@dataclass(frozen=True)
class Named:
    """An entity with its names."""

    id: str
    names: tuple[tuple[str, str, str], ...]
    """Text, language and kind of each, the canonical one first; empty for an entity that has none."""

    @property
    def best(self) -> Mapping[str, str]:
        """The best name in each language: an acronym only where there is nothing else in any."""
        found: dict[str, str] = {}
        for text, language, kind in self.names:
            if kind != "ACRONYM":
                found.setdefault(language, text)
        return found or {language: text for text, language, _ in reversed(self.names)}


@dataclass(frozen=True)
class Surroundings:
    """What is known of one thing."""

    rows: Sequence[Row]
    """The claims, with their facts, on what an entity is the subject or the object of; on a fact; of a claim's fact."""
    entities: Sequence[Named]
    """Those that they name, itself among them."""


def named_in(rows: Iterable[Row]) -> set[str]:
    """Ids of the entities that facts and their claims name; merged ones among them, which are no entities."""
    return {
        id
        for _, _, _, _, _, subject, _, object, _, stated, _, _, _, _, document, *_ in rows
        for id in (subject, object, stated, document)
        if id
    }


class Store(Protocol):
    """A graph that can be loaded and asked. Raises StoreError and its kinds."""

    model: Model
    address: Any
    """Where it is, as text."""

    def known(self, ids: Collection[str]) -> set[str]:
        """Which of these ids are entities of the graph."""

    def replace(
        self,
        root: str,
        origins: Mapping[str, Mapping[Claim, int]],
        kept: Collection[str] = (),
        progress: Progress = no_progress,
    ) -> Change:
        """`replace_all` for one root."""

    def replace_all(
        self,
        roots: Sequence[Root],
        progress: Progress = no_progress,
        watch: Watch = no_watch,
        *,
        dry_run: bool = False,
    ) -> Change:
        """Make the claims that come from each root exactly these, in one transaction for all.

        Origins seen before under a root that stand neither in its `origins` nor in its `kept` are retracted. A claim
        that no origin makes any more disappears, and with its last claim a fact. Repeating a call changes nothing and
        returns an empty Change. `dry_run`: find out what would change, and change nothing.
        """

    def digests(self) -> list[tuple[str, str, str]]:
        """Root, name and digest of every origin; an empty digest for none."""

    def stated(self, documents: Collection[str]) -> list[Claim]:
        """Everything that these documents state, in no particular order."""

    def filling(self) -> AbstractContextManager[None]:
        """While it lasts, calls of `replace` with different roots are one first load of an empty store.

        A store that cannot take it in one transaction may use several, and is refused to readers until it has ended.
        Raises StoreError unless the store is empty.
        """

    def origins(self) -> list[tuple[str, str, int]]:
        """Root, name and number of claims of every origin."""

    def supports(
        self, properties: Collection[str] = (), origins: Collection[tuple[str, str]] | None = None
    ) -> Iterator[tuple[str, str, int, Claim]]:
        """Root and name of an origin, a line in it and the claim that it makes there; in the order of origins.

        Only claims of these properties, all when none is named; only of these origins (root and name), if given.
        """

    def judgements(self) -> list[tuple[str, Judgement]]:
        """Every judgement with the root that it comes from, in order."""

    def successor(self, id: str) -> str:
        """What an entity has become that was merged into another one; empty for any other id."""

    def facts(self) -> Iterator[Fact]:
        """Every fact with its claims, in no particular order."""

    def rows(self) -> Iterator[Row]:
        """Every claim with its fact, the claims of one fact together and the best first."""

    def entities(self) -> Iterator[Named]:
        """Every entity with its names, in no particular order."""

    def summary(self) -> Summary:
        """What the store holds."""

    def close(self) -> None:
        """Let go of files and connections. Harmless when repeated."""


class Answers(Protocol):
    """A store as an operation asks it: off the event loop, several statements at once. Raises StoreError and its
    kinds."""

    def compile(self, plan: Plan) -> Any:
        """The store's statement for a plan. Raises AnswerTooLarge."""

    def run(self, statement: Any, values: list[SlotValue]) -> Awaitable[bytes]:
        """The answer as JSON in UTF-8; `values` by the numbers of the plan's slots. Raises AnswerTooLarge."""

    def find(self, sought: Sought) -> Awaitable[Found]:
        """Entities by their names. Raises ValueProblem for a cursor of another question."""

    def successors(self, ids: Collection[str]) -> Awaitable[Mapping[str, str]]:
        """What those of these ids have become that were merged."""


class Readers(Answers, Protocol):
    """A store as a server asks it."""

    def summary(self) -> Awaitable[Summary]:
        """What the store holds."""

    def about(self, id: str) -> Awaitable[Surroundings | None]:
        """What is known of an entity, a fact or a claim; None when there is no such thing."""

    def close(self) -> Awaitable[None] | None:
        """Let go of files and connections; to be awaited when it gives something to await."""


@dataclass(frozen=True)
class Access:
    """As whom a server is asked, which of its databases, and over what connections. A file needs none of it."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    database: str | None = None
    connect_timeout: float = 3.0
    """Seconds in which a connection must be open."""
    wait_timeout: float = 5.0
    """Seconds that a statement waits for a connection when all are in use."""
    connection_age: float = 3600.0
    """Seconds after which a new connection takes the place of an old one."""


NO_ACCESS: Final = Access()

_EXPECTED: Final = "sqlite:data/graph.sqlite or neo4j://localhost:7687"


def open_store(url: str, model: Model, *, read_only: bool = False, access: Access = NO_ACCESS) -> Store:
    """Open the store at an address: `sqlite:PATH`, a plain path, `neo4j://HOST:PORT/DATABASE`. Raises StoreError."""
    if (path := sqlite_path(url)) is not None:
        from graph.sqlite.store import SqliteStore

        return SqliteStore(path, model, read_only=read_only)
    _check_neo4j(url)
    from graph.neo4j.store import Neo4jStore

    return Neo4jStore(url, model, read_only=read_only, access=access)


def open_readers(
    url: str, model: Model, *, connections: int = 4, timeout: float = 5.0, answer_limit: int = 20_000_000,
    access: Access = NO_ACCESS, check: bool = True,
) -> Readers:  # fmt: skip
    """What asks the store at an address.

    `connections`: how many statements may run at once; `timeout`: seconds that one may take; `answer_limit`: bytes
    of an answer at most; `check`: raise StoreError when there is no store, or none of this model.
    """
    if (path := sqlite_path(url)) is not None:
        from graph.sqlite.readers import Readers as SqliteReaders

        return SqliteReaders(path, model, threads=connections, timeout=timeout, answer_limit=answer_limit, check=check)
    _check_neo4j(url)
    from graph.neo4j.readers import Neo4jReaders

    return Neo4jReaders(
        url, model, connections=connections, timeout=timeout, answer_limit=answer_limit, access=access, check=check
    )


def sqlite_path(url: str) -> str | None:
    """The path in the address of a SQLite store, which may be the path alone; None for another kind of store.

    Written with two slashes before it, as other programs want it, an absolute path is the same path.
    """
    scheme, colon, path = url.partition(":")
    if scheme != "sqlite":
        return None if colon else url
    return f"/{path.lstrip('/')}" if path.startswith("//") else path


def _check_neo4j(url: str) -> None:
    if url.partition(":")[0] not in NEO4J_SCHEMES:
        shown = repr(url) if "@" not in url else "one with a user or password in it"
        raise StoreError(f"expected the address of a store, such as {_EXPECTED}, got {shown}")
