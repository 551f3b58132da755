"""The server: settings, store, schema and pages put together. It composes and decides nothing."""

from __future__ import annotations

import contextlib
import gc
import math
import os
import signal
import sys
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

# PyPI has a `schema`, a `graph` and a `web` too, and an editable install stands last on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent))

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.supervisors import Multiprocess

from exporters.catalogue import Publisher
from graph.paths import Bounds
from graph.store import Access, open_readers, open_store
from resolvers.errors import FAILED
from resolvers.execute import Engine
from resolvers.http import GraphQLView, refusal
from resolvers.limits import Limits
from resolvers.paths import PathLimits
from resolvers.planner import Options
from schema import policy_model
from schema.errors import StoreError
from settings import Settings
from web.asking import Asking
from web.compression import Compression
from web.linked_data import LinkedData
from web.pages import Pages, graphiql_response, not_found, wants_page
from web.security import SecurityHeaders
from web.static_files import static_files

LICENCE = "Creative Commons Attribution 4.0 International, https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION = "Coordinates and GeoNames numbers: GeoNames, https://www.geonames.org/, Creative Commons Attribution 4.0."

PROCESS_ANSWERS_WITHIN = 30
"""Seconds after which one of several processes is replaced. Until one has loaded its modules it does not answer; on a
busy machine uvicorn's own 5 end it before, and again and again."""

CONNECTIONS_STAY = 65
"""Seconds for which a connection stays open without a request: longer than clients keep theirs, or one that follows
many links asks on a connection that is just being closed."""


def create_app(settings: Settings, *, check: bool = True) -> Starlette:
    """The application for a store that exists. With `check` raises StoreError when it cannot be opened."""
    model = policy_model()
    readers = open_readers(
        settings.store, model, connections=settings.reader_connections, timeout=settings.statement_timeout,
        answer_limit=settings.answer_limit, access=Access(**settings.neo4j), check=check,
    )  # fmt: skip
    options = Options(
        iri_base=f"{settings.base}id/", licence=f"{LICENCE} {ATTRIBUTION}",
        most_fields=settings.field_limit, paths=PathLimits(
            hub=settings.path_hub_limit, links=settings.path_link_limit, bounds=Bounds(seconds=settings.path_timeout)
        ),
    )  # fmt: skip
    limits = Limits(
        cost=settings.cost_limit, depth=settings.depth_limit, fields=settings.field_limit,
        aliases=settings.alias_limit, roots=settings.root_limit, inputs=settings.input_limit,
    )  # fmt: skip
    engine = Engine(
        model, readers, options, limits=limits, through_core=settings.slow_path, cache=settings.plan_cache_size
    )  # fmt: skip
    sdl = engine.schema.as_str()
    linked_data = LinkedData(
        model, readers, settings.base, Path(settings.dumps), Publisher(settings.publisher, settings.publisher_type)
    )
    graphql = GraphQLView(engine, graphiql_response, settings.request_body_limit, explain=settings.explain)

    async def live(request: Request) -> Response:
        return JSONResponse({"status": "live"})

    async def ready(request: Request) -> Response:
        try:
            await readers.summary()
        except StoreError as error:
            return JSONResponse({"status": "not ready", "reason": str(error)}, 503)
        return JSONResponse({"status": "ready"})

    async def schema(request: Request) -> Response:
        return PlainTextResponse(sdl)

    async def nowhere(request: Request, error: Exception) -> Response:
        if wants_page(request):
            return not_found(request)
        return refusal("NOT_FOUND", f"expected the address of something, got {request.url.path[:200]!a}")

    async def not_allowed(request: Request, error: Exception) -> Response:
        headers = error.headers if isinstance(error, HTTPException) else None
        message = f"expected GET or HEAD for {request.url.path[:200]!a}, got {request.method}"
        return refusal("BAD_REQUEST", message, status=405, headers=headers)

    async def away(request: Request, error: Exception) -> Response:
        return refusal("STORE_UNAVAILABLE", "the store does not answer; try again later")

    async def failed(request: Request, error: Exception) -> Response:
        return refusal("INTERNAL", FAILED)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        if (closing := readers.close()) is not None:
            await closing

    return Starlette(
        routes=[
            Route("/graphql", graphql),
            *Pages(Asking(engine), text_limit=settings.page_text_limit).routes(),
            Route("/schema.graphql", schema),
            Route("/health/live", live),
            Route("/health/ready", ready),
            *linked_data.routes(),
            static_files(),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "POST", "HEAD"],
                allow_headers=["*"],
                expose_headers=["ETag", "Link", "Content-Location"],
            ),
            Middleware(Compression),
        ],
        exception_handlers={404: nowhere, 405: not_allowed, StoreError: away, Exception: failed},
        lifespan=lifespan,
    )


def settled_app(settings: Settings, *, check: bool = True) -> Starlette:
    """The application of a process that does nothing else.

    What it consists of stays until the end: Python's garbage collector need not look through it again and again, and
    the thousands of lists of one large answer are no reason to look for garbage.
    """
    app = create_app(settings, check=check)
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)
    return app


def run(settings: Settings) -> None:
    """Serve until stopped. Raises StoreError when the store cannot be opened."""
    several = settings.workers > 1
    if several:
        # A process that takes the place of one that ended must start in any weather: only the first one checks.
        open_store(settings.store, policy_model(), read_only=True, access=Access(**settings.neo4j)).close()
    config = uvicorn.Config(
        partial(settled_app, settings, check=False) if several else settled_app(settings), factory=several,
        workers=settings.workers, host=settings.host, port=settings.port, log_level=settings.log_level,
        access_log=False, timeout_graceful_shutdown=math.ceil(settings.drain_timeout), ws="none",
        timeout_worker_healthcheck=PROCESS_ANSWERS_WITHIN, timeout_keep_alive=CONNECTIONS_STAY,
    )  # fmt: skip
    # When it has stopped in order, uvicorn sends itself the signal again.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"policygraph: look at {settings.base} and ask at {settings.base}graphql", file=sys.stderr)  # noqa: T201
    if several:
        Multiprocess(config, [config.bind_socket()]).run()
    else:
        uvicorn.Server(config).run()


if __name__ == "__main__":
    import cli

    os.chdir(Path(__file__).resolve().parent)
    sys.exit(cli.main(["serve", *sys.argv[1:]]))
