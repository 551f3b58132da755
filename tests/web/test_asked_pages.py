"""The pages that answer what a reader writes into them: compared cities, paths, the plain form, for developers."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from server import create_app
from settings import Settings
from tests.seeded import seeded_store
from tests.web.parsed import Tags, text_of
from web.comparing import MOST_COMPARED
from web.plain_form import LONGEST, MOST_SHOWN
from web.questions import questions


def alerts(page: str) -> list[str]:
    """What the page complains of."""
    found = re.findall(r'<(\w+)[^>]* role="alert"[^>]*>(.*?)</\1>', page, re.DOTALL)
    return [text_of(text) for _, text in found]


def rows(page: str, section: str) -> dict[str, list[str]]:
    """A table of the page: what each city has to do with each entity."""
    table = page[page.index(f'<h2 id="{section}">') :].partition("</table>")[0]
    without = re.sub(r"<details.*?</details>", "", table, flags=re.DOTALL)
    return {
        text_of(name): [text_of(cell) for cell in re.findall(r"<td>(.*?)</td>", cells, re.DOTALL)]
        for name, cells in re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', without, re.DOTALL)
    }


def asked_in_graphiql(client: TestClient, page: str) -> dict[str, object]:
    """The answer to the question that the page offers."""
    link = next(str(a["href"]) for a in Tags(page).of("a") if str(a["href"]).startswith("/graphql#"))
    held = {key: value[0] for key, value in parse_qs(urlsplit(link).fragment).items()}
    answer = client.get("/graphql", params=held, headers={"accept": "application/json"}).json()
    assert "errors" not in answer
    return dict(answer["data"])


def test_cities_stand_side_by_side_with_what_they_share_first(pages: TestClient) -> None:
    page = pages.get("/compare?id=city/wroclaw-pl&id=city/oslo-no&id=city/krakow-pl").text
    members = rows(page, "memberOf")
    assert next(iter(members)) == "Intercultural Cities Programme"
    assert members["Intercultural Cities Programme"][0] == "since 2021 · order 3 · third Polish city"
    assert members["Union of Polish Metropolises"][1] == "–not stated"
    assert members["Norwegian network"] == ["–not stated", "yes", "–not stated"]
    assert list(rows(page, "strategies")["Wrocław Strategy for Intercultural Dialogue"])[1:] == ["–not stated"] * 2
    assert rows(page, "areas")["Education"][0] == "Wrocław Strategy for Intercultural Dialogue"
    assert "third Polish city to join the Intercultural Cities programme, in 2021." in text_of(page)
    assert re.search(r"1 of \d+ in common", text_of(page))


def test_a_comparison_is_the_answer_to_its_question(pages: TestClient) -> None:
    page = pages.get("/compare?id=city/lublin-pl&id=city/wroclaw-pl").text
    (found,) = asked_in_graphiql(pages, page).values()
    assert isinstance(found, dict)
    for city in found["nodes"]:
        column = ["city/lublin-pl", "city/wroclaw-pl"].index(city["id"])
        for field in ("memberOf", "strategies", "projects"):
            held = {name for name, cells in rows(page, field).items() if cells[column] != "–not stated"}
            assert held == {edge["node"]["label"]["text"] for edge in city[field]["edges"]}, (city["id"], field)


def test_every_field_of_the_comparison_can_be_left_and_added(pages: TestClient) -> None:
    page = Tags(pages.get("/compare?id=city/oslo-no&id=city/wroclaw-pl").text)
    kept = [str(field["value"]) for field in page.of("input") if field.get("type") == "hidden"]
    assert kept == ["city/oslo-no", "city/wroclaw-pl"]
    assert {"/compare?id=city/oslo-no", "/compare?id=city/wroclaw-pl"} <= {str(a["href"]) for a in page.of("a")}
    assert 'href="/compare?id=city/wroclaw-pl"' in pages.get("/page/city/wroclaw-pl").text
    assert "/compare?id=" not in pages.get("/page/programme/icc").text


@pytest.mark.parametrize(
    ("given", "status", "words", "meant"),
    [
        (["city/wroclav-pl"], 404, "got “city/wroclav-pl”", "city/wroclaw-pl"),
        (["Wroclaf"], 404, "got “Wroclaf”", "city/wroclaw-pl"),
        (["programme/icc"], 404, "Expected the name or the id of a city", None),
        (["zzzz qqqq"], 404, "Nothing is called so, nor alike.", None),
        (["x" * 300], 404, "got “xxxxx", None),
        (["city/oslo-no", "city/nowhere-xx"], 404, "got “city/nowhere-xx”", None),
    ],
)
def test_what_is_no_city_is_said_with_what_may_be_meant(
    pages: TestClient, given: list[str], status: int, words: str, meant: str | None
) -> None:
    page = pages.get("/compare", params=[("id", each) for each in given])
    assert page.status_code == status
    (alert,) = alerts(page.text)
    assert words in alert
    links = [parse_qs(urlsplit(str(a["href"])).query).get("id") for a in Tags(page.text).of("a")]
    assert meant is None or [meant] in links


def test_a_comparison_has_an_end(pages: TestClient) -> None:
    ids = ["oslo-no", "wroclaw-pl", "lublin-pl", "krakow-pl", "limassol-cy", "dublin-ie"]
    page = pages.get("/compare", params=[("id", f"city/{slug}") for slug in ids])
    assert page.status_code == 400
    assert alerts(page.text) == [f"Expected at most {MOST_COMPARED} cities, got more; the others are left out."]
    assert len(rows(page.text, "memberOf")["Intercultural Cities Programme"]) == MOST_COMPARED
    assert not [field for field in Tags(page.text).of("input") if field["name"] == "id"]


def test_the_same_city_twice_is_one(pages: TestClient) -> None:
    page = pages.get("/compare?id=city/oslo-no&id=Oslo&id=+city/oslo-no+").text
    assert "Add a second city" in page


def test_a_path_is_shown_link_by_link_with_its_evidence(pages: TestClient) -> None:
    page = pages.get("/path?from=city/wroclaw-pl&to=institution/charles-university").text
    (path,) = re.findall(r'<ol class="path">.*?</ol>', page, re.DOTALL)
    hrefs = [str(a["href"]) for a in Tags(re.sub(r"<details.*?</details>", "", path, flags=re.DOTALL)).of("a")]
    assert hrefs == ["/page/city/wroclaw-pl", "/page/project/minte", "/page/institution/charles-university"]
    assert "Projects → Migrants' Integration Through Education (MINTE) represented by WCRS" in text_of(path)
    assert path.count("<details") == 2
    (found,) = asked_in_graphiql(pages, page).values()
    assert isinstance(found, list)
    shown = page[page.index('<h2 id="paths">') :].count(" → ")
    assert shown == sum(each["length"] for each in found)


def test_another_path_can_be_chosen(pages: TestClient) -> None:
    first = pages.get("/path?from=city/wroclaw-pl&to=project/minte").text
    (second,) = (str(a["href"]) for a in Tags(first).of("a") if str(a["href"]).endswith("&n=2"))
    page = pages.get(second).text
    (path,) = re.findall(r'<ol class="path">.*?</ol>', page, re.DOTALL)
    assert "/page/institution/uwr" in path
    for nonsense in ("0", "99", "-1", "x", "9" * 5000):
        assert '<ol class="path">' in pages.get("/path", params={"from": "city/wroclaw-pl", "to": "project/minte",
                                                                 "n": nonsense}).text  # fmt: skip


def test_a_hub_is_named_and_can_be_passed_through(pages: TestClient) -> None:
    page = pages.get("/path?from=Wroc%C5%82aw&to=Oslo")
    assert page.status_code == 200
    assert "There is no path of at most 4 steps" in text_of(page.text)
    assert "Intercultural Cities Programme Members: 57" in text_of(page.text)
    (through,) = (str(a["href"]) for a in Tags(page.text).of("a") if "&through=" in str(a["href"]))
    (path,) = re.findall(r'<ol class="path">.*?</ol>', pages.get(through).text, re.DOTALL)
    assert "third Polish city to join" in text_of(path)
    assert '<a href="/page/city/oslo-no"' in path


@pytest.mark.parametrize(
    ("ends", "step"),
    [
        ({"from": "institution/charles-university", "to": "city/prague-cz"}, "City → Prague"),
        ({"from": "institution/charles-university", "to": "country/cz"}, "Country → Czechia"),
        ({"from": "country/cz", "to": "institution/charles-university"}, "Institutions → Charles University"),
    ],
)
def test_a_step_is_named_for_what_it_leads_to(pages: TestClient, ends: dict[str, str], step: str) -> None:
    """Cities, countries and institutions are related by one type of relation."""
    (path,) = re.findall(r'<ol class="path">.*?</ol>', pages.get("/path", params=ends).text, re.DOTALL)
    assert step in text_of(path)


def test_a_hub_of_several_kinds_names_them_all() -> None:
    settings = Settings(store=f"sqlite:{seeded_store()}", path_hub_limit=3)
    with TestClient(create_app(settings), headers={"accept": "text/html"}) as client:
        page = client.get("/path?from=city/wroclaw-pl&to=city/oslo-no").text
    assert re.search(r"Poland Cities, Institutions: \d+", text_of(page))


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({}, 200, []),
        ({"from": "city/oslo-no"}, 200, []),
        ({"from": "city/oslo-no", "to": "Oslo"}, 400, ["got the same one twice"]),
        ({"from": "city/oslo-no", "to": "city/nowhere"}, 404, ["got “city/nowhere”"]),
        ({"from": "zzzz", "to": "qqqq/x"}, 404, ["got “zzzz”", "got “qqqq/x”"]),
        ({"from": "city/oslo-no", "to": "project/minte", "through": "NONSENSE'\""}, 200, []),
    ],
)
def test_ends_of_all_kinds_are_answered(pages: TestClient, sent: dict[str, str], status: int, said: list[str]) -> None:
    page = pages.get("/path", params=sent)
    assert page.status_code == status
    found = alerts(page.text)
    assert len(found) == len(said)
    assert all(words in alert for words, alert in zip(said, found, strict=True))
    fields = {field["name"]: field.get("value") for field in Tags(page.text).of("input")}
    assert all(fields[name] for name in sent if name != "through")


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_the_plain_form_answers_as_the_endpoint_does(pages: TestClient, question: object) -> None:
    title = question.title  # type: ignore[attr-defined]
    (example,) = re.findall(rf'<a href="([^"]+)">{re.escape(title)}</a>', unescape(pages.get("/ask").text))
    page = pages.get(example)
    assert page.status_code == 200
    (shown,) = re.findall(r'<code translate="no">(.*?)</code></pre>', page.text, re.DOTALL)
    files = {str(a["download"]): str(a["href"]) for a in Tags(page.text).of("a") if "download" in a}
    assert list(files) == ["answer.json", "answer.jsonld", "answer.ttl", "answer.csv"]
    answer = pages.get(files["answer.json"], headers={"accept": "text/html"}).json()
    assert json.loads(unescape(shown)) == answer
    assert answer["data"]


def test_the_answer_of_the_plain_form_is_a_file_in_any_form(pages: TestClient) -> None:
    page = pages.get("/ask", params={"query": '{ city(id: "city/wroclaw-pl") { id iri name } }'})
    links = {str(a["download"]): str(a["href"]) for a in Tags(page.text).of("a") if "download" in a}
    for name, media_type in (("jsonld", "application/ld+json"), ("ttl", "text/turtle"), ("csv", "text/csv")):
        found = pages.get(links[f"answer.{name}"])
        assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (200, media_type)
        assert "Wrocław" in found.text


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"query": "{ citys { totalCount } }"}, 400, "Did you mean"),
        ({"query": "{ cities("}, 400, "line 1, column"),
        ({"query": "{ dataset { facts } }", "variables": "nonsense"}, 400, "the parameter `variables` to be JSON"),
        ({"query": "{ dataset { facts } }", "variables": "[1]"}, 400, "to be an object, got a list"),
        ({"query": "query ($id: ID!) { city(id: $id) { id } }"}, 400, "$id"),
        ({"query": "{ cities(first: 501) { totalCount } }"}, 400, "from 0 to 500, got 501"),
        ({"query": "#" * (LONGEST + 1)}, 400, f"at most {LONGEST:,} characters"),
        ({"query": "{ dataset { facts } } query B { dataset { claims } }"}, 400, ""),
        ({"query": "mutation { x }"}, 400, ""),
    ],
)
def test_the_plain_form_says_what_is_wrong(pages: TestClient, sent: dict[str, str], status: int, words: str) -> None:
    page = pages.get("/ask", params=sent)
    assert page.status_code == status
    (alert,) = alerts(page.text.replace("<section", "<div").replace("</section>", "</div>"))
    assert words in alert
    assert f"\n{sent['query'][:LONGEST]}" in unescape(page.text)


def test_a_long_answer_is_cut_and_says_so(pages: TestClient) -> None:
    page = pages.get(
        "/ask", params={"query": "{ facts(first: 500) { nodes { id property subject { id iri label { text } } } } }"}
    )
    (shown,) = re.findall(r'<code translate="no">(.*?)</code></pre>', page.text, re.DOTALL)
    assert len(unescape(shown)) == MOST_SHOWN
    assert "The first 100,000 characters" in page.text


def test_the_page_for_developers_names_this_server(pages: TestClient) -> None:
    page = unescape(pages.get("/developers").text)
    assert "'http://127.0.0.1:8000/graphql'" in page
    assert "curl --compressed http://127.0.0.1:8000/schema.graphql" in page
