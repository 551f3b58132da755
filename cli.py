"""The program `policygraph`: a table of commands, one small function for each."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, fields
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

ROOT: Final = Path(__file__).resolve().parent
# PyPI has a `schema`, a `graph` and a `web` too, and an editable install stands last on the path.
sys.path.insert(0, str(ROOT))

from schema.errors import PolicyGraphError, StoreError  # noqa: E402  (only now the path is right)
from settings import SETTINGS, Setting, Settings, as_text  # noqa: E402

if TYPE_CHECKING:
    from graph.store import Progress, Store
    from loaders.limits import Limits


def _rows(*names: str) -> tuple[Setting, ...]:
    return tuple(setting for setting in SETTINGS if setting.name in names)


STORE: Final = tuple(setting for setting in SETTINGS if setting.name == "store" or setting.name.startswith("neo4j_"))
READING: Final = _rows(
    "load_processes", "name_cache", "file_limit", "unpacked_limit", "text_limit", "read_timeout", "read_memory"
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 0, 1 (it failed), 2 (wrong use) or 130 (interrupted)."""
    given = _parser().parse_args(arguments)
    try:
        status: int = given.run(given)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # The reader of our output (`| head`) has gone; without this Python complains about it when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (PolicyGraphError, OSError) as error:
        return _fail(" ".join(str(error).split()), 1)
    except KeyboardInterrupt:
        return _fail("interrupted", 130)


def serve(given: argparse.Namespace) -> int:
    """Fill an empty store with the seed, then serve until stopped."""
    settings = _settings(given)
    import server

    if settings.seed:
        _fill(settings)
    server.run(settings)
    return 0


def load(given: argparse.Namespace) -> int:
    """Make the store agree with the paths."""
    from loaders import pipeline

    settings = _settings(given)
    url = _stand_in(settings.store) if given.dry_run else ""
    with _open(settings, url) as store, _progress(quiet=given.quiet) as progress:
        report = pipeline.load(store, given.paths, progress, limits=_limits(settings), dry_run=given.dry_run)
    if given.report:
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=2)
        try:
            Path(given.report).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            done = "nothing was changed" if given.dry_run else "the load is done"
            raise PolicyGraphError(f"{done}, but the report cannot be written: {error}") from error
    if not (given.quiet and report.ok):
        print(report.text(), end="")
    return 0 if report.ok else 1


def extract(given: argparse.Namespace) -> int:
    """Write what documents state as JSON, and load nothing."""
    from loaders.extracting import extract_files

    settings = _settings(given)
    url = _stand_in(settings.store)
    with _open(settings, url, read_only=url == settings.store) as store, _progress() as progress:
        written = extract_files(
            store, given.files, Path(given.out), progress, seed=settings.seed, limits=_limits(settings)
        )
    print(written.text(), end="")
    return 1 if written.problems else 0


def explain(given: argparse.Namespace) -> int:
    """Show a document's text with what it states."""
    from loaders.explain import as_page, explained, find_document, in_terminal

    with _store(given, read_only=True) as store:
        found = explained(store, find_document(store, given.document))
    if given.html:
        Path(given.html).write_text(as_page(found), encoding="utf-8")
        print(f"{given.html}: {found.title}")
        return 0
    print(in_terminal(found, colours=sys.stdout.isatty() and not os.environ.get("NO_COLOR")), end="")
    return 0


def copy(given: argparse.Namespace) -> int:
    """Copy one store into another."""
    from graph.copying import copy as copy_store

    settings = _settings(given)
    with (
        _open(settings, given.source, read_only=True) as source,
        _open(settings, given.target) as target,
        _progress() as progress,
    ):
        done = copy_store(source, target, progress)
    print(done)
    return 0


def export(given: argparse.Namespace) -> int:
    """Write a dump of the graph."""
    from exporters.catalogue import Publisher
    from exporters.dump import KNOWN
    from exporters.dump import export as export_graph
    from schema.rdf import Terms

    settings = _settings(given)
    formats = given.format.split(",") if given.format else [f for f in KNOWN if not (given.rdf12 and f == "jsonld")]
    with _open(settings, read_only=True) as store, _progress() as progress:
        done = export_graph(
            store, Path(given.folder), Terms(settings.base), progress=progress,
            publisher=Publisher(settings.publisher, settings.publisher_type),
            formats=formats, reifying=given.rdf12,
        )  # fmt: skip
    print(done)
    return 0


