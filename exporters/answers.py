"""The answer to a marked plan as RDF: which of the things, links and values that it shows make which triples.

Every triple is one of the export's. What is counted, grouped, scored or found on the way makes none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from exporters.answer_records import Records
from exporters.marked import ID, LANGUAGE, NODE, TYPE, VALUE, beside
from exporters.meaning import INCLUDED, Meaning, Thing, Words, bare
from graph.plan import (
    AllNames,
    Connection,
    Edges,
    Evidence,
    Field,
    Groups,
    Label,
    Lookup,
    Lookups,
    Many,
    Name,
    Node,
    Nodes,
    Object,
    One,
    Plan,
    Record,
    Root,
    Scalar,
    Search,
)
from schema.model import Link
from schema.rdf import literal_term

Answer: TypeAlias = Mapping[str, Any]


class Reading(Records):
    """One answer while it is read."""

    def root(self, plan: Plan, data: Answer) -> Thing:
        """The answer of the whole operation."""
        roots = {root.key: root for root in plan.roots}
        whole = Thing()
        for key, value in data.items():
            if key in roots:
                self._root(whole, roots[key], value)
            elif parts := {k.removeprefix(f"{key}@"): r for k, r in roots.items() if k.startswith(f"{key}@")}:
                whole.hold(key, [self._path(parts, path) for path in value], INCLUDED)
            else:
                whole.hold(key, value)
        return whole

    def _root(self, whole: Thing, root: Root, value: Any) -> None:
        match root.what:
            case Lookup() as lookup:
                whole.hold(root.key, self._found(lookup, value), INCLUDED)
            case Lookups(lookup):
                whole.hold(root.key, [self._found(lookup, each) for each in value], INCLUDED)
            case Connection() | Search() as rows:
                whole.hold(root.key, self.connection(None, rows, value), INCLUDED)
            case _:
                whole.hold(root.key, value)

    def _found(self, lookup: Lookup, value: Answer | None) -> Thing | None:
        """What has an id: an entity, a fact or a claim."""
        if value is None:
            return None
        for record in lookup.records:
            if record.type == value[TYPE]:
                return self.record(record, value)
        return self.entity(lookup.object, value)

    def _path(self, parts: Mapping[str, Root], path: Answer) -> Thing:
        shown = Thing()
        for key, value in path.items():
            if key not in parts:
                shown.hold(key, value)
                continue
            lookups = parts[key].what
            assert isinstance(lookups, Lookups)
            shown.hold(key, [self._found(lookups.lookup, each) for each in value], INCLUDED)
        return shown

    # Entities ---------------------------------------------------------------------------------------------------

    def entity(self, shown: Object, value: Answer | None) -> Thing | None:
        """An entity with what is shown of it."""
        if value is None:
            return None
        thing = self.thing(value[ID], f"pg:{value[TYPE]}")
        for field in next((case.fields for case in shown.cases if value[TYPE] in case.types), ()):
            if not field.key.startswith("@"):
                self._field(thing, field, value)
        return thing

    def _field(self, thing: Thing, field: Field, value: Answer) -> None:
        key, found = field.key, value[field.key]
        match field:
            case Scalar():
                self._attribute(thing, field, value)
            case Name():
                self._name(thing, key, "skos:prefLabel", value)
            case Label():
                thing.hold(key, self._spoken(thing, "skos:prefLabel", found), Meaning("skos:prefLabel"))
            case AllNames():
                thing.hold(key, [self._spoken(thing, "pg:name", each) for each in found], Meaning("pg:name"))
            case One(_, link, shown):
                other = self.entity(shown, found)
                thing.hold(key, other, Meaning(self.linked(thing, link, other)) if other else None)
            case Many(_, connection):
                thing.hold(key, self.connection(thing, connection, found), INCLUDED)
            case Evidence(_, claim):
                thing.hold(key, [self.record(claim, each) for each in found], INCLUDED)
            case _:
                thing.hold(key, found)

    def _attribute(self, thing: Thing, field: Scalar, value: Answer) -> None:
        attribute = field.attribute
        if attribute.derived == ("name",):
            self._name(thing, field.key, attribute.iri, value)
        elif attribute.derived:
            thing.hold(field.key, value[field.key])
        elif attribute.multilingual:
            self._name(thing, field.key, literal_term(attribute), value)
        else:
            self.attribute(thing, field.key, attribute, value[field.key])

    def _name(self, thing: Thing, key: str, property: str, value: Answer) -> None:
        """A text with its language beside it; none for an entity that is called by its id alone."""
        found = value[beside(key)]
        language = found[LANGUAGE] if isinstance(found, Mapping) else found
        if language is None or value[key] is None:
            thing.hold(key, value[key])
        else:
            self.statements.value(thing, key, value[key], property, Words(value[key], language=language))

    def _spoken(self, thing: Thing, property: str, found: Answer) -> Thing:
        """An object of text and language: a literal, whatever is asked of it."""
        if found[LANGUAGE] is None:
            return Thing(values=bare(found))
        words = Words(found[VALUE], language=found[LANGUAGE])
        self.statements.literal(thing.iri, property, words)
        return Thing(words=words, values=bare(found))

    # Connections ------------------------------------------------------------------------------------------------

    def connection(self, parent: Thing | None, rows: Connection | Search, value: Answer) -> Thing:
        """The rows below an entity, or of a root field."""
        link = rows.link if isinstance(rows, Connection) else None
        shown = Thing()
        for part in rows.parts:
            found = value[part.key]
            match part:
                case Nodes(key, below):
                    shown.hold(key, [self._row(parent, link, below, each) for each in found], INCLUDED)
                case Edges(key):
                    shown.hold(key, [self._edge(parent, link, part, each) for each in found], INCLUDED)
                case Groups(key):
                    shown.hold(key, [self._group(part, each) for each in found], INCLUDED)
                case _:
                    shown.hold(part.key, found)
        return shown

    def _row(self, parent: Thing | None, link: Link | None, shown: Object | Record, value: Answer) -> Thing | None:
        if isinstance(shown, Record):
            return self.record(shown, value)
        other = self.entity(shown, value)
        if parent and link and other:
            parent.add(self.linked(parent, link, other), other.iri, reverse=not link.forward)
        return other

    def _edge(self, parent: Thing | None, link: Link | None, edges: Edges, value: Answer) -> Thing:
        """An edge: of a link it is the fact, which has the properties of the link."""
        others = {f.key: self._row(parent, link, f.object, value[f.key]) for f in edges.fields if isinstance(f, Node)}
        edge, end = Thing(), INCLUDED
        if parent and link:
            other = next(filter(None, others.values()))
            edge, end = self.fact_of(parent, link, other), Meaning("rdf:object" if link.forward else "rdf:subject")
            if NODE in others:
                edge.add(end.property, other.iri, {"@type": other.type})
        for field in edges.fields:
            if field.key.startswith("@"):
                continue
            match field:
                case Node(key):
                    edge.hold(key, others[key], end)
                case Scalar():
                    self.attribute(edge, field.key, field.attribute, value[field.key])
                case Evidence(_, claim):
                    edge.hold(field.key, [self.record(claim, each) for each in value[field.key]], INCLUDED)
                case _:
                    edge.hold(field.key, value[field.key])
        return edge

    def _group(self, groups: Groups, value: Answer) -> Thing:
        group = Thing()
        for field in groups.fields:
            if field.object:
                group.hold(field.key, self.entity(field.object, value[field.key]), INCLUDED)
            else:
                group.hold(field.key, value[field.key])
        return group
