"""Serves the built front end under /static."""

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from web.paths import STATIC


class _BuiltFiles(StaticFiles):
    async def check_config(self) -> None:
        """Accepts a folder that is not built yet: its files are then simply not found."""


def static_files() -> Mount:
    """The route of the built files; it answers 404 for all of them as long as nothing is built."""
    return Mount("/static", _BuiltFiles(directory=STATIC, check_dir=False), name="static")
