"""Pages and golden files that are derived from the model are up to date."""

from __future__ import annotations

from graph.sqlite.tables import ddl
from schema import policy_model, reference
from schema.graphql import build_schema
from tests.conftest import ROOT, Golden


def test_reference_page(golden: Golden) -> None:
    golden(ROOT / "docs" / "reference.md", reference.page(policy_model()))


def test_graphql_schema(golden: Golden) -> None:
    golden(ROOT / "tests" / "goldens" / "schema.graphql", build_schema(policy_model()).as_str() + "\n")


def test_sqlite_tables(golden: Golden) -> None:
    golden(ROOT / "tests" / "goldens" / "tables.sql", ";\n".join(ddl(policy_model())) + ";\n")
