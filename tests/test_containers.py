"""The Dockerfile and docker-compose.yml against what they speak of. `make containers` checks their own rules."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest

from settings import SETTINGS
from tests.neo4j_server import LTS

ROOT: Final = Path(__file__).resolve().parents[1]
DOCKERFILE: Final = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: Final = (ROOT / "docker-compose.yml").read_text("utf-8")


def test_the_image_gets_the_whole_program_and_nothing_else() -> None:
    """Its folders and modules are those of pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        built = tomllib.load(file)["tool"]["setuptools"]
    packages = {name for name in built["packages"]["find"]["include"] if "*" not in name}
    program = {f"{name}/" for name in packages} | {f"{name}.py" for name in built["py-modules"]}
    first, *others = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert first == "*"
    let_through = {line.removeprefix("!") for line in others if line.startswith("!")}
    assert let_through == program | {"pyproject.toml", "LICENSE", "requirements/", "seed/"}
    assert "\nCOPY . .\n" in DOCKERFILE


@pytest.mark.parametrize("text", [DOCKERFILE, COMPOSE], ids=["Dockerfile", "docker-compose.yml"])
def test_variables_are_settings(text: str) -> None:
    variables = set(re.findall(r"POLICYGRAPH_\w+", text))
    assert variables
    assert variables <= {setting.variable for setting in SETTINGS}


def test_passwords_come_from_the_environment() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    asked = set(re.findall(r"\$\{(\w+):\?", COMPOSE))
    assert asked == {"NEO4J_PASSWORD"}
    assert all(re.search(rf"^{name}=$", example, re.MULTILINE) for name in asked)
    assert ".env" in (ROOT / ".gitignore").read_text("utf-8").split()


def test_versions_are_those_that_are_tested() -> None:
    assert re.findall(r"image: neo4j:(\S+)", COMPOSE) == [f"{LTS.rpartition('.')[0]}-community"]
    oldest = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text("utf-8"))
    assert oldest
    assert set(re.findall(r"^FROM python:([\d.]+)-slim", DOCKERFILE, re.MULTILINE)) == {oldest[1]}
