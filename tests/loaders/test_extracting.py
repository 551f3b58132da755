"""`policygraph extract`: what documents state as JSON files."""

from __future__ import annotations

import json
from pathlib import Path

from graph.sqlite.store import SqliteStore
from loaders.extracting import extract_files
from loaders.pipeline import load
from tests.loaders.conftest import SEED, Write

TEXT = "Bremen joined the Intercultural Cities programme in 2012 as the third German city."
PROGRAMMES = "id,name,kind,source\nprogramme/ours,Our Cities Programme,network,https://example.org/page\n"


def test_each_document_gives_a_file_with_its_nodes_and_relations(
    store: SqliteStore, folder: Path, write: Write, tmp_path: Path
) -> None:
    write("page.txt", TEXT)
    write("page.meta.json", '{"url": "https://example.org/a", "language": "en", "reviewed_by": "somebody"}')
    write("more/letter.md", "# A letter\n\nNothing that anybody would call a fact.")
    written = extract_files(store, [folder], tmp_path / "out", seed=str(SEED))
    assert (written.files, written.relations, written.problems) == (2, 2, ()), written.text()
    assert not store.origins(), "nothing is loaded"
    assert json.loads((tmp_path / "out/more/letter.json").read_text("utf-8"))["relations"] == []
    page = json.loads((tmp_path / "out/page.json").read_text("utf-8"))
    assert (page["url"], page["language"]) == ("https://example.org/a", "en")
    relation = next(each for each in page["relations"] if each["type"] == "MEMBER_OF")
    names = {node["name"]: (node["type"], node["quote"]) for node in page["nodes"]}
    assert names[relation["source"]] == ("City", "Bremen")
    assert names[relation["target"]][0] == "Programme"
    assert (relation["type"], relation["since"], relation["order"]) == ("MEMBER_OF", "2012", "third German city")
    assert all(TEXT[each["start"] : each["end"]] == each["quote"] for each in page["nodes"] + page["relations"])


def test_names_are_those_of_the_store_when_it_holds_some(
    store: SqliteStore, folder: Path, write: Write, tmp_path: Path
) -> None:
    load(store, [write("programmes.csv", PROGRAMMES)])
    file = write("page.txt", "Bremen is a member of Our Cities Programme.")
    assert extract_files(store, [file], tmp_path, seed=str(SEED)).files == 1
    ids = {node.get("id") for node in json.loads((tmp_path / "page.json").read_text("utf-8"))["nodes"]}
    assert ids == {"city/bremen-de", "programme/ours"}


def test_a_name_that_may_mean_several_places_is_a_doubt(store: SqliteStore, write: Write, tmp_path: Path) -> None:
    written = extract_files(store, [write("page.txt", "The mayor of Santa Cruz spoke.")], tmp_path)
    (doubt,) = json.loads((tmp_path / "page.json").read_text("utf-8"))["doubts"]
    assert written.doubts == 1
    assert doubt["quote"] == "Santa Cruz"
    assert len(doubt["ids"]) > 1


def test_what_cannot_be_read_is_named_and_the_rest_is_written(
    store: SqliteStore, folder: Path, write: Write, tmp_path: Path
) -> None:
    for name in ("page.txt", "page.md", "cities.csv", "picture.png"):
        write(name, TEXT)
    write("empty.txt", "")
    names = ("page.txt", "page.md", "empty.txt", "missing.txt", "cities.csv", "picture.png")
    written = extract_files(store, [folder / name for name in names], tmp_path)
    assert written.files == 1
    assert (tmp_path / "page.json").is_file()
    said = {Path(problem.file).name: problem.message for problem in written.problems}
    assert said.keys() == set(names) - {"page.txt"}
    assert said["page.md"].startswith("expected a name of its own, got that of ")
    assert said["empty.txt"] == "expected a text, got an empty file"
    assert said["missing.txt"].startswith("expected a file or a folder that can be read, got ")
    assert said["cities.csv"] == "expected a document, got a table; `policygraph load` reads tables"
    assert said["picture.png"].startswith("expected a folder or a file whose name ends in one of ")
