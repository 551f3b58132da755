"""Every table that can be loaded, derived from the model."""

from __future__ import annotations

from typing import Final

from graph.facts import NAME
from loaders.layouts import Column, EntityTable, Layout, NamesTable, RelationTable
from schema.model import Model, Type
from schema.values import Language, NameKind, Text, Url

SOURCE: Final = "source"
"""The column for the page that states a row."""
NOTE: Final = "note"
"""The column for curators."""


def layouts(model: Model) -> dict[str, Layout]:
    """The tables by their names, which begin the names of their files."""
    tables: list[Layout] = [
        *(_entity_table(type_) for type_ in model.entities),
        *(_relation_table(model, type) for type in model.relation_types),
        _names_table(model),
    ]
    return {table.name: table for table in tables}


def _entity_table(type_: Type) -> EntityTable:
    id = Column(
        "id",
        f"The id, such as {type_.slug}/…; what follows the slash is enough.",
        types=(type_.name,),
        required=True,
    )
    name = Column(NAME.field, "The usual name.", value=Text, states=NAME.field, multilingual=True)
    attributes = (
        Column(
            attribute.field,
            attribute.text,
            value=attribute.value,
            states=attribute.field,
            many=attribute.many,
            multilingual=attribute.multilingual,
        )
        for attribute in type_.attributes.values()
        if not attribute.derived
    )
    links = (
        Column(link.field, link.text, link.targets, states=link.relation.type, many=not link.to_one)
        for link in type_.links.values()
        if link.forward and not link.only
    )
    return EntityTable(type_.plural, type_.text, _columns(id, name, *attributes, *links))


def _relation_table(model: Model, type: str) -> RelationTable:
    declared = [relation for relation in model.relations if relation.type == type]
    sources = tuple(dict.fromkeys(name for relation in declared for name in relation.sources))
    targets = tuple(dict.fromkeys(name for relation in declared for name in relation.targets))
    texts = dict.fromkeys(
        link.text
        for type_ in model.types.values()
        for link in type_.links.values()
        if link.forward and not link.only and link.relation in declared
    )
    columns = _columns(
        Column("from", "The id of what the link starts from.", sources, required=True),
        Column("to", "The id of what it leads to.", targets, required=True),
        *(Column(a.field, a.text, value=a.value, states=a.field) for a in declared[0].edge.attributes),
    )
    return RelationTable(type.lower(), " ".join(texts), columns, model, type)


def _names_table(model: Model) -> NamesTable:
    types = tuple(type_.name for type_ in model.entities)
    columns = _columns(
        Column("entity", "The id of what has the name.", types, required=True),
        Column("text", "The name.", value=Text, required=True),
        Column(
            "language",
            "The code of its language; `mul` for acronyms that are the same in all.",
            value=Language,
            required=True,
        ),
        Column("kind", "What kind of name it is; ALTERNATIVE when empty.", value=NameKind),
    )
    return NamesTable("names", "Further names of anything.", columns)


def _columns(*columns: Column) -> dict[str, Column]:
    source = Column(SOURCE, "The address of the page that states the row.", value=Url, required=True)
    note = Column(NOTE, "Words for other curators; they are not loaded.")
    return {column.name: column for column in (*columns, source, note)}
