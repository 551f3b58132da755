"""Finds a file of the build by the name of its source."""

import json

from web.paths import STATIC


def built_url(source: str) -> str | None:
    """The address of what was built from `source` ("src/site.css"); None when nothing is built.

    The manifest is read each time: a build replaces it while the server runs.
    """
    try:
        manifest = json.loads((STATIC / ".vite" / "manifest.json").read_bytes())
    except FileNotFoundError:
        return None
    entry = manifest.get(source)
    return f"/static/{entry['file']}" if entry else None
