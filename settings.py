"""The settings: one table of names, defaults and what each is for. `python -m settings` prints it as a page.

A setting is read once, when the program starts: a flag of the command line comes before the environment, and
that before the default. What needs a setting is given its value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, Generic, TypeVar
from urllib.parse import urlsplit

from schema.errors import ValueProblem

T = TypeVar("T")

PREFIX: Final = "POLICYGRAPH_"


@dataclass(frozen=True)
class Kind(Generic[T]):
    """How the text of a value is read."""

    expected: str
    read: Callable[[str], T | None]
    """Gives None or raises ValueError for a text that is not of this kind."""


def _whole(lowest: int, highest: int) -> Kind[int]:
    def read(text: str) -> int | None:
        if not re.fullmatch(r"[0-9](_?[0-9]){0,17}", text):
            return None
        return int(text) if lowest <= int(text) <= highest else None

    return Kind(f"a whole number from {lowest} to {highest}", read)


def _seconds(highest: float) -> Kind[float]:
    def read(text: str) -> float | None:
        number = float(text)
        return number if math.isfinite(number) and 0 < number <= highest else None

    return Kind(f"a number of seconds above 0, at most {highest:g}", read)


def _word(*words: str) -> Kind[str]:
    return Kind(f"one of {', '.join(words)}", lambda text: text.lower() if text.lower() in words else None)


def _base(text: str) -> str | None:
    parts = urlsplit(text)
    absolute = parts.scheme in ("http", "https") and parts.netloc and not (parts.query or parts.fragment)
    fits = not text or (absolute and text.endswith("/") and not re.search(r'[\s<>"{}|\\^`?#]', text))
    return text if fits else None


_TRUTH: Final = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}

_TEXT: Final = Kind("a text that is not empty", lambda text: text if text.strip() else None)
_ANY_TEXT: Final = Kind("a text, or nothing", lambda text: text)
_BOOLEAN: Final = Kind("true or false", lambda text: _TRUTH.get(text.lower()))
_BASE_IRI: Final = Kind("an address that begins with http:// or https:// and ends with /, or nothing", _base)


@dataclass(frozen=True)
class Setting:
    """One row of the table."""

    name: str
    default: Any
    help: str
    kind: Kind[Any]
    secret: bool = False
    """Whether it comes from the environment only: every user of a machine can read the flags of its programs."""

    @property
    def variable(self) -> str:
        """Its variable in the environment."""
        return PREFIX + self.name.upper()

    @property
    def flag(self) -> str:
        """Its flag on the command line."""
        return "--" + self.name.replace("_", "-")

    def parse(self, text: str, source: str) -> Any:
        """The value that a text from `source` (a flag, a variable) stands for. Raises ValueProblem."""
        try:
            value = self.kind.read(text)
        except ValueError:
            value = None
        if value is None:
            raise ValueProblem(f"{source}: expected {self.kind.expected}, got {text!r}")
        return value


def _setting(default: T, kind: Kind[T], help: str, *, secret: bool = False) -> T:
    """A field of Settings that is a row of the table; to a type checker it is its default."""
    row: Any = field(default=default, repr=not secret, metadata={"kind": kind, "help": help, "secret": secret})
    declared: T = row
    return declared


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The table, and a value of each setting."""

    store: str = _setting(
        "sqlite:data/graph.sqlite", _TEXT, "Address of the store: sqlite:PATH, or neo4j://HOST:PORT/DATABASE."
    )
    neo4j_user: str = _setting("", _ANY_TEXT, "As whom a Neo4j is asked; nothing for one without passwords.")
    neo4j_password: str = _setting("", _ANY_TEXT, "That user's password.", secret=True)
    seed: str = _setting("seed", _ANY_TEXT, "Folder that a server loads when its store is empty; nothing for none.")
    neo4j_connect_timeout: float = _setting(3.0, _seconds(3600), "How long opening a connection to Neo4j may take.")
    neo4j_wait_timeout: float = _setting(
        5.0, _seconds(3600), "How long a statement waits for a connection to Neo4j when all are in use."
    )
    neo4j_connection_age: float = _setting(
        3600.0, _seconds(604_800), "How old a connection to Neo4j becomes before a new one takes its place."
    )
    host: str = _setting("127.0.0.1", _TEXT, "Name or address of this machine on which the server listens.")
    port: int = _setting(8000, _whole(1, 65_535), "Port on which the server listens.")
    workers: int = _setting(1, _whole(1, 256), "How many processes serve on the port, each with its own connections.")
    base_iri: str = _setting(
        "",
        _BASE_IRI,
        "Beginning of every IRI; when it is empty, the server's own address (http://host:port/).",
    )
    publisher: str = _setting("policygraph", _TEXT, "Who publishes the graph, as its catalogue record says.")
    publisher_type: str = _setting(
        "NonProfitOrganisation", _TEXT, "What kind of publisher that is, in a word of ADMS, such as LocalAuthority."
    )
    dumps: str = _setting(
        "data/dumps", _TEXT, "Folder of dumps, which `policygraph export` writes and a server publishes."
    )
    load_processes: int = _setting(
        0, _whole(0, 256), "How many processes read documents; 0: one for each processor of the machine."
    )
    name_cache: str = _setting(
        "~/.cache/policygraph", _ANY_TEXT,
        "Folder in which the names that documents are read with are kept from load to load; empty: they are not kept.",
    )  # fmt: skip
    file_limit: int = _setting(200_000_000, _whole(1_000, 10**12), "Greatest size of a file that is loaded, in bytes.")
    unpacked_limit: int = _setting(
        500_000_000, _whole(1_000, 10**12), "Greatest size of what a DOCX or XLSX file unpacks into, in bytes."
    )
    text_limit: int = _setting(20_000_000, _whole(1_000, 10**9), "Greatest length of a document's text, in characters.")
    read_timeout: float = _setting(60.0, _seconds(3600), "How much processor time reading one file may take.")
    read_memory: int = _setting(
        2_000_000_000, _whole(200_000_000, 10**12), "How much memory reading one file may take, in bytes."
    )
    statement_timeout: float = _setting(5.0, _seconds(3600), "How long a statement of the store may run.")
    request_body_limit: int = _setting(
        1_000_000, _whole(1_000, 1_000_000_000), "Greatest size of a request's body in bytes."
    )
    answer_limit: int = _setting(20_000_000, _whole(10_000, 1_000_000_000), "Greatest size of an answer in bytes.")
    cost_limit: int = _setting(
        1_000_000, _whole(1_000, 1_000_000_000), "How many values the answer to an operation may have, at its largest."
    )
    depth_limit: int = _setting(20, _whole(1, 100), "How deep the fields of an operation may be nested.")
    field_limit: int = _setting(
        1_000, _whole(1, 100_000), "How many fields an operation may have, its fragments spread out."
    )
    alias_limit: int = _setting(300, _whole(0, 100_000), "How many of these fields may have an alias.")
    input_limit: int = _setting(
        1_000, _whole(10, 100_000), "How many keys the conditions and orders of an operation may have."
    )
    root_limit: int = _setting(100, _whole(1, 100_000), "How many fields an operation may have at its top.")
    path_hub_limit: int = _setting(
        50,
        _whole(1, 1_000_000),
        "How many links of one kind an entity may have that paths pass through, when they name no relations.",
    )
    path_link_limit: int = _setting(
        50_000, _whole(10, 10_000_000), "How many links one level of a search for paths may have."
    )
    path_timeout: float = _setting(5.0, _seconds(3600), "How long a search for paths may take.")
    plan_cache_size: int = _setting(
        512, _whole(1, 1_000_000), "How many documents a process keeps parsed, checked and compiled."
    )
    reader_connections: int = _setting(
        4,
        _whole(1, 256),
        "How many statements of the store may run at once in a process, each on a connection of its own; one that has"
        " waited as long as it may take is refused.",
    )
    explain: bool = _setting(
        True, _BOOLEAN, "Tell how an operation ran, its statement included, when its request has `x-explain: true`."
    )
    slow_path: bool = _setting(
        False, _BOOLEAN, "Answer through graphql-core, field by field; for tests of the fast way."
    )
    page_text_limit: int = _setting(
        100_000,
        _whole(0, 10**9),
        "How many characters of a document's text its page shows; 0 where licences do not allow it: quotes stay.",
    )
    log_level: str = _setting(
        "info", _word("critical", "error", "warning", "info", "debug"), "Least weight of what is logged."
    )
    drain_timeout: float = _setting(
        10.0, _seconds(3600), "How long a server that stops finishes the requests that it has."
    )

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str], overrides: Mapping[str, str | None] | None = None
    ) -> Settings:
        """The settings of a process. `overrides` (texts by name; None: not given) win over the environment.

        Raises ValueProblem: which flag or variable, what was expected, what arrived.
        """
        values: dict[str, Any] = {}
        given = {name: text for name, text in (overrides or {}).items() if text is not None}
        for setting in SETTINGS:
            if setting.name in given:
                values[setting.name] = setting.parse(given.pop(setting.name), setting.flag)
            elif setting.variable in environment:
                values[setting.name] = setting.parse(environment[setting.variable], setting.variable)
        if given:
            raise KeyError(f"there is no setting {', '.join(given)}")
        return cls(**values)

    @property
    def neo4j(self) -> dict[str, Any]:
        """How a Neo4j is reached: those settings by name, without `neo4j_`."""
        rows = (s.name for s in SETTINGS if s.name.startswith("neo4j_"))
        return {name.removeprefix("neo4j_"): getattr(self, name) for name in rows}

    @property
    def base(self) -> str:
        """The beginning of every IRI: `base_iri`, else the server's address as this machine reaches it."""
        if self.base_iri:
            return self.base_iri
        host = "localhost" if self.host in ("0.0.0.0", "::") else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"


