"""Fetches the clients that the outside checks run: `python -m tests.outside.packages`."""

from __future__ import annotations

import hashlib
import platform
import subprocess
import sys
from pathlib import Path
from typing import Final

from web.errors import BuildError
from web.node import find_node

FOLDER: Final = Path(__file__).parent
MODULES: Final = FOLDER / "node_modules"
STAMP: Final = MODULES / ".stamp"


def wanted() -> str:
    """What tells these packages on this machine from others."""
    files = (FOLDER / "package.json", FOLDER / "package-lock.json")
    digests = (hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    return " ".join((*digests, sys.platform, platform.machine()))


def installed() -> bool:
    """Whether they are there, as the lock has them."""
    return STAMP.is_file() and STAMP.read_text("utf-8") == wanted()


def main() -> None:
    """Fill node_modules from the lock, unless that has been done."""
    if installed():
        return
    try:
        node = find_node()
    except BuildError as error:
        sys.exit(f"tests/outside: {error}")
    command = [*node.npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(command, cwd=FOLDER, env=node.environment(), check=False)
    if done.returncode:
        sys.exit(f"tests/outside: npm ci failed with status {done.returncode}")
    STAMP.write_text(wanted(), "utf-8")


if __name__ == "__main__":
    main()
