"""Value types: what each takes, how it writes it, what it stores, and when two values agree."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema import values
from schema.errors import ValueProblem
from schema.values import (
    Cell,
    Choice,
    Date,
    Integer,
    Language,
    Money,
    NameKind,
    Number,
    Passage,
    Role,
    Text,
    Url,
    Value,
    Word,
    columns_of,
)
from tests.strategies import texts

GOOD: Final[list[tuple[type[Value], str, str, tuple[Cell, ...]]]] = [
    (Text, " Łódź  \n miasto ", "Łódź miasto", ("Łódź miasto", "lodz miasto")),
    (Text, "\u0301", "\u0301", ("\u0301", "")),
    (Word, " icc-index ", "icc-index", ("icc-index",)),
    (Passage, " Two\n\n lines ", " Two\n\n lines ", (" Two\n\n lines ", "two lines")),
    (Url, " https://example.org/a?b=c#d ", "https://example.org/a?b=c#d", ("https://example.org/a?b=c#d",)),
    (Url, "http://xn--d-xfa.example/ü", "http://xn--d-xfa.example/ü", ("http://xn--d-xfa.example/ü",)),
    (Integer, " 007 ", "7", (7,)),
    (Integer, "-0", "0", (0,)),
    (Integer, "2147483647", "2147483647", (2**31 - 1,)),
    (Integer, "-2147483648", "-2147483648", (-(2**31),)),
    (Number, "+51.10", "51.1", (51.1,)),
    (Number, "-0.0", "0", (0.0,)),
    (Number, "1000", "1000", (1000.0,)),
    (Number, "0.000001", "0.000001", (0.000001,)),
    (Number, "123456789012345", "123456789012345", (123456789012345.0,)),
    (Date, " 2021-11 ", "2021-11", ("2021-11", 18932, 18961, 2021)),
    (Date, "1970-01-01", "1970-01-01", ("1970-01-01", 0, 0, 1970)),
    (Money, "14900 EUR", "14900 EUR", ("14900", "EUR", 14900.0)),
    (Money, " 0014.50   PLN", "14.50 PLN", ("14.50", "PLN", 14.5)),
    (Language, " pl ", "pl", ("pl",)),
    (Role, "LEAD", "LEAD", ("LEAD",)),
    (NameKind, "ACRONYM", "ACRONYM", ("ACRONYM",)),
]
BAD: Final[list[tuple[type[Value], str]]] = [
    *((value, empty) for value in values.ALL for empty in ("", " \n")),
    *((Url, text) for text in ("example.org", "ftp://example.org", "mailto:a@b.org", "https://", "http:///path")),
    *((Url, text) for text in ("https://a b.org", "https://example.org/<x>", 'https://example.org/"', "http://[")),
    *((Integer, text) for text in ("1.0", "1e3", "2147483648", "-2147483649", "+-1", "٣", "0x10", "1 000", "1_000")),
    *((Number, text) for text in ("1e3", "NaN", "Infinity", ".5", "1.", "1,5", "1234567890123456")),
    *((Money, text) for text in ("14900", "EUR 14900", "14900 eur", "-5 EUR", "1e3 EUR", "14,900 EUR", "€5")),
    *((Money, text) for text in ("1.23456 EUR", "1234567890123456 EUR")),
    *((Date, text) for text in ("yesterday", "2021-13", "2021/2020")),
    *((Language, text) for text in ("PL", "xx", "polish")),
    *((Role, text) for text in ("lead", "CHIEF")),
    (NameKind, "OTHER"),
]  # fmt: skip
AGREE: Final[list[tuple[type[Value], str, str, bool]]] = [
    (Text, "Łódź", "Łódź", True),
    (Text, "Łódź", "Lodz", False),
    (Word, "office", "Office", False),
    (Url, "https://www.example.org/a/", "http://example.org/a", True),
    (Url, "https://example.org/a", "https://example.org/A", False),
    (Integer, "7", "7", True),
    (Integer, "7", "8", False),
    (Number, "51.1", "51.10", True),
    (Number, "51.1", "51.11", False),
    (Date, "2014", "2014-11-19", True),
    (Date, "2014", "2014~", True),
    (Date, "2014", "2015", False),
    (Date, "2014-11-19", "2014-11-20", False),
    (Date, "2008/2012", "2012-12-31/2014", True),
    (Date, "2014/..", "../2014", True),
    (Date, "2014/..", "2013", False),
    (Money, "14900 EUR", "14900.00 EUR", True),
    (Money, "14900 EUR", "14900 PLN", False),
    (Money, "14900 EUR", "14901 EUR", False),
    (Money, "900000000000000.0001 EUR", "900000000000000.0002 EUR", False),
    (Role, "LEAD", "LEAD", True),
    (Role, "LEAD", "PARTNER", False),
]
FINER: Final[list[tuple[str, str, bool]]] = [
    ("2014", "2014-11", True),
    ("2014", "2014-11-19", True),
    ("2014-11-19", "2014", False),
    ("2014", "2014", False),
    ("2014", "2014~", False),
    ("2008/2012", "2012", True),
    ("2008/2012", "2011/2013", False),
    ("2014/..", "2014", True),
]

RAW: Final = st.text() | st.from_regex(r"[+-]?[0-9]{1,16}(\.[0-9]{1,5})?( [A-Z]{3})?") | st.from_regex(r"https?://.*")

every_value = pytest.mark.parametrize("value", values.ALL, ids=lambda value: value.__name__)


@pytest.mark.parametrize(("value", "text", "canonical", "cells"), GOOD)
def test_parse_and_cells(value: type[Value], text: str, canonical: str, cells: tuple[Cell, ...]) -> None:
    assert value.parse(text) == canonical
    assert value.cells(canonical) == cells


@pytest.mark.parametrize(("value", "text"), BAD)
def test_what_is_refused_is_shown_with_what_was_expected(value: type[Value], text: str) -> None:
    with pytest.raises(ValueProblem, match="expected") as refusal:
        value.parse(text)
    assert not text.strip() or repr(text) in str(refusal.value)


@pytest.mark.parametrize(("value", "one", "other", "expected"), AGREE)
def test_agree(value: type[Value], one: str, other: str, expected: bool) -> None:
    assert value.agree(one, other) == value.agree(other, one) == expected


@pytest.mark.parametrize(("one", "other", "expected"), FINER)
def test_finer_dates(one: str, other: str, expected: bool) -> None:
    assert Date.finer(one, other) == expected


@every_value
@given(st.data())
def test_a_text_is_refused_or_written_in_one_way(value: type[Value], data: st.DataObject) -> None:
    text = data.draw(RAW | texts(value).map(" {} ".format))
    try:
        canonical = value.parse(text)
    except ValueProblem:
        return
    assert value.parse(canonical) == canonical
    assert value.agree(canonical, canonical)
    assert not value.finer(canonical, canonical)


@every_value
@given(st.data())
def test_cells_are_as_the_columns_say(value: type[Value], data: st.DataObject) -> None:
    cells = value.cells(data.draw(texts(value)))
    kinds = {"TEXT": str, "INTEGER": int, "REAL": float}
    for cell, (suffix, kind) in zip(cells, value.columns, strict=True):
        assert type(cell) is kinds[kind] or (suffix == "_year" and cell is None)


@every_value
@given(st.data())
def test_what_is_finer_agrees_and_is_not_finer_the_other_way(value: type[Value], data: st.DataObject) -> None:
    one, other = data.draw(texts(value)), data.draw(texts(value))
    assert value.agree(one, other) == value.agree(other, one)
    if value.finer(one, other):
        assert value.agree(one, other)
        assert not value.finer(other, one)


@every_value
def test_a_value_type_is_described(value: type[Value]) -> None:
    assert value.name
    assert (value.__doc__ or "").strip()
    assert set(value.order) <= {suffix for suffix, _ in value.columns}
    assert [name for name, _ in columns_of(value, "x")] == ["x" + suffix for suffix, _ in value.columns]


@pytest.mark.parametrize("choice", [v for v in values.ALL if issubclass(v, Choice)])
def test_members_are_described_and_listed_in_the_refusal(choice: type[Choice]) -> None:
    assert all(text.strip() and text != member for member, text in choice.members.items())
    with pytest.raises(ValueProblem) as refusal:
        choice.parse("none of them")
    assert all(member in str(refusal.value) for member in choice.members)
