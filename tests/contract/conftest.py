"""The summary of a run says what the questions to each store used."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    lines = {text for report in reports for name, text in getattr(report, "user_properties", ()) if name == "coverage"}
    if lines:
        terminalreporter.section("what the questions to each store used")
        for line in sorted(lines):
            terminalreporter.line(line)
