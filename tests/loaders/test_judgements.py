"""Judgements of curators: two ids that mean one thing, and two that do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.copying import copy, fingerprint
from graph.facts import Claim
from graph.judgements import MERGE, SEPARATE, Judgement
from graph.sqlite.migrate import migrate
from graph.sqlite.store import SqliteStore
from graph.store import Root, Store
from loaders.document import Document
from loaders.extract import extract
from loaders.gazetteer import names_of
from loaders.link import claims_of
from loaders.pipeline import load
from loaders.report import Report
from schema import policy_model
from tests.loaders.conftest import Write

PAGE = "https://a.org/page"
TABLES = {
    "countries.csv": f"id,code,name,source\nde,DE,Germany,{PAGE}\n",
    "cities.csv": f"id,name,country,source\nalt-de,Altstadt,de,{PAGE}\nneu-de,Neustadt,de,{PAGE}\nb-de,Bbb,de,{PAGE}\n",
    "programmes.csv": f"id,name,source\nicc,ICC,{PAGE}\n",
    "member_of.csv": (
        f"from,to,since,source\ncity/alt-de,programme/icc,2011,{PAGE}\ncity/neu-de,programme/icc,2011-03,{PAGE}\n"
        f"city/b-de,programme/icc,2012,{PAGE}\n"
    ),
}
HEAD = "action,id,other,note\n"
MERGED = f"{HEAD}merge,city/alt-de,city/neu-de,renamed in 2015\n"


@pytest.fixture
def tables(write: Write) -> None:
    for name, text in TABLES.items():
        write(name, text)


def names(store: Store, id: str) -> list[str]:
    return [text for named in store.entities() if named.id == id for text, _, _ in named.names]


def members(store: Store) -> dict[str, str]:
    return {f.key.subject: f.qualifiers["since"] for f in store.facts() if f.key.property == "MEMBER_OF"}


def wrong(report: Report) -> list[str]:
    return [problem.message for problem in report.problems]


@pytest.mark.usefixtures("tables")
def test_two_ids_become_one_thing_and_two_again(store: SqliteStore, folder: Path, write: Write) -> None:
    load(store, [folder])
    before = fingerprint(store)
    write("judgements.csv", MERGED)
    report = load(store, [folder])
    assert report.ok
    assert (report.change.claims_added, report.change.claims_removed, report.change.judgements) == (0, 0, 1)
    assert "Judgements: 1 made or taken back." in report.text()
    assert members(store) == {"city/neu-de": "2011-03", "city/b-de": "2012"}
    assert sorted(names(store, "city/neu-de")) == ["Altstadt", "Neustadt"]
    assert store.known(["city/alt-de", "city/neu-de"]) == {"city/neu-de"}
    assert (store.successor("city/alt-de"), store.successor("city/neu-de")) == ("city/neu-de", "")
    assert {c.subject for _, _, _, c in store.supports()} >= {"city/alt-de"}, "claims keep what was claimed"
    assert not load(store, [folder]).change
    (folder / "judgements.csv").unlink()
    assert load(store, [folder]).change.judgements == 1
    assert fingerprint(store) == before
    assert store.successor("city/alt-de") == ""


@pytest.mark.usefixtures("tables")
def test_the_order_of_loads_makes_no_difference(store: SqliteStore, folder: Path, write: Write) -> None:
    write("judgements.csv", MERGED)
    at_once = SqliteStore(":memory:", policy_model())
    load(at_once, [folder])
    (folder / "judgements.csv").unlink()
    load(store, [folder])
    write("judgements.csv", MERGED)
    load(store, [folder])
    assert fingerprint(store) == fingerprint(at_once)
    assert store.summary().checksum == at_once.summary().checksum
    at_once.close()


@pytest.mark.usefixtures("tables")
def test_a_merge_may_come_with_what_it_merges(store: SqliteStore, folder: Path, write: Write) -> None:
    load(store, [folder])
    before = fingerprint(store)
    more = write("more/cities.csv", f"id,name,country,source\nfar-de,Farstadt,de,{PAGE}\n").parent
    write("more/judgements.csv", f"{HEAD}merge,city/far-de,city/neu-de,\n")
    assert load(store, [more]).ok
    assert sorted(names(store, "city/neu-de")) == ["Farstadt", "Neustadt"]
    for path in more.iterdir():
        path.unlink()
    load(store, [more])
    assert fingerprint(store) == before


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("b-de", "alt-de"), ("alt-de", "neu-de")], id="a chain"),
        pytest.param([("neu-de", "alt-de")], id="the other way round"),
        pytest.param([("neu-de", "b-de"), ("b-de", "alt-de")], id="a chain that turns"),
    ],
)
def test_judgements_that_change_give_what_they_give_at_once(
    store: SqliteStore, folder: Path, write: Write, rows: list[tuple[str, str]]
) -> None:
    write("judgements.csv", MERGED)
    load(store, [folder])
    write("judgements.csv", HEAD + "".join(f"merge,city/{a},city/{b},\n" for a, b in rows))
    assert load(store, [folder]).ok
    fresh = SqliteStore(":memory:", policy_model())
    load(fresh, [folder])
    assert fingerprint(store) == fingerprint(fresh)
    fresh.close()


@pytest.mark.usefixtures("tables")
def test_claims_that_come_and_go_follow_a_judgement(store: SqliteStore, folder: Path, write: Write) -> None:
    write("judgements.csv", MERGED)
    load(store, [folder])
    write("member_of.csv", f"from,to,since,source\ncity/alt-de,programme/icc,2013,{PAGE}\n")
    load(store, [folder])
    assert members(store) == {"city/neu-de": "2013"}
    more = write("more/cities.csv", f"id,description@en,source\nalt-de,Old and new,{PAGE}\n").parent
    assert load(store, [more]).ok
    write("more/member_of.csv", f"from,to,until,source\ncity/alt-de,programme/icc,2020,{PAGE}\n")
    (more / "cities.csv").unlink()
    assert load(store, [more]).ok, "a merged id is as good as its successor's"
    fact = next(f for f in store.facts() if f.key.property == "MEMBER_OF")
    assert (fact.key.subject, fact.qualifiers["until"], len(fact.claims)) == ("city/neu-de", "2020", 2)


@pytest.mark.usefixtures("tables")
def test_judgements_survive_a_copy_a_migration_and_a_removal(store: SqliteStore, folder: Path, write: Write) -> None:
    write("judgements.csv", MERGED)
    load(store, [folder])
    target = SqliteStore(":memory:", policy_model())
    copy(store, target)
    assert target.successor("city/alt-de") == "city/neu-de"
    before = fingerprint(store)
    store.db.execute("UPDATE meta SET value = 'another' WHERE key = 'model_version'")
    store.close()
    migrate(store.path, policy_model())
    migrated = SqliteStore(store.path, policy_model())
    assert fingerprint(migrated) == before
    migrated.replace_all([Root(str(folder.resolve()), {}, judgements=())])
    assert (migrated.judgements(), migrated.successor("city/alt-de")) == ([], "")
    migrated.close()
    target.close()


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("merge,city/alt-de,city/alt-de,", "expected two ids, got city/alt-de twice"),
        ("merge,city/alt-de,programme/icc,", "expected two ids of one type, got city/alt-de and programme/icc"),
        ("join,city/alt-de,city/neu-de,", "expected one of merge, separate, got 'join'"),
        ("merge,city/alt-de,,", "expected other, got nothing"),
        ("merge,document/a-org,document/b-org,", "expected country/… or city/…"),
        (
            "merge,city/alt-de,city/neu-de,\nmerge,city/alt-de,city/b-de,",
            "expected each id merged once, got city/alt-de again, which is city/neu-de already",
        ),
        (
            "merge,city/alt-de,city/neu-de,\nmerge,city/neu-de,city/alt-de,",
            "expected merges in one direction, got city/alt-de merged into city/neu-de as well",
        ),
        (
            "separate,city/alt-de,city/neu-de,\nmerge,city/alt-de,city/neu-de,",
            "expected to merge what no other row separates, got city/alt-de and city/neu-de",
        ),
        (
            "merge,city/alt-de,city/neu-de,\nseparate,city/alt-de,city/neu-de,",
            "expected two ids that are not merged, got two that are city/neu-de",
        ),
    ],
)
def test_a_judgement_that_cannot_hold_is_named(
    store: SqliteStore, folder: Path, write: Write, rows: str, expected: str
) -> None:
    write("judgements.csv", f"{HEAD}{rows}\n")
    report = load(store, [folder])
    assert len(report.problems) == 1
    assert expected in wrong(report)[0]
    assert report.problems[0].line == 1 + len(rows.splitlines())
    assert len(store.judgements()) == len(rows.splitlines()) - 1


@pytest.mark.usefixtures("tables")
def test_a_table_that_cannot_be_read_changes_no_judgement(store: SqliteStore, folder: Path, write: Write) -> None:
    write("judgements.csv", MERGED)
    load(store, [folder])
    write("judgements.csv", "act,id\n")
    assert not load(store, [folder]).ok
    assert store.successor("city/alt-de") == "city/neu-de"


@pytest.mark.usefixtures("tables")
def test_a_dry_run_judges_nothing(store: SqliteStore, folder: Path, write: Write) -> None:
    load(store, [folder])
    before = fingerprint(store)
    write("judgements.csv", MERGED)
    report = load(store, [folder], dry_run=True)
    assert {str(each) for each in report.differences} >= {"- city/alt-de MEMBER_OF programme/icc (since 2011)"}
    assert fingerprint(store) == before


SENTENCE = "Neusstadt joined the ICC in 2014. Altstadt adopted its Youth Plan in 2016."


def stated(judgements: list[Judgement]) -> set[tuple[str, str]]:
    """Subject and relation of what the sentence states."""
    model = policy_model()
    known = [
        Claim("city/alt-de", "name", value="Altstadt", language="en"),
        Claim("city/neu-de", "name", value="Neustadt", language="en"),
        Claim("city/neu-de", "name", value="Altstadt", language="de"),
        Claim("programme/icc", "name", value="ICC", language="en"),
    ]
    names = names_of(known, judgements)
    document = Document("page.txt", SENTENCE, "", language="en")
    claims = claims_of(model, document, extract(document, names), names).claims
    return {(claim.subject, claim.property) for claim in claims if claim.property in ("MEMBER_OF", "ADOPTED")}


def test_documents_heed_judgements() -> None:
    member, adopted = ("city/neu-de", "MEMBER_OF"), ("city/neu-de", "ADOPTED")
    assert stated([]) == {member}, "a misspelt name is understood, and one of two cities is not"
    assert stated([Judgement(MERGE, "city/alt-de", "city/neu-de")]) == {member, adopted}
    assert stated([Judgement(SEPARATE, "city/neusstadt", "city/neu-de")]) == set()
