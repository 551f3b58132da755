"""What is shown of an entity, a link, a fact or a claim without looking further: properties, names, enum values."""

from __future__ import annotations

import math
import time
from contextvars import ContextVar
from typing import Final

from graph.neo4j.conditions import fact_text
from graph.neo4j.decode import Read, after, at, constant, made, object_of, period_end, qualifier, rows_of, then
from graph.neo4j.writing import Row, column, literal, quoted
from graph.plan import AllNames, Builtin, Counts, Label, Passages, RecordQualifier, Scalar, TextLanguage
from schema.errors import StoreTimeout
from schema.model import Attribute, Model
from schema.names import enum_value
from schema.text import places
from schema.vocabulary import CANONICAL_ORDER, LANGUAGES

Parts = tuple[tuple[str, str], ...]
"""Response key and name of what is asked of an object that is no entity."""

READ_LIMIT: Final = ContextVar("READ_LIMIT", default=(math.inf, math.inf))
"""When the search in texts must have ended, by the monotonic clock, and the seconds that it may take."""


def type_of_id(model: Model, id: str) -> str:
    """The type of an entity, which its id begins with."""
    type_ = model.type_of_id(id)
    assert type_
    return type_.name


def builtin(row: Row, entity: str, field: Builtin, types: tuple[str, ...]) -> Read:
    """What every entity has. `types`: those it can be of."""
    if field.what == "id":
        return at(row.add(f"{entity}.id"))
    if field.what == "iri":
        return after(field.base, at(row.add(f"{entity}.id")))
    shown = {name: name if field.what == "__typename" else enum_value(name) for name in types}
    if len(types) == 1:
        return constant(shown[types[0]])
    model = row.writing.model
    return then(at(row.add(f"{entity}.id")), lambda id: shown[type_of_id(model, id)])


def name_text(entity: str, languages: tuple[str, ...]) -> str:
    """The best name in the first of the languages that exists, else the canonical name."""
    if languages == CANONICAL_ORDER[:1]:
        return f"{entity}.name"
    tried = [f"{entity}.{quoted(f'name_{language}')}" for language in languages]
    return f"coalesce({', '.join([*tried, f'{entity}.name'])})"


def label(row: Row, entity: str, field: Label) -> Read:
    """The best name with its language."""
    tried = [
        f"WHEN {entity}.{quoted(f'name_{language}')} IS NOT NULL THEN {literal(language)}"
        for language in field.languages
    ]
    texts = {
        "text": name_text(entity, field.languages),
        "language": f"CASE {' '.join(tried)} ELSE {entity}.nameLanguage END",
        "spoken": f"CASE {' '.join(tried)} WHEN EXISTS {{ ({entity})-[:NAMED]->() }} THEN {entity}.nameLanguage END",
    }
    return _part_objects(row, field.parts, texts, "Label")


def all_names(row: Row, entity: str, field: AllNames) -> Read:
    """All names, the canonical one first."""
    name, shown = row.writing.name("n"), Row(row.writing)
    texts = {part: f"{name}.{part}" for part in ("text", "language", "kind")}
    read = _part_objects(shown, field.parts, texts, "Name")
    lines = [f"MATCH ({entity})-[:NAMED]->({name})", f"WITH {name} ORDER BY {name}.place"]
    return rows_of(at(row.collected(entity, lines, str(shown))), read)


def passages(row: Row, entity: str, field: Passages) -> Read:
    """Places in a text. Neo4j cannot fold: the text travels, with what is sought."""
    row.writing.texts = True
    text = at(row.add(column(entity, field.attribute)))
    sought, size = at(row.add(row.writing.slot(field.sought))), at(row.add(row.writing.slot(field.size)))
    ends = {"quote": 0, "start": 1, "end": 2}
    shown = object_of([(k, at(ends[n]) if n in ends else constant("Passage")) for k, n in field.parts])
    return rows_of(made(_passages, text, sought, size), shown)


def _passages(text: str | None, sought: str, size: int) -> list[tuple[str, int, int]]:
    until, seconds = READ_LIMIT.get()
    if time.monotonic() > until:
        raise StoreTimeout.after(seconds)
    whole = text or ""
    return [(whole[start:end], start, end) for start, end in places(whole, sought, size)]


def _part_objects(row: Row, parts: Parts, texts: dict[str, str], type: str) -> Read:
    return object_of([(k, constant(type) if n == "__typename" else at(row.add(texts[n]))) for k, n in parts])


