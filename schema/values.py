"""Value types: one class per kind of value, which knows how it is parsed, stored, compared and published.

A value travels as its canonical text (in claims, in facts, in files) and is stored in the columns of its type.
Declarations name these classes in their annotations.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from schema import edtf
from schema.errors import ValueProblem
from schema.operators import EQUAL, NUMERIC, TEXTUAL
from schema.text import fold
from schema.vocabulary import LANGUAGES

Cell = str | int | float | None
"""What a column of a table holds."""


class Value:
    """Base of the value types. `parse` gives canonical text or raises ValueProblem; `cells` its columns."""

    name: ClassVar[str]
    """Name in the documentation."""
    graphql: ClassVar[str]
    """Name of the GraphQL type."""
    xsd: ClassVar[str]
    """Datatype in RDF, as a CURIE."""
    columns: ClassVar[tuple[tuple[str, str], ...]] = (("", "TEXT"),)
    """Suffix and SQL type of each column; the first holds what is shown."""
    order: ClassVar[tuple[str, ...]] = ("",)
    """Suffixes of the columns by which values are sorted."""
    operators: ClassVar[tuple[str, ...]] = (*EQUAL, "isNull")
    """What conditions can say of it, by the names of `schema.operators`."""
    written: ClassVar[str] = ""
    """Name of the GraphQL type in which it is compared, when that is not the type in which it is shown."""

    @classmethod
    def parse(cls, text: str) -> str:
        """The canonical text of a value that a person wrote."""
        if not text.strip():
            raise ValueProblem("expected a text, got nothing")
        return " ".join(text.split())

    @classmethod
    def cells(cls, text: str) -> tuple[Cell, ...]:
        """The columns of a canonical text, in the order of `columns`."""
        return (text,)

    @classmethod
    def agree(cls, one: str, other: str) -> bool:
        """Whether two values can both be true of a thing that has only one."""
        return cls.cells(one) == cls.cells(other)

    @classmethod
    def finer(cls, one: str, other: str) -> bool:
        """Whether the second of two values that agree says more than the first."""
        return False


class Text(Value):
    """Words of a language, compared without case and diacritics."""

    name, graphql, xsd = "text", "String", "xsd:string"
    columns = (("", "TEXT"), ("_fold", "TEXT"))
    order = ("_fold",)
    operators = (*TEXTUAL, "isNull")

    @classmethod
    def cells(cls, text: str) -> tuple[Cell, ...]:
        return text, fold(text)


class Word(Value):
    """A code or a term of a short list, compared as it is written."""

    name, graphql, xsd = "word", "String", "xsd:string"
    operators = (*TEXTUAL, "isNull")


class Passage(Text):
    """A long text that keeps its lines, such as a document's."""

    name = "passage"

    @classmethod
    def parse(cls, text: str) -> str:
        if not text.strip():
            raise ValueProblem("expected a text, got nothing")
        return text


class Url(Value):
    """An absolute address on the web."""

    name, graphql, xsd = "web address", "String", "xsd:anyURI"
    operators = (*TEXTUAL, "isNull")

    @classmethod
    def parse(cls, text: str) -> str:
        text = text.strip()
        try:
            parts = urlsplit(text)
            absolute = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:  # brackets around what is no IPv6 address
            absolute = False
        if not absolute or re.search(r'[\s<>"{}|\\^`]', text):
            raise ValueProblem(f"expected a web address beginning with http:// or https://, got {text!r}")
        return text

    @classmethod
    def agree(cls, one: str, other: str) -> bool:
        def bare(url: str) -> str:
            return url.partition("://")[2].removeprefix("www.").rstrip("/")

        return bare(one) == bare(other)


class Integer(Value):
    """A whole number, as GraphQL's Int has it (32 bits with sign)."""

    name, graphql, xsd = "whole number", "Int", "xsd:integer"
    columns = (("", "INTEGER"),)
    operators = (*NUMERIC, "isNull")

    @classmethod
    def parse(cls, text: str) -> str:
        digits = text.strip()
        if not re.fullmatch(r"-?[0-9]{1,10}", digits) or not -(2**31) <= int(digits) < 2**31:
            raise ValueProblem(f"expected a whole number of at most 32 bits, got {text!r}")
        return str(int(digits))

    @classmethod
    def cells(cls, text: str) -> tuple[Cell, ...]:
        return (int(text),)


