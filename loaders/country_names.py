"""Writes the seed's table of country names from CLDR: `python -m loaders.country_names`."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from schema.errors import LoadError
from schema.vocabulary import LANGUAGES

SEED: Final = Path(__file__).parent.parent / "seed"
COUNTRIES: Final = SEED / "countries.csv"
TABLE: Final = SEED / "names-countries.csv"
NAMELESS: Final = ("mul", "und")
"""Languages of the model that are none."""
SOURCE: Final = "https://cldr.unicode.org/"


def country_names(countries: str) -> str:
    """The table of names for a table of countries, both as the text of a CSV file. Raises LoadError."""
    rows = csv.DictReader(io.StringIO(countries))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["entity", "text", "language", "kind", "source"])
    writer.writerows(_names((row["id"], row["code"]) for row in rows))
    return text.getvalue()


def _names(countries: Iterable[tuple[str, str]]) -> Iterable[list[str]]:
    try:
        from babel import Locale
    except ImportError as error:
        message = "country names come from Babel, which is not installed: pip install -e '.[test]'"
        raise LoadError(message) from error
    locales = {language: Locale(language) for language in LANGUAGES if language not in NAMELESS}
    for id, code in countries:
        for language, locale in locales.items():
            yield [id, locale.territories[code], language, "PREFERRED", SOURCE]


def main() -> None:
    """Write the table anew."""
    try:
        TABLE.write_text(country_names(COUNTRIES.read_text("utf-8")), "utf-8", newline="\n")
    except (LoadError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
