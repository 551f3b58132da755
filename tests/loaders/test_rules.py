"""Each extraction rule against its own examples and counter-examples."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from loaders.document import Document
from loaders.extract import TABLES, extract
from loaders.gazetteer import Names, names_of
from loaders.mentions import Extraction, Relation
from loaders.patterns import rows
from tests.loaders.texts import seed_claims

RELATIONS = [(table, row) for table in (*TABLES, "organs") for row in rows(table)]
NAMES = rows("names")
ANAPHORA = [row for row in rows("anaphora") if "examples" in row]


@cache
def known() -> Names:
    return names_of(seed_claims())


def read(text: str, language: str = "") -> Extraction:
    return extract(Document("example.txt", text, "", language=language), known())


def written(relation: Relation) -> str:
    """A relation as the examples write it."""
    if not relation.property:
        return f"the publication {relation.subject.name}"
    end = relation.object.name if relation.object else relation.value
    qualifiers = "".join(f" {name}={value}" for name, value in relation.qualifiers)
    return f"{relation.subject.name} {relation.property} {end}{qualifiers}"


@pytest.mark.parametrize("row", [row for _, row in RELATIONS] + ANAPHORA, ids=lambda row: row["id"])
def test_a_rule_finds_what_its_examples_state(row: dict[str, Any]) -> None:
    assert row.get("examples"), "each rule has an example"
    for text, *expected in row["examples"]:
        assert expected and all(expected), "an example says what is found in it"
        found = read(text, row.get("language", ""))
        if row.get("states") == "":
            names = {f"the publication {m.name}" for m in found.mentions if m.rule == row["id"]}
            assert set(expected) <= names, text
            continue
        stated = {written(relation) for relation in found.relations}
        assert set(expected) <= stated, text


@pytest.mark.parametrize("row", [row for _, row in RELATIONS if row.get("never")], ids=lambda row: row["id"])
def test_a_rule_finds_nothing_in_its_counterexamples(row: dict[str, Any]) -> None:
    for text in row["never"]:
        found = read(text, row.get("language", ""))
        assert [written(relation) for relation in found.relations if relation.rule == row["id"]] == [], text


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row["id"])
def test_a_rule_finds_the_names_in_its_examples(row: dict[str, Any]) -> None:
    assert row.get("examples"), "each rule has an example"
    for text, *expected in row["examples"]:
        mentions = {f"{m.type}: {m.name}" for m in read(text).mentions if m.rule == row["id"]}
        assert set(expected) <= mentions, text
    for text in row.get("never", ()):
        assert [m.name for m in read(text).mentions if m.rule == row["id"]] == [], text


def test_ids_of_rules_are_unique() -> None:
    ids = [row["id"] for table in ("names", "anaphora", "organs", *TABLES) for row in rows(table)]
    assert [id for id in ids if ids.count(id) > 1] == []


def test_sentences_of_many_forms_state_what_they_say() -> None:
    """Sentences in ordinary words, other than the rules' own examples: language, text, facts between bars."""
    lines = (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()
    wrong = []
    for language, text, expected in (line.split("\t") for line in lines):
        stated = {written(relation) for relation in read(text, language).relations}
        missing = {one for one in expected.split(" | ") if one} - stated
        if missing or (not expected and stated):
            wrong.append((text, missing or stated))
    assert wrong == []
