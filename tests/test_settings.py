"""The table of settings: where values come from, what is refused, and that the page shows it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import settings
from graph.neo4j.connection import Address
from graph.store import Access
from schema.errors import ValueProblem
from settings import SETTINGS, Setting, Settings, as_text

ROOT = Path(__file__).resolve().parents[1]
BY_NAME = {setting.name: setting for setting in SETTINGS}
every_setting = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)


def test_defaults_hold_without_environment_and_flags() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings().store == "sqlite:data/graph.sqlite"
    assert Settings().port == 8000


@every_setting
def test_a_default_is_of_its_own_kind(setting: Setting) -> None:
    value = setting.parse(as_text(setting.default), setting.flag)
    assert value == setting.default
    assert type(value) is type(setting.default)


@every_setting
def test_a_row_is_complete(setting: Setting) -> None:
    assert setting.variable == "POLICYGRAPH_" + setting.name.upper()
    assert setting.secret == ("password" in setting.name)
    assert setting.flag.removeprefix("--").replace("-", "_") == setting.name
    assert setting.help.endswith(".")
    assert not set(setting.help + setting.kind.expected) & set("|\n")


def test_limits_of_connections_reach_the_driver() -> None:
    environment = {
        "POLICYGRAPH_NEO4J_USER": "reader", "POLICYGRAPH_NEO4J_PASSWORD": "secret",
        "POLICYGRAPH_NEO4J_CONNECT_TIMEOUT": "1.5", "POLICYGRAPH_NEO4J_WAIT_TIMEOUT": "2.5",
        "POLICYGRAPH_NEO4J_CONNECTION_AGE": "60",
    }  # fmt: skip
    address = Address.of("neo4j://localhost", Access(**Settings.from_environment(environment).neo4j))
    expected = {
        "auth": ("reader", "secret"), "connection_timeout": 1.5, "connection_acquisition_timeout": 2.5,
        "max_connection_lifetime": 60.0,
    }  # fmt: skip
    assert {name: address.driver[name] for name in expected} == expected
    assert "secret" not in repr(address)


def test_environment_comes_before_default_and_flag_before_environment() -> None:
    environment = {"POLICYGRAPH_PORT": "8001", "POLICYGRAPH_DEPTH_LIMIT": "5", "PORT": "9"}
    found = Settings.from_environment(environment, {"port": "8002", "host": None})
    assert (found.port, found.depth_limit, found.host) == (8002, 5, "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("port", "1", 1),
        ("field_limit", "1_000", 1000),
        ("statement_timeout", "0.25", 0.25),
        ("slow_path", "TRUE", True),
        ("slow_path", "0", False),
        ("log_level", "Debug", "debug"),
        ("seed", "", ""),
        ("base_iri", "", ""),
        ("base_iri", "https://data.example.org/icc/", "https://data.example.org/icc/"),
    ],
)
def test_texts_become_values(name: str, text: str, value: object) -> None:
    assert BY_NAME[name].parse(text, "--flag") == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("port", ""),
        ("port", "0"),
        ("port", "65536"),
        ("port", "-1"),
        ("port", "８０００"),
        ("port", " 80"),
        ("port", "tcp://10.0.0.1:8000"),
        ("field_limit", "1e3"),
        ("statement_timeout", "0"),
        ("statement_timeout", "nan"),
        ("statement_timeout", "inf"),
        ("statement_timeout", "5s"),
        ("slow_path", "maybe"),
        ("log_level", "loud"),
        ("store", " "),
        ("base_iri", "data.example.org/"),
        ("base_iri", "https://data.example.org"),
        ("base_iri", "https://data.example.org/?a/"),
        ("base_iri", "https://data.example.org/a b/"),
        ("base_iri", "https:///"),
        ("base_iri", "http://[/"),
        ("base_iri", "ftp://data.example.org/"),
    ],
)
def test_other_texts_are_refused_with_their_source(name: str, text: str) -> None:
    setting = BY_NAME[name]
    with pytest.raises(ValueProblem) as by_variable:
        Settings.from_environment({setting.variable: text})
    assert str(by_variable.value) == f"{setting.variable}: expected {setting.kind.expected}, got {text!r}"
    with pytest.raises(ValueProblem) as by_flag:
        Settings.from_environment({}, {name: text})
    assert str(by_flag.value) == f"{setting.flag}: expected {setting.kind.expected}, got {text!r}"


@given(st.sampled_from(SETTINGS), st.text())
def test_any_text_is_a_value_or_is_refused(setting: Setting, text: str) -> None:
    try:
        value = setting.parse(text, setting.flag)
    except ValueProblem as problem:
        assert repr(text) in str(problem)  # noqa: PT017  (either is right: pytest.raises cannot say so)
    else:
        assert type(value) is type(setting.default)


def test_an_unknown_name_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError, match="there is no setting prot"):
        Settings.from_environment({}, {"prot": "1"})


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ({}, "http://127.0.0.1:8000/"),
        ({"host": "0.0.0.0", "port": 80}, "http://localhost:80/"),
        ({"host": "::1"}, "http://[::1]:8000/"),
        ({"base_iri": "https://data.example.org/"}, "https://data.example.org/"),
    ],
)
def test_the_base_is_the_setting_or_the_servers_address(given: dict[str, Any], base: str) -> None:
    assert Settings(**given).base == base


def test_the_page_is_up_to_date(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "settings.md", settings.page())


def test_the_module_prints_the_page(tmp_path: Path) -> None:
    run = [sys.executable, str(ROOT / "settings.py")]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True, timeout=60)
    assert done.stdout == settings.page()
