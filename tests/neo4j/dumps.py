"""What a store of either kind holds, in the same words: to see that the two are equal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graph.copying import fingerprint
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
from graph.sqlite.tables import quoted
from schema.model import Attribute, Model, Type
from schema.text import fold
from schema.values import Text

Dump = dict[str, list[str]]
"""Lines by what they are about, sorted."""


def neo4j_dump(store: Neo4jStore) -> Dump:
    """Everything but when it was loaded."""
    everything = store.one("MATCH (n) RETURN count(n)")
    nodes = store.one("MATCH (e:Entity) RETURN collect([labels(e), properties(e)])")
    names = store.one("MATCH (e:Entity)-[:NAMED]->(n:Name) RETURN collect([e.id, properties(n)])")
    said = store.one("MATCH (n:Name) RETURN collect([n.words, COLLECT { MATCH (n)-[:HAS_WORD]->(w) RETURN w.text }])")
    assert all(set(phrase.split()) == set(found) and len(set(found)) == len(found) for phrase, found in said)
    words = store.one("MATCH (w:Word) RETURN collect(properties(w))")
    links = store.one("MATCH (a:Entity)-[r]->(b:Entity) RETURN collect([type(r), a.id, b.id, properties(r)])")
    facts = store.one("MATCH (f:Fact) RETURN collect(properties(f))")
    for quote, folded in store.one("MATCH (c:Claim) RETURN collect([c.quote, c.quote_fold])"):
        assert folded == (quote if quote is None else fold(quote))
    claims = store.one(
        "MATCH (c:Claim)-[:STATES]->(f:Fact) WHERE c.fact = f.id OPTIONAL MATCH (c)-[:STATED_IN]->(d:Document:Entity)"
        " RETURN collect([c {.*, quote_fold: null}, d.id])"
    )
    judged = store.one("MATCH (j:Judgement) RETURN collect(properties(j))")
    successors = store.one("MATCH (s:Successor) RETURN collect(properties(s))")
    counted = [nodes, names, words, facts, claims, store.origins(), judged, successors]
    assert everything == sum(map(len, counted)) + 1, "there are nodes that belong to nothing"
    found = {
        "entity": [_entity(store.model, labels, properties) for labels, properties in nodes],
        "name": [{"entity": id, **name} for id, name in names],
        "word": words,
        "link": [{"type": type, "source": source, "target": target, **cells} for type, source, target, cells in links],
        "fact": [{**fact, "qualifiers": json.loads(fact["qualifiers"])} for fact in facts],
        "claim": [
            {**claim, "qualifiers": json.loads(claim["qualifiers"]), "document": document} for claim, document in claims
        ],
        "judgement": judged,
        "successor": successors,
    }  # fmt: skip
    return _lines(store, found)


def _entity(model: Model, labels: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    (label,) = set(labels) - {"Entity"}
    type_ = model.types[label]
    folds = {a.name: sorted(properties.pop(f"{a.name}_folds", [])) for a in _multilingual(type_)}
    for attribute in _multilingual(type_):
        texts = [text for name, text in properties.items() if name.startswith(f"{attribute.name}_")]
        assert folds[attribute.name] == sorted(map(fold, texts))
    return {"type": label, **properties}


def _multilingual(type_: Type) -> list[Attribute]:
    return [a for a in type_.attributes.values() if a.multilingual and issubclass(a.value, Text)]


def sqlite_dump(store: SqliteStore) -> Dump:
    """The same of a SQLite store."""
    db, model = store.db, store.model
    ids = dict(db.execute("SELECT nid, id FROM entity"))
    facts = dict(db.execute("SELECT fid, id FROM fact"))
    names = [{"entity": ids[row.pop("nid")], **row, "size": len(row["words"])} for row in _rows(store, "name")]
    occurrences = [(row["word"], row["size"], ids[row["nid"]], row["place"]) for row in _rows(store, "occurrence")]
    said = {(word, n["size"], n["entity"], n["place"]) for n in names for word in n["words"].split()}
    assert said == set(occurrences)
    best = {row["entity"]: row["language"] for row in names if row["place"] == 0}
    entities = []
    for row in _rows(store, "entity"):
        type_ = model.types[row["type"]]
        (own,) = [r for r in _rows(store, type_.name) if r["nid"] == row["nid"]] or [{}]
        nid = row.pop("nid")
        entity = {**row, **{k: v for k, v in own.items() if k != "nid"}, "nameLanguage": best.get(ids[nid], "und")}
        entity |= {f"name_{language}": text for language, text in json.loads(entity.pop("names")).items()}
        for attribute in type_.attributes.values():
            if attribute.multilingual:
                texts = json.loads(entity.pop(attribute.name) or "{}")
                entity |= {f"{attribute.name}_{language}": text for language, text in texts.items()}
            elif attribute.many:
                entity[attribute.name] = json.loads(entity[attribute.name]) or None
        entities.append(entity)
    links = []
    for type in model.relation_types:
        for row in _rows(store, type):
            source, target, fact = (row.pop(column) for column in ("src", "dst", "fact"))
            links.append({"type": type, "source": ids[source], "target": ids[target], "fact": facts[fact], **row})
    found = {
        "entity": entities,
        "name": names,
        "word": _rows(store, "word"),
        "link": links,
        "fact": [
            {
                **row, "subject": ids[row["subject"]], "object": ids.get(row["object"]), "fid": None,
                "qualifiers": json.loads(row["qualifiers"]), "conflicting": bool(row["conflicting"]),
            }
            for row in _rows(store, "fact")
        ],
        "claim": [
            {
                **row, **{column: row[column] or None for column in ("object", "value", "language")}, "fid": None,
                "fact": facts[row["fid"]], "document": ids.get(row["document"]),
                "qualifiers": json.loads(row["qualifiers"]),
            }
            for row in _rows(store, "claim")
        ],
        "judgement": _rows(store, "judgement"),
        "successor": _rows(store, "successor"),
    }  # fmt: skip
    return _lines(store, found)


def _rows(store: SqliteStore, table: str) -> list[dict[str, Any]]:
    columns = [name for (name,) in store.db.execute(f"SELECT name FROM pragma_table_info('{table}')")]
    return [dict(zip(columns, row, strict=True)) for row in store.db.execute(f"SELECT * FROM {quoted(table)}")]


def _lines(store: Neo4jStore | SqliteStore, found: Mapping[str, list[dict[str, Any]]]) -> Dump:
    lines = {
        what: sorted(json.dumps({k: v for k, v in row.items() if v is not None}, sort_keys=True) for row in rows)
        for what, rows in found.items()
    }
    supports = sorted(f"{root} {name} {line} {claim.id}" for root, name, line, claim in store.supports())
    meta = [f"{key} {store.meta(key)}" for key in ("version", "checksum")]
    return {**lines, "support": supports, "meta": meta, "read": [repr(fingerprint(store))]}
