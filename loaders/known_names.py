"""The names that documents are read with: those that tables state, and the packaged ones."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

from graph.facts import NAME, Claim
from graph.judgements import Judgement
from graph.store import Store
from loaders.gazetteer import OWNING, Names
from loaders.judgements import judgements_of
from loaders.patterns import rules_digest
from loaders.sources import Source
from loaders.stated_names import names_of

NAMING: Final = OWNING | {NAME.field, "LOCATED_IN", "PART_OF", "kind", "geonamesId", "when", "HELD_IN"}
"""Properties that say what a name means."""


class KnownNames:
    """The names of one load. Nothing is built before a document needs them."""

    def __init__(self, claims: Iterator[Claim], judgements: Iterable[Judgement] = ()) -> None:
        ordered = sorted({claim.id: claim for claim in claims}.items())
        self._stated = tuple(claim for _, claim in ordered), tuple(judgements)
        content = "\n".join([rules_digest(), *(id for id, _ in ordered), *map(str, sorted(self._stated[1]))])
        self.digest: Final = hashlib.sha256(content.encode()).hexdigest()
        """Of all that decides what is found in a text: names, and rules."""

    @property
    def names(self) -> Names:
        """The names themselves."""
        return _names(*self._stated)

    def file(self) -> AbstractContextManager[str]:
        """The path of a file from which other processes read the names (`names_in`), while the block lasts."""
        return _written(*self._stated)


def known_names(store: Store, sources: Sequence[Source]) -> KnownNames:
    """What tables state of names: those of this load, and those loaded before that stay.

    What documents state themselves is left out. Otherwise a document would be read differently the second time.
    """
    return KnownNames(_stated(store, sources), judgements_of(store, sources))


def _stated(store: Store, sources: Sequence[Source]) -> Iterator[Claim]:
    kept = {source.root: source.kept for source in sources}
    for root, name, line, claim in store.supports(NAMING):
        if line and (root not in kept or name in kept[root]):
            yield claim
    for source in sources:
        for table in source.tables.values():
            yield from (claim for row in table.rows for claim in row.claims if claim.property in NAMING)


def forget() -> None:
    """Let go of the names of the last load, which are kept for the next one."""
    _names.cache_clear()
    _pickled.cache_clear()


@lru_cache(maxsize=1)
def _names(claims: tuple[Claim, ...], judgements: tuple[Judgement, ...]) -> Names:
    return names_of(claims, judgements)


@lru_cache(maxsize=1)
def _pickled(claims: tuple[Claim, ...], judgements: tuple[Judgement, ...]) -> bytes:
    return pickle.dumps(_names(claims, judgements), pickle.HIGHEST_PROTOCOL)


@contextmanager
def _written(claims: tuple[Claim, ...], judgements: tuple[Judgement, ...]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names"
        path.write_bytes(_pickled(claims, judgements))
        yield str(path)


@lru_cache(maxsize=1)
def names_in(path: str) -> Names:
    """The names in a file that `KnownNames.file` has written."""
    names: Names = pickle.loads(Path(path).read_bytes())
    return names
