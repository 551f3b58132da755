"""The pages in a browser: a reader's way, keyboard, languages, narrow screens, accessibility, weight."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.conftest import ROOT
from tests.web.conftest import missing

AXE = ROOT / "tests" / "outside" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

ADDRESSES = [
    "/", "/timeline", "/search?q=wroclaw", "/search?type=Document", "/page/city/wroclaw-pl", "/page/programme/icc",
    "/page/programme/icc/members", "/page/programme/icc/map", "/page/country/pl",
    "/page/document/documents-wroclaw-strategy-md", "/compare?id=city/wroclaw-pl&id=city/oslo-no&id=city/dublin-ie",
    "/path?from=city/wroclaw-pl&to=project/minte", "/path?from=city/wroclaw-pl&to=city/oslo-no", "/developers", "/ask",
    "/ask?query=%7B%20countries%20%7B%20totalCount%20nodes%20%7B%20name%20%7D%20%7D%20%7D",
]  # fmt: skip
MISSING = "/page/city/wroclav"


def test_a_reader_finds_a_city_its_evidence_and_the_document(visit: Any) -> None:
    reader: Visitor = visit()
    reader.go("/")
    reader.page.get_by_role("searchbox").fill("wroclaw")
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("link", name="Wrocław", exact=True).first.click()
    reader.arrives("/page/city/wroclaw-pl")
    folded = reader.page.locator("#memberOf ~ ul li", has_text="Intercultural Cities Programme").locator("details")
    quote = folded.get_by_text("third Polish city to join").first
    expect(quote).to_be_hidden()
    folded.locator("summary").click()
    expect(quote).to_be_visible()
    folded.get_by_role("link", name="policy of intercultural dialogue").click()
    reader.arrives("/page/document/documents-wroclaw-strategy-md#at-453")
    reader.page.go_back()
    reader.arrives("/page/city/wroclaw-pl")


def test_the_picture_is_walked_by_keyboard(visit: Any) -> None:
    reader: Visitor = visit()
    reader.go("/page/city/wroclaw-pl")
    reader.page.locator(".skip", has_text="Skip the picture").focus()
    reader.page.keyboard.press("Tab")  # the region that scrolls
    reader.page.keyboard.press("Tab")
    stroke = (
        "document.activeElement.querySelector('path') && getComputedStyle(document.activeElement.querySelector('path'))"
    )
    assert reader.page.evaluate("document.activeElement.closest('svg') !== null")
    assert reader.page.evaluate(f"{stroke}.strokeWidth") == "2.5px"
    href = reader.page.evaluate("document.activeElement.getAttribute('href')")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(f"**{href}")


def test_the_skip_links_lead_past_what_they_skip(visit: Any) -> None:
    reader: Visitor = visit()
    reader.go("/page/city/wroclaw-pl")
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("#content")).to_be_focused()


def test_no_name_in_the_picture_is_clipped_or_touches_another(visit: Any) -> None:
    """By the browser's own fonts, which are not those that were assumed."""
    reader: Visitor = visit()
    for address in ("/page/city/wroclaw-pl", "/page/programme/icc", "/page/country/gb"):
        reader.go(address)
        boxes = reader.page.evaluate(
            """() => { const svg = document.querySelector('svg.picture'), all = svg.getBoundingClientRect()
              return [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect())
                .map((b) => [b.left - all.left, b.top - all.top, b.right - all.left, b.bottom - all.top,
                  all.width, all.height]) }"""
        )
        assert len(boxes) > 5
        for left, top, right, bottom, width, height in boxes:
            assert left >= 0 and top >= 0 and right <= width and bottom <= height, address
        for i, one in enumerate(boxes):
            for other in boxes[:i]:
                apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] - 3 or other[1] >= one[3] - 3
                assert apart, (address, one, other)


def test_the_slider_of_the_map_shows_a_year_at_once(visit: Any) -> None:
    reader: Visitor = visit()
    reader.go("/page/programme/icc/map")
    all_of_them = reader.page.locator(".map .place:visible").count()
    reader.page.locator("#year").focus()
    reader.page.keyboard.press("Home")
    expect(reader.page.locator(".years output")).to_have_text("2008")
    reader.arrives("/page/programme/icc/map?year=2008")
    assert 0 < reader.page.locator(".map .place:visible").count() < all_of_them
    shown = int(reader.page.locator("#shown").inner_text())
    assert reader.page.locator("tbody tr:visible").count() == shown < 57


