"""Claims for property tests, generated from a model.

Pools are small on purpose: claims shall meet in the same facts, agree, disagree and date one another's documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from graph.facts import KINDS, NAME, NAME_KIND, Claim
from schema import values
from schema.errors import ValueProblem
from schema.model import Attribute, Model
from schema.values import Choice, Value

WORDS = ("Łódź", "Lodz", "łódź", "Straße 5", "浜松市", "office", "a “quoted” 'text' \\ with % and _", "null")
DATES = (
    "2014",
    "2014-11-19",
    "2014-11",
    "2014~",
    "2015",
    "2008/2012",
    "2010/..",
    "../2011",
    "201X",
    "2014-22",
    "-0004",
)
QUOTES = ("", "joined in 2014", "Łódź 🙂\nis a member")
LANGUAGES = ("en", "pl", "mul", "und", "uk")
SLUGS = ("a", "b", "c")


@dataclass(frozen=True)
class Topic:
    """What claims can be about: an attribute of a type, or a relation."""

    sources: tuple[str, ...]
    property: str
    attribute: Attribute | None = None
    targets: tuple[str, ...] = ()
    qualifiers: tuple[Attribute, ...] = ()


def topics(model: Model) -> list[Topic]:
    """Everything that claims of a model can be about."""
    found = [Topic(tuple(t.name for t in model.entities), NAME.field, NAME, qualifiers=(NAME_KIND,))]
    found += [Topic((t.name,), a.field, a) for t in model.entities for a in t.attributes.values() if not a.derived]
    found += [Topic(r.sources, r.type, targets=r.targets, qualifiers=r.edge.attributes) for r in model.relations]
    return found


def is_canonical(value: type[Value], text: str) -> bool:
    """Whether a text is a value as claims write it."""
    try:
        return value.parse(text) == text
    except ValueProblem:
        return False


_TEXTS: Mapping[type[Value], SearchStrategy[str]] = {
    values.Text: st.sampled_from(WORDS) | st.text(max_size=12),
    values.Word: st.sampled_from(WORDS) | st.text(max_size=12),
    values.Passage: st.sampled_from((*WORDS, "Two\n\n lines  \n")) | st.text(max_size=30),
    values.Url: st.sampled_from(("https://example.org/a", "http://www.example.org/a/", "https://example.org/b?q=%20#x")),
    values.Integer: st.sampled_from(("0", "3", "-3")) | st.integers(-(2**31), 2**31 - 1).map(str),
    values.Number: st.sampled_from(("51.1", "17", "-0.000001")),
    values.Date: st.sampled_from(DATES) | st.dates().map(str),
    values.Money: st.sampled_from(("14900 EUR", "14900.00 EUR", "14900 PLN", "0.01 EUR")),
}  # fmt: skip


def texts(value: type[Value]) -> SearchStrategy[str]:
    """Canonical texts of a value type."""
    if issubclass(value, Choice):
        return st.sampled_from(sorted(value.members))
    return _TEXTS[value].filter(partial(is_canonical, value))


def ids(model: Model, types: Iterable[str]) -> SearchStrategy[str]:
    """Ids of entities of some types, a few of each."""
    return st.sampled_from([f"{model.types[name].slug}/{slug}" for name in types for slug in SLUGS])


@st.composite
def claims(draw: st.DrawFn, model: Model, topic: Topic) -> Claim:
    """Claims about one topic, from any document or none."""
    stated = [a for a in topic.qualifiers if draw(st.booleans())]
    document = draw(st.just("") | ids(model, ["Document"]))
    quote = draw(st.sampled_from(QUOTES)) if document else ""
    start = draw(st.integers(0, 20)) if quote else -1
    kind = draw(st.sampled_from(KINDS))
    return Claim(
        subject=draw(ids(model, topic.sources)),
        property=topic.property,
        object=draw(ids(model, topic.targets)) if topic.targets else "",
        value=draw(texts(topic.attribute.value)) if topic.attribute else "",
        language=draw(st.sampled_from(LANGUAGES)) if topic.attribute and topic.attribute.multilingual else "",
        qualifiers=tuple(sorted((a.field, draw(texts(a.value))) for a in stated)),
        kind=kind,
        document=document,
        quote=quote,
        start=start,
        end=start + len(quote) if quote else -1,
        rule="" if kind == "curated" else draw(st.sampled_from(("", "joined-in"))),
    )


@st.composite
def claim_lists(draw: st.DrawFn, model: Model, max_size: int = 12) -> list[Claim]:
    """Different claims about few topics; half of the lists hold much on when documents were issued."""
    dates = [t for t in topics(model) if t.property == "issued"]
    chosen = draw(st.lists(st.sampled_from(topics(model)), min_size=1, max_size=4))
    about = draw(st.sampled_from([chosen + dates, chosen[:1] + dates * 3]))
    at_least = draw(st.integers(0, max_size * 2 // 3))  # lists that hypothesis sizes by itself are short
    some = st.sampled_from(about).flatmap(partial(claims, model))
    return draw(st.lists(some, min_size=at_least, max_size=max_size, unique_by=lambda claim: claim.id))