SETTINGS: Final[tuple[Setting, ...]] = tuple(
    Setting(row.name, row.default, row.metadata["help"], row.metadata["kind"], row.metadata["secret"])
    for row in fields(Settings)
)
"""Every setting, in the order in which documentation shows them."""

_PAGE: Final = """\
# Settings

Written by `python -m settings > docs/settings.md` from the table in `settings.py`: change it there.

`policygraph serve` takes every flag, other commands take those that concern them (`policygraph COMMAND --help`). A
flag comes before the environment, the environment before the default. Paths are relative to the folder in which the
program starts. In Kubernetes a service named `policygraph` sets `POLICYGRAPH_PORT` to an address in every pod: switch
that off (`enableServiceLinks: false`).

| name | flag | environment variable | default | value | what it is for |
| --- | --- | --- | --- | --- | --- |
"""


def as_text(value: object) -> str:
    """A value as one would write it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def page() -> str:
    """The table as a page of the documentation."""
    rows = (
        (
            f"`{s.name}`",
            "none" if s.secret else f"`{s.flag}`",
            f"`{s.variable}`",
            _shown(s.default),
            s.kind.expected,
            s.help,
        )
        for s in SETTINGS
    )
    return _PAGE + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _shown(default: object) -> str:
    return f"`{text}`" if (text := as_text(default)) else "nothing"


if __name__ == "__main__":
    print(page(), end="")
