"""A new entity type is declared in one place and appears everywhere: in tables, claims, conditions and answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import pytest

from graph.facts import Claim
from graph.sqlite.readers import Readers
from graph.sqlite.store import SqliteStore
from resolvers.execute import Engine
from resolvers.planner import Options
from schema import DECLARATIONS
from schema.base import Actor
from schema.declare import Many, attribute, derived, edge, entity, relation
from schema.model import Model

if TYPE_CHECKING:
    from schema.places import City
    from schema.values import Date, Integer, Money, Number, Text, Url, Word


@edge
class Mooring:
    """How a harbour stands in a city."""

    opened_on: Date | None = attribute("Day of the opening.")
    berths: Integer | None = attribute("How many ships can lie there.")
    depth: Number | None = attribute("How deep the water is, in metres.")
    fee: Money | None = attribute("What a night costs.")
    remark: Text | None = attribute("What else is known.")


@entity(plural="harbours", rdf="pg:Harbour")
class Harbour(Actor):
    """A place where ships lie."""

    slogan: Text | None = attribute("What it says of itself.", multilingual=True)
    nickname: Text | None = attribute("What sailors call it.")
    unlocode: Word | None = attribute("Its UN/LOCODE.", unique=True)
    site: Url | None = attribute("Its own page.")
    quays: Integer | None = attribute("How many quays it has.")
    area_km2: Number | None = attribute("Its area in square kilometres.")
    cost: Money | None = attribute("What it cost.")
    cargo: list[Word] = attribute("What is handled there.")
    open_time: Date | None = attribute("When it was in use.")
    in_use_from: Date | None = derived("Since when it is in use.", first="open_time")
    in_use_until: Date | None = derived("Until when it is in use.", last="open_time")

    cities: Many[City, Mooring] = relation(
        "HARBOUR_OF", "Cities that it belongs to.", inverse="harbours", inverse_text="Harbours that belong to it."
    )


MODEL: Final = Model.of([*DECLARATIONS, Mooring, Harbour])


def of(subject: str, language: str = "", **attributes: str | list[str]) -> Iterator[Claim]:
    """Claims of attributes."""
    for property, values in attributes.items():
        for value in [values] if isinstance(values, str) else values:
            yield Claim(subject, property, value=value, language=language)


def moored(harbour: str, city: str, **properties: str) -> Claim:
    """A claim that a harbour belongs to a city."""
    return Claim(harbour, "HARBOUR_OF", city, qualifiers=tuple(sorted(properties.items())))


CLAIMS: Final = [
    *of("city/gdansk-pl", "pl", name="Gdańsk"),
    *of("city/gdynia-pl", "pl", name="Gdynia"),
    *of("harbour/gdansk", "pl", name="Port Gdańsk", slogan="Brama do morza"),
    *of("harbour/gdansk", "en", slogan="Gate to the sea"),
    *of("harbour/gdansk", nickname="Żuraw", unlocode="PLGDN", site="https://example.org/gdansk", quays="32"),
    *of("harbour/gdansk", areaKm2="6.79", cost="1500000.50 PLN", cargo=["coal", "amber"], openTime="0997/.."),
    *of("harbour/gdynia", "pl", name="Port Gdynia"),
    *of("harbour/gdynia", quays="17", openTime="1922/2030", cost="99 EUR"),
    *of("harbour/nowhere", "en", name="Harbour without a city"),
    moored("harbour/gdansk", "city/gdansk-pl", openedOn="1807", berths="40", depth="16.5", fee="12.50 EUR"),
    moored("harbour/gdynia", "city/gdynia-pl", openedOn="1926-09", berths="50", remark="Łuk"),
    moored("harbour/gdynia", "city/gdansk-pl", berths="3"),
]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Engine]]:
    """The two ways out: the fast one, and the one through graphql-core, which checks types and nulls."""
    path = str(tmp_path_factory.mktemp("extra") / "graph.sqlite")
    store = SqliteStore(path, MODEL)
    change = store.replace("tests", {"harbours.csv": dict.fromkeys(CLAIMS, 1)})
    assert change.claims_added == len(CLAIMS)
    store.close()
    readers = Readers(path, MODEL, threads=1)
    yield [Engine(MODEL, readers, Options(), through_core=core) for core in (False, True)]
    readers.close()


CASES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "every attribute": (
        """{ harbour(id: "harbour/gdansk") {
            __typename id type name slogan(lang: [de, pl]) nickname unlocode site quays areaKm2 cost { value currency }
            cargo openTime inUseFrom inUseUntil description
        } }""",
        {
            "harbour": {
                "__typename": "Harbour", "id": "harbour/gdansk", "type": "HARBOUR", "name": "Port Gdańsk",
                "slogan": "Brama do morza", "nickname": "Żuraw", "unlocode": "PLGDN",
                "site": "https://example.org/gdansk", "quays": 32, "areaKm2": 6.79,
                "cost": {"value": "1500000.50", "currency": "PLN"}, "cargo": ["amber", "coal"],
                "openTime": "0997/..", "inUseFrom": "0997", "inUseUntil": None, "description": None,
            }
        },
    ),
    "node": (
        """{ node(id: "harbour/gdynia") {
            __typename id ... on Harbour { name inUseUntil cargo cost { currency } }
        } }""",
        {
            "node": {
                "__typename": "Harbour", "id": "harbour/gdynia", "name": "Port Gdynia", "inUseUntil": "2030",
                "cargo": [], "cost": {"currency": "EUR"},
            }
        },
    ),
    "where on attributes": (
        """{ harbours(where: {AND: [
            {nickname: {eq: "zuraw"}}, {unlocode: {in: ["PLGDN", "x"]}}, {quays: {eq: 32}}, {areaKm2: {eq: 6.79}},
            {openTime: {during: "2021"}}, {cargo: {eq: "coal"}}, {slogan: {contains: "SEA"}}, {cost: {isNull: false}}
        ]}) { totalCount nodes { id } } }""",
        {"harbours": {"totalCount": 1, "nodes": [{"id": "harbour/gdansk"}]}},
    ),
    "where on what is missing": (
        "{ harbours(where: {quays: {isNull: true}}) { nodes { id } } }",
        {"harbours": {"nodes": [{"id": "harbour/nowhere"}]}},
    ),
    "where on the relation": (
        """{ harbours(where: {cities: {some: {berths: {eq: 3}, node: {name: {eq: "gdansk"}}}}}) { nodes { id } } }""",
        {"harbours": {"nodes": [{"id": "harbour/gdynia"}]}},
    ),
    "where without the relation": (
        "{ harbours(where: {cities: {none: {}}}) { nodes { id } } }",
        {"harbours": {"nodes": [{"id": "harbour/nowhere"}]}},
    ),
    "orderBy": (
        "{ harbours(orderBy: [{quays: DESC}]) { nodes { id } } }",
        {"harbours": {"nodes": [{"id": "harbour/gdansk"}, {"id": "harbour/gdynia"}, {"id": "harbour/nowhere"}]}},
    ),
    "orderBy count and name": (
        "{ harbours(orderBy: [{cities: {count: ASC}}, {name: DESC}], first: 2) { nodes { id } } }",
        {"harbours": {"nodes": [{"id": "harbour/nowhere"}, {"id": "harbour/gdansk"}]}},
    ),
    "orderBy money and dates": (
        "{ harbours(orderBy: [{cost: ASC}, {openTime: ASC}]) { nodes { id } } }",
        {"harbours": {"nodes": [{"id": "harbour/gdynia"}, {"id": "harbour/gdansk"}, {"id": "harbour/nowhere"}]}},
    ),
    "inverse": (
        """{ city(id: "city/gdansk-pl") { harbours(orderBy: [{berths: ASC}]) {
            totalCount
            edges { openedOn berths depth fee { value currency } remark node { id } evidence { kind berths } }
        } } }""",
        {
            "city": {
                "harbours": {
                    "totalCount": 2,
                    "edges": [
                        {
                            "openedOn": None, "berths": 3, "depth": None, "fee": None, "remark": None,
                            "node": {"id": "harbour/gdynia"}, "evidence": [{"kind": "CURATED", "berths": 3}],
                        },
                        {
                            "openedOn": "1807", "berths": 40, "depth": 16.5,
                            "fee": {"value": "12.50", "currency": "EUR"}, "remark": None,
                            "node": {"id": "harbour/gdansk"},
                            "evidence": [{"kind": "CURATED", "berths": 40}],
                        },
                    ],
                }
            }
        },
    ),
    "evidence of each property": (
        """{ harbour(id: "harbour/gdansk") { cities { edges {
            evidence { openedOn depth fee { currency } remark }
        } } } }""",
        {
            "harbour": {
                "cities": {
                    "edges": [
                        {"evidence": [{"openedOn": "1807", "depth": 16.5, "fee": {"currency": "EUR"}, "remark": None}]}
                    ]
                }
            }
        },
    ),
    "condition from the city": (
        """{ cities(where: {harbours: {every: {berths: {in: [50]}}, some: {remark: {contains: "luk"}}}}) {
            nodes { id }
        } }""",
        {"cities": {"nodes": [{"id": "city/gdynia-pl"}]}},
    ),
    "as an actor": (
        """{ nodes(ids: ["harbour/gdansk", "harbour/none", "city/gdansk-pl"]) { __typename ... on Actor { name } } }""",
        {
            "nodes": [
                {"__typename": "Harbour", "name": "Port Gdańsk"}, None, {"__typename": "City", "name": "Gdańsk"},
            ]
        },
    ),
    "counted": (
        "{ dataset { counts { type count } } }",
        {"dataset": {"counts": [{"type": "CITY", "count": 2}, {"type": "HARBOUR", "count": 3}]}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_new_type_is_asked_like_every_other(engines: list[Engine], name: str) -> None:
    text, expected = CASES[name]
    for engine in engines:
        result = asyncio.run(engine.answer(text))
        assert result.errors is None, engine.through_core
        data: object = result.data
        if not engine.through_core:
            data = json.loads(str(result.data))
        assert data == expected, engine.through_core


def test_the_new_type_stands_in_the_enums_of_the_schema(engines: list[Engine]) -> None:
    values = {name: engines[0].core.type_map[name].values for name in ("EntityType", "Property")}  # type: ignore[attr-defined]
    assert "HARBOUR" in values["EntityType"]
    assert {"HARBOUR_OF", "areaKm2", "openTime"} <= values["Property"].keys()
    assert not {"inUseFrom", "inUseUntil"} & values["Property"].keys(), "what is derived is not stated"