def test_the_language_is_switched_and_kept(visit: Any) -> None:
    reader: Visitor = visit()
    reader.go("/page/country/pl")
    reader.page.get_by_role("link", name="Polski").click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Polska")
    reader.page.get_by_role("link", name="policygraph").click()
    expect(reader.page.get_by_role("button", name="Szukaj")).to_be_visible()
    reader.page.get_by_role("link", name="English").click()
    expect(reader.page.get_by_role("button", name="Search")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Any, scheme: str) -> None:
    if not AXE.is_file():
        missing("axe-core is not installed: make outside")
    reader: Visitor = visit(color_scheme=scheme, bypass_csp=True)
    for address in (*ADDRESSES, MISSING):
        reader.go(address)
        reader.page.add_script_tag(path=AXE)
        reader.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        found = reader.page.evaluate("(rules) => axe.run({runOnly: rules})", RULES)
        told = [(v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in found["violations"]]
        assert told == [], address
        assert found["passes"]
    reader.complaints[:] = [c for c in reader.complaints if "404" not in c]


def test_nothing_scrolls_sideways_on_a_narrow_screen(visit: Any) -> None:
    reader: Visitor = visit(viewport={"width": 360, "height": 640})
    for address in ADDRESSES:
        reader.go(address)
        reader.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= 360, address


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_light_and_lie_still(visit: Any, address: str) -> None:
    """Few requests, few bytes, and nothing moves once it is shown."""
    reader: Visitor = visit()
    reader.page.add_init_script(
        """window.moved = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) moved += e.value })
           .observe({type: 'layout-shift', buffered: true})"""
    )
    reader.go(address)
    size = "performance.getEntries().reduce((sum, entry) => sum + (entry.transferSize || 0), 0)"
    assert reader.page.evaluate(size) < 50_000
    # The page, its style, its script and the icon; a map has its outlines besides.
    assert len([url for url in reader.requests if not url.endswith("/outlines.svg")]) <= 4
    assert len(reader.requests) == len(set(reader.requests))
    assert reader.page.evaluate("moved") == 0


def test_what_the_policy_refuses_is_noticed(visit: Any) -> None:
    """That no page of a visitor broke it is seen from the console: so the console must tell."""
    reader: Visitor = visit()
    reader.go("/page/city/wroclaw-pl")
    reader.page.evaluate(
        """() => { const script = document.createElement('script'); script.textContent = 'window.ran = true'
           document.body.append(script); document.body.setAttribute('style', 'color: red') }"""
    )
    assert reader.page.evaluate("window.ran") is None
    told = [complaint for complaint in reader.complaints if "Content Security Policy" in complaint]
    assert len(told) == 2
    reader.complaints.clear()


def test_pages_work_without_scripts(visit: Any) -> None:
    reader: Visitor = visit(java_script_enabled=False)
    reader.go("/page/city/wroclaw-pl")
    expect(reader.page.get_by_role("heading", name="Member of")).to_be_visible()
    assert reader.page.locator("svg.picture a").count() > 5


def test_a_question_is_answered_without_scripts(visit: Any) -> None:
    """GraphiQL leads to the form, an example fills it, and a mistake is said under it."""
    reader: Visitor = visit(java_script_enabled=False)
    reader.go("/graphql")
    reader.page.wait_for_url("**/ask")
    reader.page.get_by_role("link", name="In which projects does the Wrocław Centre").click()
    answer = reader.page.locator("#answer ~ pre")
    expect(answer).to_contain_text("Migrants' Integration Through Education")
    reader.page.get_by_label("Question, in GraphQL").fill("query ($id: ID!) { city(id: $id) { names } }")
    reader.page.get_by_label("Variables, as JSON").fill('{"id": "city/wroclaw-pl"}')
    reader.page.get_by_role("button", name="Ask").click()
    expect(reader.page.get_by_role("alert")).to_contain_text("must have a selection of subfields")
    reader.page.get_by_label("Question, in GraphQL").fill("query ($id: ID!) { city(id: $id) { name } }")
    reader.page.get_by_role("button", name="Ask").click()
    expect(answer).to_contain_text('"name": "Wrocław"')
    reader.complaints[:] = [c for c in reader.complaints if "400" not in c]


def test_cities_are_compared_and_connected_from_a_page(visit: Any) -> None:
    reader: Visitor = visit()
    reader.go("/page/city/wroclaw-pl")
    reader.page.get_by_role("link", name="Compare with another city").click()
    reader.page.get_by_label("Add a city").fill("Kraków")
    reader.page.keyboard.press("Enter")
    row = reader.page.get_by_role("row", name="Union of Polish Metropolises").first
    expect(row.get_by_role("cell")).to_have_count(2)
    expect(row.get_by_text("not stated")).to_have_count(0)
    reader.page.go_back()
    reader.page.go_back()
    reader.page.get_by_role("link", name="How is it connected").click()
    reader.page.get_by_label("To, by name or id").fill("MINTE")
    reader.page.keyboard.press("Enter")
    step = reader.page.locator(".path li", has_text="Migrants' Integration")
    step.locator("summary").click()
    expect(step.get_by_role("link", name="UMP Commission for Migration")).to_be_visible()
