"""DOCX: paragraphs, lists and tables in the order of the document, with all changes accepted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from loaders.limits import Limits
from loaders.readers.blocks import joined, row
from loaders.readers.content import Content, Refused
from loaders.readers.packages import check_package

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WRAPPERS: Final = tuple(
    _W + name for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "bdo", "dir")
)
"""Elements around text that the library passes over with all that is in them."""
_GONE: Final = tuple(_W + name for name in ("del", "moveFrom", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"))
"""Elements that hold no text of the document."""


def read(data: bytes, limits: Limits) -> Content:
    """The text, with the title of the properties or of the first heading. Raises Refused."""
    import docx

    check_package(data, "a DOCX file", limits)
    try:
        document = docx.Document(io.BytesIO(data))
        _unwrap(document.element.body)
        blocks = list(_blocks(document))
        core = document.core_properties
    except Exception as error:
        raise Refused(f"expected a DOCX file, got one that is damaged: {error}") from error
    heading = next((p.text for p in document.paragraphs[:50] if _is_heading(p) and p.text.strip()), "")
    return Content(joined(blocks), title=(core.title or heading).strip())


def _unwrap(body: Any) -> None:
    """Leave what is in wrappers in their place, without what was deleted and what only asks for a text."""
    for control in body.iter(f"{_W}sdt"):
        if control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
            for run in list(control.iter(f"{_W}r")):
                run.getparent().remove(run)
    for element in list(body.iter(*_GONE)):
        element.getparent().remove(element)
    for element in list(body.iter(*_WRAPPERS)):
        for child in list(element):
            element.addprevious(child)
        element.getparent().remove(element)


def _is_heading(paragraph: Any) -> bool:
    return str(getattr(paragraph.style, "name", "") or "").startswith(("Title", "Heading 1"))


def _blocks(container: Any) -> Iterator[list[str]]:
    entries: list[str] = []
    for item in container.iter_inner_content():
        # Numbered and bulleted paragraphs that follow one another are one list.
        if not hasattr(item, "rows") and _is_entry(item):
            entries.append(item.text)
            continue
        if entries:
            yield entries
            entries = []
        yield list(_rows(item)) if hasattr(item, "rows") else [item.text]
    if entries:
        yield entries


def _is_entry(paragraph: Any) -> bool:
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    return numbered or str(getattr(paragraph.style, "name", "") or "").startswith("List")


def _rows(table: Any) -> Iterator[str]:
    for line in table.rows:
        cells: list[str] = []
        met: set[int] = set()
        for cell in line.cells:
            # A cell that goes over several columns comes once for each of them.
            if id(cell._tc) not in met:
                met.add(id(cell._tc))
                cells.append(" ".join(text for block in _blocks(cell) for text in block))
        yield row(cells)
