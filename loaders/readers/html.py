"""HTML: the main text of a page, without what stands around it on every page of its site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from loaders.limits import Limits
from loaders.readers.blocks import joined, row
from loaders.readers.content import Content, Refused
from loaders.readers.encodings import decode

if TYPE_CHECKING:
    from trafilatura.settings import Document as Page

MOST_TAGS: Final = 200_000
"""More than any page for people has; the search for the main text takes a tenth of a millisecond for each."""

SHORT: Final = 250
"""Letters of a main text below which all of the page is taken, but for what is surely none of it."""

_FURNITURE: Final = "script|style|noscript|template|nav|header|footer|aside|form|iframe|svg|button|select"
_MAIN: Final = ("//main", "//*[@role='main']", "//article", "//body")
_LISTS: Final = ("list", "ul", "ol", "dl")
_BLOCKS: Final = (
    "p", "head", "quote", "code", "table", "div", "section", "article", "main", "figure", "figcaption", "blockquote",
    "pre", "address", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "details", "summary", *_LISTS,
)  # fmt: skip
_ITEMS: Final = ("item", "li", "dt", "dd", "row", "tr", "lb", "br")
_CELLS: Final = ("cell", "td", "th")


def read(data: bytes, limits: Limits) -> Content:
    """The page's main text, its title, address, language, date, publisher and the links in the text. Raises Refused."""
    if data.count(b"<") > MOST_TAGS:
        raise Refused(f"expected a page of at most {MOST_TAGS:,} tags, got {data.count(b'<'):,}")
    from trafilatura import bare_extraction

    text = decode(data, _declared(data))
    tree = _parsed(text)
    language = _first(tree, "/html/@lang|/html/@xml:lang|//meta[@http-equiv='content-language']/@content")
    address = _first(tree, "//link[@rel='canonical']/@href|//meta[@property='og:url']/@content")
    page: Page | None = bare_extraction(  # type: ignore[assignment]  # a dictionary only for those who ask for one
        _parsed(text), include_links=True, favor_recall=True, include_comments=False, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    # From less the search cannot tell the main text, and takes everything or the first paragraph.
    body = page.body if page is not None and len(page.text or "") >= SHORT else _bare(tree)
    return Content(
        joined(_blocks(body)),
        title=(getattr(page, "title", None) or _first(tree, "//title/text()|//h1//text()")).strip(),
        url=address if urlsplit(address).scheme in ("http", "https") else "",
        language=language,
        issued=getattr(page, "date", None) or "",
        publisher=_first(tree, "//meta[@property='og:site_name']/@content|//meta[@name='dcterms.publisher']/@content"),
        kind="web page",
        links=tuple(dict.fromkeys(_links(body, address))),
    )


def _declared(data: bytes) -> str:
    found = re.search(rb"""<meta[^>]{0,200}?charset=["']?\s*([A-Za-z0-9_.:-]+)""", data[:4096], re.IGNORECASE)
    return found[1].decode() if found else ""


def _parsed(text: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(text.encode(errors="replace"), parser)
    except etree.ParserError as error:
        raise Refused("expected an HTML page, got none") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise Refused("expected a page with elements nested at most 256 deep, got deeper ones")
    return tree


def _first(tree: Any, path: str) -> str:
    return next((text for text in (" ".join(str(found).split()) for found in tree.xpath(path)) if text), "")


def _bare(tree: Any) -> Any:
    """The body of a page that is too short to have a main text, without what is surely none."""
    body = next((found for path in _MAIN for found in tree.xpath(path)), tree)
    for element in body.xpath("|".join(f".//{name}" for name in _FURNITURE.split("|"))):
        element.drop_tree()
    return body


def _blocks(body: Any) -> Iterator[list[str]]:
    """The lines of each block."""
    found: list[list[str]] = [[""]]
    # Each element is met when it begins (with its text) and when it ends (with what follows it): pages are nested
    # more deeply than Python's stack is.
    waiting: list[tuple[Any, bool]] = [(body, True)]
    nested = 0
    while waiting:
        element, begins = waiting.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _BLOCKS and not nested:
            found.append([""])
        elif name in _ITEMS or (name in _BLOCKS and found[-1][-1].strip()):
            found[-1].append("")
        if name in (*_LISTS, "table"):
            nested += 1 if begins else -1
            if not begins and not nested:
                found.append([""])
        if begins and name in _CELLS and found[-1][-1].strip():
            found[-1][-1] += "\t"
        text = element.text if begins and name else "" if begins else element.tail if element is not body else ""
        found[-1][-1] += (text or "").replace("\n", " ").replace("\t", " ")
        if begins:
            waiting.append((element, False))
            waiting.extend((child, True) for child in reversed(element))
    for block in found:
        yield [row(line.split("\t")) for line in block]


def _links(body: Any, base: str) -> Iterator[str]:
    for target in body.xpath(".//@target|.//@href"):
        try:
            address = urljoin(base, str(target).strip())
            if urlsplit(address).scheme in ("http", "https"):
                yield address
        except ValueError:  # brackets around what is no IPv6 address
            continue
