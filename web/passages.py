"""What a document states: its text with the passages marked, and the claims that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from markupsafe import Markup, escape

from schema.model import Model
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
        f"      nodes {{ kind quote start end value {more}\n"
        f"        fact {{ property subject {{ {TARGET} }} object {{ {TARGET} }} }} }}\n    }}\n  }}\n}}\n"
    )


MOST_STATED: Final = MOST_MEMBERS


def stated(found: Mapping[str, Any], model: Model, reader: Reader, limit: int) -> Stated:
    """What a page shows of a document; `limit`: characters of its text at most."""
    text = (found["text"] or "")[:limit]
    claims = [c for c in found["claims"]["nodes"] if c["fact"]["property"] != "text"]
    # What has a place comes first, in the order of the text; a claim of a table has none.
    claims.sort(key=lambda c: (not _is_in(c, text), c["start"] or 0))
    fields = {link.relation.type: link.field for t in model.types.values() for link in t.links.values()
              if link.forward and not link.only}  # fmt: skip
    spans = [(n, c["start"], c["end"]) for n, c in enumerate(claims, 1) if _is_in(c, text)]
    statements = tuple(_statement(n, c, model, fields, reader, text) for n, c in enumerate(claims, 1))
    return Stated(
        Markup("".join(_marked(text, spans))), len(text) == len(found["text"] or ""), statements,
        found["claims"]["totalCount"],
    )  # fmt: skip


def _is_in(claim: Mapping[str, Any], text: str) -> bool:
    """Whether a claim's quote stands where it says, in as much of the text as is shown."""
    return bool(claim["quote"]) and text[claim["start"] : claim["end"]] == claim["quote"]


def _statement(
    number: int, claim: Mapping[str, Any], model: Model, fields: Mapping[str, str], reader: Reader, text: str
) -> Statement:
    fact = claim["fact"]
    what = target_of(fact["object"]) if fact["object"] else Words(_short(claim["value"] or ""))
    return Statement(
        number, target_of(fact["subject"]), reader.field(fields.get(fact["property"], fact["property"])), what,
        tuple(qualifiers(model.edge_attributes.values(), claim, reader)), reader.word(claim["kind"]),
        "" if _is_in(claim, text) else claim["quote"] or "",
        f"#at-{claim['start']}" if _is_in(claim, text) else "",
    )  # fmt: skip


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
