"""The model refuses a bad declaration and names it; the real one describes everything that can be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    is_introspection_type,
    is_specified_scalar_type,
)

from schema import DECLARATIONS, policy_model
from schema.base import Entity
from schema.declare import Many, Plain, attribute, derived, edge, entity, interface, narrowed, relation
from schema.errors import ModelError
from schema.graphql import build_schema
from schema.model import Model
from schema.places import City, Country

if TYPE_CHECKING:
    from schema.edges import Partnership
    from schema.values import Date, Integer, Text, Word


def inverse(name: str) -> dict[str, Any]:
    """What a relation says of its other side."""
    return {"inverse": name, "inverse_text": "The other side."}


def bad_models() -> Iterator[tuple[str, list[type], str]]:
    """What is wrong, the declarations beside the real ones, and what the message must hold."""

    @entity(plural="bridges", rdf="pg:Bridge")
    class UnknownValue(Entity):
        """A bridge."""

        length: Metres = attribute("How long it is.")  # type: ignore[name-defined] # noqa: F821

    yield "unknown range of an attribute", [UnknownValue], "UnknownValue: unknown range 'Metres'"

    @entity(plural="bridges", rdf="pg:Bridge")
    class EntityAsValue(Entity):
        """A bridge."""

        length: City = attribute("How long it is.")

    yield "an entity as an attribute's range", [EntityAsValue], r"EntityAsValue.length: the range .*City"

    @entity(plural="bridges", rdf="pg:Bridge")
    class TakenTable(Entity):
        """A bridge."""

        cities: Many[City, Plain] = relation("CITY", "Cities that it joins.", **inverse("bridges"))

    yield "a relation type with the name of an entity type", [TakenTable], "CITY is the name of an entity type too"

    @entity(plural="bridges", rdf="pg:Bridge")
    class UnknownTarget(Entity):
        """A bridge."""

        over: Many[River, Plain] = relation("LEADS_OVER", "What it leads over.", **inverse("bridges"))  # type: ignore[name-defined] # noqa: F821

    yield "unknown range of a relation", [UnknownTarget], "UnknownTarget: unknown range 'River'"

    @entity(plural="bridges", rdf="pg:Bridge")
    class ValueAsTarget(Entity):
        """A bridge."""

        over: Many[Text, Plain] = relation("LEADS_OVER", "What it leads over.", **inverse("bridges"))

    yield "a value as a relation's range", [ValueAsTarget], "ValueAsTarget.over: unknown range 'Text'"

    @entity(plural="bridges", rdf="pg:Bridge")
    class UnknownNarrower(Entity):
        """A bridge."""

        over: Many[Entity, Plain] = relation("LEADS_OVER", "What it leads over.", to=("River",), **inverse("bridges"))

    yield "unknown range in to=", [UnknownNarrower], "UnknownNarrower.over: unknown range 'River'"

    @entity(plural="bridges", rdf="pg:Bridge")
    class NoInverse(Entity):
        """A bridge."""

        city: City | None = relation("STANDS_IN", "The city it stands in.")

    yield "missing inverse", [NoInverse], "NoInverse.city: missing inverse"

    @entity(plural="bridges", rdf="pg:Bridge")
    class NoInverseText(Entity):
        """A bridge."""

        city: City | None = relation("STANDS_IN", "The city it stands in.", inverse="bridges")

    yield "missing description of the inverse", [NoInverseText], "NoInverseText.city: missing inverse"

    @entity(plural="bridges", rdf="pg:Bridge")
    class TakenInverse(Entity):
        """A bridge."""

        city: City | None = relation("STANDS_IN", "The city it stands in.", **inverse("latitude"))

    yield "an inverse with the name of an attribute", [TakenInverse], r"City.latitude: the name is declared twice"

    @entity(plural="bridges", rdf="pg:Bridge")
    class TakenByRelation(Entity):
        """A bridge."""

        country: Country | None = relation("STANDS_IN", "The country it stands in.", **inverse("cities"))

    yield "an inverse with the name of another", [TakenByRelation], "Country.cities is declared twice"

    @entity(plural="bridges", rdf="schema:City")
    class SecondIri(Entity):
        """A bridge."""

    yield "an IRI used twice by types", [SecondIri], r"SecondIri: the IRI schema:City is used twice, for City"

    @entity(plural="bridges", rdf="pg:Bridge")
    class SecondTerm(Entity):
        """A bridge."""

        length: Integer | None = attribute("How long it is.", "wgs:lat")

    yield (
        "an IRI used twice by attributes",
        [SecondTerm],
        "SecondTerm.length: the IRI wgs:lat is used twice, for latitude",
    )

    @entity(plural="bridges", rdf="bridges:Bridge")
    class UnknownPrefix(Entity):
        """A bridge."""

    yield (
        "unknown prefix of a type",
        [UnknownPrefix],
        "UnknownPrefix: 'bridges:Bridge' is no term of a known vocabulary",
    )

    @entity(plural="bridges", rdf=("pg:Bridge", "bridges:Bridge"))
    class UnknownSecondPrefix(Entity):
        """A bridge."""

    yield "unknown prefix of a type's second class", [UnknownSecondPrefix], "UnknownSecondPrefix: 'bridges:Bridge'"

    @entity(plural="bridges", rdf="pg:Bridge")
    class UnknownPrefixOfAttribute(Entity):
        """A bridge."""

        length: Integer | None = attribute("How long it is.", "bridges:length")

    yield (
        "unknown prefix of an attribute",
        [UnknownPrefixOfAttribute],
        "UnknownPrefixOfAttribute.length: 'bridges:length'",
    )

    @entity(plural="towns", rdf="pg:Town")
    class _City(Entity):
        """A second declaration of a name."""

    _City.__name__ = "City"
    yield "a class name twice", [_City], "City: this name is declared twice"

    @entity(plural="bridges", rdf="pg:Bridge")
    class SecondField(Entity):
        """A bridge."""

        same_as: list[Word] = attribute("A field that its interface has.")  # type: ignore[assignment]

    yield "a field name twice", [SecondField], r"SecondField.sameAs: the name is declared twice, in Entity"

    @entity(plural="cities", rdf="pg:Bridge")
    class SecondPlural(Entity):
        """A bridge."""

    @entity(plural="bridges", rdf="pg:Bridge")
    class SameInGraphql(Entity):
        """A bridge."""

        main_span: Integer | None = attribute("How far it reaches.")
        mainSpan: Integer | None = attribute("How far it reaches.")  # noqa: N815 (that is the mistake)

    yield "two names that are one in GraphQL", [SameInGraphql], "SameInGraphql.mainSpan: the name is declared twice"

    @entity(plural="quays", rdf="pg:Quay")
    class Quay(Entity):
        """Where boats lie."""

        owner: OwnRelation | None = relation("OWNED_BY", "Who owns it.", **inverse("quays"))

    @entity(plural="owners", rdf="pg:Owner")
    class OwnRelation(Entity):
        """Who owns quays."""

        quays: Many[City, Plain] = relation("RENTS_FROM", "From whom it rents.", **inverse("renters"))

    yield "an inverse and a relation of one name", [Quay, OwnRelation], r"OwnRelation.quays.* is declared twice"

    yield "a plural twice", [SecondPlural], "SecondPlural: the name 'cities' is declared twice, in City"

    @entity(plural="programme", rdf="pg:Bridge")
    class PluralAsSingular(Entity):
        """A bridge."""

    yield "a root field twice", [PluralAsSingular], "PluralAsSingular: the name 'programme' is declared twice"

    @entity(plural="bridges", slug="city", rdf="pg:Bridge")
    class SecondSlug(Entity):
        """A bridge."""

    yield "a slug twice", [SecondSlug], "SecondSlug: the name 'city/' is declared twice, in City"

    @entity(plural="nodes", rdf="pg:Bridge")
    class ReservedPlural(Entity):
        """A bridge."""

    yield "a root field of the API itself", [ReservedPlural], "ReservedPlural: .*'nodes'"

    @entity(plural="bridges", slug="claim", rdf="pg:Bridge")
    class ReservedSlug(Entity):
        """A bridge."""

    yield "ids as of claims", [ReservedSlug], "ReservedSlug: .*'claim/'"

    @entity(plural="iron bridges", rdf="pg:Bridge")
    class NoName(Entity):
        """A bridge."""

    yield "a plural with a space", [NoName], "NoName: 'iron bridges' is no name for a root field"

    @entity(plural="bridges", rdf="pg:Bridge")
    class TwoTypes(Entity):
        """A bridge."""

        founded: Integer | None = attribute("The year in which it was founded.")

    yield "one attribute name with two types", [TwoTypes], r"TwoTypes.founded: one name has two types, Integer .*Date"

    @edge
    class TwoTypesOnEdge:
        """How a bridge stands."""

        since: Integer | None = attribute("The year in which it was built.")

    yield "one name with two types on an edge", [TwoTypesOnEdge], r"TwoTypesOnEdge.since: one name has two types"

    @entity(plural="bridges", rdf="pg:Bridge")
    class NoDocstring(Entity):
        pass

    yield "missing docstring", [NoDocstring], "NoDocstring: write a docstring"

    @entity(plural="bridges", rdf="pg:Bridge")
    class NoDescription(Entity):
        """A bridge."""

        length: Integer | None = attribute("")

    yield "missing description", [NoDescription], "NoDescription.length: write a description"

    @entity(plural="bridges", rdf="pg:Bridge")
    class OnlyAnnotated(Entity):
        """A bridge."""

        length: Integer | None

    yield "an annotation alone", [OnlyAnnotated], "OnlyAnnotated.length: describe it with attribute"

    @interface
    class NarrowedUnknown(Entity):
        """A builder."""

        works: Many[City, Partnership] = relation("WORKS_IN", "Where it works.", rdf="pg:worksIn", **inverse("workers"))
        big_works: Many[City, Partnership] = narrowed("works", "Where it works much.", size="BIG", **inverse("chiefs"))

    yield (
        "narrowed over an unknown property",
        [NarrowedUnknown],
        "NarrowedUnknown.big_works: Partnership has no property size",
    )

    @interface
    class NarrowedNothing(Entity):
        """A builder."""

        big_works: Many[City, Partnership] = narrowed("works", "Where it works much.", role="LEAD", **inverse("chiefs"))

    yield (
        "narrowed over an unknown relation",
        [NarrowedNothing],
        "NarrowedNothing.big_works: there is no relation 'works'",
    )

    @interface
    class NarrowedToNothing(Entity):
        """A builder."""

        works: Many[City, Partnership] = relation("WORKS_IN", "Where it works.", rdf="pg:worksIn", **inverse("workers"))
        big_works: Many[City, Partnership] = narrowed("works", "Where it works much.", role="BIG", **inverse("chiefs"))

    yield "narrowed to what is no value", [NarrowedToNothing], "NarrowedToNothing.big_works: .*LEAD.*'BIG'"

    @entity(plural="bridges", rdf="pg:Bridge")
    class BadDefault(Entity):
        """A bridge."""

        length: Integer | None = attribute("How long it is.", default="long")

    yield "a default that is no value", [BadDefault], "BadDefault.length: .*'long'"

    @entity(plural="bridges", rdf="pg:Bridge")
    class DerivedFromNothing(Entity):
        """A bridge."""

        opened: Date | None = derived("When it was opened.", first="building_time")

    yield "derived from nothing", [DerivedFromNothing], "DerivedFromNothing.opened: .*'buildingTime'"

    @entity(plural="bridges", rdf="pg:Bridge")
    class ReservedField(Entity):
        """A bridge."""

        evidence: Text | None = attribute("What speaks for it.")

    yield "a reserved field", [ReservedField], "ReservedField.evidence: this name belongs to the API itself"

    @edge
    class ReservedProperty:
        """How a bridge stands."""

        cursor: Text | None = attribute("What runs over it.")

    yield "a reserved property of an edge", [ReservedProperty], "ReservedProperty.cursor: this name belongs to the API"

    @edge
    class PropertyOfClaims:
        """How a bridge stands."""

        quote: Text | None = attribute("What was said of it.")

    yield (
        "a property that claims have",
        [PropertyOfClaims],
        "PropertyOfClaims.quote: this name belongs to the API itself",
    )

    @entity(plural="claimsOfLand", slug="land", rdf="pg:Bridge")
    class Claim(Entity):
        """A claim of land."""

    yield "a reserved type", [Claim], "Claim: this name belongs to the API itself"

    @entity(plural="languages", rdf="pg:Bridge")
    class Language(Entity):
        """A language that people speak."""

    yield "the name of a value type", [Language], "Language: this name belongs to the API itself"

    @entity(plural="origins", rdf="pg:Bridge")
    class Origin(Entity):
        """Where somebody comes from."""

    yield "the name of a table", [Origin], "Origin: this name belongs to"

    class Undecorated(Entity):
        """A bridge."""

    yield "a class without decorator", [Undecorated], "Undecorated: decorate it"

    @edge
    class OtherEdge:
        """How a bridge belongs to something."""

    @entity(plural="bridges", rdf="pg:Bridge")
    class TwoEdges(Entity):
        """A bridge."""

        member_of: Many[City, OtherEdge] = relation(
            "MEMBER_OF", "What it belongs to.", rdf="pg:memberOf", **inverse("bridges")
        )

    yield "a relation with two kinds of edge", [OtherEdge, TwoEdges], "TwoEdges: MEMBER_OF has two kinds of edge"


BAD: Final = list(bad_models())


@pytest.mark.parametrize(("declarations", "message"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_bad_model_is_refused_and_the_declaration_named(declarations: list[type], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Model.of([*DECLARATIONS, *declarations])


def test_the_real_model_builds_twice_alike() -> None:
    assert Model.of(DECLARATIONS) == policy_model()
    assert [t.name for t in policy_model().entities] == [
        "Country", "City", "Institution", "Programme", "Strategy", "Goal", "PolicyArea", "Project", "Event", "Document",
        "Observation",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def core() -> GraphQLSchema:
    """The GraphQL schema of the real model, as graphql-core has it."""
    return build_schema(policy_model())._schema


def described(core: GraphQLSchema) -> Iterator[tuple[str, str, str | None]]:
    """Place, name and description of everything that a reader of the schema sees."""
    for type_ in core.type_map.values():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        yield type_.name, type_.name, type_.description
        if isinstance(type_, GraphQLEnumType):
            for name, value in type_.values.items():
                yield f"{type_.name}.{name}", name, value.description
        elif isinstance(type_, GraphQLInputObjectType):
            for name, key in type_.fields.items():
                yield f"{type_.name}.{name}", name, key.description
        elif isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in type_.fields.items():
                yield f"{type_.name}.{name}", name, field.description
                for argument, of in field.args.items():
                    yield f"{type_.name}.{name}({argument})", argument, of.description


def says_nothing_new(name: str, description: str | None) -> bool:
    """Whether a description is missing or only repeats the name in other letters."""
    words = [
        re.findall("[a-z]+", re.sub("([a-z])([A-Z])", r"\1 \2", text).lower()) for text in (name, description or "")
    ]
    return set(words[1]) - {"a", "an", "the"} <= set(words[0])


def test_everything_in_the_graphql_schema_is_described(core: GraphQLSchema) -> None:
    places = list(described(core))
    assert len(places) > 1000
    assert [place for place, name, text in places if says_nothing_new(name, text)] == []


def test_descriptions_are_sentences(core: GraphQLSchema) -> None:
    """Values of `Language` are names of languages."""
    texts = [(place, text or "") for place, _, text in described(core) if not place.startswith("Language.")]
    assert [place for place, text in texts if not re.match(r"\S.*[.:…]$", text, re.DOTALL)] == []


def test_scalars_say_where_they_are_specified(core: GraphQLSchema) -> None:
    scalar: Any = core.type_map["EDTF"]
    assert isinstance(scalar, GraphQLScalarType)
    assert scalar.specified_by_url == "https://www.loc.gov/standards/datetime/"
