"""What exists and how it can be asked: the model of the graph, and the GraphQL types derived from it."""

from __future__ import annotations

from functools import cache

from schema import base, edges, organisations, places, programmes, projects, sources, strategies
from schema.model import Model

DECLARATIONS: tuple[type, ...] = (
    base.Entity, base.Actor, base.Network, base.Thematic, base.Purposeful, base.Undertaking,
    edges.Membership, edges.Adoption, edges.Partnership, edges.Funding, edges.Participation,
    places.Country, places.City,
    organisations.Institution,
    programmes.Programme,
    strategies.Strategy, strategies.Goal, strategies.PolicyArea,
    projects.Project, projects.Event,
    sources.Document, sources.Observation,
)  # fmt: skip
"""Every declaration, in the order in which documentation shows them."""


@cache
def policy_model() -> Model:
    """The model of this project. Raises ModelError when a declaration is wrong."""
    return Model.of(DECLARATIONS)
