"""The seed: that it loads, says what the questions of the API ask for, and holds what the origin documents state."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.facts import Claim, Fact, key_of, rank_by, settle
from graph.sqlite.store import SqliteStore
from loaders import country_names
from loaders.identifiers import document_id
from loaders.pipeline import load
from loaders.tables import Table, read_table
from schema import edtf, policy_model
from schema.text import fold
from tests.conftest import Golden
from tests.loaders.conftest import SEED

MODEL = policy_model()
FILES = sorted(SEED.glob("*.csv"))


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    return {path.stem: read_table(MODEL, path.name, path.read_bytes()) for path in FILES}


@pytest.fixture(scope="module")
def facts(tables: Mapping[str, Table]) -> dict[str, list[Fact]]:
    """Facts by property."""
    claims = {claim for table in tables.values() for claim in table.claims}
    issued = {claim.subject: claim.value for claim in claims if claim.property == "issued"}
    by_key: dict[str, list[Claim]] = {}
    for claim in claims:
        by_key.setdefault(key_of(MODEL, claim).id, []).append(claim)
    found: dict[str, list[Fact]] = {}
    for group in by_key.values():
        fact = settle(MODEL, group, rank_by(issued))
        found.setdefault(fact.key.property, []).append(fact)
    return found


def links(facts: Mapping[str, list[Fact]], type: str, source: str = "", target: str = "") -> dict[str, Fact]:
    """Facts of a relation, by their other end."""
    return {
        fact.object if source else fact.key.subject: fact
        for fact in facts[type]
        if (not source or fact.key.subject == source) and (not target or fact.object == target)
    }


def value(facts: Mapping[str, list[Fact]], subject: str, property: str) -> str:
    return next(fact.value for fact in facts[property] if fact.key.subject == subject)


def during(period: str, year: str) -> bool:
    one, other = edtf.span(period), edtf.span(year)
    return one.first <= other.last and other.first <= one.last


def test_it_loads_without_problems_and_again_without_changes(store: SqliteStore) -> None:
    first = load(store, [SEED])
    assert first.problems == ()
    assert first.tables == len(FILES) - 1 == 26, "judgements are no table of the graph"
    assert first.not_read == (f"{SEED}/README.md",)
    assert not load(store, [SEED]).change


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_tables_are_written_alike(path: Path) -> None:
    data = path.read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    rows = list(csv.reader(data.decode().splitlines()))
    assert all(cell == cell.strip() for row in rows for cell in row)
    assert all(any(row[column] for row in rows[1:]) for column in range(len(rows[0]))), "a column is empty"


def test_the_readme_lists_every_table() -> None:
    text = (SEED / "README.md").read_text("utf-8")
    assert [path.name for path in FILES if f"`{path.name}`" not in text] == []


def test_names_of_countries_are_those_of_cldr(golden: Golden) -> None:
    golden(country_names.TABLE, country_names.country_names(country_names.COUNTRIES.read_text("utf-8")))


def test_every_entity_has_a_name_or_an_address(tables: Mapping[str, Table], facts: Mapping[str, list[Fact]]) -> None:
    described = {row.declares for table in tables.values() for row in table.rows if row.declares}
    named = {fact.key.subject for property in ("name", "url") for fact in facts[property]}
    assert described - named == set()


def test_polish_cities_have_polish_names(facts: Mapping[str, list[Fact]]) -> None:
    polish = set(links(facts, "LOCATED_IN", target="country/pl")) & {f"city/{c}" for c in facts_ids("city", facts)}
    named = {fact.key.subject for fact in facts["name"] if fact.language == "pl"}
    assert len(polish) == 13
    assert polish <= named


LOCAL = {
    "au": "en", "be": "fr nl", "ca": "fr", "ch": "fr", "cy": "el", "cz": "cs", "de": "de", "dk": "da", "es": "es ca eu",
    "fi": "fi", "fr": "fr", "gb": "en", "gr": "el", "hr": "hr", "hu": "hu", "ie": "ga", "il": "he", "is": "is",
    "it": "it", "jo": "ar", "jp": "ja", "kr": "ko", "lt": "lt", "lu": "lb", "lv": "lv", "ma": "ar fr", "mx": "es",
    "nl": "nl", "no": "nb", "pl": "pl", "pt": "pt", "ro": "ro", "rs": "sr", "ru": "ru", "se": "sv", "tr": "tr",
    "ua": "uk", "us": "en",
}  # fmt: skip
"""Languages of countries, or of those parts of them whose cities are in the seed."""

UNIONS = {
    "city/unione-dei-comuni-del-rubicone-it",
    "city/unione-dei-comuni-terre-dei-castelli-it",
}
"""Unions of Italian municipalities, which have no English names."""


def test_cities_have_names_in_english_and_in_a_language_of_the_place(facts: Mapping[str, list[Fact]]) -> None:
    languages: dict[str, set[str]] = {}
    for fact in facts["name"]:
        languages.setdefault(fact.key.subject, set()).add(fact.language)
    cities = {f"city/{slug}" for slug in facts_ids("city", facts)}
    assert {city for city in cities if "en" not in languages[city]} == UNIONS
    assert [city for city in cities if not languages[city] & set(LOCAL[city[-2:]].split())] == []


def facts_ids(slug: str, facts: Mapping[str, list[Fact]]) -> set[str]:
    subjects = {fact.key.subject.partition("/") for group in facts.values() for fact in group}
    return {rest for kind, _, rest in subjects if kind == slug}


def test_members_of_icc(facts: Mapping[str, list[Fact]]) -> None:
    members = links(facts, "MEMBER_OF", target="programme/icc")
    country = {f.key.subject: f.object for f in facts["LOCATED_IN"] if f.object.startswith("country/")}
    countries = Counter(country[member] for member in members)
    assert (len(members), len(countries)) == (57, 33)
    assert countries["country/gb"] == 8
    assert countries["country/de"] == 4
    assert (countries["country/au"], countries["country/pl"]) == (3, 3)
    end = edtf.span("2020-12-31")
    later = {
        id for id, f in members.items() if "since" in f.qualifiers and edtf.span(f.qualifiers["since"]).first > end.last
    }
    assert later == {"city/jonava-lt", "city/wroclaw-pl"}


def test_polish_members_of_icc(facts: Mapping[str, list[Fact]]) -> None:
    members = links(facts, "MEMBER_OF", target="programme/icc")
    assert {id: dict(f.qualifiers) for id, f in members.items() if id.endswith("-pl")} == {
        "city/lublin-pl": {"since": "2008", "rank": "pilot city"},
        "city/wroclaw-pl": {"since": "2021", "order": "3", "rank": "third Polish city"},
        "city/krakow-pl": {"order": "2", "rank": "144th ICC member; second from Poland"},
    }


def test_places_among_the_members_of_a_country(facts: Mapping[str, list[Fact]]) -> None:
    orders = {f.key.subject: f.qualifiers["order"] for f in facts["MEMBER_OF"] if "order" in f.qualifiers}
    assert orders == {
        "city/wroclaw-pl": "3", "city/krakow-pl": "2", "city/ballarat-au": "1", "city/melton-au": "2",
        "city/hamamatsu-jp": "1", "city/rochester-minnesota-us": "1", "city/jonava-lt": "1",
    }  # fmt: skip


def test_the_strategy_of_wroclaw(facts: Mapping[str, list[Fact]]) -> None:
    assert set(links(facts, "ADOPTED", source="city/wroclaw-pl")) == {"strategy/wroclaw-2018"}
    assert value(facts, "strategy/wroclaw-2018", "period") == "2018/2022"
    areas = {f"area/{name}" for name in ("education", "integration", "security", "cooperation")}
    assert set(links(facts, "IN_AREA", source="strategy/wroclaw-2018")) == areas
    assert set(links(facts, "HAS_GOAL", source="strategy/wroclaw-2018")) == {"goal/wroclaw-2018-mutual-respect"}


def test_a_proposal_is_adopted_by_nobody(facts: Mapping[str, list[Fact]]) -> None:
    assert links(facts, "ADOPTED", target="strategy/krakow-racism") == {}
    assert {f.object for f in facts["ADOPTED"]} == {
        f"strategy/{id}" for id in facts_ids("strategy", facts) if id != "krakow-racism"
    }


def test_projects_of_wcrs(facts: Mapping[str, list[Fact]]) -> None:
    projects = links(facts, "PARTNER_IN", source="institution/wcrs")
    assert set(projects) == {"project/minte", "project/school-assistants"}
    assert projects["project/minte"].qualifiers == {"role": "PARTNER", "roleText": "partner of SWPS University"}
    leads = {f.object: f.key.subject for f in facts["PARTNER_IN"] if f.qualifiers["role"] == "LEAD"}
    assert leads["project/minte"] == "institution/charles-university"
    assert leads["project/school-assistants"] == "institution/tpbbip"
    amounts = {f.key.subject: (f.object, f.qualifiers.get("amount")) for f in facts["FUNDED_BY"]}
    assert amounts["project/minte"] == ("programme/erasmus-plus", "250000 EUR")
    assert amounts["project/school-assistants"] == ("programme/acf-regional", "95920.50 EUR")


def test_cities_with_the_most_projects(facts: Mapping[str, list[Fact]]) -> None:
    cities = Counter(f.key.subject for f in facts["PARTNER_IN"] if f.key.subject.startswith("city/"))
    assert cities.most_common(2) == [("city/lublin-pl", 5), ("city/wroclaw-pl", 3)]
    assert {count for _, count in cities.most_common()[2:]} == {1}


def test_members_of_both_networks_with_a_strategy_in_force(facts: Mapping[str, list[Fact]]) -> None:
    both = set(links(facts, "MEMBER_OF", target="programme/icc")) & set(
        links(facts, "MEMBER_OF", target="institution/ump")
    )
    in_force = {f.key.subject for f in facts["period"] if during(f.value, "2020")}
    assert {city for city in both if in_force & set(links(facts, "ADOPTED", source=city))} == {
        "city/krakow-pl", "city/lublin-pl", "city/wroclaw-pl",
    }  # fmt: skip


def test_where_sources_disagree(facts: Mapping[str, list[Fact]]) -> None:
    conflicting = {(f.key.subject, f.object) for group in facts.values() for f in group if f.conflicting}
    assert conflicting == {
        ("city/limassol-cy", "programme/icc"),
        ("city/london-lewisham-gb", "programme/icc"),
        ("city/odesa-ua", "programme/icc-ua"),
    }


def test_no_two_addresses_are_one_document(tables: Mapping[str, Table]) -> None:
    addresses: dict[str, set[str]] = {}
    for table in tables.values():
        for row in table.rows:
            bare = row.cited.value.partition("://")[2].removeprefix("www.").rstrip("/")
            addresses.setdefault(row.cited.subject, set()).add(bare)
    assert {id: urls for id, urls in addresses.items() if len(urls) > 1} == {}


RELATIONS = {"HAS_AREA": "IN_AREA", "LEADS": "PARTNER_IN"}
DESCRIBED = {
    "study-visit meeting of 17-18 November 2021": "event/2021-11-17-study-visits-wroclaw",
    "online seminar of 22 February 2022": "event/2022-02-22-online-seminar",
    "guide on international protection and…": "document/wromigrant-guide-on-international-protection",
    "residents live in mutual respect, regardless of their origin, cultural identity, language, or religion":
        "goal/wroclaw-2018-mutual-respect",
    "support local authorities in creating and implementing inclusive integration policies":
        "goal/icc-inclusive-integration-policies",
}  # fmt: skip
"""Nodes of the gold files that have no name of their own."""


def gold(shared: Path) -> Iterable[tuple[str, dict[str, list[dict[str, Any]]]]]:
    for path in sorted((shared / "documents" / "seeds").glob("*.gold.json")):
        url = json.loads(path.with_name(path.name.replace("gold", "meta")).read_text("utf-8"))["url"]
        yield document_id(url), json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def ids(facts: Mapping[str, list[Fact]]) -> dict[str, set[str]]:
    """Ids by folded name."""
    found = {fold(name): {id} for name, id in DESCRIBED.items()}
    for fact in facts["name"]:
        found.setdefault(fold(fact.value), set()).add(fact.key.subject)
    return found


def test_what_the_origin_documents_name_is_there(shared: Path, ids: Mapping[str, set[str]]) -> None:
    types = {type_.name: type_.slug for type_ in MODEL.entities} | {"Publication": "document"}
    for _, document in gold(shared):
        for node in document["nodes"]:
            for name in (node["name"], *node.get("aliases", ())):
                kinds = {id.partition("/")[0] for id in ids.get(fold(name), ())}
                assert types[node["type"]] in kinds, name


def test_what_the_origin_documents_state_is_there_and_cites_them(
    shared: Path, tables: Mapping[str, Table], ids: Mapping[str, set[str]]
) -> None:
    claims = {claim for table in tables.values() for claim in table.claims}
    for document, content in gold(shared):
        cited = [claim for claim in claims if claim.document == document]
        for relation in content["relations"]:
            subjects = ids[fold(relation["subject"])]
            if relation["object"] is None:
                said = [c for c in cited if c.subject in subjects and c.property in ("founded", "when", "legalForm")]
                assert relation.get("legal_form", relation["value"]) in {c.value for c in said}, relation["id"]
                continue
            type = RELATIONS.get(relation["predicate"], relation["predicate"])
            types = {type, "HELD_IN"} if type == "LOCATED_IN" else {type}
            objects = ids[fold(relation["object"])]
            made = [c for c in cited if c.property in types and c.subject in subjects and c.object in objects]
            assert made, relation["id"]
            qualifiers = dict(made[0].qualifiers)
            if "year" in relation:
                assert qualifiers["since"] == str(relation["year"])
            if relation["predicate"] == "LEADS":
                assert qualifiers["role"] == "LEAD"


def test_no_trap_of_the_origin_documents_is_there(
    shared: Path, tables: Mapping[str, Table], ids: Mapping[str, set[str]]
) -> None:
    claims = {claim for table in tables.values() for claim in table.claims}
    for document, content in gold(shared):
        for trap in content["traps"]:
            type, _, year = trap["predicate"].partition(" year ")
            subjects, objects = ids.get(fold(trap["subject"]), set()), ids.get(fold(trap["object"]), set())
            for claim in claims:
                if claim.document != document or claim.subject not in subjects:
                    continue
                wrong = claim.property in {RELATIONS.get(type, type), "HELD_IN" if type == "LOCATED_IN" else type}
                wrong = wrong and claim.object in objects
                if type == "LEADS":
                    wrong = wrong and dict(claim.qualifiers).get("role") == "LEAD"
                if year:
                    wrong = wrong and dict(claim.qualifiers).get("since") == year
                assert not wrong, trap
    assert "podbeskidzie" not in ids
