"""The page for front-end developers: the schema, types made from it, and three clients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from web.asking import Asking
from web.paths import EXAMPLES
from web.reader import Reader
from web.rendering import render

ADDRESS: Final = "http://127.0.0.1:8000/"
"""The server in the examples; the page shows its own in the place of it."""


@dataclass(frozen=True)
class Client:
    """A way to ask from a program, and the packages that it needs."""

    title: str
    packages: str = ""


CLIENTS: Final = {
    "fetch": Client("fetch"),
    "apollo": Client("Apollo Client", "@apollo/client graphql rxjs"),
    "urql": Client("urql", "@urql/core @urql/exchange-persisted graphql"),
}
"""By the name of the example's file."""


async def developers(ask: Asking, request: Request, reader: Reader) -> Response:
    """The page, with this server's address in the examples."""
    base = ask.engine.options.iri_base.removesuffix("id/")
    clients = [(name, client, _shown(f"{name}.js", base)) for name, client in CLIENTS.items()]
    return render(
        request, reader, "developers.html", base=base, clients=clients, codegen=_shown("codegen.json", base)
    )  # fmt: skip


def _shown(name: str, base: str) -> str:
    return (EXAMPLES / name).read_text("utf-8").replace(ADDRESS, base)
