from __future__ import annotations

import io
import json
import os
import socket
from pathlib import Path

import pytest
from openpyxl import Workbook

from cli import main
from graph.facts import Claim
from graph.sqlite.store import SqliteStore
from graph.store import Change
from loaders.limits import Limits
from loaders.pipeline import load
from loaders.problems import Problem
from loaders.report import SHOWN, Report
from tests.loaders.conftest import Write

PAGE = "https://a.org/page"
COUNTRIES = f"id,code,source\nde,DE,{PAGE}\n"
CITIES = f"id,name,country,source\na-de,Aa,de,{PAGE}\nb-de,Bb,de,{PAGE}\n"
ICC = f"id,name,source\nicc,ICC,{PAGE}\n"
MEMBERS = f"from,to,since,source\ncity/a-de,programme/icc,2011,{PAGE}\ncity/b-de,programme/icc,2012,{PAGE}\n"


def problems(report: Report, folder: Path) -> list[str]:
    return [str(problem).replace(f"{folder}/", "") for problem in report.problems]


@pytest.fixture
def loaded(store: SqliteStore, folder: Path, write: Write) -> Report:
    for name, text in (("countries", COUNTRIES), ("cities", CITIES), ("programmes", ICC), ("member_of", MEMBERS)):
        write(f"{name}.csv", text)
    return load(store, [folder])


def test_a_folder_is_loaded(store: SqliteStore, folder: Path, loaded: Report) -> None:
    assert loaded.ok
    assert (loaded.tables, loaded.rows, loaded.sources) == (4, 6, 1)
    assert loaded.change == Change(claims_added=9, facts_added=9)
    assert store.summary().counts == {"Country": 1, "City": 2, "Programme": 1, "Document": 1}
    expected = [("cities.csv", 5), ("countries.csv", 2), ("member_of.csv", 3), ("programmes.csv", 2)]
    assert store.origins() == [(str(folder.resolve()), name, count) for name, count in expected]


def test_loading_twice_changes_nothing(store: SqliteStore, folder: Path, loaded: Report) -> None:
    again = load(store, [folder, folder / ".", str(folder)])
    assert again.ok
    assert not again.change
    assert again.tables == 4


def test_a_row_that_is_gone_is_retracted(store: SqliteStore, folder: Path, loaded: Report, write: Write) -> None:
    write("member_of.csv", "\n".join(MEMBERS.splitlines()[:2]))
    assert load(store, [folder]).change == Change(claims_removed=1, facts_retracted=1)


def test_a_file_that_is_gone_is_retracted(store: SqliteStore, folder: Path, loaded: Report) -> None:
    (folder / "member_of.csv").unlink()
    assert load(store, [folder]).change == Change(claims_removed=2, facts_retracted=2)


def test_only_the_given_path_is_touched(store: SqliteStore, tmp_path: Path, loaded: Report) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "names.csv").write_text(f"entity,text,language,source\ncity/a-de,Ah,de,{PAGE}\n", "utf-8")
    assert load(store, [other]).change == Change(claims_added=1, facts_added=1)
    (other / "names.csv").unlink()
    assert load(store, [other]).change == Change(claims_removed=1, facts_retracted=1)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (b"id,name,country\n", "cities.csv:1: source: expected this column in a table of cities, got none"),
        (b"\xff", "cities.csv:1: expected UTF-8, got the byte 0xFF; save the table as “CSV UTF-8”"),
        (b"", "cities.csv: expected a table with a header, got an empty file"),
    ],
)
def test_what_a_broken_file_stated_is_kept(
    store: SqliteStore, folder: Path, loaded: Report, write: Write, broken: bytes, message: str
) -> None:
    write("cities.csv", broken)
    write("member_of.csv", MEMBERS.replace("2012", "2013"))
    report = load(store, [folder])
    assert problems(report, folder) == [message]
    assert (report.change.claims_added, report.change.claims_removed) == (1, 1)
    assert store.summary().counts["City"] == 2


def test_a_folder_of_which_nothing_can_be_used_changes_nothing(
    store: SqliteStore, folder: Path, loaded: Report, write: Write
) -> None:
    for path in folder.iterdir():
        path.unlink()
    write("cities.csv", b"\xff")
    assert not load(store, [folder]).change


