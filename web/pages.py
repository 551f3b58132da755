"""The pages for people, by address: what each asks of the graph and which template shows it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from exporters.formats import FORMATS
from graph.facts import DOCUMENT
from resolvers.errors import CODES
from schema.model import Type
from schema.names import enum_value
from web.asking import AWAY, Asking, NotAnswered
from web.comparing import compare
from web.connecting import connect
from web.developers import developers
from web.dissent import tell_apart
from web.entities import entity, fetch, page_of, relation, target_of
from web.kept import Kept
from web.linked_data import SUCCESSOR
from web.manifest import built_url
from web.members import maps, members, members_operation, until, years_of
from web.operations import MERGED, MOST_SHOWN, START, entity_operation, lies, relation_operation
from web.passages import MOST_STATED, document_operation, stated
from web.paths import STATIC
from web.picture import neighbourhood
from web.plain_form import ADDRESS, ask_plainly
from web.questions import question_link, questions
from web.reader import COOKIE, Reader, reader_of
from web.rendering import FRESH, render, templates_digest
from web.searching import LONGEST_SEARCH, Wanted, near_names, search
from web.timeline import TIMELINE, bars, timeline

Handler = Callable[[Request, Reader], Awaitable[Response]]

PER_PAGE: Final = 100
"""Links on a page of one relation."""


class Pages:
    """The pages of one graph."""

    def __init__(self, ask: Asking, *, text_limit: int = 100_000) -> None:
        """`text_limit`: characters of a document's text on its page at most."""
        self.ask = ask
        self.text_limit = text_limit
        self.kept = Kept()
        self.model = ask.model
        shown = f"{ask.engine.options} {text_limit}"
        self._settings = hashlib.sha256(shown.encode()).hexdigest()[:12]
        """Another text for other settings that pages show."""

    def routes(self) -> list[Route]:
        """Their addresses."""
        return [
            Route("/", self._page(self.start)),
            Route("/search", self._page(self.search)),
            Route("/timeline", self._page(self.timeline)),
            Route(ADDRESS, self._page(partial(ask_plainly, self.ask))),
            Route("/compare", self._page(partial(compare, self.ask))),
            Route("/developers", self._page(partial(developers, self.ask))),
            Route("/path", self._page(partial(connect, self.ask))),
            Route("/page/{type}/{slug}", self._page(self.entity)),
            Route("/page/{type}/{slug}/picture.svg", self._page(self.picture)),
            Route("/page/{type}/{slug}/map", self._page(self.map)),
            Route("/page/{type}/{slug}/{field}", self._page(self.relation)),
        ]

    def _page(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """A page that has not changed is neither made nor sent again; failures are pages too."""

        async def answer(request: Request) -> Response:
            reader = reader_of(request)
            chooses = COOKIE in request.query_params
            try:
                languages = "-".join((reader.locale, *reader.languages))
                tag = f'W/"{await self.ask.version()}-{languages}-{_build()}-{self._settings}"'
                if request.headers.get("if-none-match") == tag and not chooses:
                    return Response(None, 304, {**FRESH, "etag": tag})
                key = tag, request.url.path, request.url.query
                if kept := self.kept.get(key):
                    return kept
                response = await handler(request, reader)
            except NotAnswered as error:
                return self._failed(request, reader, error)
            if response.status_code == 200:
                response.headers["etag"] = tag
                if not chooses:
                    self.kept.put(key, response)
            return response

        return answer

    def _failed(self, request: Request, reader: Reader, error: NotAnswered) -> Response:
        if error.code in AWAY:
            return unavailable(request, reader)
        status = CODES[error.code].status
        return render(request, reader, "refused.html", status, message=str(error), failed=status >= 500)

    async def start(self, request: Request, reader: Reader) -> Response:
        """What the graph is and holds, what came last, and the ways in."""
        found = await self.ask(START, lang=reader.languages)
        by_enum = {enum_value(name): name for name in self.model.types}
        licence = re.split(r"(https?://\S+)", found["dataset"]["licence"], maxsplit=1)
        return render(
            request, reader, "start.html", found=found, questions=questions(), model=self.model, by_enum=by_enum,
            licence=licence,
        )  # fmt: skip

    async def search(self, request: Request, reader: Reader) -> Response:
        """What has a name like the one that is looked for, or all of a type."""
        given = request.query_params
        text, country = " ".join(given.get("q", "").split()), given.get("country", "").lower()
        type_ = next((t for t in self.model.entities if t.name == given.get("type")), None)
        shown: dict[str, Any] = {"found": None, "wanted": Wanted(text[:LONGEST_SEARCH], type_, country), "wrong": ""}
        if len(text) > LONGEST_SEARCH:
            return render(request, reader, "search.html", 400, **shown | {"wrong": "text"}, longest=LONGEST_SEARCH)
        if given.get("type") and type_ is None:
            return render(request, reader, "search.html", 400, **shown | {"wrong": "type"}, types=self.model.entities)
        if country and type_ and not text and not lies(type_):
            return render(request, reader, "search.html", 400, **shown | {"wrong": "country"})
        if text or type_:
            wanted = Wanted(text, type_, country, given.get("after", ""))
            shown |= {"wanted": wanted, "found": await search(self.ask, wanted, reader)}
        return render(request, reader, "search.html", **shown)

    async def entity(self, request: Request, reader: Reader) -> Response:
        """All that is known of one entity, each fact with its evidence."""
        type_, id = self._asked_for(request)
        found = await fetch(self.ask, type_, id, reader) if type_ else None
        if type_ is None or found is None:
            return await self.missing(request, reader, type_)
        await tell_apart(self.ask, found["evidence"], reader)
        shown = entity(type_, found, reader)
        more: dict[str, Any] = {}
        if type_.name == DOCUMENT:
            states = await self.ask(document_operation(self.model), id=id, lang=reader.languages, first=MOST_STATED)
            if states["document"] is None:  # It was retracted since it was found.
                return await self.missing(request, reader, type_)
            await tell_apart(self.ask, states["document"]["claims"]["nodes"], reader)
            more = {
                "stated": stated(states["document"], self.model, reader, self.text_limit),
                "language": found["language"] or "",
            }
        return render(
            request, reader, "document.html" if more else "entity.html", entity=shown, formats=FORMATS.values(),
            picture=neighbourhood(shown, reader), **more,
            question=question_link(
                entity_operation(type_), _json(id=id, lang=reader.languages, first=MOST_SHOWN)
            ),
        )  # fmt: skip

    async def picture(self, request: Request, reader: Reader) -> Response:
        """The neighbourhood of an entity as a file."""
        type_, id = self._asked_for(request)
        found = await fetch(self.ask, type_, id, reader) if type_ else None
        shown = entity(type_, found, reader) if type_ and found else None
        drawn = neighbourhood(shown, reader, shown.iri.removesuffix(f"/id/{id}")) if shown else None
        if drawn is None:
            return await self.missing(request, reader, type_)
        return Response(drawn, 200, FRESH, "image/svg+xml")

    async def relation(self, request: Request, reader: Reader) -> Response:
        """One relation of an entity, page by page."""
        type_, id = self._asked_for(request)
        link = type_.links.get(request.path_params["field"]) if type_ else None
        if type_ is None or link is None or link.to_one:
            return await self.missing(request, reader, None)
        variables: dict[str, Any] = {"id": id, "lang": reader.languages, "first": PER_PAGE}
        variables["after"] = request.query_params.get("after")
        operation = relation_operation(type_, link)
        found = (await self.ask(operation, **variables))[type_.singular]
        if found is None:
            return await self.missing(request, reader, type_)
        page = found[link.field]["pageInfo"]
        following = f"?{urlencode({'after': page['endCursor']})}" if page["hasNextPage"] else ""
        return render(
            request, reader, "relation.html", label=found["label"], back=page_of(id), following=following,
            heading=reader.field(link.field), group=relation(link, found[link.field], reader),
            question=question_link(operation, _json(**variables)),
        )  # fmt: skip

    async def map(self, request: Request, reader: Reader) -> Response:
        """The members of a network on maps, by year."""
        type_, id = self._asked_for(request)
        if type_ is None or "members" not in type_.links:
            return await self.missing(request, reader, None)
        operation = members_operation(type_)
        found = (await self.ask(operation, id=id, lang=reader.languages))[type_.singular]
        if found is None:
            return await self.missing(request, reader, type_)
        everybody = members(found["members"]["edges"], reader)
        years = years_of(everybody, request.query_params.get("year", ""))
        return render(
            request, reader, "map.html", label=found["label"], back=page_of(id), years=years, everybody=everybody,
            members=until(everybody, years), total=found["members"]["totalCount"], maps=maps(everybody, years),
            question=question_link(operation, _json(id=id, lang=reader.languages)),
        )  # fmt: skip

    async def timeline(self, request: Request, reader: Reader) -> Response:
        """Strategies and projects over years."""
        data = await self.ask(TIMELINE, lang=reader.languages)
        found = bars([*data["strategies"]["nodes"], *data["projects"]["nodes"]], reader)
        return render(
            request, reader, "timeline.html", bars=found, picture=timeline(found),
            question=question_link(TIMELINE, _json(lang=reader.languages)),
        )  # fmt: skip

    def _asked_for(self, request: Request) -> tuple[Type | None, str]:
        slug = request.path_params["type"]
        return self.model.by_slug.get(slug), f"{slug}/{request.path_params['slug']}"

    async def missing(self, request: Request, reader: Reader, type_: Type | None) -> Response:
        """There is no such page: what its entity was merged into, or else what has a similar name."""
        slug = request.path_params.get("slug", "")
        id = f"{type_.slug if type_ else ''}/{slug}"
        merged = (await self.ask(MERGED, id=id, lang=reader.languages))["node"] if type_ else None
        if merged and merged["id"] != id:
            link = {"link": f'<{page_of(merged["id"])}>; rel="{SUCCESSOR}"'}
            response = render(request, reader, "merged.html", 410, became=target_of(merged), was=id)
            response.headers.update(link)
            return response
        near = await near_names(self.ask, type_, slug, reader) if slug else []
        return render(request, reader, "missing.html", 404, near=near, address=request.url.path[:200])


def not_found(request: Request) -> Response:
    """The page for an address that leads nowhere."""
    return render(request, reader_of(request), "missing.html", 404, near=[], address=request.url.path[:200])


def unavailable(request: Request, reader: Reader) -> Response:
    """The page that says that the store does not answer."""
    response = render(request, reader, "unavailable.html", 503)
    response.headers["retry-after"] = "5"
    return response


def graphiql_response(request: Request) -> Response:
    """The query tool; when it is not built, a page with status 503 that says how to build it."""
    built = STATIC / "graphiql.html"
    if built.is_file():
        return FileResponse(built, media_type="text/html", headers={"cache-control": "no-cache"})
    return render(request, reader_of(request), "graphiql_missing.html", 503)


def wants_page(request: Request) -> bool:
    """Whether a browser asks, and not a program."""
    return "text/html" in request.headers.get("accept", "")


def _json(**variables: Any) -> str:
    return json.dumps(variables, ensure_ascii=False)


def _build() -> str:
    """What is another text for other templates, words or styles."""
    return f"{templates_digest()}-{(built_url('src/site.css') or '').rpartition('/')[2]}"
