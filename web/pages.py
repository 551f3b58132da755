"""Makes the answers for people: the start page and the query tool."""

from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.templating import Jinja2Templates

from web.manifest import built_url
from web.paths import STATIC, TEMPLATES
from web.questions import questions

_FRESH: Final = {"cache-control": "no-cache"}


@dataclass(frozen=True)
class Summary:
    """What the start page says about the graph.

    `counts` holds a plural English label and a number for each entity type, in the order of the page;
    `loaded_at` is an ISO 8601 time; addresses in `licence` and `attribution` become links.
    """

    counts: tuple[tuple[str, int], ...]
    facts: int
    claims: int
    loaded_at: str | None
    licence: str
    attribution: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is loaded."""
        return not self.facts and not any(count for _, count in self.counts)


def start_page(request: Request, summary: Summary) -> Response:
    """What the graph is and holds, and the ways in; works without the built style sheet."""
    context = {"summary": summary, "questions": questions(), "stylesheet": _stylesheet()}
    return _templates.TemplateResponse(request, "start.html", context, headers=_FRESH)


def graphiql_response() -> Response:
    """The query tool; when it is not built, a page with status 503 that says how to build it."""
    built = STATIC / "graphiql.html"
    if built.is_file():
        return FileResponse(built, media_type="text/html", headers=_FRESH)
    page = _templates.get_template("graphiql_missing.html").render(stylesheet=_stylesheet())
    return HTMLResponse(page, status_code=503, headers=_FRESH)


def _stylesheet() -> str | None:
    return built_url("src/site.css")


def _grouped(number: int) -> str:
    return f"{number:,}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"grouped": _grouped, "counted": _counted}
    return environment


_templates: Final = Jinja2Templates(env=_environment())
