"""Fills templates in a reader's language and makes responses of them."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from web.catalogues import LOCALES, translations
from web.manifest import built_url
from web.paths import EXAMPLES, LOCALE, QUESTIONS, TEMPLATES, WEB
from web.reader import COOKIE, Reader

FRESH: Final = {"cache-control": "no-cache", "vary": "Accept-Language, Cookie"}
"""Pages may be kept, but are asked for again each time; that is answered with 304 when nothing has changed."""

YEAR: Final = 365 * 24 * 3600

AUTONYMS: Final = {"en": "English", "pl": "Polski"}


def render(request: Request, reader: Reader, template: str, status: int = 200, **context: Any) -> Response:
    """A page. `context` holds what its template names."""
    page = _environment(reader.locale).get_template(template)
    others = [(code, AUTONYMS[code], _in_language(request, code)) for code in LOCALES]
    text = page.render(
        reader=reader, stylesheet=built_url("src/site.css"), script=built_url("src/pages.js"), locales=others,
        path=request.url.path, q=request.query_params.get("q", "")[:200], **context,
    )  # fmt: skip
    response = HTMLResponse(text, status, FRESH)
    remember(request, reader, response)
    return response


def remember(request: Request, reader: Reader, response: Response) -> None:
    """Keep the language that a reader chose."""
    if request.query_params.get(COOKIE) == reader.locale:
        response.set_cookie(COOKIE, reader.locale, max_age=YEAR, samesite="lax")


def _in_language(request: Request, code: str) -> str:
    """What follows the path in the address of this page in another language."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != COOKIE]
    return f"?{urlencode([*kept, (COOKIE, code)])}"


@cache
def templates_digest() -> str:
    """Another text for other templates, words, questions or examples: a part of what tells two states of a page
    apart."""
    folders = WEB, TEMPLATES, LOCALE, QUESTIONS, EXAMPLES
    files = sorted(path for folder in folders for path in folder.iterdir() if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


@cache
def _environment(locale: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(translations(locale), newstyle=True)  # type: ignore[attr-defined]
    return environment
