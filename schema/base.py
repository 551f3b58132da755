"""What all entity types share, and the interfaces that name groups of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import Many, Plain, attribute, interface, narrowed, relation

if TYPE_CHECKING:
    from schema.edges import Adoption, Funding, Membership, Participation, Partnership
    from schema.projects import Project
    from schema.sources import Document
    from schema.strategies import Goal, PolicyArea, Strategy
    from schema.values import Text, Url


@interface
class Entity:
    """Anything that the graph describes and that has a name: a city, a programme, a strategy, a document, …"""

    description: Text | None = attribute("What it is, in a sentence or two.", "dcterms:description", multilingual=True)
    same_as: list[Url] = attribute("Addresses that identify the same thing in other data sets.", "owl:sameAs")


@interface
class Actor(Entity):
    """A body that joins, runs, funds, leads and takes part: a city, a country, an institution or a programme."""

    member_of: Many[Network, Membership] = relation(
        "MEMBER_OF", "Networks, unions and programmes that it belongs to.",
        inverse="members", inverse_text="Bodies that belong to it, with the time, role and place of each.",
    )  # fmt: skip
    strategies: Many[Strategy, Adoption] = relation(
        "ADOPTED", "Strategies, plans and programmes of action that it has adopted.",
        inverse="adopted_by", inverse_text="Bodies that have adopted it, with the date.",
    )  # fmt: skip
    projects: Many[Project, Partnership] = relation(
        "PARTNER_IN", "Projects that it takes part in, in any role.",
        inverse="partners", inverse_text="Bodies that take part in it, each with its role; also those that lead.",
    )  # fmt: skip
    led_projects: Many[Project, Partnership] = narrowed(
        "projects", "Projects that it leads or coordinates.",
        inverse="leads", inverse_text="Bodies that lead or coordinate it.", role="LEAD",
    )  # fmt: skip
    published: Many[Document, Plain] = relation(
        "PUBLISHED", "Documents that it has published.",
        inverse="published_by", inverse_text="Bodies that published it.",
    )  # fmt: skip
    took_part_in: Many[Entity, Participation] = relation(
        "TOOK_PART_IN", "Events, and working bodies of institutions, that it took part in without belonging to them.",
        to=("Event", "Institution"),
        inverse="participants", inverse_text="Bodies that took part in it without belonging to it.",
    )  # fmt: skip


@interface
class Network(Entity):
    """What others can belong to and somebody founded: a programme with members, a union, an association."""

    founded_by: Many[Actor, Plain] = relation(
        "FOUNDED_BY", "Bodies that founded it or on whose initiative it was founded.",
        inverse="initiated", inverse_text="What it founded, or what was founded on its initiative.",
        inverse_as="Entity",
    )  # fmt: skip


@interface
class Thematic(Entity):
    """What is about areas of policy."""

    areas: Many[PolicyArea, Plain] = relation(
        "IN_AREA", "Areas of policy that it is about.",
        inverse="in_area", inverse_text="Strategies, goals, projects, programmes and institutions of this area.",
        inverse_as="Entity",
    )  # fmt: skip


@interface
class Purposeful(Thematic):
    """What sets itself goals."""

    goals: Many[Goal, Plain] = relation(
        "HAS_GOAL", "What it wants to reach.",
        inverse="goal_of", inverse_text="Who or what has set itself this goal.", inverse_as="Entity",
    )  # fmt: skip


@interface
class Undertaking(Purposeful):
    """What somebody runs and somebody pays for: a programme or a project."""

    run_by: Many[Actor, Plain] = relation(
        "RUN_BY", "Bodies that run it.",
        inverse="runs", inverse_text="Programmes and projects that it runs.", inverse_as="Entity",
    )  # fmt: skip
    funded_by: Many[Actor, Funding] = relation(
        "FUNDED_BY", "Bodies and funding programmes that pay for it, with the amount where it is known.",
        inverse="funds", inverse_text="What it pays for.", inverse_as="Entity",
    )  # fmt: skip
