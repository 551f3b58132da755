from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.facts import Claim, check
from loaders.catalogue import layouts
from loaders.problems import LONGEST
from loaders.tables import Table, read_table
from schema import policy_model

MODEL = policy_model()
PAGE = "https://a.org/page"
DOCUMENT = "document/a-org-page"
URL = Claim(DOCUMENT, "url", "", PAGE, document=DOCUMENT)


def claims(table: Table) -> dict[Claim, int]:
    assert not table.problems
    return {claim: line for claim, line in table.claims.items() if claim != URL}


def test_each_filled_cell_of_an_entity_is_a_claim() -> None:
    table = read_table(
        MODEL,
        "deep/folder/cities-2027.csv",
        "id,name,name@pl,description@en,latitude,sameAs,country,memberOf,source,note\n"
        f'warsaw-pl,Warsaw,Warszawa,"Poland\'s, capital",52.20,https://x.org/1; https://x.org/2,pl,'
        f"programme/icc; institution/ump,{PAGE},not loaded\n",
    )
    preferred = (("kind", "PREFERRED"),)
    assert claims(table) == {
        Claim("city/warsaw-pl", "name", "", "Warsaw", "en", preferred, document=DOCUMENT): 2,
        Claim("city/warsaw-pl", "name", "", "Warszawa", "pl", preferred, document=DOCUMENT): 2,
        Claim("city/warsaw-pl", "description", "", "Poland's, capital", "en", document=DOCUMENT): 2,
        Claim("city/warsaw-pl", "latitude", "", "52.2", document=DOCUMENT): 2,
        Claim("city/warsaw-pl", "sameAs", "", "https://x.org/1", document=DOCUMENT): 2,
        Claim("city/warsaw-pl", "sameAs", "", "https://x.org/2", document=DOCUMENT): 2,
        Claim("city/warsaw-pl", "LOCATED_IN", "country/pl", document=DOCUMENT): 2,
        Claim("city/warsaw-pl", "MEMBER_OF", "programme/icc", document=DOCUMENT): 2,
        Claim("city/warsaw-pl", "MEMBER_OF", "institution/ump", document=DOCUMENT): 2,
    }


def test_a_link_with_its_properties_is_one_claim() -> None:
    table = read_table(
        MODEL,
        "member_of.csv",
        f"to,order,from,since,source\nprogramme/icc,3,city/wroclaw-pl,2021,{PAGE}\n",
    )
    qualifiers = (("order", "3"), ("since", "2021"))
    link = Claim("city/wroclaw-pl", "MEMBER_OF", "programme/icc", qualifiers=qualifiers, document=DOCUMENT)
    assert claims(table) == {link: 2}


def test_names() -> None:
    table = read_table(
        MODEL,
        "names-more.csv",
        f"entity,text,language,kind,source\nprogramme/icc,ICC,mul,ACRONYM,{PAGE}\ncity/krakow-pl,Cracow,en,,{PAGE}\n",
    )
    assert claims(table) == {
        Claim("programme/icc", "name", "", "ICC", "mul", (("kind", "ACRONYM"),), document=DOCUMENT): 2,
        Claim("city/krakow-pl", "name", "", "Cracow", "en", (("kind", "ALTERNATIVE"),), document=DOCUMENT): 3,
    }


def test_the_page_is_a_document_with_its_address() -> None:
    table = read_table(MODEL, "countries.csv", f"id,code,source\npl,PL,{PAGE}\nde,DE,{PAGE}\n")
    assert table.claims[URL] == 2


def test_blank_lines_spaces_and_a_byte_order_mark_do_not_matter() -> None:
    data = f"\ufeffid , code,source\r\n\r\n  pl , PL,{PAGE}\r\n,,\r\n".encode()
    table = read_table(MODEL, "countries.csv", data)
    assert claims(table) == {Claim("country/pl", "code", "", "PL", document=DOCUMENT): 3}


def test_lines_count_from_where_a_row_begins() -> None:
    text = f'id,text,source\nx,"one\ntwo",{PAGE}\ny,three,{PAGE}\n'
    table = read_table(MODEL, "goals.csv", text)
    assert [(row.declares, row.line) for row in table.rows] == [("goal/x", 2), ("goal/y", 4)]
    assert table.rows[0].claims[0].value == "one\ntwo"


CITIES = "id,name,country,latitude,memberOf,source\n"
GOOD = f"a-de,A,de,1,,{PAGE}\n"
MEMBERS = "from,to,since,role,order,source\n"

