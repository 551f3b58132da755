"""The program `policygraph`, called as a function and as a process."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import cli
from cli import COMMANDS, main
from loaders.progress import ProgressLine, duration
from settings import SETTINGS, Settings

ROOT = Path(__file__).resolve().parents[1]
TABLE = "id,code,source\npl,PL,https://example.org/a\nde,DE,https://example.org/a\n"
every_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own, with the default settings."""
    for variable in [name for name in os.environ if name.startswith("POLICYGRAPH_")]:
        monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def tables(own_folder: Path) -> Path:
    """A folder with one good table."""
    folder = own_folder / "tables"
    folder.mkdir()
    (folder / "countries.csv").write_text(TABLE, encoding="utf-8")
    return folder


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The settings with which a stand-in for the server was started: a real one would not come back."""
    calls: list[object] = []
    stand_in = ModuleType("server")
    stand_in.run = calls.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "server", stand_in)
    return calls


def policygraph(*arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    run = [sys.executable, str(ROOT / "cli.py"), *arguments]
    env = os.environ | {"COLUMNS": "100"} | (environment or {})
    return subprocess.run(run, capture_output=True, encoding="utf-8", env=env, check=False, timeout=120)


def test_help_lists_every_command() -> None:
    done = policygraph("--help")
    assert done.returncode == 0
    assert all(f"  {command.name} " in done.stdout for command in COMMANDS)
    assert "example:" in done.stdout


@every_command
def test_help_of_a_command_has_an_example_that_it_understands(
    command: cli.Command, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main([command.name, "--help"])
    assert end.value.code == 0
    assert f"example:\n  {command.example}" in capsys.readouterr().out
    program, *arguments = command.example.split()
    assert program == "policygraph"
    assert cli._parser().parse_args(arguments).run is command.run


def test_serve_has_a_flag_for_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    text = capsys.readouterr().out
    assert all((f"  {setting.flag} " in text) != setting.secret for setting in SETTINGS)


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, cli\ntry: cli.main(['--help'])\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert "settings" in loaded
    assert not loaded & {
        "apsw",
        "strawberry",
        "graphql",
        "starlette",
        "uvicorn",
        "loaders",
        "neo4j",
        "rdflib",
    }


def test_version_is_that_of_the_project() -> None:
    done = policygraph("--version")
    assert done.stdout == "policygraph 0.1.0\n"
    assert 'version = "0.1.0"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments", [[], ["load"], ["fly"], ["load", "x", "--loud"], ["serve", "--por", "1"]], ids=" ".join
)
def test_wrong_use_ends_with_2_and_usage(arguments: list[str]) -> None:
    done = policygraph(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: policygraph")


def test_load_documents_and_remove(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", "tables"]) == 0
    assert "Claims: 3 added, 0 removed." in capsys.readouterr().out
    assert main(["load", "tables"]) == 0
    assert "Nothing changed." in capsys.readouterr().out
    for name in ("documents", "origins"):
        assert main([name]) == 0
        assert capsys.readouterr().out == f"{tables}\n  3  countries.csv\n"
    assert main(["remove", "tables"]) == 0
    assert capsys.readouterr().out == f"{tables}: 3 claims removed, 3 facts retracted\n"
    assert main(["documents"]) == 0
    assert capsys.readouterr().out == ""


def test_remove_knows_a_path_that_is_gone(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", "tables"]) == 0
    (tables / "countries.csv").unlink()
    tables.rmdir()
    assert main(["remove", "tables"]) == 0
    assert "3 claims removed" in capsys.readouterr().out


def test_remove_refuses_what_was_never_loaded(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", "tables"]) == 0
    capsys.readouterr()
    assert main(["remove", "tables", "elsewhere"]) == 1
    told = capsys.readouterr()
    assert told.err == f"policygraph: nothing was loaded from elsewhere; what was: {tables}\n"
    assert main(["documents"]) == 0
    assert "countries.csv" in capsys.readouterr().out, "nothing is removed when one path is wrong"


def test_a_report_with_problems_ends_with_1(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tables / "cities.csv").write_text("nonsense\n1\n", encoding="utf-8")
    assert main(["load", "tables", "--quiet", "--report", "report.json"]) == 1
    assert "tables/cities.csv:1" in capsys.readouterr().out
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert report["ok"] is False
    assert report["problems"]


def test_quiet_says_nothing_when_all_is_well(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", "tables", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_report_that_cannot_be_written_does_not_undo_the_load(
    tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "tables", "--report", "nowhere/report.json"]) == 1
    assert capsys.readouterr().err.startswith("policygraph: the load is done, but the report cannot be written")
    assert main(["documents"]) == 0
    assert "countries.csv" in capsys.readouterr().out


def test_the_store_is_a_setting(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_STORE", "sqlite:one.sqlite")
    assert main(["load", "tables"]) == 0
    assert main(["load", "tables", "--store", "two.sqlite"]) == 0
    assert Path("one.sqlite").is_file()
    assert Path("two.sqlite").is_file()
    assert not Path("data").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["serve", "--port", "high"], "--port: expected a whole number from 1 to 65535, got 'high'"),
        (["documents"], "there is no store at data/graph.sqlite"),
        (["documents", "--store", "redis:x"], "expected the address of a store"),
        (["migrate", "--store", "redis:x"], "expected the address of a SQLite store"),
        (["load", "x", "--store", "sqlite:/dev/null/x"], "/dev/null"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_failure_is_one_line_without_a_traceback(arguments: list[str], message: str) -> None:
    done = policygraph(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("policygraph: ")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_bad_variable_is_named() -> None:
    done = policygraph("documents", environment={"POLICYGRAPH_PORT": "tcp://10.0.0.1:8000"})
    assert done.returncode == 1
    assert "POLICYGRAPH_PORT: expected a whole number" in done.stderr


def test_a_reader_that_goes_away_is_no_error(tables: Path) -> None:
    (tables / "countries.csv").unlink()
    for number in range(2000):
        # Long names: what is written must be more than a pipe holds.
        (tables / f"countries-{number:04}-{'long' * 20}.csv").write_text(TABLE, encoding="utf-8")
    assert main(["load", "tables", "--quiet"]) == 0
    run = [sys.executable, str(ROOT / "cli.py"), "documents"]
    with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1


def test_an_interrupt_ends_with_130(own_folder: Path) -> None:
    """`serve` with a stand-in for the server that waits until somebody presses Ctrl-C."""
    (own_folder / "server.py").write_text(
        "import time\ndef run(settings):\n    print('ready', flush=True)\n    time.sleep(60)\n",
        encoding="utf-8",
    )
    code = (
        # A program that runs in the background was told to ignore Ctrl-C, and its children with it.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]; import cli; sys.path[:0] = [{str(own_folder)!r}]; "
        "sys.exit(cli.main(['serve', '--seed', '']))"
    )
    run = [sys.executable, "-c", code]
    with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == "policygraph: interrupted\n"
    assert process.returncode == 130


def test_serve_fills_an_empty_store_once(
    tables: Path, served: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--seed", "tables", "--port", "8080", "--slow-path"]) == 0
    assert "Claims: 3 added" in capsys.readouterr().err
    (tables / "countries.csv").write_text(TABLE + "fr,FR,https://example.org/a\n", encoding="utf-8")
    assert main(["serve", "--seed", "tables"]) == 0
    assert capsys.readouterr() == ("", ""), "what a curator removed or changed stays so when the server starts"
    first, second = served
    assert isinstance(first, Settings)
    assert isinstance(second, Settings)
    assert (first.port, first.slow_path, second.port, second.slow_path) == (8080, True, 8000, False)


def test_serve_without_a_seed_leaves_the_store_alone(own_folder: Path, served: list[object]) -> None:
    assert main(["serve", "--seed", ""]) == 0
    assert len(served) == 1
    assert not list(own_folder.iterdir())


class Clock:
    """Time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream, clock = Terminal(), Clock()
    line = ProgressLine(stream, clock)
    for done in (0, 1, 1000):
        line("claims", done, 4000)
        clock.now += 2
    line("facts", 7, 0)
    line("facts", 8, 0)
    line.close()
    shown = stream.getvalue().split("\r\x1b[K")
    assert shown == [
        "",
        "claims: 1 of 4,000, 0/s, 2.2 h left",
        "claims: 1,000 of 4,000, 250/s, 12 s left",
        "facts: 7",
        "",
    ]


def test_progress_elsewhere_is_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    stream, clock = io.StringIO(), Clock()
    line = ProgressLine(stream, clock)
    for done in range(13):
        line("claims", done * 1000, 12_000)
        clock.now += 1
    line.close()
    assert (
        stream.getvalue() == "claims: 5,000 of 12,000, 1,000/s, 7 s left\nclaims: 10,000 of 12,000, 1,000/s, 2 s left\n"
    )


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-3, "0 s"), (0.4, "0 s"), (119.4, "119 s"), (120, "2 min"), (7199, "120 min"), (9000, "2.5 h")],
)
def test_durations_are_short(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_a_load_says_how_far_it_is(
    tables: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ProgressLine, "plain_pause", 0.0)
    assert main(["load", "tables"]) == 0
    assert "tables: 0 of 1\n" in capsys.readouterr().err
