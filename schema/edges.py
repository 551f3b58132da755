"""Properties that relations have of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import attribute, edge

if TYPE_CHECKING:
    from schema.values import Date, Integer, Money, Role, Text


@edge
class Membership:
    """How one body belongs to another."""

    since: Date | None = attribute("First day, month or year of it.", holds="from")
    until: Date | None = attribute("Last day, month or year of it.", holds="until")
    role: Role | None = attribute("In which capacity it takes part.")
    order: Integer | None = attribute("Its place in a stated sequence: 3 for the third city of its country.")
    rank: Text | None = attribute("Its place in the words of the source, such as “144th ICC member”.")


@edge
class Adoption:
    """How a body adopted a strategy."""

    on: Date | None = attribute("Day, month or year of the adoption.", holds="from")


@edge
class Partnership:
    """How a body takes part in a project."""

    role: Role | None = attribute("In which capacity it takes part.", default="PARTNER")
    role_text: Text | None = attribute("What it does there, in the words of the source.")


@edge
class Funding:
    """How a body pays for something."""

    amount: Money | None = attribute("How much it pays.", "schema:amount")


@edge
class Participation:
    """How a body takes part in an event or in the work of another body."""

    role: Role | None = attribute("In which capacity it takes part.")
