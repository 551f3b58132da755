"""GraphiQL in a browser: the ready questions, links that hold a question, completion, its policy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from web.questions import Question, questions

READY = ".graphiql-query-editor .monaco-editor .view-line"
ANSWER = "section.result-window"


def opened(visit: Any, address: str, **options: str) -> Visitor:
    reader: Visitor = visit(**options)
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    # The network is not known to be idle while workers of the editor come and go.
    with reader.page.expect_response(lambda r: "IntrospectionQuery" in (r.request.post_data or ""), timeout=60_000):
        reader.go(address, until="load")
    reader.page.wait_for_selector(READY, timeout=60_000)
    return reader


def run(reader: Visitor) -> Any:
    """Press the button that runs; the answer of the server."""
    with reader.page.expect_response(lambda r: r.request.method == "POST" and "IntrospectionQuery" not in
                                     (r.request.post_data or ""), timeout=60_000) as got:  # fmt: skip
        reader.page.locator("button.graphiql-execute-button").click()
    return got.value.json()


def test_every_ready_question_runs_in_its_tab(visit: Any) -> None:
    reader = opened(visit, "/graphql")
    for question in questions():
        reader.page.locator(f".graphiql-tab-button[title={question.name}]").click()
        # GraphiQL learns the operation's name a moment after it shows the tab, and sends the last one's until then.
        reader.page.wait_for_timeout(1_500)
        answer = run(reader)
        assert "errors" not in answer, question.name
        assert answer["data"]
    # The editor shows an answer a moment after it has arrived.
    reader.page.locator(ANSWER, has_text="totalCount").wait_for()


@pytest.mark.parametrize("question", [q for q in questions() if q.number in (1, 12)], ids=lambda q: q.name)
def test_a_link_opens_its_question(visit: Any, question: Question) -> None:
    reader = opened(visit, question.link)
    assert "errors" not in run(reader)
    expect(reader.page.locator(".graphiql-tab-active")).to_contain_text(question.name)


def test_the_share_button_copies_a_link_that_reopens_the_question(visit: Any) -> None:
    reader = opened(visit, "/graphql#query=%7B%20countries%20%7B%20totalCount%20%7D%20%7D")
    before = run(reader)
    reader.page.get_by_role("button", name="Copy a link to this question").click()
    reader.page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('#query='))")
    link = reader.page.evaluate("navigator.clipboard.readText()")
    again = opened(visit, link.removeprefix(reader.server.url))
    assert run(again) == before


def test_a_field_is_completed_and_asked_by_keyboard(visit: Any) -> None:
    reader = opened(visit, "/graphql#query=%7B%20%7D")
    keyboard = reader.page.keyboard
    reader.page.locator(".graphiql-query-editor textarea, .graphiql-query-editor .native-edit-context").first.focus()
    keyboard.press("Control+Home")
    keyboard.press("ArrowRight")
    keyboard.type(" countri")
    reader.page.wait_for_selector(".suggest-widget.visible >> text=countries", timeout=30_000)
    keyboard.press("Escape")
    keyboard.press("Control+Space")
    reader.page.wait_for_selector(".suggest-widget.visible >> text=countries")
    keyboard.press("Enter")
    keyboard.type(" { totalCount }")
    with reader.page.expect_response(lambda r: r.request.method == "POST" and "totalCount" in
                                     (r.request.post_data or ""), timeout=60_000) as got:  # fmt: skip
        keyboard.press("Control+Enter")
    assert got.value.json()["data"]["countries"]["totalCount"] > 30


def test_the_policy_of_the_tool_is_kept(visit: Any) -> None:
    """Violations of the policy are complaints of the console, which no visitor may have."""
    reader = opened(visit, "/graphql")
    reader.page.get_by_role("button", name="Show Documentation Explorer").click()
    reader.page.wait_for_selector("text=Root Types")


def test_the_panel_shows_how_the_question_ran(visit: Any) -> None:
    """Once it is open; the answer itself stays as it is."""
    reader = opened(visit, "/graphql#query=%7B%20countries%20%7B%20totalCount%20%7D%20%7D")
    assert "extensions" not in run(reader)
    reader.page.get_by_role("button", name="Show Explanation").click()
    panel = reader.page.get_by_label("How the question was answered")
    with reader.page.expect_response(lambda r: r.request.headers.get("x-explain") == "true") as got:
        panel.get_by_role("button", name="Run the question").click()
    told = got.value.json()["extensions"]["explain"]
    panel.get_by_role("heading", name="Statement 1, SQL").wait_for()
    assert told["statements"][0]["text"] in panel.locator("pre").first.inner_text()
    assert f"of {told['cost']['limit']:,} that are allowed" in panel.inner_text()
    panel.get_by_text("Plan", exact=True).click()
    assert "Root(key=countries)" in panel.get_by_label("Plan").inner_text()
    reader.page.locator(ANSWER, has_text="totalCount").wait_for()
    assert "explain" not in reader.page.locator(ANSWER).inner_text()
    reader.page.get_by_role("button", name="Hide Explanation").click()
    assert "extensions" not in run(reader)


def test_what_we_added_speaks_the_reader_s_language(visit: Any) -> None:
    """As the browser says, or as was chosen on a page."""
    reader = opened(visit, "/graphql#query=%7B%20countries%20%7B%20totalCount%20%7D%20%7D", locale="pl-PL")
    reader.page.get_by_role("button", name="Show Wyjaśnienie").click()
    panel = reader.page.get_by_label("Jak powstała odpowiedź na pytanie")
    panel.get_by_role("button", name="Zadaj pytanie").click()
    panel.get_by_role("heading", name="Zapytanie 1, SQL").wait_for()
    reader.page.get_by_role("button", name="Pobierz odpowiedź").wait_for()
    reader.page.goto(reader.page.url.partition("/graphql")[0] + "/?lang=en")
    reader.page.goto(reader.page.url.partition("/?")[0] + "/graphql")
    reader.page.get_by_role("button", name="Download the answer").wait_for()


MARKED = """() => __MONACO.editor.getModelMarkers({owner: 'policygraph'}).map((m) =>
    [m.startLineNumber, m.startColumn, m.endColumn, m.message])"""


MISTAKES = [
    ("{\n  cities(first: 501) {\n    totalCount\n  }\n}", [2, 3, 9], "ask for further pages by cursor"),
    ("{\n  cities {\n    totalCounts\n  }\n}", [3, 5, 16], "Did you mean 'totalCount'?"),
    ("query ($id: ID!) {\n  city(id: $id) {\n    id\n  }\n}", [1, 8, 9], "`$id`"),
]
"""Questions; line, first and last column of what is wrong; what is said there."""


def test_an_error_is_marked_where_it_belongs(visit: Any) -> None:
    reader = opened(visit, "/graphql#query=%7B%20countries%20%7B%20totalCount%20%7D%20%7D")
    assert "errors" not in run(reader)
    assert reader.page.evaluate(MARKED) == []
    for question, place, hint in MISTAKES:
        reader.page.evaluate(
            "(text) => __MONACO.editor.getModels().find((m) => m.getValue().includes('{')).setValue(text)", question
        )
        reader.page.wait_for_timeout(1_000)
        assert run(reader)["errors"]
        reader.page.wait_for_function(f"({MARKED})().length === 1")
        ((*marked, message),) = reader.page.evaluate(MARKED)
        assert marked == place
        assert hint in message
    reader.page.locator(".graphiql-query-editor .view-lines").first.click()
    reader.page.keyboard.press("Control+End")
    reader.page.keyboard.type("#")
    reader.page.wait_for_function(f"({MARKED})().length === 0")
    reader.complaints[:] = [c for c in reader.complaints if "400" not in c]


FORMS = {"JSON-LD": "jsonld", "Turtle": "ttl", "CSV": "csv", "JSON": "json"}


def test_the_answer_is_downloaded_in_a_form_of_ones_choice(visit: Any) -> None:
    question = "query Some($id: ID!) { city(id: $id) { id name } }"
    held = urlencode({"query": question, "variables": '{"id": "city/wroclaw-pl"}'})
    reader = opened(visit, f"/graphql#{held}")
    for form, suffix in FORMS.items():
        reader.page.get_by_role("button", name="Download the answer").click()
        with reader.page.expect_download() as got:
            reader.page.get_by_role("menuitem", name=form, exact=True).click()
        assert got.value.suggested_filename == f"Some.{suffix}"
        text = Path(got.value.path()).read_text("utf-8")
        assert "Wrocław" in text, form
    assert json.loads(text) == {"data": {"city": {"id": "city/wroclaw-pl", "name": "Wrocław"}}}