def check(given: argparse.Namespace) -> int:
    """Say what does not fit the shapes."""
    from exporters.check import file_graph, findings, store_graph
    from schema import policy_model
    from schema.rdf import Terms

    terms, model = Terms(_settings(given).base), policy_model()
    others = [file_graph(model, Path(path)) for path in given.shapes or ()]
    if given.file:
        data = file_graph(model, Path(given.file))
    else:
        with _store(given, read_only=True) as store:
            data = store_graph(store, terms)
    found = findings(data, model, terms, others)
    for finding in found:
        print(finding)
    print(f"{len(data):,} triples, {len(found):,} do not fit", file=sys.stderr)
    return 1 if found else 0


def migrate(given: argparse.Namespace) -> int:
    """Make the store anew for this version of the model."""
    from graph.sqlite.migrate import migrate
    from schema import policy_model

    url = _settings(given).store
    scheme, colon, path = url.partition(":")
    if colon and scheme != "sqlite":
        raise StoreError(f"expected the address of a SQLite store, such as {STORE[0].default}, got {url!r}")
    with _progress() as progress:
        done = migrate(path if colon else url, policy_model(), progress)
    print(done)
    return 0


def documents(given: argparse.Namespace) -> int:
    """List what was loaded."""
    with _store(given, read_only=True) as store:
        rows = store.origins()
    width = max((len(f"{claims:,}") for _, _, claims in rows), default=0)
    for root, origins in groupby(rows, key=itemgetter(0)):
        print(root)
        for _, name, claims in origins:
            print(f"  {claims:>{width},}  {name}")
    return 0


def remove(given: argparse.Namespace) -> int:
    """Retract what was loaded from the paths."""
    from graph.store import Root

    with _store(given) as store, _progress() as progress:
        known = sorted({root for root, _, _ in store.origins()} | {root for root, _ in store.judgements()})
        roots = dict.fromkeys(_root(path, known) for path in given.paths)
        for root in roots:
            gone = store.replace_all([Root(root, {}, judgements=())], progress)
            print(f"{root}: {gone.claims_removed:,} claims removed, {gone.facts_retracted:,} facts retracted")
    return 0


def _root(path: str, known: Sequence[str]) -> str:
    """The path as the store knows it."""
    for root in (path, str(Path(path).resolve())):
        if root in known:
            return root
    raise PolicyGraphError(f"nothing was loaded from {path}; what was: {', '.join(known) or 'nothing'}")


def _fill(settings: Settings) -> None:
    from loaders import known_names, pipeline

    with _open(settings) as store, _progress() as progress:
        if store.summary().claims:
            return
        report = pipeline.load(store, [settings.seed], progress, limits=_limits(settings))
    # A server needs the memory for other things.
    known_names.forget()
    print(report.text(), end="", file=sys.stderr)


def _settings(given: argparse.Namespace) -> Settings:
    return Settings.from_environment(os.environ, {s.name: getattr(given, s.name, None) for s in SETTINGS})


def _stand_in(url: str) -> str:
    """The store at an address, or an empty one where a dry run must not make a file."""
    from graph.store import sqlite_path

    path = sqlite_path(url)
    return url if path is None or Path(path).exists() else "sqlite::memory:"


def _limits(settings: Settings) -> Limits:
    from loaders.limits import Limits

    return Limits(**{each.name: getattr(settings, each.name) for each in fields(Limits)})


def _store(given: argparse.Namespace, *, read_only: bool = False) -> AbstractContextManager[Store]:
    return _open(_settings(given), read_only=read_only)


def _open(settings: Settings, url: str = "", *, read_only: bool = False) -> AbstractContextManager[Store]:
    from graph.store import Access, open_store
    from schema import policy_model

    access = Access(**settings.neo4j)
    return closing(open_store(url or settings.store, policy_model(), read_only=read_only, access=access))


def _fail(message: str, status: int) -> int:
    print(f"policygraph: {message}", file=sys.stderr)
    return status


@contextmanager
def _progress(*, quiet: bool = False) -> Iterator[Progress]:
    from graph.store import no_progress
    from loaders.progress import ProgressLine

    if quiet:
        yield no_progress
        return
    with closing(ProgressLine(sys.stderr)) as line:
        yield line


@dataclass(frozen=True)
class Command:
    """A row of the table of commands."""

    name: str
    run: Callable[[argparse.Namespace], int]
    help: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None] = lambda parser: None
    settings: tuple[Setting, ...] = STORE
    aliases: tuple[str, ...] = ()


def _paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a folder or a file, as it was loaded")