def test_ids_are_looked_up_in_all_tables_and_in_the_store(
    store: SqliteStore, folder: Path, tmp_path: Path, write: Write
) -> None:
    write("countries.csv", COUNTRIES)
    write("cities.csv", CITIES)
    apart = tmp_path / "member_of.csv"
    apart.write_text(MEMBERS, "utf-8")
    icc = tmp_path / "programmes-1.csv"
    icc.write_text(ICC, "utf-8")
    assert load(store, [folder]).ok
    report = load(store, [apart])
    assert problems(report, tmp_path) == [
        "member_of.csv:2: to: expected the id of something that a table describes, got 'programme/icc'",
        "member_of.csv:3: to: expected the id of something that a table describes, got 'programme/icc'",
    ]
    assert not report.change
    assert load(store, [apart, icc]).ok
    assert (str(apart.resolve()), "member_of.csv", 3) in store.origins()


def test_a_similar_id_is_suggested(store: SqliteStore, folder: Path, write: Write) -> None:
    write("countries.csv", COUNTRIES)
    write("cities.csv", CITIES)
    write("institutions.csv", f"id,name,city,source\nump,UMP,a-d,{PAGE}\nbody,Body,,{PAGE}\n")
    write("member_of.csv", f"from,to,source\ncity/a-de,programme/body,{PAGE}\ncity/nowhere,programme/x,{PAGE}\n")
    unknown = "expected the id of something that a table describes, got"
    assert problems(load(store, [folder]), folder) == [
        f"institutions.csv:2: city: {unknown} 'city/a-d'; did you mean 'city/a-de'?",
        f"member_of.csv:2: to: {unknown} 'programme/body'; did you mean 'institution/body'?",
        f"member_of.csv:3: from: {unknown} 'city/nowhere'",
        f"member_of.csv:3: to: {unknown} 'programme/x'",
    ]


def test_what_a_row_that_is_left_out_described_is_missing_too(store: SqliteStore, folder: Path, write: Write) -> None:
    write("cities.csv", f"id,name,country,source\na-de,Aa,xx,{PAGE}\n")
    write("institutions.csv", f"id,name,city,partOf,source\ni,I,a-de,,{PAGE}\nj,J,,i,{PAGE}\nk,K,,,{PAGE}\n")
    report = load(store, [folder])
    assert [(p.line, p.column) for p in report.problems] == [(2, "country"), (2, "city"), (3, "partOf")]
    assert store.summary().counts == {"Institution": 1, "Document": 1}


def test_an_entity_that_another_row_describes_stays(store: SqliteStore, folder: Path, write: Write) -> None:
    write("countries.csv", COUNTRIES)
    write("cities.csv", CITIES + f"a-de,Aa,xx,{PAGE}\n")
    write("names.csv", f"entity,text,language,source\ncity/a-de,Ah,de,{PAGE}\n")
    report = load(store, [folder])
    assert [(p.line, p.column) for p in report.problems] == [(4, "country")]
    assert store.summary().counts["City"] == 2


def test_other_files_are_named_and_hidden_ones_are_not(store: SqliteStore, folder: Path, write: Write) -> None:
    for name in ("deep/countries.CSV", "README.md", "deep/x.json", ".hidden.csv", ".git/cities.csv"):
        write(name, COUNTRIES)
    report = load(store, [folder])
    assert report.ok
    assert [name.replace(f"{folder}/", "") for name in report.not_read] == ["README.md", "deep/x.json"]
    assert [name for _, name, _ in store.origins()] == ["deep/countries.CSV"]


