"""What a document states as JSON: its nodes and relations under the names of the annotated documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from loaders.document import Document
from loaders.mentions import Extraction, Mention, Relation
from schema import edtf

LEFT_OUT: Final = frozenset({"FOUNDED_BY", "EVENT_OF", "TOOK_PART_IN", "REPLACES"})
"""Relations of the model that annotated documents do not have."""
TYPES: Final = {"Document": "Publication"}
NAMES: Final = {"IN_AREA": "HAS_AREA", "HELD_IN": "LOCATED_IN", "founded": "FOUNDED", "when": "HELD_ON"}
GOAL_OWNERS: Final = frozenset({"Strategy", "Programme", "Institution"})
"""Types whose goals are annotated."""


def as_json(document: Document, extraction: Extraction) -> dict[str, Any]:
    """The nodes and relations of a document, offsets in code points. Goals of projects are left out."""
    relations = [r for r in extraction.relations if _is_shown(r)]
    unseen = [r for r in extraction.relations if not _is_shown(r)]
    hidden = {m.key for r in unseen for m in _ends(r)} - {m.key for r in relations for m in _ends(r)}
    about = ("url", "title", "language", "sha256")
    return {
        "document": document.name,
        **{key: value for key in about if (value := getattr(document, key))},
        "nodes": [
            {
                "type": TYPES.get(m.type, m.type), "name": _name(m), "quote": document.text[m.start : m.end],
                "start": m.start, "end": m.end, **({"id": m.id} if m.id else {}), "rule": m.rule,
            }
            for m in extraction.mentions
            if not (m.type == "Goal" and m.key in hidden)
        ],
        "relations": [_relation(document, r, extraction) for r in relations],
        "doubts": [{"quote": d.text, "start": d.start, "end": d.end, "ids": list(d.ids)} for d in extraction.doubts],
    }  # fmt: skip


def _is_shown(relation: Relation) -> bool:
    if relation.property == "HAS_GOAL":
        return relation.subject.type in GOAL_OWNERS
    return relation.property in NAMES or (relation.object is not None and relation.property not in LEFT_OUT)


def _name(mention: Mention) -> str:
    """A name without the quotation marks that its owner writes in it: annotations leave them out."""
    return mention.name.replace('"', "")


def _ends(relation: Relation) -> Iterator[Mention]:
    yield relation.subject
    if relation.object:
        yield relation.object


def _relation(document: Document, relation: Relation, extraction: Extraction) -> dict[str, Any]:
    qualifiers = dict(relation.qualifiers)
    name = NAMES.get(relation.property, relation.property)
    if qualifiers.get("role") == "LEAD":
        name = "LEADS"
    shown: dict[str, Any] = {"type": name, "source": _name(relation.subject)}
    if relation.object:
        shown["target"] = _name(relation.object)
    else:
        shown["value"] = relation.value
    shown |= {"quote": document.text[relation.start : relation.end], "start": relation.start, "end": relation.end}
    if date := qualifiers.get("since") or qualifiers.get("on"):
        shown["since"] = date
    if "until" in qualifiers:
        shown["until"] = qualifiers["until"]
    if order := qualifiers.get("rank") or qualifiers.get("order"):
        shown["order"] = order
    role = qualifiers.get("roleText") or qualifiers.get("role", "").casefold()
    if role and name != "LEADS":
        shown["role"] = role
    if "amount" in qualifiers:
        shown["amount"] = qualifiers["amount"]
    if name == "ADOPTED" and relation.object:
        shown |= _period(relation.object, extraction)
    return shown | {"kind": relation.kind, "rule": relation.rule}


def _period(strategy: Mention, extraction: Extraction) -> dict[str, str]:
    """Years in which a strategy begins and ends, where the document states its period."""
    value = next(
        (r.value for r in extraction.relations if r.property == "period" and r.subject.key == strategy.key), ""
    )
    first, slash, last = value.partition("/")
    years = {"from": first[:4], "to": (last if slash else first)[:4]}
    return {name: year for name, year in years.items() if year.isdigit() and edtf.span(value)}