def _extracted(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a document, or a folder of documents")
    parser.add_argument("--out", metavar="DIR", required=True, help="folder into which NAME.json is written for each")


def _stores(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="FROM", help="address of the store that is copied")
    parser.add_argument("target", metavar="TO", help="address of an empty store")


def _explained(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="its id, its address, or the path of its file")
    parser.add_argument("--html", metavar="FILE", help="write a page instead")


def _exported(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="a folder of dumps, in which a new one appears")
    parser.add_argument("--format", metavar="LIST", help="nt,nq,ttl,trig,rdf,jsonld,csv or some of them (default: all)")
    parser.add_argument("--rdf12", action="store_true", help="as RDF 1.2: facts reify their triples (not as JSON-LD)")


def _checked(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", metavar="FILE", help="a file of RDF (default: what the store holds)")
    parser.add_argument("--shapes", action="append", metavar="FILE", help="further shapes; may be given again")


def _load_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a folder or a file")
    parser.add_argument("--dry-run", action="store_true", help="show which facts would change, and change nothing")
    parser.add_argument("--report", metavar="FILE", help="write the report as JSON too")
    parser.add_argument("--quiet", action="store_true", help="no progress, and no report when all is well")


COMMANDS: Final = (
    Command(
        "serve",
        serve,
        "Serve the graph over HTTP; an empty store is first filled with the seed.",
        "policygraph serve --port 8080 --base-iri https://data.example.org/",
        settings=SETTINGS,
    ),
    Command(
        "load",
        load,
        "Load folders or files; what was loaded from these paths before and is gone from them is retracted.",
        "policygraph load seed my-documents --report report.json",
        _load_arguments,
        settings=STORE + READING,
    ),
    Command(
        "extract",
        extract,
        "Write the entities and relations that documents state as JSON; nothing is loaded.",
        "policygraph extract my-documents/page.html --out extracted",
        _extracted,
        settings=STORE + READING + _rows("seed"),
    ),
    Command(
        "explain",
        explain,
        "Show a document's text with the facts that it states and the rules that found them.",
        "policygraph explain https://wielokultury.wroclaw.pl/en/strategy --html strategy.html",
        _explained,
    ),
    Command(
        "copy",
        copy,
        "Copy everything that one store holds into an empty one, and compare the two.",
        "policygraph copy sqlite:data/graph.sqlite neo4j://localhost:7687 --neo4j-user neo4j",
        _stores,
        settings=STORE[1:],
    ),
    Command(
        "export",
        export,
        "Write the graph as linked open data: a new folder with RDF, sums, catalogue record, ontology and shapes.",
        "policygraph export data/dumps --format nt,ttl --base-iri https://data.example.org/",
        _exported,
        settings=STORE + _rows("base_iri", "publisher", "publisher_type"),
    ),
    Command(
        "check",
        check,
        "Say what in the store, or in a file of RDF, does not fit the shapes of the model.",
        "policygraph check --shapes cpov.ttl",
        _checked,
        settings=STORE + _rows("base_iri"),
    ),
    Command(
        "migrate",
        migrate,
        "Make a SQLite store that another version made anew for this version, from its claims.",
        "policygraph migrate --store sqlite:data/graph.sqlite",
    ),
    Command(
        "documents",
        documents,
        "List what was loaded, with the number of claims of each file.",
        "policygraph documents",
        aliases=("origins",),
    ),
    Command(
        "remove",
        remove,
        "Retract what was loaded from paths; `policygraph documents` lists them.",
        "policygraph remove my-documents",
        _paths,
    ),
)


class _Version(argparse.Action):
    """Reads the version only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        import tomllib

        with (ROOT / "pyproject.toml").open("rb") as file:
            print(f"policygraph {tomllib.load(file)['project']['version']}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="policygraph",
        description="A knowledge graph of intercultural city policy.",
        epilog="example:\n  policygraph load seed && policygraph serve",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", nargs=0, action=_Version, help="show the version and end")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        _add(commands, command)
    return parser


def _add(commands: Any, command: Command) -> None:
    parser = commands.add_parser(
        command.name,
        aliases=command.aliases,
        help=command.help,
        description=command.help,
        epilog=f"example:\n  {command.example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=command.run)
    command.arguments(parser)
    group = parser.add_argument_group(
        "settings", "Also from the environment, POLICYGRAPH_STORE and so on; a password only from there."
    )
    for setting in command.settings:
        if setting.secret:
            continue
        # A flag that says yes needs no value: --slow-path.
        alone: dict[str, Any] = {"nargs": "?", "const": "true"} if isinstance(setting.default, bool) else {}
        default = as_text(setting.default) or "nothing"
        group.add_argument(
            setting.flag,
            metavar="VALUE",
            help=f"{setting.help} (default: {default})".replace("%", "%%"),
            **alone,
        )


if __name__ == "__main__":
    sys.exit(main())
