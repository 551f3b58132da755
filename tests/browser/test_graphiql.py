"""GraphiQL in a browser: the ready questions, links that hold a question, completion, its policy."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.browser.conftest import Visitor
from web.questions import Question, questions

READY = ".graphiql-query-editor .monaco-editor .view-line"
ANSWER = "section.result-window"


def opened(visit: Any, address: str) -> Visitor:
    reader: Visitor = visit()
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.go(address)
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
    assert "totalCount" in reader.page.locator(ANSWER).inner_text()


@pytest.mark.parametrize("question", [q for q in questions() if q.number in (1, 12)], ids=lambda q: q.name)
def test_a_link_opens_its_question(visit: Any, question: Question) -> None:
    reader = opened(visit, question.link)
    assert "errors" not in run(reader)
    selected = reader.page.locator(".graphiql-tab-active")
    assert question.name in selected.inner_text()


def test_the_share_button_copies_a_link_that_reopens_the_question(visit: Any) -> None:
    reader = opened(visit, "/graphql#query=%7B%20countries%20%7B%20totalCount%20%7D%20%7D")
    before = run(reader)
    reader.page.get_by_role("button", name="Copy a link to this question").click()
    reader.page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('#query='))")
    link = reader.page.evaluate("navigator.clipboard.readText()")
    again = opened(visit, link.removeprefix(reader.server.url))
    assert run(again) == before


def test_a_field_is_completed_by_keyboard(visit: Any) -> None:
    reader = opened(visit, "/graphql#query=%7B%20%7D")
    reader.page.locator(".graphiql-query-editor .view-lines").first.click()
    reader.page.keyboard.press("Control+Home")
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.type(" countr")
    reader.page.wait_for_selector(".suggest-widget.visible >> text=countries", timeout=30_000)
    reader.page.keyboard.press("Escape")
    reader.page.keyboard.press("Control+Space")
    reader.page.wait_for_selector(".suggest-widget.visible >> text=countries")
    reader.page.keyboard.press("Enter")
    text = reader.page.locator(".graphiql-query-editor .view-lines").inner_text()
    assert "countr" in text and json.dumps(text)


def test_the_policy_of_the_tool_is_kept(visit: Any) -> None:
    """Violations of the policy are complaints of the console, which no visitor may have."""
    reader = opened(visit, "/graphql")
    reader.page.get_by_role("button", name="Show Documentation Explorer").click()
    reader.page.wait_for_selector("text=Root Types")
