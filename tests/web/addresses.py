"""Addresses of pages on the seed."""

from __future__ import annotations

from typing import Final

EXAMPLES: Final = [
    "/page/country/pl", "/page/city/wroclaw-pl", "/page/institution/ump", "/page/programme/icc",
    "/page/strategy/wroclaw-2018", "/page/area/education", "/page/project/minte",
    "/page/event/2021-11-17-study-visits-wroclaw", "/page/document/metropolie-pl-en", "/page/programme/icc/members",
]  # fmt: skip
"""A page of each kind of thing."""

ALL: Final = [
    "/",
    "/timeline",
    "/page/programme/icc/map",
    "/compare",
    "/compare?id=city/wroclaw-pl&id=Oslo",
    "/compare?id=city/nowhere-xx&id=wroclaf",
    "/path",
    "/path?from=city/wroclaw-pl&to=project/minte",
    "/path?from=city/wroclaw-pl&to=Oslo",
    "/path?from=city/wroclaw-pl&to=city/wroclaw-pl",
    "/developers",
    "/ask",
    "/ask?query=%7B%20countries%20%7B%20totalCount%20nodes%20%7B%20name%20%7D%20%7D%20%7D",
    "/ask?query=%7B%20countrys%20%7D&variables=nonsense",
    "/search?q=wroc",
    "/search?type=Strategy",
    "/page/city/nowhere",
    "/nowhere",
    *EXAMPLES,
]
"""Pages of every kind, also those that refuse."""
