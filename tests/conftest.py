"""What all tests share: golden files, the folder `shared`, and the rule that in CI nothing is skipped."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

ROOT: Final = Path(__file__).resolve().parents[1]
IN_CI: Final = os.environ.get("CI") == "true"
REWRITE: Final = "--rewrite-goldens"

# A run of CI is repeatable: new examples are looked for everywhere else.
settings.register_profile("repeatable", derandomize=True)
if IN_CI:
    settings.load_profile("repeatable")

Golden = Callable[[Path, str], None]
"""Compares a text with a file, or writes the file."""


@pytest.fixture(scope="session", autouse=True)
def names_are_kept_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests neither use nor change what the user of this machine keeps."""
    os.environ["POLICYGRAPH_NAME_CACHE"] = str(tmp_path_factory.mktemp("names"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(REWRITE, action="store_true", help="write the golden files anew (never with CI=true)")


def pytest_configure(config: pytest.Config) -> None:
    if IN_CI and config.getoption(REWRITE):
        raise pytest.UsageError(f"{REWRITE} is refused with CI=true: rewrite, read the diff and commit it")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With CI=true a test that was skipped has not passed."""
    if exitstatus == pytest.ExitCode.OK and _skipped_in_ci(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if skipped := _skipped_in_ci(config):
        terminalreporter.section("skipped in CI", red=True)
        terminalreporter.line(f"With CI=true every test must run; skipped: {skipped}. The summary has the reasons.")


def _skipped_in_ci(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if IN_CI and reporter else 0


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a file of the repository; with --rewrite-goldens writes the file."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption(REWRITE):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        name = path.relative_to(ROOT)
        assert path.is_file(), f"{name} is missing; if that is meant: make goldens"
        assert text == path.read_text(encoding="utf-8"), f"{name} differs; if that is meant: make goldens"

    return compare


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the checkout with the owner's documents, facts, shapes and questions."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        reason = f"the folder {folder} is missing"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Tests marked `anyio` run on asyncio, as the server does."""
    return "asyncio"
