"""The ways in which `make mutations` breaks the compilers still have their places in them."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.contract.mutations import Mutant, mutants


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: f"{mutant.store}: {mutant.what}")
def test_each_mutant_has_its_place(mutant: Mutant) -> None:
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    assert mutant.broken(text) != text


def test_each_compiler_has_ten() -> None:
    stores = [mutant.store for mutant in mutants()]
    assert {store: stores.count(store) for store in stores} == {"sqlite": 10, "neo4j": 10}
