"""What curators confirm, reject and add of what documents state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.facts import Claim
from graph.sqlite.store import SqliteStore
from loaders.pipeline import load
from tests.loaders.conftest import Write
from tests.loaders.test_stated import JOINED, PAGE, TEXT, loaded, of_text

__all__ = ["loaded"]

HEAD = "action,document,subject,property,object,value,qualifiers,quote\n"
MEMBER = "city/bremen-de,MEMBER_OF,programme/icc"
Correct = Callable[..., list[str]]
"""Writes rows of corrections and loads; what the report says is wrong."""

ADDED = "Bonn plans to join it."


def memberships(store: SqliteStore) -> list[Claim]:
    """What the page states of who belongs to what, by whatever way it came into the graph."""
    return sorted(
        (claim for _, _, _, claim in store.supports(["MEMBER_OF"])), key=lambda claim: (claim.subject, claim.kind)
    )


@pytest.fixture(params=["page.corrections.csv", "corrections.csv"])
def correct(request: pytest.FixtureRequest, write: Write, loaded: SqliteStore, folder: Path) -> Correct:
    """Beside the document, and as a table of the folder."""
    document = "document/page-txt" if request.param == "corrections.csv" else ""

    def run(*rows: str) -> list[str]:
        write(request.param, HEAD + "".join(row.replace("PAGE", document) + "\n" for row in rows))
        return [problem.message for problem in load(loaded, [folder]).problems]

    return run


def test_a_confirmed_claim_is_curated(loaded: SqliteStore, folder: Path, correct: Correct) -> None:
    load(loaded, [folder])
    (found,) = memberships(loaded)
    for _ in range(2):
        assert correct(f"confirm,PAGE,{MEMBER},,,") == []
        (confirmed,) = memberships(loaded)
        assert (found.kind, confirmed.kind) == ("stated", "curated")
        assert (confirmed.quote, confirmed.start, confirmed.rule) == (JOINED, found.start, found.rule)


def test_a_rejected_claim_stays_rejected_until_the_correction_goes(
    loaded: SqliteStore, folder: Path, correct: Correct
) -> None:
    for _ in range(2):
        assert correct(f"reject,PAGE,{MEMBER},,,") == []
        assert memberships(loaded) == []
    assert correct(f"reject,PAGE,{MEMBER},,since=2013,") == [], "of another year nothing was found"
    assert [claim.subject for claim in memberships(loaded)] == ["city/bremen-de"]
    for file in folder.glob("*corrections.csv"):
        file.unlink()
    load(loaded, [folder])
    assert [claim.subject for claim in memberships(loaded)] == ["city/bremen-de"]


def test_a_row_beside_a_document_is_about_no_other(loaded: SqliteStore, folder: Path, write: Write) -> None:
    write("page.corrections.csv", f"{HEAD}reject,https://other.example/x,{MEMBER},,,\n")
    (problem,) = load(loaded, [folder]).problems
    assert (problem.file, problem.line) == (f"{folder}/page.corrections.csv", 2)
    assert problem.message == (
        "document: expected document/page-txt, beside which this table stands, got document/other-example-x"
    )
    assert len(memberships(loaded)) == 1
    write("page.corrections.csv", f"{HEAD}reject,document/page-txt,{MEMBER},,,\n")
    assert (load(loaded, [folder]).ok, memberships(loaded)) == (True, [])


def test_a_row_that_reaches_no_document_is_named(loaded: SqliteStore, folder: Path, write: Write) -> None:
    rows = [f"{action},document/{id},{MEMBER},,," for id in ("page-txt", "pages-txt") for action in ("confirm", "add")]
    write("corrections.csv", "\n".join([HEAD.strip(), *rows]))
    for _ in range(2):
        report = load(loaded, [folder])
        assert [(problem.file, problem.line, problem.column) for problem in report.problems] == [
            (f"{folder}/corrections.csv", line, "document") for line in (4, 5)
        ]
        for problem in report.problems:
            assert problem.message == (
                "expected the address or the id of a document that is loaded with this table, got document/pages-txt; "
                "did you mean 'document/page-txt'?"
            )
    write("page.txt", b"")
    assert len(load(loaded, [folder]).problems) == 3, "a document that stays as it was is one of the load"
    (folder / "page.txt").unlink()
    assert len(load(loaded, [folder]).problems) == 4


@pytest.mark.parametrize("misspelt", ["pages.corrections.csv", "pages.meta.json", "pages.txt.meta.json"])
def test_what_stands_beside_no_document_is_not_read(
    loaded: SqliteStore, folder: Path, write: Write, misspelt: str
) -> None:
    for name in (misspelt, misspelt.replace("pages", "page")):
        write(name, HEAD if name.endswith(".csv") else "{}")
    report = load(loaded, [folder])
    assert report.not_read == (f"{folder}/{misspelt}",)
    assert "nor stand beside one: " in report.text()


BROKEN = "{head}reject,PAGE,city/bremen-de,MEMBER_OF,programme/icc,,,über"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (BROKEN.format(head=HEAD).encode("cp1250"), "expected UTF-8, got the byte 0xFC"),
        (BROKEN.format(head="axion,").encode(), "expected a column of corrections, got 'axion'"),
        (f'{HEAD}reject,PAGE,{MEMBER},,,"'.encode(), "expected quotation marks in pairs"),
        (b"", "expected a table with a header, got an empty file"),
    ],
)
def test_a_rejected_claim_stays_rejected_while_its_table_cannot_be_read(
    loaded: SqliteStore, folder: Path, write: Write, correct: Correct, broken: bytes, said: str
) -> None:
    correct(f"reject,PAGE,{MEMBER},,,")
    before = loaded.summary().checksum
    (table,) = folder.glob("*corrections.csv")
    write("page.txt", f"{TEXT} And so on.")
    table.write_bytes(broken)
    for _ in range(2):
        report = load(loaded, [folder])
        assert said in next(problem.message for problem in report.problems if problem.file == str(table))
        assert loaded.summary().checksum == before
    assert correct(f"reject,PAGE,{MEMBER},,,") == []
    assert (loaded.summary().checksum != before, memberships(loaded)) == (True, [])


def test_a_table_that_cannot_be_read_keeps_no_other_document(
    loaded: SqliteStore, folder: Path, write: Write, correct: Correct
) -> None:
    correct(f"reject,PAGE,{MEMBER},,,")
    (table,) = folder.glob("*corrections.csv")
    table.write_bytes(b"")
    write("other.txt", TEXT.replace("2012", "2013"))
    report = load(loaded, [folder])
    assert (report.documents, [dict(claim.qualifiers) for claim in memberships(loaded)]) == (1, [{"since": "2013"}])


@pytest.mark.parametrize(
    ("meta", "said"),
    [
        ('{"url": "https://example.org/page",}', "expected JSON in UTF-8, got"),
        ('["https://example.org/page"]', "expected an object with url, title"),
        ('{"url": "example.org/page"}', "expected a web address"),
    ],
)
def test_a_document_stays_as_it_was_while_nobody_knows_its_address(
    loaded: SqliteStore, folder: Path, write: Write, meta: str, said: str
) -> None:
    write("page.meta.json", f'{{"url": "{PAGE}"}}')
    write("corrections.csv", f"{HEAD}reject,{PAGE},{MEMBER},,,\n")
    assert load(loaded, [folder]).ok
    before = loaded.summary().checksum
    write("page.meta.json", meta)
    report = load(loaded, [folder])
    assert loaded.summary().checksum == before
    beside, document = report.problems
    assert (beside.file, document.file) == (f"{folder}/page.meta.json", f"{folder}/page.txt")
    assert said in beside.message
    assert document.message == (
        "expected page.meta.json without errors, got some; until they are mended, the document stays as it was"
    )


def test_an_added_claim_shows_the_words_of_the_document(loaded: SqliteStore, correct: Correct) -> None:
    for _ in range(2):
        assert correct(f"add,PAGE,city/bremen-de,MEMBER_OF,programme/icc,,order=3,{ADDED}") == []
        curated, stated = memberships(loaded)
        assert (curated.kind, dict(curated.qualifiers), curated.quote) == ("curated", {"order": "3"}, ADDED)
        assert TEXT[curated.start : curated.end] == ADDED
        assert curated.document == stated.document == "document/page-txt"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("confirm,PAGE,city/bonn-de,MEMBER_OF,programme/icc,,,", "did you mean 'add'"),
        ("add,PAGE,city/bremen-de,MEMBER_OF,programme/icc,,,words of another page", "expected words that stand in"),
        ("add,PAGE,city/bonn-de,BELONGS_TO,programme/icc,,,", "expected a relation or an attribute"),
        ("add,PAGE,city/bonn-de,MEMBER_OF,programme/icc,network,,", "expected an object or a value, got both"),
        ("reject,PAGE,city/bremen-de,MEMBER_OF,programme/icc,,2012,", "expected properties such as since=2021"),
        ("reject,http://[x,city/bremen-de,MEMBER_OF,programme/icc,,,", "document: expected a web address beginning"),
        ("forget,PAGE,city/bremen-de,MEMBER_OF,programme/icc,,,", "expected one of confirm, reject, add, got"),
    ],
)
def test_a_correction_that_cannot_be_made_is_named_and_the_rest_holds(
    loaded: SqliteStore, correct: Correct, row: str, said: str
) -> None:
    (message,) = correct(row)
    assert said in message
    assert [(claim.subject, claim.kind) for claim in memberships(loaded)] == [("city/bremen-de", "stated")]


def test_a_dry_run_shows_the_facts_of_a_document(loaded: SqliteStore, folder: Path, write: Write) -> None:
    load(loaded, [folder])
    before = of_text(loaded)
    write("page.txt", TEXT.replace("2012", "2013"))
    report = load(loaded, [folder], dry_run=True)
    shown = [str(each) for each in report.differences if each.property == "MEMBER_OF"]
    assert shown == ["~ city/bremen-de MEMBER_OF programme/icc (since 2012) → programme/icc (since 2013)"]
    assert of_text(loaded) == before


def test_what_is_added_is_between_what_is_known(loaded: SqliteStore, correct: Correct) -> None:
    def entities() -> set[str]:
        return {named.id for named in loaded.entities()}

    ghosts = "city/bremenn-de", "programme/iccc"
    for _ in range(2):
        (message,) = correct(f"add,PAGE,{ghosts[0]},MEMBER_OF,{ghosts[1]},,,")
        assert message.startswith(
            "expected ids of what a table or a document describes, got city/bremenn-de and programme/iccc;"
        )
        assert not entities() & set(ghosts)
    new = "city/bad-malente-de"
    for _ in range(2):
        assert correct(f"add,PAGE,{new},name,,Malente,,", f"add,PAGE,{new},MEMBER_OF,programme/icc,,,") == []
        assert new in entities()
