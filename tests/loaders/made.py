"""Documents of many kinds for tests, made here: what each is called, its bytes, and what must be read in them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.loaders.pdfs import flowed, pdf

PARAGRAPH = (
    "The city of Testburg adopted its strategy for intercultural dialogue in 2018, after long talks with residents,"
    " schools and associations. It joined the network of intercultural cities one year later."
)
POLISH = (
    "Miasto Testowo przyjęło strategię dialogu międzykulturowego w 2018 roku, po długich rozmowach z mieszkańcami,"
    " szkołami i stowarzyszeniami. Rok później przystąpiło do sieci miast międzykulturowych."
)
GERMAN = (
    "Die Stadt Testburg hat im Jahr 2018 ihre Strategie für den interkulturellen Dialog beschlossen, nach langen"
    " Gesprächen mit Einwohnern, Schulen und Vereinen. Größere Maßnahmen folgten später."
)
HEBREW = "העיר טסטבורג אימצה בשנת 2018 את האסטרטגיה שלה לדיאלוג בין-תרבותי, לאחר שיחות ארוכות עם התושבים ועם בתי הספר."
ARABIC = (
    "اعتمدت مدينة تستبورغ استراتيجيتها للحوار بين الثقافات في عام 2018 بعد محادثات طويلة مع السكان والمدارس والجمعيات."
)
JAPANESE = (
    "テスト市は二〇一八年に多文化対話の戦略を採択しました。一年後に、異文化都市"
    "ネットワークに参加しました。住民や学校との長い話し合いの後です。"
)
FURNITURE = ("Accept all cookies", "All rights reserved", "Other news of today", "Subscribe to our newsletter")


@dataclass(frozen=True)
class Made:
    """A file, and what a reader must find in it."""

    name: str
    make: Callable[[], bytes]
    text: str = ""
    """The whole text, when it is short."""
    holds: Sequence[str] = ()
    """Passages in this order."""
    lacks: Sequence[str] = ()
    said: dict[str, Any] = field(default_factory=dict)
    """Values of the document's fields."""


def page(main: str, head: str = "", attributes: str = ' lang="en"') -> str:
    """A page of a city's site with everything around its main text."""
    return f"""<!doctype html>
<html{attributes}><head><title>Dialogue | City of Testburg</title>{head}
<script>var hidden = "Hidden words of a script";</script><style>.x {{ color: red }}</style></head>
<body><div id="cookie-banner" class="cookie-consent"><p>Accept all cookies</p><button>Yes</button></div>
<header><nav><ul><li><a href="/">Start</a></li><li><a href="/offices">Offices</a></li></ul></nav></header>
<main><article><h1>Dialogue</h1>{main}</article></main>
<aside class="sidebar"><h3>Other news of today</h3><ul><li><a href="/a">A road is closed</a></li></ul></aside>
<form><label>Subscribe to our newsletter</label><input></form>
<footer><p>© 2024 City of Testburg. All rights reserved.</p></footer></body></html>"""


