from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.sqlite.store import SqliteStore
from graph.store import Change
from loaders import reference
from loaders.pipeline import load
from schema import policy_model
from schema.errors import LoadError
from tests.conftest import Golden
from tests.loaders.conftest import SEED


@pytest.fixture
def page() -> str:
    return reference.PAGE.read_text("utf-8")


def test_the_page_lists_the_tables_as_the_model_has_them(golden: Golden, page: str) -> None:
    golden(reference.PAGE, reference.with_reference(page, policy_model()))


def test_the_example_on_the_page_works(store: SqliteStore, folder: Path, page: str) -> None:
    load(store, [SEED])
    examples = re.findall(r"`([\w-]+\.csv)`:\n\n```csv\n(.*?)```", page, re.DOTALL)
    assert len(examples) == 2
    for name, text in examples:
        (folder / name).write_text(text, "utf-8")
    report = load(store, [folder])
    assert report.change == Change(claims_added=4, facts_added=4)
    shown = re.search(r"\$ policygraph load my-folder\n(.*?)```", page, re.DOTALL)
    assert shown
    assert re.sub(r"in \d\.\d s", "in 0.1 s", report.text()) == shown[1]


def test_a_page_without_a_place_for_the_list() -> None:
    with pytest.raises(LoadError, match="expected the lines"):
        reference.with_reference("# Tables\n", policy_model())
