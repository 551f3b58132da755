"""The packaged tables of names: where they lie, how they are read and written."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

SEED: Final = Path(__file__).parent.parent / "seed"
DATA: Final = Path(__file__).parent / "data"
PLACES: Final = DATA / "places.tsv.gz"
"""GeoNames number, name, country, inhabitants, and the keys (`loaders.words.key_of`) of its names joined by '|'."""
COUNTRIES: Final = DATA / "countries.tsv.gz"
"""ISO 3166-1 code, language, name."""
FORMS: Final = DATA / "forms-pl.tsv.gz"
"""The key of a name, and those of its inflected forms joined by '|'."""


def read_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a packaged table."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def write_rows(path: Path, rows: Iterable[list[str]]) -> None:
    """Write a table so that the same rows give the same bytes."""
    text = "".join("\t".join(row) + "\n" for row in rows)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
