"""What claims come to: their ids, their order, values and qualifiers, conflicts, and names."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import permutations
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.facts import Claim, Fact, check, key_of, names_of, rank_by, settle
from schema import policy_model
from schema.errors import ValueProblem
from tests.strategies import claims, topics

MODEL: Final = policy_model()
DATED: Final = {"document/old": "2010", "document/new": "2020-05", "document/open": "2015/.."}
RANK: Final = rank_by(DATED)
FULL: Final = Claim(
    subject="city/wroclaw-pl",
    property="MEMBER_OF",
    object="programme/icc",
    qualifiers=(("order", "3"), ("since", "2021")),
    kind="stated",
    document="document/a",
    quote="the third Polish city",
    start=10,
    end=31,
    rule="member-of",
)


def founded(value: str, **more: Any) -> Claim:
    """A claim of when an institution was founded."""
    return Claim("institution/wcrs", "founded", value=value, **more)


def member(object: str = "programme/icc", **more: Any) -> Claim:
    """A claim that a city is a member; further words are properties of the membership, or fields of the claim."""
    known = {field.name for field in fields(Claim)}
    stated = tuple(sorted((k, v) for k, v in more.items() if k not in known))
    return Claim("city/a", "MEMBER_OF", object, qualifiers=stated, **{k: v for k, v in more.items() if k in known})


def named(value: str, language: str = "en", name_kind: str = "", **more: Any) -> Claim:
    """A claim of a name."""
    stated = (("kind", name_kind),) if name_kind else ()
    return Claim("city/a", "name", value=value, language=language, qualifiers=stated, **more)


def fact(*of: Claim) -> Fact:
    """The fact that claims come to, in whatever order they arrive."""
    facts = [settle(MODEL, order, RANK) for order in permutations(of)]
    assert all(one == facts[0] for one in facts)
    return facts[0]


# Ids -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [field.name for field in fields(Claim)])
def test_every_field_of_a_claim_is_in_its_id(name: str) -> None:
    value = getattr(FULL, name)
    other: Any = value[:-1] if isinstance(value, tuple) else value + 1 if isinstance(value, int) else f"{value}x"
    assert replace(FULL, **{name: other}).id != FULL.id
    assert replace(FULL).id == FULL.id


def test_ids_are_stable() -> None:
    """They stand in stores and in published data: a change makes every claim a new one."""
    assert FULL.id == "claim/d90e2154dbecff5e15b53ae1"
    assert key_of(MODEL, FULL).id == "fact/343ae1f2213e521b1790cb62"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (member(since="2014"), member(since="2015"), True),
        (member("programme/icc"), member("programme/other"), False),
        (founded("2001"), founded("2002"), True),
        (named("Wrocław", "pl"), named("Breslau", "pl"), False),
        (named("Wrocław", "pl"), named("Wrocław", "en"), False),
        (named("Wrocław", "pl"), named("Wrocław", "pl", "ALTERNATIVE"), True),
        (Claim("city/a", "LOCATED_IN", "country/pl"), Claim("city/a", "LOCATED_IN", "country/de"), True),
        (
            Claim("institution/a", "LOCATED_IN", "country/pl"),
            Claim("institution/a", "LOCATED_IN", "city/a"),
            False,
        ),
        (
            Claim("city/a", "description", value="A", language="en"),
            Claim("city/a", "description", value="B", language="en"),
            True,
        ),
        (
            Claim("city/a", "description", value="A", language="en"),
            Claim("city/a", "description", value="A", language="pl"),
            False,
        ),
        (Claim("programme/a", "alsoKinds", value="fund"), Claim("programme/a", "alsoKinds", value="tool"), False),
        (founded("2001"), replace(founded("2001"), subject="institution/other"), False),
    ],
)
def test_what_a_fact_is_about(one: Claim, other: Claim, same: bool) -> None:
    assert (key_of(MODEL, one).id == key_of(MODEL, other).id) == same


# Order ---------------------------------------------------------------------------------------------------------------


def test_the_best_claim_comes_first() -> None:
    ordered = [
        member(kind="curated", document="document/new"),
        member(kind="curated", document="document/old"),
        *sorted(
            [member(kind="curated", document="document/undated"), member(kind="curated")], key=lambda claim: claim.id
        ),
        member(kind="stated", document="document/open"),
        member(kind="stated", document="document/new"),
        member(kind="stated", document="document/old"),
        member(kind="stated", document="document/undated"),
        member(kind="implied", document="document/new"),
        member(kind="implied"),
    ]
    assert sorted(set(ordered), key=RANK) == ordered


def test_dates_of_documents_do_not_decide_on_dates_of_documents() -> None:
    """Otherwise two documents that date one another have no order."""
    one = Claim("document/old", "issued", value="2010", document="document/new")
    other = replace(one, value="2011", document="document/old")
    assert sorted([one, other], key=RANK) == sorted([one, other], key=lambda claim: claim.id)


def test_the_best_claim_gives_the_value() -> None:
    shown = fact(
        founded("2001", kind="implied", document="document/new"),
        founded("2002", kind="stated", document="document/old"),
        founded("2003", kind="stated", document="document/new"),
    )
    assert (shown.value, shown.conflicting) == ("2003", True)
    assert [claim.value for claim in shown.claims] == ["2003", "2002", "2001"]


# Values --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "shown", "conflicting"),
    [
        (["2014"], "2014", False),
        (["2014", "2014-11-19"], "2014-11-19", False),
        (["2014-11-19", "2014"], "2014-11-19", False),
        (["2014", "2014-11", "2014-11-19"], "2014-11-19", False),
        (["2014", "2015"], "2014", True),
        (["2014", "2015", "2014-11"], "2014-11", True),
        (["2014", "2014-11", "2014-12"], "2014-11", True),
        (["2008/2012", "2011/2013"], "2008/2012", False),
        (["2014", "2014~"], "2014", False),
        (["2014/..", "2015"], "2015", False),
    ],
)
def test_dates_that_agree_show_the_finer_one(stated: list[str], shown: str, conflicting: bool) -> None:
    """The values stand in the order of their claims, the best first."""
    documents = [f"document/d{i}" for i in range(len(stated))]
    rank = rank_by({document: str(2020 - i) for i, document in enumerate(documents)})
    found = [founded(value, document=document) for value, document in zip(stated, documents, strict=True)]
    settled = settle(MODEL, found, rank)
    assert (settled.value, settled.conflicting) == (shown, conflicting)


@pytest.mark.parametrize(
    ("property", "stated", "conflicting"),
    [
        ("budget", ["14900 EUR", "14900.00 EUR"], False),
        ("budget", ["14900 EUR", "14900 PLN"], True),
        ("reference", ["101", "101 "], True),
        ("reference", ["101", "101"], False),
    ],
)
def test_other_values_conflict_when_they_are_unequal(property: str, stated: list[str], conflicting: bool) -> None:
    found = [Claim("project/a", property, value=v, document=f"document/d{i}") for i, v in enumerate(stated)]
    assert fact(*found).conflicting == conflicting


# Relations -----------------------------------------------------------------------------------------------------------


def test_qualifiers_merge_one_by_one() -> None:
    merged = fact(
        member(since="2021", order="3", kind="stated", document="document/new"),
        member(since="2021-11", rank="third", kind="stated", document="document/old"),
        member(role="PARTICIPANT", order="4", kind="implied"),
    )
    assert merged.qualifiers == {"since": "2021-11", "order": "3", "rank": "third", "role": "PARTICIPANT"}
    assert merged.conflicting, "the orders differ"
    assert [len(claim.qualifiers) for claim in merged.claims] == [2, 2, 2], "each claim keeps what it states"


@pytest.mark.parametrize(
    ("one", "other", "conflicting"),
    [
        ({"since": "2014"}, {"since": "2014-11-19"}, False),
        ({"since": "2014"}, {"since": "2015"}, True),
        ({"since": "2014"}, {"until": "2015"}, False),
        ({"rank": "third"}, {"rank": "144th ICC member"}, True),
        ({"role": "LEAD"}, {"role": "PARTNER"}, True),
        ({"role": "LEAD"}, {}, False),
    ],
)
def test_links_conflict_when_a_qualifier_does(one: dict[str, str], other: dict[str, str], conflicting: bool) -> None:
    assert fact(member(**one), member(**other, kind="stated")).conflicting == conflicting


def test_an_end_before_the_beginning_is_a_conflict_of_two_claims() -> None:
    joined, left = member(since="2018"), member(until="2015")
    assert fact(joined, left).conflicting
    assert fact(left, joined, member()).conflicting
    assert not fact(member(since="2018", until="2015")).conflicting, "with nobody"
    assert not fact(joined, member(until="2018")).conflicting
    assert not fact(joined, member(until="2018-03")).conflicting
    assert not fact(joined, member(until="2020/..")).conflicting


def test_two_targets_of_a_to_one_relation_conflict_and_the_best_is_shown() -> None:
    located = Claim("city/a", "LOCATED_IN", "country/pl", kind="stated", document="document/old")
    newer = replace(located, object="country/de", document="document/new")
    assert fact(located).conflicting is False
    assert fact(located, replace(located, document="document/new")).conflicting is False
    assert (fact(located, newer).object, fact(located, newer).conflicting) == ("country/de", True)
    observed = [Claim("observation/x", "OBSERVED_OF", object) for object in ("city/a", "programme/icc")]
    assert fact(*observed).conflicting, "whatever the types of the targets"


def test_a_partner_is_a_partner_when_no_role_is_stated() -> None:
    partner = Claim("city/a", "PARTNER_IN", "project/b", kind="curated")
    lead = replace(partner, qualifiers=(("role", "LEAD"),), kind="implied")
    assert fact(partner).qualifiers == {"role": "PARTNER"}
    assert (fact(partner, lead).qualifiers, fact(partner, lead).conflicting) == ({"role": "LEAD"}, False)
    assert fact(member()).qualifiers == {}, "a member has no role then"


# Names ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "canonical", "best"),
    [
        ([], "city/a", {}),
        ([named("Wrocław", "pl")], "Wrocław", {"pl": "Wrocław"}),
        ([named("Wrocław", "pl"), named("Wroclaw", "en")], "Wroclaw", {"pl": "Wrocław", "en": "Wroclaw"}),
        ([named("Erasmus+", "mul"), named("Erazm", "pl")], "Erasmus+", {"mul": "Erasmus+", "pl": "Erazm"}),
        ([named("Und", "und"), named("Erazm", "pl")], "Und", {"und": "Und", "pl": "Erazm"}),
        ([named("Mul", "mul"), named("Und", "und"), named("En")], "En", {"mul": "Mul", "und": "Und", "en": "En"}),
        ([named("Breslau", "de"), named("Wrocław", "pl")], "Breslau", {"de": "Breslau", "pl": "Wrocław"}),
        (
            [named("Breslau", "de", "ALTERNATIVE"), named("Wrocław", "pl")],
            "Wrocław",
            {"de": "Breslau", "pl": "Wrocław"},
        ),
        ([named("Alt", "en", "ALTERNATIVE"), named("Main")], "Main", {"en": "Main"}),
        ([named("ICC", "en", "ACRONYM"), named("Other", "en", "ALTERNATIVE")], "Other", {"en": "Other"}),
        ([named("ICC", "en", "ACRONYM"), named("Miasta", "pl")], "Miasta", {"pl": "Miasta"}),
        ([named("ICC", "mul", "ACRONYM")], "ICC", {"mul": "ICC"}),
        ([named("B", kind="stated"), named("A", kind="implied")], "B", {"en": "B"}),
        (
            [named("B", document="document/old"), named("A", document="document/new")],
            "A",
            {"en": "A"},
        ),
    ],
)
def test_names(stated: list[Claim], canonical: str, best: dict[str, str]) -> None:
    facts = [settle(MODEL, [claim], RANK) for claim in stated]
    for order in permutations(facts):
        names = names_of(order, RANK, "city/a")
        assert (names.canonical, names.best) == (canonical, best)
        assert sorted(names.all) == sorted((f.value, f.language, f.qualifiers["kind"]) for f in facts)
        assert not names.all or names.all[0][0] == canonical


def test_two_kinds_of_one_name_are_no_conflict() -> None:
    """One list calls it an acronym, another its name."""
    both = fact(named("ICC", "en", "ACRONYM"), named("ICC", "en", "PREFERRED", kind="stated"))
    assert (both.qualifiers, both.conflicting) == ({"kind": "ACRONYM"}, False)


# What fits the model -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("topic", topics(MODEL), ids=lambda topic: f"{topic.sources[0]}.{topic.property}")
@settings(max_examples=20)
@given(st.data())
def test_generated_claims_fit_and_settle(topic: Any, data: st.DataObject) -> None:
    claim = data.draw(claims(MODEL, topic))
    check(MODEL, claim)
    settled = settle(MODEL, [claim], RANK)
    assert (settled.object, settled.value, settled.conflicting) == (claim.object, claim.value, False)
    assert dict(claim.qualifiers).items() <= settled.qualifiers.items()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"subject": "town/wroclaw"}, "expected an id such as .*, got 'town/wroclaw'"),
        ({"subject": "city"}, "expected an id such as .*, got 'city'"),
        ({"subject": "city/Wrocław PL"}, "expected an id such as .*, got 'city/Wrocław PL'"),
        ({"object": "programmes/icc"}, "expected an id such as .*, got 'programmes/icc'"),
        ({"object": "city/lodz-pl"}, "no relation MEMBER_OF from City to City"),
        ({"property": "IS_IN"}, "no relation IS_IN from City to Programme"),
        ({"kind": "guessed"}, "curated, stated, implied.*'guessed'"),
        ({"document": "example.org"}, "expected an id such as .*'example.org'"),
        ({"document": "city/lodz-pl"}, "expected the id of a document.*'city/lodz-pl'"),
        ({"value": "x"}, "MEMBER_OF: expected no value.*'x'"),
        ({"language": "pl"}, "MEMBER_OF: expected no value"),
        ({"quote": ""}, "expected a quote with its place"),
        ({"end": 10}, "expected a quote with its place"),
        ({"start": -2}, "expected a quote with its place"),
        ({"qualifiers": (("on", "2021"),)}, "MEMBER_OF has no property 'on'; it has since, until, role, order, rank"),
        ({"qualifiers": (("since", "soon"),)}, "expected a date"),
        ({"qualifiers": (("order", "03"),)}, "order: '03' is not written as '3'"),
        ({"qualifiers": (("since", "2021"), ("order", "3"))}, "each property once, sorted"),
        ({"qualifiers": (("order", "3"), ("order", "4"))}, "each property once, sorted"),
    ],
)
def test_a_link_that_does_not_fit_is_refused(changes: dict[str, Any], message: str) -> None:
    check(MODEL, FULL)
    with pytest.raises(ValueProblem, match=message):
        check(MODEL, replace(FULL, **changes))


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (named("Wrocław", ""), "name: expected the code of a language, got ''"),
        (named("Wrocław", "polish"), "name: expected the code of a language, got 'polish'"),
        (named(" Wrocław"), "name: ' Wrocław' is not written as 'Wrocław'"),
        (named(""), "expected a text"),
        (named("Wrocław", "en", "NICK"), "expected one of PREFERRED, ALTERNATIVE, ACRONYM, got 'NICK'"),
        (founded("2001", language="en"), "founded: expected no language, got 'en'"),
        (founded("in 2001"), "expected a date as EDTF"),
        (founded("2001", qualifiers=(("kind", "ACRONYM"),)), "founded has no property 'kind'; it has none"),
        (Claim("city/a", "founded", value="2001"), "no attribute 'founded' for City"),
        (Claim("strategy/a", "validFrom", value="2001"), "no attribute 'validFrom' for Strategy"),
        (Claim("city/a", "MEMBER_OF"), "no attribute 'MEMBER_OF' for City"),
    ],
)
def test_an_attribute_that_does_not_fit_is_refused(claim: Claim, message: str) -> None:
    with pytest.raises(ValueProblem, match=message):
        check(MODEL, claim)
