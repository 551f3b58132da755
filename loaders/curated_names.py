"""The names that tables state, and what they say of what is named, in a file to look them up in.

A row belongs to the table that states it, known by a digest of what it says of names. When tables change, their rows
are written anew and no others: what a load costs goes by what is loaded, not by how much is known. One process
writes, several read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from graph.facts import NAME, Claim
from graph.judgements import SEPARATE, Judgement, successors
from loaders.entries import GRAPH, MATCHED, OWNING, Entry
from loaders.packaged_names import packaged_names
from loaders.words import key_of

NAMING: Final = OWNING | {NAME.field, "LOCATED_IN", "PART_OF", "kind", "geonamesId", "when", "HELD_IN"}
"""Properties that say what a name means."""

SHORTEST_MISSPELT: Final = 6
"""Letters that a word must have to be taken for a misspelt one."""

TYPES: Final = {
    "city": "City", "country": "Country", "institution": "Institution", "programme": "Programme",
    "strategy": "Strategy", "goal": "Goal", "area": "PolicyArea", "project": "Project", "event": "Event",
    "document": "Document",
}  # fmt: skip
"""Types by the first part of an id."""

REMEMBERED: Final = 50_000
"""Answers of each kind that are kept."""

_TABLES: Final = (
    "CREATE TABLE version (text TEXT)",
    "CREATE TABLE stated (number INTEGER PRIMARY KEY, digest TEXT UNIQUE)",
    "CREATE TABLE claim (origin, subject TEXT, property TEXT, object TEXT, value TEXT, language TEXT, kind TEXT)",
    "CREATE INDEX claim_origin ON claim (origin)",
    "CREATE INDEX claim_subject ON claim (subject, property)",
    "CREATE INDEX claim_object ON claim (object, property) WHERE object <> ''",
    "CREATE INDEX claim_number ON claim (value, subject) WHERE property = 'geonamesId'",
    "CREATE INDEX claim_day ON claim (value, subject) WHERE property = 'when'",
    "CREATE TABLE key (origin, text TEXT, subject TEXT, first TEXT, length, matched, capitals, lower)",
    "CREATE INDEX key_origin ON key (origin)",
    "CREATE INDEX key_text ON key (text, subject)",
    "CREATE INDEX key_first ON key (first, length)",
    "CREATE INDEX key_subject ON key (subject)",
    "CREATE TABLE word (text TEXT, origin, PRIMARY KEY (text, origin)) WITHOUT ROWID",
    "CREATE INDEX word_origin ON word (origin)",
    "CREATE TABLE near (part TEXT, word TEXT, origin, PRIMARY KEY (part, word, origin)) WITHOUT ROWID",
    "CREATE INDEX near_origin ON near (origin)",
    "CREATE TABLE judgement (action TEXT, id TEXT, other TEXT)",
)
_OF_ORIGIN: Final = ("claim", "key", "word", "near")
_OWNING: Final = ", ".join(f"'{property}'" for property in sorted(OWNING))
_DESCRIBING: Final = ", ".join(f"'{property}'" for property in sorted(NAMING - OWNING))
_DESCRIBED: Final = (
    f"SELECT property, object, value, language, kind FROM claim WHERE subject = ? AND property IN ({_DESCRIBING})"
)
_POINTING: Final = "SELECT DISTINCT subject FROM claim WHERE object = ? AND object <> '' AND property"

Stated = Callable[[], Iterable[Claim]]
"""Gives the claims of a table with a property of NAMING."""


class CuratedNames:
    """The names in one file. What it is asked it remembers: nothing is to change in the file afterwards."""

    def __init__(self, path: str | Path = ":memory:", *, read_only: bool = False) -> None:
        address = f"file:{quote(str(path))}?mode=ro" if read_only else str(path)
        self.db = sqlite3.connect(address, uri=read_only, isolation_level=None)
        for name in ("entry", "subjects", "longest", "is_word", "near", "numbered", "is_in_capitals", "is_lower"):
            setattr(self, name, lru_cache(REMEMBERED)(getattr(self, name)))

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    # Writing ----------------------------------------------------------------------------------------------------

    def bring_up_to_date(
        self, tables: Mapping[str, Stated], judgements: Iterable[Judgement] = (), version: str = ""
    ) -> None:
        """Hold what these tables state, by their digests, and nothing else; nothing stays from another version."""
        self.db.execute("BEGIN IMMEDIATE")
        with self.db:
            if version not in self._versions():
                for (table,) in list(self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")):
                    self.db.execute(f"DROP TABLE {table}")
                for statement in _TABLES:
                    self.db.execute(statement)
                self.db.execute("INSERT INTO version VALUES (?)", (version,))
            before = dict(self.db.execute("SELECT digest, number FROM stated"))
            for digest in before.keys() - tables.keys():
                for table in _OF_ORIGIN:
                    self.db.execute(f"DELETE FROM {table} WHERE origin = ?", (before[digest],))
                self.db.execute("DELETE FROM stated WHERE number = ?", (before[digest],))
            for digest in sorted(tables.keys() - before.keys()):
                number = self.db.execute("INSERT INTO stated (digest) VALUES (?)", (digest,)).lastrowid
                assert number is not None
                self._write(number, tables[digest]())
            self.db.execute("DELETE FROM judgement")
            rows = [(each.action, each.id, each.other) for each in judgements]
            self.db.executemany("INSERT INTO judgement VALUES (?, ?, ?)", rows)

    def _versions(self) -> list[str]:
        there = self._column("SELECT name FROM sqlite_master WHERE name = 'version'")
        return self._column("SELECT text FROM version") if there else []

    def _write(self, origin: int, claims: Iterable[Claim]) -> None:
        found = list(claims)
        self.db.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?)", (
            (origin, c.subject, c.property, c.object, c.value, c.language, dict(c.qualifiers).get("kind", "PREFERRED"))
            for c in found
        ))  # fmt: skip
        names = [claim for claim in found if claim.property == NAME.field]
        keys = [(key, claim) for claim in names if len(key := key_of(claim.value)) > 1]
        self.db.executemany("INSERT INTO key VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (
            (origin, key, claim.subject, key.partition(" ")[0], key.count(" ") + 1, _type(claim.subject) in MATCHED,
             _is_acronym(claim), claim.value.islower() and claim.value.isascii())
            for key, claim in keys
        ))  # fmt: skip
        words = {word for key, claim in keys if _type(claim.subject) in MATCHED for word in key.split(" ")}
        self.db.executemany("INSERT INTO word VALUES (?, ?)", ((word, origin) for word in sorted(words)))
        numbers = [claim.value for claim in found if claim.property == "geonamesId"]
        of_number = packaged_names().of_number
        words |= {word for number in numbers for key in of_number.get(number, ()) for word in key.split(" ")}
        self.db.executemany("INSERT INTO near VALUES (?, ?, ?)", (
            (part, word, origin)
            for word in sorted(words) if len(word) >= SHORTEST_MISSPELT
            for part in sorted({word, *shortened(word)})
        ))  # fmt: skip

    # Asking -----------------------------------------------------------------------------------------------------

    def _column(self, text: str, *values: str) -> list[Any]:
        return [value for (value,) in self.db.execute(text, values)]

    def entry(self, id: str) -> Entry | None:
        """What is known of an entity that has a name."""
        said: dict[str, list[tuple[str, str, str, str]]] = {}
        for property, *more in self.db.execute(_DESCRIBED, (id,)):
            said.setdefault(property, []).append((more[0], more[1], more[2], more[3]))
        names = [(kind != "PREFERRED", language != "en", text) for _, text, language, kind in said.get(NAME.field, ())]
        if not names:
            return None

        def objects(property: str) -> list[str]:
            return sorted({object for object, *_ in said.get(property, ())})

        def value(property: str) -> str:
            return min((value for _, value, *_ in said.get(property, ())), default="")

        return Entry(
            id, _type(id), min(names)[2], GRAPH,
            country=next((each for each in objects("LOCATED_IN") if each.startswith("country/")), ""),
            kind=value("kind"), whole=next(iter(objects("PART_OF")), ""), owners=tuple(self._owners(id)),
            date=value("when"), places=tuple(objects("HELD_IN")),
        )  # fmt: skip

    def _owners(self, id: str) -> list[str]:
        return self._column(f"{_POINTING} IN ({_OWNING}) ORDER BY 1", id)

    def subjects(self, key: str) -> list[str]:
        """Ids of what a name may mean that is looked for in texts."""
        return self._column("SELECT DISTINCT subject FROM key WHERE text = ? AND matched ORDER BY 1", key)

    def longest(self, first: str) -> int:
        """How many words the longest name with this first word has."""
        (found,) = self._column("SELECT max(length) FROM key WHERE first = ? AND matched", first)
        return found or 0

    def is_word(self, word: str) -> bool:
        """Whether a word stands in a name that is looked for."""
        return bool(self._column("SELECT 1 FROM word WHERE text = ? LIMIT 1", word))

    def near(self, part: str) -> list[str]:
        """The longer words of names that are this, or this with one letter more."""
        return self._column("SELECT DISTINCT word FROM near WHERE part = ? ORDER BY 1", part)

    def numbered(self, number: str) -> str:
        """The id of a place by its number in GeoNames; empty when the graph does not say it of any."""
        (found,) = self._column("SELECT min(subject) FROM claim WHERE property = 'geonamesId' AND value = ?", number)
        return found or ""

    def is_in_capitals(self, key: str) -> bool:
        """Whether a name is written in capitals, as acronyms are."""
        return bool(self._column("SELECT 1 FROM key WHERE text = ? AND capitals AND matched LIMIT 1", key))

    def is_lower(self, key: str) -> bool:
        """Whether a name is written without a capital."""
        return bool(self._column("SELECT 1 FROM key WHERE text = ? AND lower LIMIT 1", key))

    def keys(self, id: str) -> list[str]:
        """The keys of the names of something."""
        return self._column("SELECT DISTINCT text FROM key WHERE subject = ? ORDER BY 1", id)

    def parts(self, whole: str) -> Iterator[Entry]:
        """The parts of an institution."""
        return self._entries(self._column(f"{_POINTING} = 'PART_OF' ORDER BY 1", whole))

    def owned(self, owner: str) -> Iterator[Entry]:
        """What an institution or a city adopted, has as a goal or published."""
        text = f"SELECT DISTINCT object FROM claim WHERE subject = ? AND property IN ({_OWNING}) ORDER BY 1"
        return self._entries(self._column(text, owner))

    def on(self, day: str) -> Iterator[Entry]:
        """The events that began on a day."""
        text = "SELECT DISTINCT subject FROM claim WHERE property = 'when' AND value >= ? AND value < ? ORDER BY 1"
        found = self._entries(self._column(text, day, day + "0"))
        return (entry for entry in found if entry.type == "Event" and entry.date.partition("/")[0] == day)

    def called(self, key: str, type: str) -> Iterator[Entry]:
        """What of a type has a name with this key."""
        found = self._entries(self._column("SELECT DISTINCT subject FROM key WHERE text = ? ORDER BY 1", key))
        return (entry for entry in found if entry.type == type)

    def _entries(self, ids: Iterable[str]) -> Iterator[Entry]:
        return filter(None, map(self.entry, ids))

    def apart(self) -> frozenset[frozenset[str]]:
        """Pairs of ids that curators judged to mean two things."""
        rows = self.db.execute("SELECT id, other FROM judgement WHERE action = ?", (SEPARATE,))
        return frozenset(frozenset(row) for row in rows)

    def became(self) -> Mapping[str, str]:
        """What ids have become that curators merged into others."""
        return successors([Judgement(*row) for row in self.db.execute("SELECT action, id, other FROM judgement")])


def _type(id: str) -> str:
    return TYPES.get(id.partition("/")[0], "")


def _is_acronym(claim: Claim) -> bool:
    short = len(claim.value) <= 6 and claim.value.isupper()
    return short or dict(claim.qualifiers).get("kind") == "ACRONYM"


def shortened(word: str) -> Iterator[str]:
    """What is left of a word without one letter."""
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
