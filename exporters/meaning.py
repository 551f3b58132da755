"""An answer's objects with what their keys mean in RDF, and the statements that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from exporters.sheet import Sheet


@dataclass(frozen=True)
class Meaning:
    """What a key stands for: a property as a CURIE, with the datatype or the language of texts under it."""

    property: str
    datatype: str = ""
    language: str = ""


INCLUDED: Final = Meaning("@included")
"""Of a key under which objects stand for themselves: the key says nothing of how they belong to the outer one."""


@dataclass(frozen=True)
class Words:
    """A literal. The datatype is a CURIE."""

    text: str
    datatype: str = "xsd:string"
    language: str = ""

    @property
    def value(self) -> dict[str, str]:
        """The value object of JSON-LD."""
        if self.language:
            return {"@value": self.text, "@language": self.language}
        return {"@value": self.text} if self.plain else {"@value": self.text, "@type": self.datatype}

    @property
    def plain(self) -> bool:
        """Whether JSON's texts are such literals."""
        return not self.language and self.datatype == "xsd:string"

    def under(self, property: str) -> Meaning:
        """The meaning of a key whose value is the text as it stands."""
        return Meaning(property, "" if self.language or self.plain else self.datatype, self.language)


@dataclass
class Thing:
    """An object of the answer. One without an IRI says nothing itself."""

    iri: str = ""
    type: str = ""
    """A class, as a CURIE."""
    words: Words | None = None
    """The literal that the object is, instead of a thing."""
    values: dict[str, Any] = field(default_factory=dict)
    """By response key: JSON, or things."""
    meanings: dict[str, Meaning] = field(default_factory=dict)
    more: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What no key can say, by property: values of JSON-LD, each under a text that tells it from others."""
    reverse: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The same for properties of which this is the object."""

    def hold(self, key: str, value: Any, meaning: Meaning | None = None) -> None:
        """Take a value under its key. Where nothing in it says anything, the key has no meaning either."""
        self.values[key] = value
        if meaning and _speaks(value):
            self.meanings[key] = meaning

    def add(self, property: str, iri: str, said: Mapping[str, Any] | None = None, *, reverse: bool = False) -> None:
        """Lead to a thing, or from it, beside the keys; `said` is what is said of that thing there."""
        (self.reverse if reverse else self.more).setdefault(property, {})[iri] = {"@id": iri, **(said or {})}


def _speaks(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_speaks, value))
    if isinstance(value, Thing):
        return bool(value.iri or value.meanings or value.words)
    return value is not None


class Statements(Sheet):
    """The triples of an answer. Each is also said in its JSON: by a key, or beside the keys."""

    def value(self, thing: Thing, key: str, shown: Any, property: str, words: Words) -> None:
        """That a thing has a value, which is shown under a key."""
        self.literal(thing.iri, property, words)
        if shown == words.text or (words.datatype == "xsd:integer" and str(shown) == words.text):
            thing.hold(key, shown, words.under(property))
        else:
            thing.hold(key, shown)
            thing.more.setdefault(property, {})[repr(words)] = words.value

    def literal(self, subject: str, property: str, words: Words) -> None:
        """That a subject has a value."""
        if words.language:
            self.text(subject, property, words.text, words.language)
        else:
            self.typed(subject, property, words.text, words.datatype)


def bare(value: Mapping[str, Any]) -> dict[str, Any]:
    """An object without what was added to it."""
    return {key: inner for key, inner in value.items() if not key.startswith("@")}
