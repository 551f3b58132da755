"""What is shown of an entity, a link, a fact, a claim or the whole graph without looking further, as SQL."""

from __future__ import annotations

from collections.abc import Sequence

from graph.plan import AllNames, Builtin, Counts, Label, Passages, RecordQualifier, Scalar, TextLanguage
from graph.sqlite.conditions import fact_sql
from graph.sqlite.tables import quoted
from graph.sqlite.writing import Writing, boolean, json_object, literal
from schema.model import Attribute, Model
from schema.names import enum_value
from schema.values import Money
from schema.vocabulary import CANONICAL_ORDER


def builtin(writing: Writing, alias: str, field: Builtin, types: tuple[str, ...]) -> str:
    """What every entity has. `types`: those it can be of."""
    match field.what:
        case "id":
            return f"{alias}.id"
        case "iri":
            return f"{literal(field.base)} || {alias}.id"
        case "type":
            return type_name(f"{alias}.type", types)
        case "__typename":
            return f"{alias}.type"
    raise AssertionError(field.what)


def type_name(column: str, types: Sequence[str]) -> str:
    """The enum value of an entity's type."""
    if len(types) == 1:
        return literal(enum_value(types[0]))
    return f"CASE {column} {' '.join(f'WHEN {literal(t)} THEN {literal(enum_value(t))}' for t in types)} END"


def name_text(alias: str, languages: tuple[str, ...]) -> str:
    """The best name in the first of the languages that exists, else the canonical name."""
    if languages == CANONICAL_ORDER[:1]:
        return f"{alias}.name"
    tried = [f"{alias}.names ->> {_path(language)}" for language in languages]
    return f"coalesce({', '.join([*tried, f'{alias}.name'])})"


def _path(language: str) -> str:
    return literal(f'$."{language}"')


def label(alias: str, field: Label) -> str:
    """The best name with its language."""
    cases = [
        f"WHEN {alias}.names ->> {_path(language)} IS NOT NULL THEN {literal(language)}" for language in field.languages
    ]
    canonical = f"(SELECT n.language FROM name n WHERE n.nid = {alias}.nid AND n.place = 0)"
    values = {
        "text": name_text(alias, field.languages),
        "language": f"coalesce(CASE {' '.join(cases)} END, {canonical}, 'und')",
        "spoken": f"coalesce(CASE {' '.join(cases)} END, {canonical})",
    }
    return json_object([(k, literal("Label") if n == "__typename" else values[n]) for k, n in field.parts])


def all_names(alias: str, field: AllNames) -> str:
    """All names, the canonical one first."""
    values = {"text": "n.text", "language": "n.language", "kind": "n.kind"}
    row = json_object([(k, literal("Name") if n == "__typename" else values[n]) for k, n in field.parts])
    return f"json((SELECT json_group_array({row} ORDER BY n.place) FROM name n WHERE n.nid = {alias}.nid))"


def passages(writing: Writing, holder: str, field: Passages) -> str:
    """JSON of places in a text; the function gives what stands at each, its start and its end."""
    values = {"quote": "v.value ->> 0", "start": "v.value ->> 1", "end": "v.value ->> 2"}
    row = json_object([(k, values.get(n) or literal("Passage")) for k, n in field.parts])
    sought, size = writing.slot(field.sought), writing.slot(field.size)
    found = f"pg_places({holder}.{quoted(field.attribute.name)}, {sought}, {size})"
    return f"json((SELECT json_group_array({row} ORDER BY v.key) FROM json_each({found}) v))"


def scalar(writing: Writing, field: Scalar, holder: str, entity: str) -> str:
    """JSON of an attribute whose columns stand in the table `holder`."""
    attribute = field.attribute
    if attribute.derived:
        return _derived(writing, attribute, holder, entity)
    column = f"{holder}.{quoted(attribute.name)}"
    if attribute.multilingual:
        tried = [f"{column} ->> {_path(language)}" for language in _tried(field)]
        return f"coalesce({', '.join(tried)}, (SELECT v.value FROM json_each({column}) v LIMIT 1))"
    if attribute.many:
        return f"json(coalesce({column}, '[]'))"
    if attribute.value is Money:
        values = {"value": column, "currency": f"{holder}.{quoted(attribute.name + '_currency')}"}
        return f"json(iif({column} IS NULL, NULL, {_money(field.parts, values)}))"
    return column


def _derived(writing: Writing, attribute: Attribute, holder: str, entity: str) -> str:
    if attribute.derived[0] == "name":
        return f"{entity}.name"
    end, period = attribute.derived
    column = f"{holder}.{quoted(writing.model.types[attribute.owner].attributes[period].name)}"
    slash = f"instr({column}, '/')"
    part = f"substr({column}, 1, {slash} - 1)" if end == "first" else f"substr({column}, {slash} + 1)"
    return f"iif({slash}, nullif(nullif({part}, '..'), ''), {column})"


def text_language(field: TextLanguage, holder: str) -> str:
    """In which language a multilingual attribute is shown."""
    column = f"{holder}.{quoted(field.attribute.name)}"
    whens = [f"WHEN {column} ->> {_path(language)} IS NOT NULL THEN {literal(language)}" for language in _tried(field)]
    return f"CASE {' '.join(whens)} ELSE (SELECT v.key FROM json_each({column}) v LIMIT 1) END"


def _tried(field: Scalar | TextLanguage) -> tuple[str, ...]:
    """The languages in which the text of an attribute is looked for, before any other."""
    return tuple(dict.fromkeys((*field.languages, *CANONICAL_ORDER)))


def _money(parts: tuple[tuple[str, str], ...], values: dict[str, str]) -> str:
    return json_object([(k, literal("Money") if n == "__typename" else values[n]) for k, n in parts])


def record_value(alias: str, column: str) -> str:
    """A column of the fact or claim at an alias."""
    match column:
        case "kind":
            return f"upper({alias}.kind)"
        case "sources":
            return fact_sql(alias, column)
        case "conflicting":
            return boolean(f"{alias}.conflicting")
        case "value" | "language" | "object":
            return f"nullif({alias}.{column}, '')"
        case _:
            return f"{alias}.{quoted(column)}"


def record_qualifier(field: RecordQualifier, column: str, type: str) -> str:
    """What a claim states of a property. A claim keeps a list of pairs, a fact an object."""
    name = literal(field.attribute.field)
    stated = f"(SELECT v.value ->> 1 FROM json_each({column}) v WHERE v.value ->> 0 = {name})"
    if type == "Fact":
        stated = f"({column} ->> {name})"
    if field.attribute.value is Money:
        space = f"instr({stated}, ' ')"
        values = {"value": f"substr({stated}, 1, {space} - 1)", "currency": f"substr({stated}, {space} + 1)"}
        return f"json(iif({stated} IS NULL, NULL, {_money(field.parts, values)}))"
    kind = {"Int": "INTEGER", "Float": "REAL"}.get(field.attribute.value.graphql)
    return f"CAST({stated} AS {kind})" if kind else stated


def type_counts(model: Model, counts: Counts) -> str:
    """How many entities there are of each type that has any."""
    values = {"type": type_name("x.type", [t.name for t in model.entities]), "count": "count(*)"}
    counted = json_object([(k, literal("TypeCount") if n == "__typename" else values[n]) for k, n in counts.parts])
    rows = f"SELECT {counted} AS j, x.type FROM entity x GROUP BY x.type"
    return f"json((SELECT json_group_array(json(j) ORDER BY type) FROM ({rows})))"