def scalar(row: Row, holder: str, entity: str, field: Scalar) -> Read:
    """An attribute whose properties stand on `holder`: the entity or a link."""
    attribute = field.attribute
    if attribute.derived:
        return _derived(row, entity, attribute)
    if attribute.multilingual:
        return at(row.add(_best_text(row, holder, field)))
    value = at(row.add(column(holder, attribute)))
    if attribute.many:
        return made(lambda found: found or [], value)
    if field.parts:
        currency = at(row.add(column(holder, attribute, "_currency")))
        pair = made(lambda amount, currency: None if amount is None else (amount, currency), value, currency)
        return then(pair, _money(field.parts))
    return value


def _derived(row: Row, entity: str, attribute: Attribute) -> Read:
    if attribute.derived[0] == "name":
        return at(row.add(f"{entity}.name"))
    end, period = attribute.derived
    of = row.writing.model.types[attribute.owner].attributes[period]
    return then(at(row.add(column(entity, of))), period_end(end))


def _best_text(row: Row, holder: str, field: Scalar) -> str:
    """A multilingual attribute in the first language that there is: those asked for, the canonical ones, any other."""
    texts = [column(holder, field.attribute, f"_{language}") for language in _tried(field)]
    language = row.writing.name("x")
    text = _text_in(holder, field, language)
    return f"coalesce({', '.join([*texts, _in_another(holder, field, language, text)])})"


def text_language(row: Row, holder: str, field: TextLanguage) -> Read:
    """The language in which a multilingual attribute is shown."""
    texts = [(language, column(holder, field.attribute, f"_{language}")) for language in _tried(field)]
    whens = " ".join(f"WHEN {text} IS NOT NULL THEN {literal(language)}" for language, text in texts)
    language = row.writing.name("x")
    return at(row.add(f"CASE {whens} ELSE {_in_another(holder, field, language, language)} END"))


def _tried(field: Scalar | TextLanguage) -> dict[str, None]:
    return dict.fromkeys((*field.languages, *CANONICAL_ORDER))


def _text_in(holder: str, field: Scalar | TextLanguage, language: str) -> str:
    return f"{holder}[{literal(field.attribute.name + '_')} + {language}]"


def _in_another(holder: str, field: Scalar | TextLanguage, language: str, shown: str) -> str:
    """What is shown of the first language, by code, that is not tried before; null without any text."""
    tried = _tried(field)
    others = ", ".join(literal(code) for code in sorted(LANGUAGES) if code not in tried)
    found = f"[{language} IN [{others}] WHERE {_text_in(holder, field, language)} IS NOT NULL | {shown}]"
    return f"CASE WHEN {column(holder, field.attribute, '_folds')} IS NOT NULL THEN head({found}) END"


def _money(parts: Parts) -> Read:
    """An amount, read from a pair of number and currency."""
    places = {"value": 0, "currency": 1}
    return object_of([(k, constant("Money") if n == "__typename" else at(places[n])) for k, n in parts])


def record_value(row: Row, record: str, name: str) -> Read:
    """A column of the fact or claim `record`."""
    value = at(row.add(fact_text(record, name) if name == "sources" else f"{record}.{quoted(name)}"))
    if name == "kind":
        return then(value, str.upper)
    return value


def record_qualifier(row: Row, record: str, field: RecordQualifier) -> Read:
    """What a claim states of a property of its relation."""
    stated = then(at(row.add(f"{record}.qualifiers")), qualifier(field.attribute.field))
    if field.parts:
        return then(then(stated, str.split), _money(field.parts))
    number = {"Int": int, "Float": float}.get(field.attribute.value.graphql)
    return then(stated, number) if number else stated


def type_counts(row: Row, counts: Counts) -> Read:
    """How many entities there are of each type that has any."""
    names = sorted(t.name for t in row.writing.model.entities)
    numbers = [(enum_value(name), at(row.add(f"COUNT {{ (:{quoted(name)}) }}"))) for name in names]
    places = {"type": 0, "count": 1}
    shown = object_of([(k, constant("TypeCount") if n == "__typename" else at(places[n])) for k, n in counts.parts])
    names, reads = [name for name, _ in numbers], [read for _, read in numbers]
    return rows_of(made(lambda *found: [pair for pair in zip(names, found, strict=True) if pair[1]], *reads), shown)