def test_what_is_no_file_is_refused(
    store: SqliteStore, folder: Path, tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "cities.csv").write_text(CITIES, "utf-8")
    write("countries.csv", COUNTRIES)
    write("real/programmes.csv", ICC)
    os.mkfifo(folder / "goals.csv")
    (folder / "cities.csv").symlink_to(outside / "cities.csv")
    (folder / "events.csv").mkdir()
    (folder / "linked").symlink_to(outside)
    (folder / "again").symlink_to(folder / "real")
    (folder / "names.csv").symlink_to(folder / "names.csv")
    (folder / "institutions-inside.csv").symlink_to(folder / "real" / "programmes.csv")
    (folder / "projects.csv").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as door:
        monkeypatch.chdir(folder)  # the path of a socket must be short
        door.bind("strategies.csv")
    (folder / "a\nb.csv").write_text(CITIES, "utf-8")
    report = load(store, [folder])
    assert problems(report, folder) == [
        "a\\nb.csv: expected a file, got a name with characters that cannot be shown",
        "cities.csv: expected a file, got a symbolic link that leads out of the folder",
        "events.csv: expected a file, got a folder",
        "goals.csv: expected a file, got a pipe",
        "linked: expected a file, got a symbolic link that leads out of the folder",
        next(p for p in problems(report, folder) if p.startswith("names.csv: expected a file that can be read, got ")),
        "projects.csv: expected a file, got a symbolic link that leads out of the folder",
        "strategies.csv: expected a file, got a socket",
    ]
    assert [name for _, name, _ in store.origins()] == [
        "countries.csv", "institutions-inside.csv", "real/programmes.csv",
    ]  # fmt: skip


def test_a_file_that_is_too_large_is_refused_and_kept(store: SqliteStore, folder: Path, loaded: Report) -> None:
    report = load(store, [folder], limits=Limits(file_limit=len(CITIES) - 1))
    assert problems(report, folder) == [
        f"cities.csv: expected at most {len(CITIES) - 1} bytes, got {len(CITIES)}",
        f"member_of.csv: expected at most {len(CITIES) - 1} bytes, got {len(MEMBERS)}",
    ]
    assert not report.change


def test_what_the_sheets_of_a_book_stated_is_kept(
    store: SqliteStore, folder: Path, tmp_path: Path, write: Write
) -> None:
    write("countries.csv", COUNTRIES)
    path = write("book.xlsx", book(cities=CITIES, programmes=ICC))
    assert load(store, [folder]).ok
    assert {name for _, name, _ in store.origins()} == {"countries.csv", "book.xlsx#cities", "book.xlsx#programmes"}
    size = path.stat().st_size
    report = load(store, [folder], limits=Limits(file_limit=size - 1))
    assert problems(report, folder) == [f"book.xlsx: expected at most {size - 1:,} bytes, got {size:,}"]
    assert not report.change
    write("book.xlsx", book(cities="", programmes=""))
    report = load(store, [folder])
    assert problems(report, folder) == ["book.xlsx: expected a table with a header, got an empty book"]
    assert not report.change
    path.unlink()
    path.symlink_to(tmp_path / "graph.sqlite")
    report = load(store, [folder])
    assert problems(report, folder) == ["book.xlsx: expected a file, got a symbolic link that leads out of the folder"]
    assert not report.change


def book(**sheets: str) -> bytes:
    """A book with the lines of a CSV file in each sheet."""
    made, data = Workbook(), io.BytesIO()
    del made[made.sheetnames[0]]
    for title, text in sheets.items():
        sheet = made.create_sheet(title)
        for line in text.splitlines():
            sheet.append(line.split(","))
    made.save(data)
    return data.getvalue()


def test_what_a_folder_stated_that_leads_elsewhere_now_is_kept(
    store: SqliteStore, folder: Path, tmp_path: Path, write: Write
) -> None:
    write("countries.csv", COUNTRIES)
    write("2027/cities.csv", CITIES)
    write("2027x/programmes.csv", ICC)
    assert load(store, [folder]).ok
    (folder / "2027").rename(tmp_path / "2027")
    (folder / "2027").symlink_to(tmp_path / "2027")
    (folder / "2027x/programmes.csv").unlink()
    report = load(store, [folder])
    assert problems(report, folder) == ["2027: expected a file, got a symbolic link that leads out of the folder"]
    assert [name for _, name, _ in store.origins()] == ["2027/cities.csv", "countries.csv"]


