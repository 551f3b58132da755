"""The commands `export` and `check`."""

from __future__ import annotations

from pathlib import Path

import pytest

import cli
from tests.exporters.graphs import CASES

BASE = "https://data.example.org/"


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = str(tmp_path / "graph.sqlite")
    assert cli.main(["load", str(CASES), "--store", path, "--quiet"]) == 0
    return path


def test_a_dump_is_written_once_and_fits(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dumps = tmp_path / "dumps"
    run = ["export", str(dumps), "--format", "nt,ttl", "--store", store, "--base-iri", BASE]
    assert cli.main(run) == 0
    (folder,) = dumps.iterdir()
    assert capsys.readouterr().out == f"{folder}\n"
    assert {f.name for f in folder.iterdir() if f.suffix == ".gz"} == {"policygraph.nt.gz", "policygraph.ttl.gz"}
    assert cli.main(run) == 1
    assert "is there already" in capsys.readouterr().err
    assert cli.main([*run, "--rdf12"]) == 0
    assert (dumps / f"{folder.name}-rdf12" / "policygraph.ttl.gz").is_file()
    assert cli.main([*run[:3], "jsonld", *run[4:], "--rdf12"]) == 1
    assert "expected formats (nt, nq, ttl, trig, rdf, csv), got jsonld" in capsys.readouterr().err
    assert cli.main([*run[:3], "doc", *run[4:]]) == 1
    assert "expected formats" in capsys.readouterr().err
    assert cli.main(["check", "--store", store, "--base-iri", BASE]) == 0
    assert ", 0 do not fit" in capsys.readouterr().err


def test_what_does_not_fit_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wrong.ttl"
    path.write_text(f"<{BASE}id/country/x> a <{BASE}ontology#Country> .", encoding="utf-8")
    assert cli.main(["check", str(path), "--base-iri", BASE]) == 1
    assert f"{BASE}id/country/x: A Country has exactly one `code`" in capsys.readouterr().out


def test_shapes_of_others_are_held_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, others = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text(f"<{BASE}x> a <{BASE}Y> .", encoding="utf-8")
    others.write_text(
        f"@prefix sh: <http://www.w3.org/ns/shacl#> . <{BASE}S> a sh:NodeShape ; sh:targetClass <{BASE}Y> ;"
        f" sh:property [ sh:path <{BASE}z> ; sh:minCount 1 ; sh:message 'A Y has a z.' ] .",
        encoding="utf-8",
    )
    assert cli.main(["check", str(data), "--base-iri", BASE]) == 0
    assert cli.main(["check", str(data), "--shapes", str(others), "--base-iri", BASE]) == 1
    assert f"{BASE}x: A Y has a z." in capsys.readouterr().out


def test_a_file_that_is_no_rdf_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(tmp_path / "none.ttl")]) == 1
    path = tmp_path / "graph.csv"
    path.write_text("a,b", encoding="utf-8")
    assert cli.main(["check", str(path)]) == 1
    assert "expected a file whose name ends in .ttl" in capsys.readouterr().err
