"""How an answer becomes a table."""

from __future__ import annotations

from typing import Any

import pytest

from exporters.answer_csv import Shape, as_csv

PLAIN: Shape = {"a": None, "b": {"c": None}}
LISTS: Shape = {"a": None, "l": {"x": None, "m": {"y": None}}, "n": {"z": None}}


@pytest.mark.parametrize(
    ("shape", "answer", "lines"),
    [
        (PLAIN, {"a": 1, "b": {"c": True}}, ["a,b.c", "1,true"]),
        (PLAIN, {"a": "x", "b": {}}, ["a,b.c", "x,"]),
        (PLAIN, {"a": 'say "a, b"', "b": {"c": "two\nlines"}}, ["a,b.c", '"say ""a, b""","two\nlines"']),
        (PLAIN, {"a": ["x", "y, z"], "b": {"c": []}}, ["a,b.c", '"x | y, z",']),
        (PLAIN, {"a": 72.5, "b": {"c": 0}}, ["a,b.c", "72.5,0"]),
        (LISTS, {"a": 1, "l": [], "n": []}, ["a,l.x,l.m.y,n.z", "1,,,"]),
        (
            LISTS,
            {"a": 1, "l": [{"x": 2, "m": [{"y": 3}, {"y": 4}]}, {"x": 5, "m": []}], "n": [{"z": 6}]},
            ["a,l.x,l.m.y,n.z", "1,2,3,", "1,2,4,", "1,5,,", "1,,,6"],
        ),
        ({"l": {"x": None}}, {"l": []}, ["l.x"]),
        (PLAIN, {"a": None, "b": None}, ["a,b.c"]),
        ({"l": {"x": None}}, {"l": [None, {"x": 1}]}, ["l.x", '""', "1"]),
        ({"o": {"a": None, "l": {"x": None}}}, {"o": {"a": 1, "l": [{"x": 2}, {"x": 3}]}}, ["o.a,o.l.x", "1,2", "1,3"]),
    ],
)
def test_a_table(shape: Shape, answer: dict[str, Any], lines: list[str]) -> None:
    assert as_csv(shape, answer) == "".join(f"{line}\r\n" for line in lines)
