"""The tables of the SQLite store, derived from the model.

`entity` holds what all types share, a table per entity type its own attributes, a table per relationship type its
links (whatever the types of their ends), `name` all names, `word` and `occurrence` the words of names and where they
stand, the shortest name first. `fact` and `claim` say why each of these is there;
`claim` is clustered by fact with the best claim first, so that evidence is read in order. `judgement` holds what
curators judged, and `successor` what merged ids have become by that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.materialise import signature
from schema.model import Attribute, Model, Type
from schema.values import Date, Integer, Number

APPLICATION_ID = 0x70677068
"""Marks a file as ours (the letters `pgph`), see SQLite's PRAGMA application_id."""

_FIXED = (
    """CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID""",
    """CREATE TABLE name (
  nid INTEGER NOT NULL,
  place INTEGER NOT NULL,
  text TEXT NOT NULL,
  fold TEXT NOT NULL,
  language TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (nid, place)
) WITHOUT ROWID""",
    "CREATE INDEX name_fold ON name (fold, nid)",
    """CREATE TABLE word (
  text TEXT PRIMARY KEY,
  reversed TEXT NOT NULL
) WITHOUT ROWID""",
    "CREATE INDEX word_reversed ON word (reversed)",
    """CREATE TABLE occurrence (
  word TEXT NOT NULL,
  size INTEGER NOT NULL,
  nid INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (word, size, nid, place)
) WITHOUT ROWID""",
    """CREATE TABLE fact (
  fid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject INTEGER NOT NULL,
  property TEXT NOT NULL,
  slot TEXT NOT NULL,
  object INTEGER,
  value TEXT,
  language TEXT,
  qualifiers TEXT NOT NULL,
  conflicting INTEGER NOT NULL
)""",
    "CREATE INDEX fact_subject ON fact (subject, slot)",
    "CREATE INDEX fact_link ON fact (subject, property, object) WHERE object IS NOT NULL",
    "CREATE INDEX fact_object ON fact (object, property, subject)",
    """CREATE TABLE degree (
  nid INTEGER NOT NULL,
  property TEXT NOT NULL,
  forward INTEGER NOT NULL,
  links INTEGER NOT NULL,
  PRIMARY KEY (nid, property, forward)
) WITHOUT ROWID""",
    """CREATE TABLE claim (
  fid INTEGER NOT NULL,
  place INTEGER NOT NULL,
  id TEXT NOT NULL,
  subject TEXT NOT NULL,
  property TEXT NOT NULL,
  object TEXT NOT NULL,
  value TEXT NOT NULL,
  language TEXT NOT NULL,
  qualifiers TEXT NOT NULL,
  kind TEXT NOT NULL,
  document INTEGER,
  quote TEXT,
  start INTEGER,
  "end" INTEGER,
  rule TEXT NOT NULL,
  PRIMARY KEY (fid, place)
) WITHOUT ROWID""",
    "CREATE UNIQUE INDEX claim_id ON claim (id)",
    "CREATE INDEX claim_document ON claim (document)",
    """CREATE TABLE origin (
  oid INTEGER PRIMARY KEY,
  root TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL DEFAULT '',
  UNIQUE (root, name)
)""",
    """CREATE TABLE support (
  origin INTEGER NOT NULL,
  claim TEXT NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (origin, claim)
) WITHOUT ROWID""",
    "CREATE INDEX support_claim ON support (claim)",
    """CREATE TABLE judgement (
  root TEXT NOT NULL,
  action TEXT NOT NULL,
  id TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (root, action, id, other)
) WITHOUT ROWID""",
    """CREATE TABLE successor (
  id TEXT PRIMARY KEY,
  successor TEXT NOT NULL
) WITHOUT ROWID""",
    """CREATE TABLE aside (
  claim TEXT NOT NULL,
  root TEXT NOT NULL,
  name TEXT NOT NULL,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL
)""",
)


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def shared_attributes(model: Model) -> list[Attribute]:
    """Attributes that interfaces declare: columns of `entity`."""
    return [a for t in model.interfaces for a in t.attributes.values() if a.owner == t.name and not a.derived]


def own_attributes(type_: Type) -> list[Attribute]:
    """Attributes that an entity type declares itself: columns of its table."""
    return [a for a in type_.attributes.values() if a.owner == type_.name and not a.derived]


def in_order(attribute: Attribute) -> bool:
    """Whether an index holds an attribute of an entity type or link in its order: dates and numbers."""
    plain = not (attribute.many or attribute.multilingual or attribute.derived)
    return plain and issubclass(attribute.value, Date | Number | Integer)


def sort_columns(attribute: Attribute) -> str:
    """The columns by which an attribute is sorted."""
    return ", ".join(quoted(attribute.name + suffix) for suffix in attribute.value.order)


def _columns(attributes: list[Attribute]) -> list[str]:
    return [f"{quoted(name)} {kind}" for a in attributes for name, kind in a.columns]


def _table(name: str, columns: list[str], tail: str = "") -> str:
    return f"CREATE TABLE {quoted(name)} (\n  " + ",\n  ".join(columns) + f"\n){tail}"


def ddl(model: Model) -> Iterator[str]:
    """The statements that make an empty store."""
    yield from _FIXED
    columns = [
        "nid INTEGER PRIMARY KEY",
        "id TEXT NOT NULL UNIQUE",
        "type TEXT NOT NULL",
        "name TEXT NOT NULL",
    ]
    columns += ["fold TEXT NOT NULL", "names TEXT NOT NULL", *_columns(shared_attributes(model))]
    yield _table("entity", columns)
    yield "CREATE INDEX entity_type_fold ON entity (type, fold, id)"
    yield "CREATE INDEX entity_type_id ON entity (type, id)"
    for type_ in model.entities:
        own = own_attributes(type_)
        yield _table(type_.name, ["nid INTEGER PRIMARY KEY", *_columns(own)])
        for attribute in own:
            if attribute.unique or in_order(attribute):
                keys = sort_columns(attribute)
                yield f"CREATE INDEX {quoted(f'{type_.name}_{attribute.name}')} ON {quoted(type_.name)} ({keys})"
    for relation, edge in model.relation_types.items():
        columns = ["src INTEGER NOT NULL", "dst INTEGER NOT NULL", "fact INTEGER NOT NULL"]
        columns += [*_columns(list(edge.attributes)), "PRIMARY KEY (src, dst)"]
        yield _table(relation, columns, " WITHOUT ROWID")
        # A network's members are asked for in the order in which they joined.
        first = "".join(f"{sort_columns(a)}, " for a in list(filter(in_order, edge.attributes))[:1])
        yield f"CREATE INDEX {quoted(f'{relation}_dst')} ON {quoted(relation)} (dst, {first}src)"


def model_version(model: Model) -> str:
    """Changes whenever a store made for another model cannot be used: its tables or the identity of facts differ."""
    return hashlib.sha256("\n".join([*ddl(model), *signature(model)]).encode()).hexdigest()[:16]
