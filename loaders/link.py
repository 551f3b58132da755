"""From what was found in a document to claims: which entities its mentions are, and what it states of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.facts import NAME, Claim, attribute_of, check
from loaders import word_lists
from loaders.document import Document
from loaders.entries import COUNTRY, GRAPH, OWNING
from loaders.gazetteer import Names
from loaders.identifiers import document_part, shortened_slug, slug
from loaders.mentions import Extraction, Mention, Relation
from loaders.words import key_of, words
from schema.errors import ValueProblem
from schema.model import Model
from schema.text import fold

LONGEST_NAME: Final = 120
"""Characters of the name of a goal; its text is whole."""
SPELT: Final = 60
"""Characters of a description that its id repeats."""

PUBLISHERS: Final = ("City", "Country", "Institution", "Programme")

DAY: Final = r"\d{4}-\d\d-\d\d"

Occasion = tuple[str, str, str]
"""Day, kind and place of an event: what two documents that tell of it have in common, whatever they call it."""

Key = tuple[str, str]
"""What all mentions of one entity share: `Mention.key`."""


@dataclass(frozen=True)
class Linked:
    """What a document states."""

    claims: tuple[Claim, ...]
    doubts: tuple[str, ...]
    """What could not be decided, and why."""


def claims_of(model: Model, document: Document, extraction: Extraction, names: Names) -> Linked:
    """The claims that a document's relations come to. A pure function of its arguments.

    Entities that no relation concerns are only mentioned: nothing is claimed of them.
    """
    linking = _Linking(model, document, extraction, names)
    claims: dict[Claim, None] = {}
    doubts = [
        f"{doubt.text!r} may mean {' or '.join(doubt.ids)}; nothing is claimed of it" for doubt in extraction.doubts
    ]
    for relation in extraction.relations:
        claim = linking.claim(relation)
        try:
            check(model, claim)
        except ValueProblem as problem:
            doubts.append(f"{document.text[relation.start : relation.end]!r} (rule {relation.rule}): {problem}")
            continue
        claims[claim] = None
        for end in (relation.subject, relation.object):
            if end:
                claims.update(dict.fromkeys(linking.described(end)))
    claims.update(dict.fromkeys(linking.published()))
    return Linked(tuple(claims), tuple(dict.fromkeys([*doubts, *linking.doubts])))


@dataclass
class _Linking:
    model: Model
    document: Document
    extraction: Extraction
    names: Names
    ids: dict[Key, str] = field(default_factory=dict)
    owners: dict[Key, Mention] = field(default_factory=dict)
    """Who adopted a strategy, whose a goal is, and who published a document."""
    dates: dict[Key, str] = field(default_factory=dict)
    places: dict[Key, Mention] = field(default_factory=dict)
    """In which city an event was held."""
    occasions: dict[Key, Occasion] = field(default_factory=dict)
    """What tells events apart, of those that it does tell apart here."""
    doubts: list[str] = field(default_factory=list)
    """What could not be decided."""
    first: dict[Key, Mention] = field(default_factory=dict)
    """The first mention of each entity by a name."""

    def __post_init__(self) -> None:
        for mention in self.extraction.mentions:
            if not mention.pronoun:
                self.first.setdefault(mention.key, mention)
        for relation in self.extraction.relations:
            if relation.property in OWNING and relation.object:
                self.owners.setdefault(relation.object.key, relation.subject)
            elif relation.property == "when":
                self.dates.setdefault(relation.subject.key, relation.value)
            elif relation.property == "HELD_IN" and relation.object:
                self.places.setdefault(relation.subject.key, relation.object)
        # Two of one kind on one day in one place are two where one document tells them apart.
        events = {m.key: m for m in self.extraction.mentions if m.type == "Event"}
        self.occasions = {key: occasion for key, m in events.items() if all(occasion := self._occasion(m))}
        counted = Counter(self.occasions.values())
        self.occasions = {key: occasion for key, occasion in self.occasions.items() if counted[occasion] == 1}

    def published(self) -> Iterator[Claim]:
        """Who published the document, where it says so and the graph knows one body of that name."""
        publisher = self.document.publisher
        every = words(publisher)
        for found in self.names.find(publisher, every):
            known = [entry for entry in found.entries if entry.source == GRAPH and entry.type in PUBLISHERS]
            if (found.first, found.last, len(known)) == (0, len(every), 1):
                yield Claim(
                    known[0].id,
                    "PUBLISHED",
                    self.document.id,
                    kind="stated",
                    document=self.document.id,
                    rule="publisher",
                )

    def claim(self, relation: Relation) -> Claim:
        """What a relation states."""
        subject = self.id_of(relation.subject)
        attribute = None if relation.object else attribute_of(self.model, subject, relation.property)
        language = self.language if attribute and attribute.multilingual else ""
        return Claim(
            subject, relation.property, self.id_of(relation.object) if relation.object else "",
            relation.value, language, relation.qualifiers, relation.kind, self.document.id,
            self.document.text[relation.start : relation.end], relation.start, relation.end, relation.rule,
        )  # fmt: skip

    @property
    def language(self) -> str:
        return self.document.language or "und"

    def id_of(self, mention: Mention) -> str:
        """The id of what is mentioned: a known one, or one made of its name."""
        if mention.id:
            return mention.id
        if mention.key not in self.ids:
            known, own = self._known(mention), self._new(mention)
            self.ids[mention.key] = own if not known or self.names.are_apart(own, known) else known
        return self.ids[mention.key]

    def _known(self, mention: Mention) -> str:
        """What the graph calls something by fewer words than the document: of the same owner, the longest name."""
        if mention.type == "PolicyArea":
            # Their names are ordinary words and not looked for in texts.
            areas = self.names.curated.called(key_of(mention.name), mention.type)
            return next((area.id for area in areas if fold(area.name) == fold(mention.name)), "")
        if mention.type == "Event":
            return self._known_event(mention)
        owner = self.owners.get(mention.key)
        if mention.type not in ("Goal", "Document") or owner is None:
            return ""
        owner_id, words = self.id_of(owner), f" {key_of(mention.name)} "
        same = (entry for entry in self.names.curated.owned(owner_id) if entry.type == mention.type)
        within = [(len(e.name), e.id) for e in same if f" {key_of(e.name)} " in words]
        return max(within, default=(0, ""))[1]

    def _occasion(self, mention: Mention) -> Occasion:
        """First day, kind and place of an event, where the document says so."""
        first = self.dates.get(mention.key, "").partition("/")[0]
        place = self.places.get(mention.key)
        return first if re.fullmatch(DAY, first) else "", kind_of(mention.name), self.id_of(place) if place else ""

    def _known_event(self, mention: Mention) -> str:
        """The event of the graph that is meant: on the same day, in the same place or else of the same kind."""
        day, kind, place = self._occasion(mention)
        same = list(self.names.curated.on(day)) if day else []
        here = [e.id for e in same if place in e.places]
        alike = [e.id for e in same if kind == kind_of(f"{e.kind} {e.name}") and not (place and e.places)]
        found = here or (alike if kind else [])
        if len(found) > 1:
            self.doubts.append(f"{mention.name!r} may be {' or '.join(sorted(found))}; it is taken for another event")
        return found[0] if len(found) == 1 else ""

    def _new(self, mention: Mention) -> str:
        """Descriptions such as "Integration Strategy" name one thing only beside whom it belongs to."""
        kind = self.model.types[mention.type].slug
        own = shortened_slug(slug(mention.name), mention.name, SPELT)
        if mention.type == "City" and mention.country:
            own = f"{own}-{mention.country.partition('/')[2]}"
        elif mention.type in ("Strategy", "Goal"):
            owner = self.owners.get(mention.key)
            before = self.id_of(owner).partition("/")[2] if owner else document_part(self.document.id)
            own = f"{before}-{own}"
        elif mention.type == "Event" and mention.key in self.occasions:
            day, sort, place = self.occasions[mention.key]
            own = f"{day}-{sort}-{place.partition('/')[2]}"
        elif mention.type == "Event":
            first = slug(self.dates.get(mention.key, "").partition("/")[0])
            own = f"{first or document_part(self.document.id)}-{own}"
        elif mention.type == "Document":
            own = f"{document_part(self.document.id)}-{own}"
        return f"{kind}/{shortened_slug(own, own)}"

    def described(self, mention: Mention) -> Iterator[Claim]:
        """What must be claimed of an entity that the graph does not know otherwise: its name, and where it lies."""
        id = self.id_of(mention)
        entry = self.names.entry(id)
        if entry and entry.source == GRAPH:
            return
        named = self.first.get(mention.key, mention)
        language = self.language
        name = mention.name if len(mention.name) <= LONGEST_NAME else _shortened(mention.name)
        if mention.type in ("City", "Country"):
            # The packaged tables give the usual name, not always the one that stands here.
            language = "en"
        yield self._of(named, id, NAME.field, value=name, language=language, qualifiers=(("kind", "PREFERRED"),))
        if mention.type == "Goal" and name != mention.name:
            yield self._of(named, id, "text", value=mention.name)
        if mention.type == "Country":
            yield self._of(named, id, "code", value=id.partition("/")[2].upper())
        if mention.type == "City" and mention.country:
            country = self.names.entry(mention.country)
            if country:
                yield self._of(named, id, "LOCATED_IN", object=country.id)
                if country.source == COUNTRY:
                    of_country = Mention(
                        "Country", country.name, named.start, named.end, country.id, "country-of-place"
                    )
                    yield from self.described(of_country)

    def _of(
        self, mention: Mention, id: str, property: str, *, object: str = "", value: str = "", language: str = "",
        qualifiers: tuple[tuple[str, str], ...] = (),
    ) -> Claim:  # fmt: skip
        quote = self.document.text[mention.start : mention.end]
        kind = "stated" if property in (NAME.field, "text") and fold(value.rstrip("…")) in fold(quote) else "implied"
        return Claim(
            id, property, object, value, language, qualifiers, kind, self.document.id, quote,
            mention.start, mention.end, mention.rule or "name",
        )  # fmt: skip


def kind_of(name: str) -> str:
    """What kind of event a name speaks of, such as conference; empty when it says none that is known."""
    found = (
        kind for word in key_of(name).split(" ") for stem, kind in word_lists.kinds.items() if word.startswith(stem)
    )
    return next(found, "")


def _shortened(name: str) -> str:
    return name[:LONGEST_NAME].rpartition(" ")[0].rstrip(",;:–- ") + "…"