ROWS = [
    (CITIES + "b,B,de,,,\n", ("2", "source", "the address of the page that states the row, got nothing")),
    (CITIES + f",B,de,,,{PAGE}\n", ("2", "id", "the id, such as city/…, got nothing")),
    (CITIES + f"Łódź PL,Ł,pl,,,{PAGE}\n", ("2", "id", "a-z, 0-9 and '-', got 'Łódź PL'; did you mean 'city/lodz-pl'?")),
    (CITIES + f"country/x,X,de,,,{PAGE}\n", ("2", "id", "expected city/…, got 'country/x'")),
    (CITIES + f"a,A,city/de,,,{PAGE}\n", ("2", "country", "expected country/…, got 'city/de'")),
    (
        CITIES + f"a,A,contry/de,,,{PAGE}\n",
        ("2", "country", "expected country/…, got 'contry/de'; did you mean 'country/de'?"),
    ),
    (CITIES + f"a,A,de,,icc,{PAGE}\n", ("2", "memberOf", "expected institution/… or programme/…, got 'icc'")),
    (CITIES + f"a,A,de,1.2.3,,{PAGE}\n", ("2", "latitude", "at most 15 digits, got '1.2.3'")),
    (CITIES + "a,A,de,1,,a.org\n", ("2", "source", "expected a web address beginning with http:// or https://")),
    (CITIES + "a,A,de,1,,http://[\n", ("2", "source", "expected a web address")),
    (CITIES + GOOD + "b,B,de\n", ("3", "", "expected 6 cells as in the header, got 3")),
    (CITIES + GOOD + f"b,B,de,,,{PAGE},,\n", ("3", "", "expected 6 cells as in the header, got 8")),
    (CITIES + GOOD + "\n" + GOOD, ("4", "", "expected each row once, got the same as line 2")),
    (CITIES + GOOD + f"b,,,,,{PAGE}\n", ("3", "", "expected a row that states something besides its id")),
]
LINKS = [
    (
        f"city/a,programme/icc,17.11.2021,,,{PAGE}\n",
        ("2", "since", "18/.. or 2021~, got '17.11.2021'; did you mean '2021-11-17'?"),
    ),
    (f"city/a,programme/icc,2018-2022,,,{PAGE}\n", ("2", "since", "got '2018-2022'; did you mean '2018/2022'?")),
    (f"city/a,programme/icc,2021-13,,,{PAGE}\n", ("2", "since", "'2021-13' has no month 13")),
    (
        f"city/a,programme/icc,,Lead,,{PAGE}\n",
        ("2", "role", "one of LEAD, PARTNER, PARTICIPANT, got 'Lead'; did you mean 'LEAD'?"),
    ),
    (f"city/a,programme/icc,,,third,{PAGE}\n", ("2", "order", "a whole number of at most 32 bits, got 'third'")),
    (f"city/a,city/b,,,,{PAGE}\n", ("2", "to", "expected institution/… or programme/…, got 'city/b'")),
]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [("cities.csv", text, problem) for text, problem in ROWS]
    + [("member_of.csv", MEMBERS + text, problem) for text, problem in LINKS],
)
def test_a_bad_row_is_left_out(name: str, text: str, problem: tuple[str, str, str]) -> None:
    table = read_table(MODEL, f"x/{name}", text)
    (found,) = table.problems
    assert (found.file, str(found.line), found.column) == (f"x/{name}", *problem[:2])
    assert problem[2] in found.message
    assert table.readable
    good = CITIES + GOOD if GOOD in text else ""
    assert table.rows == (read_table(MODEL, name, good).rows if good else ())


def test_every_bad_cell_of_a_row_is_named() -> None:
    table = read_table(MODEL, "cities.csv", CITIES + f"A,A,x/y,z,,{PAGE}\n")
    assert [(p.line, p.column) for p in table.problems] == [(2, "id"), (2, "country"), (2, "latitude")]


def test_messages_stay_short_and_on_one_line() -> None:
    table = read_table(MODEL, "cities.csv", CITIES + f"a,A,de,{'x' * 10_000},,{PAGE}\n")
    assert [len(problem.message) for problem in table.problems] == [LONGEST + 1]
    (problem, *_) = read_table(MODEL, "cities.csv", '"na\nme",source\n').problems
    assert str(problem).startswith("cities.csv:1: na me: expected a column of cities, got 'na\\nme'")


def test_a_link_that_no_relation_has() -> None:
    text = f"from,to,source\ninstitution/a,programme/b,{PAGE}\n"
    (problem,) = read_table(MODEL, "part_of.csv", text).problems
    assert str(problem) == (
        "part_of.csv:2: expected ends that part_of can link, got a link from Institution to Programme"
    )


