"""What curators confirm, reject and add of what documents state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.facts import Claim
from graph.sqlite.store import SqliteStore
from loaders.pipeline import load
from tests.loaders.conftest import Write
from tests.loaders.test_stated import JOINED, TEXT, loaded, of_text

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
        ("add,PAGE,city/bonn-de,MEMBER_OF,programme/icc,,,words of another page", "expected words that stand in"),
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
