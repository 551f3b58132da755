"""Projects and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.base import Actor, Entity, Undertaking
from schema.declare import Many, Plain, attribute, derived, entity, relation

if TYPE_CHECKING:
    from schema.places import City
    from schema.values import Date, Money, Word


@entity(plural="projects", rdf=("schema:Project", "foaf:Project"))
class Project(Undertaking):
    """A project: work of several partners, for some time, with money from somewhere."""

    period: Date | None = attribute(
        "The time for which it is made, such as 2018/2022.", "dcterms:temporal", holds="during"
    )
    valid_from: Date | None = derived("Where its period begins.", first="period")
    valid_until: Date | None = derived("Where its period ends.", last="period")
    budget: Money | None = attribute("How much money it has.")
    reference: Word | None = attribute("Its number with the funder.", "dcterms:identifier")


@entity(plural="events", rdf=("m8g:PublicEvent", "schema:Event"))
class Event(Entity):
    """A meeting, seminar, visit or other thing that happened at a time."""

    kind: Word | None = attribute("What kind of thing it is, in one or two words.", "dcterms:type")
    when: Date | None = attribute("The day or days on which it took place.", holds="from")

    held_in: Many[City, Plain] = relation(
        "HELD_IN", "Cities in which it took place; none for one that was held online.", rdf="schema:location",
        inverse="events_held", inverse_text="Events that took place in it.",
    )  # fmt: skip
    event_of: Many[Entity, Plain] = relation(
        "EVENT_OF", "The project, programme or institution to which it belongs.",
        to=("Project", "Programme", "Institution"),
        inverse="events", inverse_text="Events that belong to it.",
    )  # fmt: skip
    organised_by: Many[Actor, Plain] = relation(
        "ORGANISED_BY", "Bodies that organised it.", rdf="schema:organizer",
        inverse="organised", inverse_text="Events that it organised.",
    )  # fmt: skip
