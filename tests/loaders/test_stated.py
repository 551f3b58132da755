"""Documents in, facts with evidence out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from graph.facts import Claim
from graph.sqlite.store import SqliteStore
from graph.store import Change
from loaders.document import Document
from loaders.extract import extract
from loaders.gazetteer import Names, names_of
from loaders.link import Linked, claims_of
from loaders.mentions import Doubt, Extraction, Mention, Relation
from loaders.pipeline import load
from schema import policy_model
from tests.loaders.conftest import SEED, Write
from tests.loaders.texts import seed_claims

JOINED = "Bremen joined the Intercultural Cities programme in 2012."
TEXT = f"Bremen and its neighbours\n\n{JOINED} Bonn plans to join it."
PAGE = "https://example.org/page"
NAMES = "entity,text,language,source\n"
PROGRAMMES = f"id,name,kind,source\nprogramme/icc,Intercultural Cities Programme,network,{PAGE}\n"


def of_text(store: SqliteStore) -> list[Claim]:
    """The claims that were read from text, of what there are relations."""
    found = [claim for _, _, _, claim in store.supports() if claim.rule not in ("", "reader")]
    return sorted(found, key=lambda claim: (claim.subject, claim.property))


@pytest.fixture
def loaded(store: SqliteStore, write: Write) -> SqliteStore:
    write("programmes.csv", PROGRAMMES)
    write("page.txt", TEXT)
    return store


def test_a_sentence_becomes_a_fact_that_shows_it(loaded: SqliteStore, folder: Path) -> None:
    report = load(loaded, [folder])
    assert report.ok, report.text()
    member = next(claim for claim in of_text(loaded) if claim.property == "MEMBER_OF")
    assert (member.subject, member.object) == ("city/bremen-de", "programme/icc")
    assert (member.qualifiers, member.kind, member.quote) == ((("since", "2012"),), "stated", JOINED)
    assert TEXT[member.start : member.end] == JOINED
    assert "city/bonn-de" not in {claim.subject for claim in of_text(loaded)}, "who only plans to join is no member"


def test_who_joined_and_left_is_one_fact_with_a_sentence_for_each(
    store: SqliteStore, folder: Path, write: Write
) -> None:
    write("programmes.csv", PROGRAMMES)
    left = "Bremen withdrew from the Intercultural Cities programme in 2015."
    write("page.txt", f"Bremen and its neighbours\n\n{JOINED} Bonn joined it in 2014. {left}")
    assert (report := load(store, [folder])).ok, report.text()
    (fact,) = (f for f in store.facts() if f.key.property == "MEMBER_OF" and f.key.subject == "city/bremen-de")
    assert dict(fact.qualifiers) == {"since": "2012", "until": "2015"}
    assert {claim.quote for claim in fact.claims} == {JOINED, left}


def test_who_left_and_came_back_is_a_member_since_then(store: SqliteStore, folder: Path, write: Write) -> None:
    write("programmes.csv", PROGRAMMES)
    left = "Bremen withdrew from the Intercultural Cities programme in 2010."
    write("page.txt", f"Bremen and its neighbours\n\n{left} Bonn is near. {JOINED}")
    assert (report := load(store, [folder])).ok, report.text()
    (fact,) = (f for f in store.facts() if f.key.property == "MEMBER_OF")
    assert dict(fact.qualifiers) == {"since": "2012"}


def test_a_new_entity_has_a_name_and_lies_in_its_country(loaded: SqliteStore, folder: Path) -> None:
    load(loaded, [folder])
    stated = {(claim.subject, claim.property, claim.object or claim.value, claim.kind) for claim in of_text(loaded)}
    assert {
        ("city/bremen-de", "name", "Bremen", "stated"),
        ("city/bremen-de", "LOCATED_IN", "country/de", "implied"),
        ("country/de", "name", "Germany", "implied"),
        ("country/de", "code", "DE", "implied"),
    } <= stated


def test_loading_again_changes_nothing(loaded: SqliteStore, folder: Path) -> None:
    load(loaded, [folder])
    before = loaded.summary().checksum
    report = load(loaded, [folder])
    assert (report.change, report.unchanged, report.documents) == (Change(), 1, 0)
    assert loaded.summary().checksum == before


def test_a_document_is_read_again_when_a_table_names_something(loaded: SqliteStore, folder: Path, write: Write) -> None:
    write("page.txt", "Amt Neuland is a member of the Intercultural Cities programme.")
    load(loaded, [folder])
    assert of_text(loaded) == []
    country = f"id,code,name,source\ncountry/de,DE,Germany,{PAGE}\n"
    write("countries.csv", country)
    write("cities.csv", f"id,name,country,source\ncity/neuland-de,Amt Neuland,country/de,{PAGE}\n")
    assert load(loaded, [folder]).documents == 1
    assert [(claim.subject, claim.property) for claim in of_text(loaded)] == [("city/neuland-de", "MEMBER_OF")]


def test_what_a_document_states_goes_with_it(loaded: SqliteStore, folder: Path, write: Write) -> None:
    load(loaded, [folder])
    assert loaded.known(["city/bremen-de"])
    write("page.txt", "Nothing that anybody would call a fact stands here.")
    load(loaded, [folder])
    assert of_text(loaded) == []
    assert not loaded.known(["city/bremen-de"])


def test_a_rejected_claim_stays_rejected(loaded: SqliteStore, folder: Path, write: Write) -> None:
    write(
        "page.corrections.csv",
        "action,subject,property,object\nreject,city/bremen-de,MEMBER_OF,programme/icc\n",
    )
    for _ in range(2):
        load(loaded, [folder])
        assert "MEMBER_OF" not in {claim.property for claim in of_text(loaded)}


def test_what_the_tables_know_is_not_described_again(store: SqliteStore, write: Write, folder: Path) -> None:
    load(store, [SEED])
    write("page.txt", "Lublin is a member of the Intercultural Cities programme.")
    load(store, [folder])
    page = [claim for claim in store.stated(["document/page-txt"]) if claim.rule not in ("", "reader")]
    assert [(c.subject, c.property, c.object) for c in page] == [("city/lublin-pl", "MEMBER_OF", "programme/icc")]


@cache
def seed_names() -> Names:
    return names_of(seed_claims())


def linked(text: str) -> Linked:
    """What a text states beside the tables of the seed."""
    names = seed_names()
    document = Document("page.txt", text, "", language="en")
    return claims_of(policy_model(), document, extract(document, names), names)


def test_goals_and_areas_are_those_of_the_graph_where_it_has_them() -> None:
    text = (
        "The Wrocław Strategy for Intercultural Dialogue covers four areas: education, integration, security and"
        " gardening. The goal of the strategy is mutual respect between all who live there."
    )
    objects = {claim.object for claim in linked(text).claims if claim.object}
    assert {"area/education", "area/gardening", "goal/wroclaw-2018-mutual-respect"} <= objects


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("Council of Europe", ["institution/council-of-europe"]),
        ("COUNCIL OF EUROPE", ["institution/council-of-europe"]),
        ("The Council of Europe and others", []),
        ("A publisher that nobody knows", []),
        ("", []),
    ],
)
def test_a_publisher_that_the_graph_knows_published_the_document(publisher: str, expected: list[str]) -> None:
    document = Document("page.txt", "Nothing.", "", publisher=publisher)
    claims = claims_of(policy_model(), document, Extraction(), seed_names()).claims
    assert [(c.subject, c.property, c.object) for c in claims] == [(id, "PUBLISHED", document.id) for id in expected]


def test_equal_descriptions_of_two_bodies_are_two_entities() -> None:
    ids = {
        claim.object
        for city in ("Bremen", "Bonn")
        for claim in linked(f"{city} adopted its Integration Strategy in 2015.").claims
        if claim.property == "ADOPTED"
    }
    assert ids == {"strategy/bremen-de-integration-strategy", "strategy/bonn-de-integration-strategy"}


def test_doubts_and_what_the_model_does_not_have_are_said() -> None:
    city = Mention("City", "Bremen", 0, 6, "city/bremen-de", "name", country="country/de")
    impossible = Relation("MEMBER_OF", city, city, "", (), 0, 6, "stated", "a-rule")
    doubt = Doubt(0, 6, "Bremen", ("city/bremen-de", "city/bremen-us"))
    found = Extraction((city,), (impossible,), (doubt,))
    document = Document("page.txt", "Bremen", "")
    assert claims_of(policy_model(), document, found, names_of(())) == Linked(
        (),
        (
            "'Bremen' may mean city/bremen-de or city/bremen-us; nothing is claimed of it",
            "'Bremen' (rule a-rule): the model has no relation MEMBER_OF from City to City",
        ),
    )


def events(text: str, language: str, known: Names) -> dict[str, str]:
    """Ids and names of the events that a text states something of."""
    document = Document("page.txt", text, "", language=language)
    claims = claims_of(policy_model(), document, extract(document, known), known).claims
    return {claim.subject: claim.value for claim in claims if claim.property == "name" and "event/" in claim.subject}


def test_one_event_is_one_whatever_documents_call_it() -> None:
    known = names_of(seed_claims())
    one = events("A conference on housing took place in Oslo on 3 May 2019.", "en", known)
    other = events("3 maja 2019 r. w Oslo odbyła się konferencja „Dom”.", "pl", known)
    assert one.keys() == other.keys() == {"event/2019-05-03-conference-oslo-no"}
    assert set(one.values()) != set(other.values())
    two = "A conference on {} took place in Oslo on 3 May 2019. "
    assert len(events(two.format("housing") + two.format("work"), "en", known)) == 2


def test_an_event_of_the_graph_is_found_by_its_day_and_place_or_kind() -> None:
    source = "document/a-org"
    known = names_of(
        [
            *seed_claims(),
            Claim("event/dialogue-days", "name", value="Dialogue Days", language="en", document=source),
            Claim("event/dialogue-days", "when", value="2019-05-03/2019-05-04", document=source),
            Claim("event/dialogue-days", "HELD_IN", "city/oslo-no", document=source),
        ]
    )
    assert events("A conference on housing took place in Oslo on 3-4 May 2019.", "en", known) == {}
    assert events("A conference on housing took place in Oslo on 5 May 2019.", "en", known).keys() == {
        "event/2019-05-05-conference-oslo-no"
    }
    assert events("A conference on housing took place in Bergen on 3 May 2019.", "en", known).keys() == {
        "event/2019-05-03-conference-bergen-no"
    }


def test_which_of_two_events_is_meant_is_a_doubt() -> None:
    source = "document/a-org"
    two = [
        claim
        for id in ("event/morning", "event/evening")
        for claim in (
            Claim(id, "name", value=f"Dialogue {id}", language="en", document=source),
            Claim(id, "when", value="2019-05-03", document=source),
            Claim(id, "HELD_IN", "city/oslo-no", document=source),
        )
    ]
    known = names_of([*seed_claims(), *two])
    document = Document("page.txt", "A conference on housing took place in Oslo on 3 May 2019.", "", language="en")
    linked = claims_of(policy_model(), document, extract(document, known), known)
    (doubt,) = linked.doubts
    assert "may be event/evening or event/morning" in doubt
    assert {claim.subject for claim in linked.claims if claim.property == "when"} == {
        "event/2019-05-03-conference-oslo-no"
    }


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("EUR 14,900", "14900 EUR"),
        ("EUR 14,900, of which half is spent", "14900 EUR"),
        ("95 920.50 EUR", "95920.50 EUR"),
        ("2 mln zł", "2000000 PLN"),
        ("1,5 mln złotych", "1500000 PLN"),
        ("€5", "5 EUR"),
        ("€300k", "300000 EUR"),
        ("500 tys. zł", "500000 PLN"),
        ("EUR 1.5m.", "1500000 EUR"),
        ("€1.5 M", "1500000 EUR"),
        ("EUR 25 mio.", "25000000 EUR"),
        ("€15 millones", "15000000 EUR"),
        ("15 millones de euros", "15000000 EUR"),
        ("EUR 1.5 bn", "1500000000 EUR"),
        # What differs from language to language.
        ("EUR 1.500 million", ""),
        ("EUR 1.5 billion", ""),
        ("15 mil euros", ""),
        ("€15 mil millones", ""),
        ("€15 milhares", ""),
    ],
)
def test_an_amount_is_read_with_its_magnitude_or_not_at_all(amount: str, expected: str) -> None:
    text = f"The project “Open Doors” began in 2019. Its budget: {amount}"
    found = extract(Document("page.txt", text, "", language="en"), seed_names())
    values = [relation.value for relation in found.relations if relation.property == "budget"]
    assert values == ([expected] if expected else [])


def test_the_amount_of_a_grant_is_read_with_its_magnitude() -> None:
    text = "The project “Open Doors” got a grant of EUR 1.5 million from the Council of Europe."
    found = extract(Document("page.txt", text, "", language="en"), seed_names())
    (funded,) = (relation for relation in found.relations if relation.property == "FUNDED_BY")
    assert funded.qualifiers == (("amount", "1500000 EUR"),)


@pytest.mark.parametrize(
    ("issued", "day", "expected"),
    [
        ("2023-01-05", "28 December", "2022-12-28"),
        ("2023-01-05", "3 January", "2023-01-03"),
        ("2023-12-30", "3 January", "2023-01-03"),
        ("2023-05-02", "4 June", "2023-06-04"),
        ("2023-01-05", "28 December 2023", "2023-12-28"),
        ("2023", "28 December", "2023-12-28"),
    ],
)
def test_a_day_without_a_year_is_near_the_day_of_the_document(issued: str, day: str, expected: str) -> None:
    text = f"A conference on housing took place in Bremen on {day}."
    document = Document("page.txt", text, "", language="en", issued=issued)
    found = extract(document, seed_names())
    assert [relation.value for relation in found.relations if relation.property == "when"] == [expected]
