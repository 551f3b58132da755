"""Builds the front end into web/static: python -m web.build."""

import argparse
import hashlib
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from web.errors import BuildError
from web.node import Node, find_node
from web.paths import FRONTEND, LOCALE, QUESTIONS, STATIC

MODULES: Final = FRONTEND / "node_modules"
STAMP: Final = ".stamp"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m web.build", description="Build the front end.")
    parser.add_argument("--force", action="store_true", help="build even when nothing has changed")
    try:
        build(force=parser.parse_args(arguments).force)
    except BuildError as error:
        print(f"web: {error}", file=sys.stderr)
        return 1
    return 0


def build(*, force: bool = False) -> None:
    """Installs the packages and builds, each only when something changed or `force` is set."""
    wanted = digest(sources())
    if not force and _stamp(STATIC) == wanted:
        _say("web/static is up to date")
        return
    node = find_node()
    _say(f"node {node.version} from {node.origin}")
    install(node, force=force)
    bundle(node, wanted)


def install(node: Node, *, force: bool) -> None:
    """Fills node_modules from the lock; the stamp names the machine too, because it holds binaries."""
    wanted = digest([FRONTEND / "package.json", FRONTEND / "package-lock.json"])
    wanted = f"{wanted} {sys.platform} {platform.machine()}"
    if not force and _stamp(MODULES) == wanted:
        return
    _run("npm ci", node, [*node.npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"])
    (MODULES / STAMP).write_text(wanted, encoding="utf-8")


def bundle(node: Node, stamp: str) -> None:
    """Builds into a folder beside web/static and puts that in its place when it is complete."""
    with TemporaryDirectory(prefix=".static-", dir=STATIC.parent) as work:
        fresh = Path(work, "fresh")
        vite = str(MODULES / "vite" / "bin" / "vite.js")
        _run("vite build", node, [*node.node, vite, "build", "--outDir", str(fresh), "--logLevel", "warn"])
        _run("outlines of the maps", node, [*node.node, str(FRONTEND / "basemap.mjs"), str(fresh / "basemap")])
        (fresh / STAMP).write_text(stamp, encoding="utf-8")
        if STATIC.exists():
            STATIC.rename(Path(work, "old"))
        fresh.rename(STATIC)
    files = [path for path in STATIC.rglob("*") if path.is_file()]
    _say(f"web/static has {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")


def sources() -> Iterator[Path]:
    """Every file that the build reads, but the packages."""
    for top in (*FRONTEND.iterdir(), QUESTIONS, LOCALE):
        if top.is_file():
            yield top
        elif top != MODULES:
            yield from (path for path in top.rglob("*") if path.is_file())


def digest(paths: Iterator[Path] | Sequence[Path]) -> str:
    """SHA-256 over names and contents, whatever order the paths come in."""
    total = hashlib.sha256()
    for path in sorted(paths):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{content} {path.relative_to(FRONTEND.parent).as_posix()}\n".encode())
    return total.hexdigest()


def _stamp(folder: Path) -> str | None:
    try:
        return (folder / STAMP).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def _run(title: str, node: Node, command: Sequence[str]) -> None:
    _say(title)
    start = time.monotonic()
    try:
        done = subprocess.run(
            command,
            check=False,
            cwd=FRONTEND,
            env=node.environment(),
            encoding="utf-8",
            errors="replace",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        raise BuildError(f"{title} did not start: {error}") from error
    if done.returncode:
        raise BuildError(f"{title} failed with status {done.returncode}:\n{done.stdout.strip()}")
    _say(f"{title} took {time.monotonic() - start:.1f} s")


def _say(line: str) -> None:
    print(f"web: {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