NO_TABLE = "{0}.csv: expected a file name that begins with what it holds, such as cities or member_of, got '{0}'"
UNREADABLE: list[tuple[str, bytes, list[str]]] = [
    (
        "memberof.csv",
        b"from,to,source\n",
        [
            NO_TABLE.format("memberof") + "; did you mean 'member_of'?",
        ],
    ),
    ("cities.csv", b"", ["cities.csv: expected a table with a header, got an empty file"]),
    ("cities.csv", b"\n ,,\n", ["cities.csv: expected a table with a header, got an empty file"]),
    (
        "cities.csv",
        b"id,name,source\nx,\xb3,\n",
        ["cities.csv:2: expected UTF-8, got the byte 0xB3; save the table as “CSV UTF-8”"],
    ),
    (
        "cities.csv",
        b"id,name,source\n\nx,a\0b,\n",
        ["cities.csv:3: expected text, got a NUL character; save the table as “CSV UTF-8”"],
    ),
    (
        "cities.csv",
        b"id,name,source\nx,a\x07b,\n",
        ["cities.csv:2: expected text, got the control character U+0007; save the table as “CSV UTF-8”"],
    ),
    ("cities.csv", b"id;name;source\n", ["cities.csv:1: expected columns separated by commas, got semicolons"]),
    ("cities.csv", b"id\tname\n", ["cities.csv:1: expected columns separated by commas, got tabs"]),
    (
        "cities.csv",
        b'id,name,source\na,A,https://a.org\nb,"B,https://a.org\nc,C,https://a.org\n',
        [
            "cities.csv:3: expected quotation marks in pairs, got a row that breaks off: unexpected end of data",
        ],
    ),
    (
        "ideas.csv",
        b"id\n",
        ["ideas.csv: expected a file name that begins with what it holds, such as cities or member_of, got 'ideas'"],
    ),
    (
        "institutions.csv",
        b"id,nmae@pl,colour,name@polish,kind@en,description,name,name@en,id\n",
        [
            "institutions.csv:1: nmae@pl: expected a column of institutions, got 'nmae@pl'; did you mean 'name@pl'?",
            "institutions.csv:1: colour: expected a column of institutions, got 'colour'",
            "institutions.csv:1: name@polish: expected the code of a language after '@', got 'polish'",
            "institutions.csv:1: kind@en: expected no language, got 'kind@en'; did you mean 'kind'?",
            "institutions.csv:1: description: expected a language, got 'description'; did you mean 'description@en'?",
            "institutions.csv:1: name@en: expected each column once, got it twice",
            "institutions.csv:1: id: expected each column once, got it twice",
            "institutions.csv:1: source: expected this column in a table of institutions, got none",
        ],
    ),
    (
        "strategies.csv",
        b"id,validFrom,source\n",
        ["strategies.csv:1: validFrom: expected a column of strategies, got 'validFrom'"],
    ),
]


@pytest.mark.parametrize(("name", "data", "expected"), UNREADABLE)
def test_of_a_bad_file_nothing_is_used(name: str, data: bytes, expected: list[str]) -> None:
    table = read_table(MODEL, name, data)
    assert [str(problem) for problem in table.problems] == expected
    assert (table.readable, table.rows) == (False, ())


def test_a_column_may_be_meant_that_other_programs_write_otherwise() -> None:
    (problem, _) = read_table(MODEL, "institutions.csv", "id,legal_form\n").problems
    assert problem.message == "expected a column of institutions, got 'legal_form'; did you mean 'legalForm'?"


def test_every_table_of_the_model_can_be_read() -> None:
    for layout in layouts(MODEL).values():
        header = ",".join(f"{c.name}@pl" if c.multilingual else c.name for c in layout.columns.values())
        assert not read_table(MODEL, f"{layout.name}.csv", header).problems, layout.name


NAMES = st.sampled_from([f"{name}.csv" for name in layouts(MODEL)] + ["x.csv", ".csv", ""])
CELLS = st.sampled_from(
    [
        "id", "source", "name", "from", "to", "entity", "text", "language", "kind", "since",
        PAGE, "city/a", "programme/icc",
        "2021", "2021-02-30", "", "a", "en", "http://[", "https://\u2100/",
        '"', '""', "; ", "\n", "\x00", "\ud800", "9" * 400,
    ]
)  # fmt: skip
TABLES = st.lists(st.lists(CELLS, max_size=6).map(",".join), max_size=6).map("\n".join)


def no_exception(name: str, data: bytes | str) -> None:
    table = read_table(MODEL, name, data)
    assert all(problem.file == name and problem.message for problem in table.problems)
    assert table.rows or table.problems or table.readable
    for claim in table.claims:
        check(MODEL, claim)


@given(NAMES, st.binary())
@example("cities.csv", b"\xff\xfe")
def test_any_bytes_end_in_problems(name: str, data: bytes) -> None:
    no_exception(name, data)


@given(NAMES, TABLES)
@example("cities.csv", f"id,name,source\na,A,{PAGE}\n")
@example("cities.csv", "id,name,source\na," + "x" * 200_000 + f",{PAGE}\n")
@example("documents.csv", "id,source\na,https://\u2100/\n")
def test_anything_like_a_table_ends_in_claims_or_problems(name: str, text: str) -> None:
    no_exception(name, text)


HEADERS = st.sampled_from(["id,name,source", "id,country,latitude,name@pl,source", "id,memberOf,source"])


@given(HEADERS, st.lists(st.lists(st.text(max_size=8) | CELLS, max_size=5), max_size=3))
def test_any_rows_end_in_claims_or_problems(header: str, rows: list[list[str]]) -> None:
    no_exception("cities.csv", "\n".join([header, *(",".join(row) for row in rows)]))
