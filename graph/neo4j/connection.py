"""How a Neo4j is reached, and what its failures are called here."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

from neo4j.exceptions import (
    AuthError,
    ConnectionPoolError,
    DriverError,
    Forbidden,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.store import NEO4J_SCHEMES, Access
from schema.errors import PolicyGraphError, StoreError, StoreTimeout, StoreUnavailable

# What the driver says on its way to an error stands in the error; Python would print it too if nobody listened.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

ONE_TRANSACTION: Final = "db.memory.transaction.max"
"""The setting that limits the memory of each transaction; the others limit that of all together."""

ALL_TRANSACTIONS: Final = "dbms.memory.transaction.total.max"


@dataclass(frozen=True)
class Address:
    """Where a database is and as whom it is asked. Its text never shows user and password."""

    uri: str
    database: str | None
    """None: the server's default."""
    access: Access = field(repr=False)

    @classmethod
    def of(cls, url: str, access: Access) -> Address:
        """The parts of `neo4j://host:7687/database`. Raises StoreError."""
        parts = urlsplit(url)
        if "@" in parts.netloc:
            raise StoreError(
                "the address of the store has a user or password in it; give them in the environment, where no log"
                " and no list of processes shows them"
            )
        if parts.scheme not in NEO4J_SCHEMES or not _has_host(parts) or parts.fragment:
            raise StoreError(f"expected the address of a Neo4j, such as neo4j://localhost:7687, got {url!r}")
        named, other = parts.path.strip("/"), access.database
        if named and other and named != other:
            raise StoreError(f"{url} names the database {named!r}, the settings name {other!r}; give one of them")
        return cls(urlunsplit(parts._replace(path="")), named or other or None, access)

    def __str__(self) -> str:
        return f"{self.uri}/{self.database}" if self.database else self.uri

    @property
    def driver(self) -> Mapping[str, Any]:
        """What every driver for this address is told."""
        return {
            "auth": (self.access.user, self.access.password) if self.access.user else None,
            "user_agent": "policygraph",
            "connection_timeout": self.access.connect_timeout,
            "connection_acquisition_timeout": self.access.wait_timeout,
            "max_connection_lifetime": self.access.connection_age,
            "telemetry_disabled": True,
            # Neo4j notes, for example, that an empty store has no Claim yet: the driver would log each of them.
            "notifications_min_severity": "OFF",
        }


def _has_host(parts: SplitResult) -> bool:
    try:
        return bool((parts.hostname or "").encode("idna")) and parts.port != 0
    except ValueError:
        return False


@contextmanager
def translated(address: Address, doing: str) -> Iterator[None]:
    """Raise our errors in place of the driver's. `doing` says what has failed."""
    try:
        yield
    except (Neo4jError, DriverError, OSError) as error:
        raise _ours(address, doing, error) from error


def _ours(address: Address, doing: str, error: Exception) -> PolicyGraphError:
    code = error.code or "" if isinstance(error, Neo4jError) else ""
    if code.rpartition(".")[2].startswith("TransactionTimedOut"):
        return StoreTimeout(f"{doing}: Neo4j did not finish within the time limit; ask for less at once")
    if "OutOfMemory" in code:
        return _out_of_memory(doing, _first_line(error))
    if code.endswith("AuthenticationRateLimit"):
        return StoreUnavailable(
            f"{doing}: {address} refuses the user or the password, and after so many wrong ones it takes none for some"
            " seconds; they are given in the environment"
        )
    if isinstance(error, AuthError | Forbidden):
        return StoreUnavailable(
            f"{doing}: {address} refuses the user or the password; they are given in the environment"
        )
    if code.endswith("DatabaseNotFound"):
        return StoreUnavailable(f"{doing}: {address.uri} has no database {address.database!r}")
    if isinstance(error, IncompleteCommit):
        return StoreUnavailable(f"{doing}: {address} went away while it was told to keep it; do it again to be sure")
    if isinstance(error, ServiceUnavailable | SessionExpired | ConnectionPoolError | TransientError | OSError):
        return StoreUnavailable(f"{doing}: {address} does not answer ({_first_line(error)})")
    text = _first_line(error)
    if "too large to index" in text and (index := re.search(r"name='(\w+)'.*property size: (\d+)", text)):
        return StoreError(
            f"{doing}: expected a text of at most 8,000 bytes, as Neo4j sorts by it (index {index[1]}), got one of"
            f" {index[2]} bytes"
        )
    return StoreError(f"{doing}: {text}")


class OutOfMemory(StoreUnavailable):
    """Neo4j has no more memory for a transaction; for another one it may have."""


class TooMuchMemory(StoreError):
    """A transaction needs more memory than Neo4j gives to any."""


def _out_of_memory(doing: str, told: str) -> PolicyGraphError:
    """Neo4j says which of its limits was reached."""
    found = re.search(r"([\w.]+) threshold", told)
    limit = found[1] if found else ALL_TRANSACTIONS
    if limit == ONE_TRANSACTION:
        return TooMuchMemory(f"{doing}: the memory that Neo4j gives to a transaction is used up; raise {limit}")
    return OutOfMemory(
        f"{doing}: the memory that Neo4j gives to transactions is used up; raise {limit} (or"
        " server.memory.heap.max_size, of which it is 70 % by default)"
    )


def _first_line(error: Exception) -> str:
    text = (error.message if isinstance(error, Neo4jError) else None) or str(error) or type(error).__name__
    return text.strip().partition("\n")[0]


def is_transient(error: Exception) -> bool:
    """Whether the same statement may succeed when it is run again at once."""
    spent = isinstance(error, Neo4jError) and "OutOfMemory" in str(error.code)
    return isinstance(error, Neo4jError | DriverError) and error.is_retryable() and not spent
