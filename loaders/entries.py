"""What a name may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

GRAPH: Final = "graph"
"""Where a name comes from: the graph itself, whose names were curated."""
PLACE: Final = "place"
"""A place of GeoNames with LARGE inhabitants or more."""
SMALL: Final = "small place"
"""Another place of GeoNames: it needs a word beside it that says so."""
COUNTRY: Final = "country"
DEMONYM: Final = "Demonym"

LARGE: Final = 100_000

OWNING: Final = frozenset({"ADOPTED", "HAS_GOAL", "PUBLISHED"})
"""Relations that tell apart what has the same name."""
MATCHED: Final = frozenset({"City", "Country", "Institution", "Programme", "Strategy", "Project"})
"""Types whose names are looked for; the names of the others are ordinary words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a name may mean."""

    id: str
    type: str
    name: str
    """Its canonical name."""
    source: str
    country: str = ""
    """Id of the country of a place."""
    inhabitants: int = 0
    kind: str = ""
    """What kind of thing the graph says it is, such as network or funding."""
    whole: str = ""
    """Id of the institution that it is a part of."""
    owners: tuple[str, ...] = ()
    """Ids of who adopted a strategy, has a goal or published a document: others have some of the same name."""
    date: str = ""
    """When an event was (EDTF)."""
    places: tuple[str, ...] = ()
    """Ids of the cities in which it was held."""
    number: str = ""
    """Of a packaged place: its number in GeoNames."""
