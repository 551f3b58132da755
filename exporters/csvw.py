"""The tables of a dump as W3C's "CSV on the Web" describes them: their columns, keys and what these refer to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from schema.model import Attribute, Model
from schema.rdf import Terms, literal_term

SEPARATOR: Final = "\n"
"""Between several values in one cell: the one character that no value has."""

_DATATYPES: Final = {"xsd:integer": "integer", "xsd:decimal": "decimal", "xsd:anyURI": "anyURI"}
"""By the datatype of a value in RDF; those that are not here, such as dates as EDTF, are strings."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    text: str
    datatype: str = "string"
    property: str = ""
    """What it is in RDF, as a CURIE."""
    required: bool = False
    many: bool = False
    refers: str = ""
    """The table to whose first column its values belong."""


@dataclass(frozen=True)
class Table:
    """A table of a dump; its rows are in the order of its keys."""

    name: str
    text: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    about: str = ""
    """The column that names the thing that a row is about."""

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.name}.csv"

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each column stands."""
        return {column.name: place for place, column in enumerate(self.columns)}


def tables(model: Model) -> dict[str, Table]:
    """Every table, by name: one for each type of entity and each relation, and those of names, texts, facts, claims."""
    return {table.name: table for table in sorted(_tables(model), key=lambda table: table.name)}


def of_relation(type: str) -> str:
    """The name of the table of a relation."""
    return type.lower().replace("_", "-")


def _tables(model: Model) -> Iterator[Table]:
    id = Column("id", "Its id; its IRI is the base IRI, id/ and this.", required=True)
    for type_ in model.entities:
        own = [a for a in type_.attributes.values() if not a.derived and not a.multilingual]
        name = Column("name", "The name that it is shown under.", property="skos:prefLabel")
        yield Table(type_.slug, type_.text, (id, name, *map(_column, own)), ("id",), "id")
    fact = Column("fact", "Id of the fact.", required=True, refers="facts")
    conflicting = Column("conflicting", "Whether claims of it cannot all be true.", "boolean", required=True)
    for type, edge in model.relation_types.items():
        ends = (Column("from", "Id of the entity that it starts from.", required=True),
                Column("to", "Id of the entity that it leads to.", required=True))  # fmt: skip
        columns = (fact, *ends, *map(_column, edge.attributes), conflicting)
        yield Table(of_relation(type), f"{type}: {edge.text}", columns, ("fact",), "fact")
    entity = Column("entity", "Id of the entity.", required=True)
    language = Column("language", "Its language, as a code of BCP 47; und when nobody knows.", required=True)
    yield Table(
        "names", "All names of entities.",
        (entity, Column("name", "The name.", property="pg:name", required=True), language,
         Column("kind", "PREFERRED, ALTERNATIVE or ACRONYM.", required=True)), ("entity", "name", "language"), "entity",
    )  # fmt: skip
    yield Table(
        "texts", "Values that stand in several languages.",
        (entity, Column("attribute", "Name of the attribute.", required=True), language,
         Column("text", "The text.", required=True)), ("entity", "attribute", "language"), "entity",
    )  # fmt: skip
    yield Table(
        "facts", "All facts: links, and values of attributes.",
        (Column("id", "Id of the fact.", required=True), Column("subject", "Id of an entity.", required=True),
         Column("property", "Name of the attribute, or type of the relation.", required=True),
         Column("object", "Id of the entity to which it leads."), Column("value", "The value, as text."),
         Column("language", "Language of the value."), conflicting), ("id",), "id",
    )  # fmt: skip
    yield Table(
        "claims", "What states each fact.",
        (Column("id", "Id of the claim.", required=True), fact,
         Column("kind", "curated, stated or implied.", property="pg:claimKind", required=True),
         Column("object", "Id of the entity to which it leads."), Column("value", "The value, as it is written."),
         Column("language", "Language of the value."),
         Column("qualifiers", "Properties of the link that it states, as JSON: pairs of name and text.", "json"),
         Column("document", "Id of the document that states it.", refers="document"),
         Column("quote", "The passage.", property="oa:exact"),
         Column("start", "Where the passage begins in the text, in Unicode code points.", "integer"),
         Column("end", "Where it ends; this character is not in it.", "integer"),
         Column("rule", "The rule that found it in a text.", property="pg:rule")), ("id",), "id",
    )  # fmt: skip


def _column(attribute: Attribute) -> Column:
    datatype = _DATATYPES.get(getattr(attribute.value, "xsd", ""), "string")
    text = f"{attribute.text} ({attribute.value.name})"
    return Column(attribute.field, text, datatype, literal_term(attribute), many=attribute.many)


def metadata(model: Model, terms: Terms, licence: str) -> dict[str, Any]:
    """The description of all tables, for a file `csv-metadata.json` beside them."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:license": {"@id": licence},
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\n"]},
        "tables": [_described(table, terms) for table in tables(model).values()],
    }


def _described(table: Table, terms: Terms) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column_described(column, terms) for column in table.columns],
        "primaryKey": list(table.keys),
        "aboutUrl": f"{terms.base}id/{{+{table.about}}}",
    }
    if references := [
        {"columnReference": c.name, "reference": {"resource": f"{c.refers}.csv", "columnReference": "id"}}
        for c in table.columns
        if c.refers
    ]:
        schema["foreignKeys"] = references
    return {"url": table.file, "dc:description": " ".join(table.text.split()), "tableSchema": schema}


def _column_described(column: Column, terms: Terms) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": " ".join(column.text.split()),
        "datatype": column.datatype,
    }
    if column.required:
        found["required"] = True
    if column.many:
        found["separator"] = SEPARATOR
    if column.property:
        found["propertyUrl"] = terms.iri(column.property)
    return found
