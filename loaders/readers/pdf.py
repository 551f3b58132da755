"""PDF: text in reading order, column by column, paragraphs without their line breaks."""

from __future__ import annotations

import re
from typing import Any, Final

from loaders.limits import Limits
from loaders.readers.columns import Box, in_reading_order
from loaders.readers.content import Content, Refused
from loaders.readers.paragraphs import unwrapped

_PASSWORD: Final = 4
"""PDFium's code for a file that asks for a password."""


def read(data: bytes, limits: Limits) -> Content:
    """The text of all pages and the title in the file's properties. Raises Refused."""
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise Refused("expected a PDF that can be opened, got one that asks for a password") from error
        raise Refused("expected a PDF, got a file that is damaged or none") from error
    try:
        pages: list[str] = []
        for number in range(len(file)):
            pages.append(_page(file, number))
            if sum(map(len, pages)) > limits.text_limit:
                raise Refused(f"expected a text of at most {limits.text_limit:,} characters, got a longer one")
        text = "\n\n".join(page for page in pages if page)
        if not text:
            pages_of = f"{len(file)} page{'s' * (len(file) != 1)}"
            raise Refused(f"expected a PDF with text, got {pages_of} without any; recognise that of its pictures first")
        return Content(text, title=file.get_metadata_value("Title").strip())
    finally:
        file.close()


def _page(file: Any, number: int) -> str:
    try:
        page = file[number]
    except Exception as error:
        raise Refused(f"expected a PDF, got one whose page {number + 1} is damaged") from error
    text = page.get_textpage()
    boxes = [Box(*text.get_rect(n)) for n in range(text.count_rects())]
    blocks = in_reading_order(boxes)
    texts = [text.get_text_bounded(*around) for around in blocks] if len(blocks) > 1 else [text.get_text_range()]
    found = "\n\n".join(unwrapped(_mended(block)) for block in texts)
    text.close()
    page.close()
    return re.sub(r"\n{3,}", "\n\n", found).strip()


def _mended(text: str) -> str:
    """With "\\n" line ends, and words whole that were divided at the end of a line."""
    return re.sub(r"[\x02\ufffe](\r?\n)?", "", text).replace("\r\n", "\n").replace("\r", "\n")
