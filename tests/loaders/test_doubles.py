"""Two files that would be one document: it has one text, and its quotes stand in it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from graph.sqlite.store import SqliteStore
from loaders.pipeline import load
from tests.loaders.conftest import Write

OLD = "Bremen joined the Intercultural Cities programme in 2012."
NEW = "Bonn joined the Intercultural Cities programme in 2013."
URL = json.dumps({"url": "https://example.org/letter"})


def texts(store: SqliteStore) -> list[tuple[str, str]]:
    """Each document with a text that it has."""
    return sorted({(claim.subject, claim.value) for *_, claim in store.supports(["text"])})


def messages(store: SqliteStore, *paths: Path) -> list[str]:
    """What a load says is wrong."""
    return [str(problem) for problem in load(store, paths).problems]


def test_another_text_from_another_folder_is_refused(store: SqliteStore, tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    for folder, text in ((a, OLD), (b, NEW)):
        folder.mkdir()
        (folder / "letter.txt").write_text(text, "utf-8")
    assert load(store, [a]).ok
    expected = (
        f"{b}/letter.txt: expected one text of document/letter-txt, got another than {a}/letter.txt has;"
        " remove one of the two, or write its url into letter.txt.meta.json"
    )
    for _ in range(2):
        assert messages(store, b) == [expected]
        assert texts(store) == [("document/letter-txt", OLD)]
    assert messages(store, a, b) == [expected]
    (b / "letter.txt.meta.json").write_text(URL, "utf-8")
    assert load(store, [b]).ok
    assert texts(store) == [("document/example-org-letter", NEW), ("document/letter-txt", OLD)]


def test_the_same_text_from_another_folder_is_evidence_twice(store: SqliteStore, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.txt").write_text(OLD, "utf-8")
        assert load(store, [tmp_path / name]).ok
    assert load(store, [tmp_path / "a", tmp_path / "b"]).ok
    assert texts(store) == [("document/letter-txt", OLD)]


def test_a_text_may_move_to_another_folder_and_change(store: SqliteStore, tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    for folder in (a, b):
        folder.mkdir()
        (folder / "other.txt").write_text(f"Of {folder.name}.", "utf-8")
        (folder / "other.meta.json").write_text(json.dumps({"url": f"https://example.org/{folder.name}"}), "utf-8")
    (a / "letter.txt").write_text(OLD, "utf-8")
    assert load(store, [a, b]).ok
    (a / "letter.txt").unlink()
    (b / "letter.txt").write_text(NEW, "utf-8")
    assert load(store, [a, b]).ok
    assert ("document/letter-txt", NEW) in texts(store)


def test_a_file_that_changes_is_loaded_as_before(store: SqliteStore, folder: Path, write: Write) -> None:
    path = write("letter.txt", OLD)
    assert load(store, [folder]).ok
    path.write_text(NEW, "utf-8")
    assert messages(store, path) == [
        f"{path}: expected a file that is loaded with one path, got it with another than {folder}; load that"
    ]
    assert load(store, [folder]).ok
    assert texts(store) == [("document/letter-txt", NEW)]


@pytest.mark.parametrize("changed", [False, True])
def test_of_two_files_with_one_address_the_one_that_was_there_stays(
    store: SqliteStore, folder: Path, write: Write, *, changed: bool
) -> None:
    write("z.txt", OLD)
    write("z.meta.json", URL)
    assert load(store, [folder]).ok
    write("a.txt", NEW)
    write("a.meta.json", URL)
    if changed:
        write("z.txt", f"{OLD} It is a city.")
    (message,) = messages(store, folder)
    assert message == (
        f"{folder}/a.txt: expected one text of document/example-org-letter, got another than {folder}/z.txt has;"
        " remove one of the two"
    )
    ((_, text),) = texts(store)
    assert text.startswith(OLD)


def test_what_cannot_be_read_now_keeps_its_document(store: SqliteStore, folder: Path, write: Write) -> None:
    write("z.txt", OLD)
    write("z.meta.json", URL)
    assert load(store, [folder]).ok
    write("z.txt", os.fsencode("\0\0"))
    write("a.txt", NEW)
    write("a.meta.json", URL)
    assert len(messages(store, folder)) == 2
    assert texts(store) == [("document/example-org-letter", OLD)]