class Number(Value):
    """A decimal number of at most 15 digits, so that every store writes it the same way."""

    name, graphql, xsd = "number", "Float", "xsd:decimal"
    columns = (("", "REAL"),)
    operators = (*NUMERIC, "isNull")

    @classmethod
    def parse(cls, text: str) -> str:
        if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text.strip()) or sum(c.isdigit() for c in text) > 15:
            raise ValueProblem(f"expected a decimal number of at most 15 digits, got {text!r}")
        number = Decimal(text.strip())
        return f"{number.normalize():f}" if number else "0"

    @classmethod
    def cells(cls, text: str) -> tuple[Cell, ...]:
        return (float(text),)


class Date(Value):
    """A date or period with the precision of its source: EDTF, levels 0 and 1."""

    name, graphql, xsd = "date (EDTF)", "EDTF", "xsd:string"
    columns = (("", "TEXT"), ("_first", "INTEGER"), ("_last", "INTEGER"), ("_year", "INTEGER"))
    order = ("_first", "_last")
    operators = (*EQUAL, "before", "after", "during", "isNull")

    @classmethod
    def parse(cls, text: str) -> str:
        edtf.span(text.strip())
        return text.strip()

    @classmethod
    def cells(cls, text: str) -> tuple[Cell, ...]:
        return text, *edtf.span(text), edtf.year(text)

    @classmethod
    def agree(cls, one: str, other: str) -> bool:
        first, second = edtf.span(one), edtf.span(other)
        return first.first <= second.last and second.first <= first.last

    @classmethod
    def finer(cls, one: str, other: str) -> bool:
        outer, inner = edtf.span(one), edtf.span(other)
        return outer != inner and outer.first <= inner.first and inner.last <= outer.last


class Money(Value):
    """An amount in one currency, written `14900 EUR`; exact, never a binary fraction.

    Compared with amounts of the same currency only.
    """

    name, graphql, xsd = "money", "Money", "schema:MonetaryAmount"
    columns = (("", "TEXT"), ("_currency", "TEXT"), ("_number", "REAL"))
    order = ("_currency", "_number")
    operators = (*(name for name in NUMERIC if name not in ("in", "notIn")), "isNull")
    written = "String"

    @classmethod
    def parse(cls, text: str) -> str:
        match = re.fullmatch(r"([0-9]{1,15}(?:\.[0-9]{1,4})?) ([A-Z]{3})", " ".join(text.split()))
        if match is None:
            raise ValueProblem(f"expected an amount and a currency code, such as 14900 EUR, got {text!r}")
        return f"{Decimal(match[1]):f} {match[2]}"

    @classmethod
    def cells(cls, text: str) -> tuple[Cell, ...]:
        amount, currency = text.split()
        return amount, currency, float(amount)

    @classmethod
    def agree(cls, one: str, other: str) -> bool:
        (amount, currency), (other_amount, other_currency) = one.split(), other.split()
        return currency == other_currency and Decimal(amount) == Decimal(other_amount)


class Choice(Value):
    """Base of the value types that have a fixed list of members: `members` maps each to its description."""

    members: ClassVar[dict[str, str]]
    xsd = "xsd:string"

    @classmethod
    def parse(cls, text: str) -> str:
        if text.strip() not in cls.members:
            raise ValueProblem(f"expected one of {', '.join(cls.members)}, got {text!r}")
        return text.strip()


class Language(Choice):
    """The language of a text."""

    name, graphql = "language code", "Language"
    members = LANGUAGES


class Role(Choice):
    """In which capacity somebody takes part."""

    name, graphql = "role", "Role"
    members: ClassVar[dict[str, str]] = {
        "LEAD": "Leads or coordinates it.",
        "PARTNER": "Is a partner; also where a source names no role.",
        "PARTICIPANT": "Takes part without being a partner.",
    }


class NameKind(Choice):
    """What kind of name a name is."""

    name, graphql = "kind of name", "NameKind"
    members: ClassVar[dict[str, str]] = {
        "PREFERRED": "The usual name in its language.",
        "ALTERNATIVE": "Another name, spelling or translation in use.",
        "ACRONYM": "An abbreviation, such as ICC.",
    }


def columns_of(value: type[Value], name: str) -> tuple[tuple[str, str], ...]:
    """Name and SQL type of each column that an attribute of this name has."""
    return tuple((name + suffix, kind) for suffix, kind in value.columns)


ALL: Final[tuple[type[Value], ...]] = (
    Text, Word, Passage, Url, Integer, Number, Date, Money, Language, Role, NameKind,
)  # fmt: skip
BY_NAME: Final[dict[str, Any]] = {value.__name__: value for value in ALL}
