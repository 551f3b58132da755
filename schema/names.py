"""Names in GraphQL that are made from names in the model."""

from __future__ import annotations

import re


def enum_value(name: str) -> str:
    """The enum value of a type or field: `PolicyArea` → `POLICY_AREA`, `legalForm` → `LEGAL_FORM`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def words(name: str) -> str:
    """A name as words: `PolicyArea`, `policyAreas` → `policy area`, `policy areas`."""
    return enum_value(name).replace("_", " ").lower()


def camel(name: str) -> str:
    """`legal_form` → `legalForm`."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)
