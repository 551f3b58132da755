"""Who reads a page: the language of its words, the languages of names, and how dates and numbers are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.support import NullTranslations
from starlette.requests import Request

from schema.names import words
from schema.vocabulary import LANGUAGES
from web.catalogues import LOCALES, translations

COOKIE: Final = "lang"
"""Name of the parameter and of the cookie that say which language of the pages a reader chose."""

MOST_LANGUAGES: Final = 3
"""Languages in which names are looked for; each combination is a plan of its own."""


@dataclass(frozen=True)
class Reader:
    """A reader's languages."""

    locale: str
    """Language of the interface, one of LOCALES."""
    languages: tuple[str, ...]
    """Languages in which names are looked for, the best first."""

    @property
    def translations(self) -> NullTranslations:
        """The interface's words."""
        return translations(self.locale)

    @cached_property
    def _conventions(self) -> Locale:
        # English of the world, not of the United States: the day before the month.
        return Locale.parse("en_GB" if self.locale == "en" else self.locale)

    def type(self, name: str) -> str:
        """An entity type, such as `city`, for `City` or `CITY`."""
        return self._word("type", name)

    def types(self, plural: str) -> str:
        """Several of a type, for the name of their root field."""
        return _capital(self._word("types", plural))

    def field(self, name: str) -> str:
        """An attribute or relation as a heading."""
        return _capital(self._word("field", name))

    def word(self, name: str) -> str:
        """A value of an enum, such as a role."""
        return self._word("value", name)

    def _word(self, context: str, name: str) -> str:
        return _word(self.locale, context, name)

    def sources(self, count: int) -> str:
        """So many sources."""
        return _sources(self.locale, count)

    def language(self, code: str) -> str:
        """A language's name in the language of the interface."""
        return self._conventions.languages.get(code) or LANGUAGES.get(code, code)

    def number(self, value: float) -> str:
        """A number with its thousands grouped."""
        return format_decimal(value, locale=self._conventions)

    def degrees(self, value: float) -> str:
        """A coordinate."""
        return format_decimal(value, format="0.#####", locale=self._conventions)

    def money(self, amount: dict[str, Any]) -> str:
        """An amount `{value, currency}`."""
        value = Decimal(str(amount["value"]))
        digits = value.normalize() if value == int(value) else value
        return f"{format_decimal(digits, locale=self._conventions)} {amount['currency']}"

    def date(self, text: str) -> str:
        """A date of the graph (EDTF) as one reads it; what has no such form stays as it is."""
        first, slash, last = text.partition("/")
        if not slash:
            return self._day(text)
        if last in ("", ".."):
            return self.translations.gettext("from %(date)s") % {"date": self._day(first, of=True)}
        if first in ("", ".."):
            return self.translations.gettext("until %(date)s") % {"date": self._day(last, of=True)}
        return f"{self._day(first)} – {self._day(last)}"

    def bound(self, text: str, *, of: bool = False) -> str:
        """A date on which something begins or ends: an open one was before or after what is known. `of`: as one reads
        it after “since” or “until”."""
        first, slash, last = text.partition("/")
        if not slash:
            return self._day(text, of=of)
        if last in ("", ".."):
            return self.translations.gettext("%(date)s or later") % {"date": self._day(first, of=of)}
        if first in ("", ".."):
            return self.translations.gettext("%(date)s or before") % {"date": self._day(last, of=of)}
        return self.date(text)

    def _day(self, text: str, *, of: bool = False) -> str:
        """`of`: in the genitive, which Polish has of months."""
        return text if len(text) == 4 else _day(self._conventions, text, of)


@lru_cache(1024)
def _word(locale: str, context: str, name: str) -> str:
    text = words(name) if not name.isupper() else name.replace("_", " ").lower()
    return str(translations(locale).pgettext(context, text))


@lru_cache(256)
def _sources(locale: str, count: int) -> str:
    said = translations(locale).ngettext("%(count)s source", "%(count)s sources", count)
    return str(said) % {"count": count}


@lru_cache(4096)
def _day(conventions: Locale, text: str, of: bool) -> str:
    # Python has no year 0.
    if re.fullmatch(r"(?!0000)\d{4}-\d{2}-\d{2}", text):
        return format_date(date.fromisoformat(text), "long", locale=conventions)
    if re.fullmatch(r"(?!0000)\d{4}-(0[1-9]|1[0-2])", text):
        # Unicode calls the month in the nominative L, that beside a day M.
        pattern = conventions.datetime_skeletons["yMMMM"].pattern
        shown = pattern.replace("L", "M") if of else pattern
        return format_date(date.fromisoformat(f"{text}-01"), shown, locale=conventions)
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def reader_of(request: Request) -> Reader:
    """The reader of a page: what was chosen, else what the browser asks for, else English."""
    accepted = accepted_languages(request.headers.get("accept-language", ""))
    chosen = request.query_params.get(COOKIE) or request.cookies.get(COOKIE, "")
    if chosen not in LOCALES:
        chosen = ""
    locale = chosen or next((code for code in accepted if code in LOCALES), "en")
    return Reader(locale, _first((*([chosen] if chosen else []), *accepted, "en")))


def _first(codes: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(codes)
    others = [code for code in found if code != "en"][: MOST_LANGUAGES - 1]
    return tuple(code for code in found if code == "en" or code in others)


def accepted_languages(header: str) -> tuple[str, ...]:
    """The languages of the model that an Accept-Language header names, the best first."""
    weighed: list[tuple[float, str]] = []
    for part in header[:1000].split(","):
        tag, *parameters = (piece.strip().lower() for piece in part.split(";"))
        code = tag.partition("-")[0]
        code = "nb" if code == "no" else code
        weight = next((_weight(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
        if code in LANGUAGES and weight > 0:
            weighed.append((-weight, code))
    return tuple(dict.fromkeys(code for _, code in sorted(weighed, key=lambda pair: pair[0])))


def _weight(text: str) -> float:
    return float(text) if re.fullmatch(r"[01](\.\d{0,3})?", text) else 0.0