def test_a_folder_into_which_one_cannot_look_is_kept(
    store: SqliteStore, folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("countries.csv", COUNTRIES)
    write("deep/cities.csv", CITIES)
    assert load(store, [folder]).ok
    look = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    # As root, which containers run as, every folder can be read.
    monkeypatch.setattr(os, "scandir", refuse)
    report = load(store, [folder])
    assert problems(report, folder) == ["deep: expected a folder that can be read, got permission denied"]
    assert not report.change
    monkeypatch.setattr(os, "scandir", lambda path: (_ for _ in ()).throw(PermissionError(13, "no", str(path))))
    assert problems(load(store, [folder]), folder.parent) == ["tables: expected a folder that can be read, got no"]


def test_paths_that_are_none(store: SqliteStore, folder: Path, loaded: Report, write: Write) -> None:
    other = write("notes.odt", "x")
    report = load(store, [folder / "missing", other, folder / "cities.csv", "a\0b"])
    *others, nul = problems(report, folder)
    assert nul.startswith("a\\x00b: expected a file or a folder that can be read, got ")
    assert others == [
        "missing: expected a file or a folder that can be read, got no such file or directory",
        (
            "notes.odt: expected a folder or a file whose name ends in one of .csv, .tsv, .xlsx, .ttl, .nt, .jsonld, "
            ".rdf, .nq, .trig, .txt, .text, .md, "
            ".markdown, .html, .htm, .xhtml, .pdf, .docx, got 'notes.odt'"
        ),
    ]
    assert report.tables == 1


def test_a_folder_whose_path_is_no_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = tmp_path / os.fsdecode(b"f\xff")
    odd.mkdir()
    assert main(["load", str(odd), "--store", f"sqlite:{tmp_path / 's.sqlite'}"]) == 1
    path = f"{tmp_path}/f\\udcff"
    assert f"{path}: expected a path in UTF-8, got {path}; rename what is not" in capsys.readouterr().out


def test_progress_is_told(store: SqliteStore, folder: Path, write: Write) -> None:
    write("countries.csv", COUNTRIES)
    told: list[tuple[str, int, int]] = []
    load(store, [folder], progress=lambda *step: told.append(step))
    assert told[0] == ("tables", 0, 1)


def test_a_long_chain_of_rows_that_miss_each_other_takes_no_long_time(
    store: SqliteStore, folder: Path, write: Write
) -> None:
    rows = [f"i{n},I,i{n + 1},{PAGE}" for n in range(3000)]
    write("institutions.csv", "\n".join(["id,name,partOf,source", *rows]))
    report = load(store, [folder])
    assert len(report.problems) == 3000
    assert report.seconds < 5
    assert report.text().endswith("\nand 2,950 more problems\n")


def test_the_report_for_people() -> None:
    wrong = tuple(Problem("cities.csv", line, "name", "expected x, got y") for line in range(2, SHOWN + 3))
    report = Report(2, 1, 3, 1, 0, 1234, Change(5, 1, 4, 3, 2, 1), wrong, tuple("abcdefg"), 0.25)
    assert report.text().splitlines()[:5] == [
        "Read 2 tables with 1 row from 3 sources and 1 document with 1,234 characters in 0.2 s.",
        "Facts: 4 added, 3 changed, 2 retracted, 1 in conflict. Claims: 5 added, 1 removed.",
        "Not read, because they are neither tables nor documents, nor stand beside one: a, b, c, d, e, 2 more.",
        "51 problems:",
        "cities.csv:2: name: expected x, got y",
    ]
    assert report.text().splitlines()[-1] == "and 1 more problem"
    assert len(report.text().splitlines()) == 4 + SHOWN + 1


def test_the_report_for_programs() -> None:
    report = Report(problems=(Problem("a.csv", 0, "", "no"),), seconds=1.5)
    assert json.loads(json.dumps(report.as_json())) == {
        "ok": False, "tables": 0, "rows": 0, "sources": 0, "documents": 0, "unchanged": 0, "characters": 0,
        "not_read": [], "seconds": 1.5,
        "dry_run": False, "differences": [], "doubts": [],
        "problems": [{"file": "a.csv", "line": 0, "column": "", "message": "no"}],
        "change": {
            "claims_added": 0, "claims_removed": 0, "facts_added": 0, "facts_changed": 0, "facts_retracted": 0,
            "conflicts": 0, "judgements": 0,
        },
    }  # fmt: skip
    assert Report().ok
    assert Report().text() == "Read 0 tables with 0 rows from 0 sources in 0.0 s.\nNothing changed.\n"


def test_claims_keep_their_lines(store: SqliteStore, folder: Path, loaded: Report) -> None:
    claim = Claim(
        "city/b-de", "MEMBER_OF", "programme/icc", qualifiers=(("since", "2012"),), document="document/a-org-page"
    )
    (line,) = store.db.execute("SELECT line FROM support WHERE claim = ?", (claim.id,)).fetchone() or (None,)
    assert line == 3
