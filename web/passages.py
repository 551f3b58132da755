"""What a document states: its text with the passages marked, and the claims that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from markupsafe import Markup, escape

from schema.model import Model, Type
from schema.names import enum_value
from schema.values import Date
from web.entities import Words, qualifiers, target_of
from web.operations import MOST_MEMBERS, TARGET, value_of
from web.reader import Reader


@dataclass(frozen=True)
class Statement:
    """A claim as the list beside the text shows it."""

    number: int
    subject: Words
    property: str
    what: Words
    details: tuple[str, ...]
    kind: str
    quote: str
    """Its passage, when that is not in the text that is shown."""
    place: str
    """Where its passage is marked, as the part of an address; empty when it is not in the text."""


@dataclass(frozen=True)
class Stated:
    """A document's text and statements."""

    text: Markup
    is_whole: bool
    statements: tuple[Statement, ...]
    total: int


def document_operation(model: Model) -> str:
    """The text of a document and what it states. Variables: id, lang, first."""
    more = " ".join(value_of(a) for a in model.edge_attributes.values())
    return (
        "query DocumentStates($id: ID!, $lang: [Language!], $first: Int) {\n  document(id: $id) {\n    text\n"
        "    claims(orderBy: [{start: ASC}], first: $first) {\n      totalCount\n"
        f"      nodes {{ kind quote start end value objectId {more}\n"
        f"        fact {{ property conflicting subject {{ {TARGET} }} object {{ {TARGET} }} }} }}\n    }}\n  }}\n}}\n"
    )


MOST_STATED: Final = MOST_MEMBERS


def stated(found: Mapping[str, Any], model: Model, reader: Reader, limit: int) -> Stated:
    """What a page shows of a document; `limit`: characters of its text at most."""
    text = (found["text"] or "")[:limit]
    claims = [c for c in found["claims"]["nodes"] if c["fact"]["property"] != "text"]
    # What has a place comes first, in the order of the text; a claim of a table has none.
    claims.sort(key=lambda c: (not _is_in(c, text), c["start"] or 0))
    spans = [(n, c["start"], c["end"]) for n, c in enumerate(claims, 1) if _is_in(c, text)]
    statements = tuple(_statement(n, c, model, reader, text) for n, c in enumerate(claims, 1))
    kept_back = len(found["claims"]["nodes"]) - len(claims)
    return Stated(
        Markup("".join(_marked(text, spans))), len(text) == len(found["text"] or ""), statements,
        found["claims"]["totalCount"] - kept_back,
    )  # fmt: skip


def _is_in(claim: Mapping[str, Any], text: str) -> bool:
    """Whether a claim's quote stands where it says, in as much of the text as is shown."""
    return bool(claim["quote"]) and text[claim["start"] : claim["end"]] == claim["quote"]


def _statement(number: int, claim: Mapping[str, Any], model: Model, reader: Reader, text: str) -> Statement:
    fact = claim["fact"]
    subject = next(t for t in model.entities if enum_value(t.name) == fact["subject"]["type"])
    return Statement(
        number, target_of(fact["subject"]), reader.field(_field(subject, fact)), _what(subject, claim, reader),
        tuple(qualifiers(model.edge_attributes.values(), claim, reader)), reader.word(claim["kind"]),
        "" if _is_in(claim, text) else claim["quote"] or "",
        f"#at-{claim['start']}" if _is_in(claim, text) else "",
    )  # fmt: skip


def _field(subject: Type, fact: Mapping[str, Any]) -> str:
    """What leads from the subject to what is stated: an attribute, or a relation to something of the object's type."""
    links = [link for link in subject.links.values() if link.forward and not link.only
             and link.relation.type == fact["property"]]  # fmt: skip
    object_ = fact["object"]
    fitting = [link.field for link in links if object_ and enum_value(link.target) == object_["type"]]
    return next(iter([*fitting, *(link.field for link in links)]), str(fact["property"]))


def _what(subject: Type, claim: Mapping[str, Any], reader: Reader) -> Words:
    if object_ := claim["fact"]["object"]:
        return claim.get("other") or target_of(object_)
    value = claim["value"] or ""
    attribute = subject.attributes.get(claim["fact"]["property"])
    return Words(reader.date(value) if attribute and issubclass(attribute.value, Date) else _short(value))


def _short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:200]}…"


def _marked(text: str, spans: Sequence[tuple[int, int, int]]) -> Iterator[str]:
    """The text, cut wherever a passage begins or ends; where one ends, the numbers of what it states."""
    cuts = sorted({0, len(text), *(place for _, start, end in spans for place in (start, end))})
    starts = {start for _, start, _ in spans}
    for first, last in pairwise(cuts):
        here = [number for number, start, end in spans if start <= first < end]
        if first in starts:
            yield f'<a id="at-{first}" class="anchor"></a>'
        yield f"<mark>{escape(text[first:last])}</mark>" if here else str(escape(text[first:last]))
        for number in (number for number, _, end in spans if end == last):
            yield f'<sup><a href="#claim-{number}">{number}</a></sup>'