def docx(fill: Callable[[Any], None]) -> bytes:
    import docx as library

    document = library.Document()
    fill(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _docx_of_tables(document: Any) -> None:
    document.add_heading("Members of the network", 1)
    document.add_paragraph("The network has two members.")
    table = document.add_table(3, 2)
    for row, cells in enumerate((("City", "Since"), ("Testburg", "2019"), ("Musterstadt", "2020"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    wide = document.add_table(1, 3)
    wide.cell(0, 0).merge(wide.cell(0, 2)).text = "Both joined by decision of their councils"
    document.add_paragraph("Nobody has left it.")


def _docx_of_lists(document: Any) -> None:
    document.core_properties.title = "Goals of the strategy"
    document.add_paragraph("The strategy has three goals:")
    for goal in ("education", "security"):
        document.add_paragraph(goal, style="List Bullet")
    document.add_paragraph("cooperation", style="List Number")
    document.add_paragraph("They hold until 2022.")


_TRACKED = """<w:p><w:r><w:t xml:space="preserve">Bremen has </w:t></w:r>
<w:ins><w:r><w:t xml:space="preserve">not </w:t></w:r></w:ins><w:r><w:t xml:space="preserve">joined the </w:t></w:r>
<w:smartTag><w:r><w:t>network</w:t></w:r></w:smartTag><w:del><w:r><w:delText> in 2012</w:delText></w:r></w:del>
<w:r><w:t>.</w:t></w:r></w:p>
<w:p><w:moveTo><w:r><w:t>It was asked in 2010.</w:t></w:r></w:moveTo></w:p>
<w:p><w:moveFrom><w:r><w:t>It was asked in 2010.</w:t></w:r></w:moveFrom></w:p>
<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:t xml:space="preserve">Answered by </w:t></w:r>
<w:sdt><w:sdtContent><w:ins><w:r><w:t>the mayor</w:t></w:r></w:ins></w:sdtContent></w:sdt><w:r><w:t>.</w:t></w:r></w:p>
</w:sdtContent></w:sdt>
<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Tap here to enter text.</w:t></w:r></w:p>
</w:sdtContent></w:sdt>
<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>City</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>
<w:tc><w:p><w:fldSimple w:instr="DATE"><w:r><w:t>2012</w:t></w:r></w:fldSimple></w:p></w:tc></w:tr></w:tbl>"""


def _docx_of_changes(document: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for element in list(parse_xml(f"<w:body {nsdecls('w')}>{_TRACKED}</w:body>")):
        document.element.body.append(element)


def _two_columns() -> list[tuple[float, float, str]]:
    left, right = flowed(PARAGRAPH, 50, 700, 42), flowed(GERMAN, 320, 700, 42)
    lines = [line for pair in zip(left, right, strict=False) for line in pair]
    lines += left[len(right) :] + right[len(left) :]
    across = flowed("A headline that stands across both columns of this page and is rather long", 50, 760, 90)
    return [*across, *lines]


def _hyphens() -> bytes:
    lines = ("The pro-", "gramme of intercul-", "tural cities is well-known and goes on.")
    return pdf([[(50, 700 - 12 * n, line) for n, line in enumerate(lines)]])


LONG = "".join(f"{number}. {PARAGRAPH}\n" for number in range(28_000))

MADE = (
    Made("plain.txt", PARAGRAPH.encode, PARAGRAPH, said={"language": "en", "title": ""}),
    Made("windows.txt", lambda: b"One line\r\nand another\rand\tone more\n", "One line\nand another\nand\tone more\n"),
    Made("mark.txt", lambda: b"\xef\xbb\xbf" + POLISH.encode(), POLISH, said={"language": "pl"}),
    Made("cp1250.txt", lambda: POLISH.encode("cp1250"), POLISH, said={"language": "pl"}),
    Made("latin2.txt", lambda: POLISH.encode("iso-8859-2"), POLISH, said={"language": "pl"}),
    Made("cp1252.txt", lambda: GERMAN.encode("cp1252"), GERMAN, said={"language": "de"}),
    Made("utf16.txt", lambda: POLISH.encode("utf-16"), POLISH, said={"language": "pl"}),
    Made(
        "bells.txt", lambda: b"A bell\x07, a feed\x0c and \xef\xbf\xbf no letter.", "A bell , a feed  and   no letter."
    ),
    Made("hebrew.txt", HEBREW.encode, HEBREW, said={"language": "he"}),
    Made("japanese.txt", lambda: JAPANESE.encode("shift_jis"), JAPANESE, said={"language": "ja"}),
    Made("mixed.txt", f"{PARAGRAPH}\n\n{POLISH}".encode, f"{PARAGRAPH}\n\n{POLISH}", said={"language": ""}),
    Made("long.txt", LONG.encode, LONG, said={"language": "en"}),
    Made(
        "furniture.html",
        lambda: page(
            f"<p>{PARAGRAPH}</p><h2>Partners</h2><ul><li>Lublin</li><li>Kraków</li></ul>"
            f'<p>More stands on <a href="/en/more?x=1">the page of the network</a>, which is short. {PARAGRAPH}</p>'
            "<table><tr><th>City</th><th>Since</th></tr><tr><td>Testburg</td><td>2019</td></tr></table>",
            '<meta property="og:site_name" content="City of Testburg"><meta property="og:title" content="Our dialogue">'
            '<meta property="article:published_time" content="2023-05-04T10:00:00+02:00">'
            '<link rel="canonical" href="https://www.testburg.example/en/dialogue">',
        ).encode(),
        holds=(
            "Dialogue",
            PARAGRAPH,
            "Partners",
            "\nLublin\nKraków\n",
            "the page of the network",
            "City | Since\nTestburg | 2019",
        ),
        lacks=(*FURNITURE, "Hidden words", "color: red", "Offices"),
        said={
            "title": "Our dialogue",
            "language": "en",
            "issued": "2023-05-04",
            "publisher": "City of Testburg",
            "url": "https://www.testburg.example/en/dialogue",
            "kind": "web page",
            "links": ("https://www.testburg.example/en/more?x=1",),
        },
    ),
    Made(
        "short.html",
        lambda: page("<p>Krótko <b>i</b> węzłowato.</p>", attributes=' lang="pl-PL"').encode(),
        "Dialogue\n\nKrótko i węzłowato.",
        said={"language": "pl", "issued": "", "url": ""},
    ),
    Made(
        "latin2.html",
        lambda: page(f"<p>{POLISH}</p>", '<meta charset="iso-8859-2">', "").encode("iso-8859-2", "xmlcharrefreplace"),
        holds=(POLISH,),
        said={"language": "pl"},
    ),
    Made(
        "wrong-language.html",
        lambda: page(f"<p>{POLISH}</p><p>{POLISH} Tak jest.</p>").encode(),
        holds=(POLISH,),
        said={"language": "pl"},
    ),
    Made(
        "right-to-left.html",
        lambda: page(f"<p>{ARABIC}</p><p>{ARABIC} نعم.</p>", attributes=' lang="ar" dir="rtl"').encode(),
        holds=(ARABIC,),
        said={"language": "ar"},
    ),
    Made(
        "unclosed.htm",
        (
            f"<html><body><p>{PARAGRAPH}<p>{GERMAN}<p>Its partners are"
            "<ul><li>the city of Lublin<li>the city of Kraków</ul></body>"
        ).encode,
        holds=(PARAGRAPH, GERMAN, "the city of Lublin\nthe city of Kraków"),
    ),
    Made(
        "xhtml.xhtml",
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html [<!ENTITY who SYSTEM "file:///etc/passwd">]>'
            f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Who: &who;. {PARAGRAPH}</p></body></html>'
        ).encode,
        holds=(PARAGRAPH,),
        lacks=("root:",),
    ),
    Made(
        "notes.md",
        lambda: (
            b"---\nlayout: post\n---\n# Our *strategy*\n\nIt has **goals**\nand [partners](https://a.example/b).\n\n"
            b"- one\n- two\n\n| City | Since |\n|---|---|\n| Testburg | 2019 |\n\n<!-- not this -->\n"
        ),
        "Our strategy\n\nIt has goals and partners.\n\none\ntwo\n\nCity | Since\nTestburg | 2019",
        said={"title": "Our strategy", "links": ("https://a.example/b",)},
    ),
    Made(
        "one-column.pdf",
        lambda: pdf([flowed(f"{POLISH} {POLISH}", 50, 700, 80), flowed(PARAGRAPH, 50, 700, 80)], title="Strategia"),
        f"{POLISH} {POLISH}\n\n{PARAGRAPH}",
        said={"title": "Strategia"},
    ),
    Made(
        "two-columns.pdf",
        lambda: pdf([_two_columns()], title="Microsoft Word - x.doc"),
        f"A headline that stands across both columns of this page and is rather long\n\n{PARAGRAPH}\n\n{GERMAN}",
        said={"title": ""},
    ),
    Made("hyphens.pdf", _hyphens, "The programme of intercultural cities is well-known and goes on."),
    Made(
        "table.pdf",
        lambda: pdf([[(50 + 200 * c, 700 - 12 * n, t) for n in range(4) for c, t in enumerate(("Lublin", "2008"))]]),
        "\n".join(["Lublin 2008"] * 4),
    ),
    Made(
        "tables.docx",
        lambda: docx(_docx_of_tables),
        "Members of the network\n\nThe network has two members.\n\n"
        "City | Since\nTestburg | 2019\nMusterstadt | 2020\n\n"
        "Both joined by decision of their councils\n\nNobody has left it.",
        said={"title": "Members of the network", "language": "en"},
    ),
    Made(
        "lists.docx",
        lambda: docx(_docx_of_lists),
        "The strategy has three goals:\n\neducation\nsecurity\ncooperation\n\nThey hold until 2022.",
        said={"title": "Goals of the strategy"},
    ),
    Made(
        "changes.docx",
        lambda: docx(_docx_of_changes),
        "Bremen has not joined the network.\n\nIt was asked in 2010.\n\nAnswered by the mayor.\n\nCity | 2012",
    ),
)
