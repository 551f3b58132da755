"""An answer as JSON-LD: the JSON that GraphQL gives, with `@context`, `@id`, `@type` and what no key of it can say.

The context at the top has for each key what it means most often. An object in which a key means something else, or
nothing, has a context of its own. What stands beside the keys has a CURIE or an IRI for a key, which no alias can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from exporters.meaning import INCLUDED, Meaning, Thing
from schema.rdf import Terms

Meanings = Mapping[str, Meaning | None]


def as_jsonld(answer: Thing, terms: Terms) -> dict[str, Any]:
    """The document of an answer, whose keys are `data` and whatever is told beside it."""
    return _Writing(answer, terms).document()


class _Writing:
    """One document while it is written."""

    def __init__(self, answer: Thing, terms: Terms) -> None:
        self.answer = answer
        self.terms = terms
        self.used: set[str] = set()
        """Prefixes."""
        found: dict[str, Counter[Meaning]] = {}
        keys: set[str] = set()
        for thing in _things(answer):
            keys |= thing.values.keys()
            for key, meaning in thing.meanings.items():
                found.setdefault(key, Counter())[meaning] += 1
        # A key that is called like a prefix would be taken for it.
        self.prefixes = {prefix: iri for prefix, iri in terms.prefixes.items() if prefix not in keys}
        usual = {key: counts.most_common(1)[0][0] for key, counts in found.items() if key not in answer.values}
        # The outermost object has no other context than the one at the top.
        self.usual: Meanings = {**answer.meanings, **usual}

    def document(self) -> dict[str, Any]:
        body = self.thing(self.answer, self.usual)
        definitions = {key: self.definition(meaning) for key, meaning in self.usual.items()}
        spaces = {prefix: self.prefixes[prefix] for prefix in sorted(self.used)}
        return {"@context": {"@version": 1.1, **spaces, **definitions}, **body}

    def thing(self, thing: Thing, outer: Meanings) -> dict[str, Any]:
        """An object, inside one in which keys have these meanings."""
        own = {
            key: thing.meanings.get(key) for key, value in thing.values.items() if _differs(thing, key, value, outer)
        }
        inner = {**outer, **own}
        written: dict[str, Any] = {}
        if own:
            written["@context"] = {key: self.definition(meaning) for key, meaning in own.items()}
        if thing.iri:
            written |= {"@id": thing.iri, "@type": self.short(thing.type)}
        if thing.words:
            written |= thing.words.value
        for key, value in thing.values.items():
            written[key] = self.value(value, inner)
        for property, values in thing.more.items():
            written[self.short(property)] = self.beside(list(values.values()))
        if thing.reverse:
            written["@reverse"] = {self.short(p): self.beside(list(v.values())) for p, v in thing.reverse.items()}
        return written

    def value(self, value: Any, outer: Meanings) -> Any:
        if isinstance(value, Thing):
            return self.thing(value, outer)
        return [self.value(each, outer) for each in value] if isinstance(value, list) else value

    def beside(self, value: Any) -> Any:
        """What stands beside the keys, with its terms made short."""
        if isinstance(value, list):
            found = [self.beside(each) for each in value]
            return found[0] if len(found) == 1 else found
        if isinstance(value, dict):
            if value.keys() == {"@value"}:
                return value["@value"]
            return {
                self.short(key): self.short(inner) if key == "@type" else self.beside(inner)
                for key, inner in value.items()
            }
        return value

    def definition(self, meaning: Meaning | None) -> Any:
        """What the context says of a key."""
        if meaning is None or meaning == INCLUDED:
            return meaning and meaning.property
        found = {"@id": self.short(meaning.property)}
        if meaning.datatype:
            found["@type"] = self.short(meaning.datatype)
        if meaning.language:
            found["@language"] = meaning.language
        return found

    def short(self, curie: str) -> str:
        """A CURIE whose prefix the context has, else the IRI."""
        if curie.startswith("@"):
            return curie
        prefix = curie.partition(":")[0]
        if prefix not in self.prefixes:
            return self.terms.iri(curie)
        self.used.add(prefix)
        return curie


def _differs(thing: Thing, key: str, value: Any, outer: Meanings) -> bool:
    """Whether a key must be defined anew. Nothing says nothing, whatever it would mean; only included it cannot be."""
    if (value is None or value == []) and outer.get(key) != INCLUDED:
        return False
    return thing.meanings.get(key) != outer.get(key)


def _things(value: Any) -> Iterator[Thing]:
    """All objects of an answer, the outer ones first."""
    if isinstance(value, Thing):
        yield value
        value = list(value.values.values())
    if isinstance(value, list):
        for each in value:
            yield from _things(each)
