"""How fast documents and tables are read into a graph.

texts   the summaries in `seed/documents`, which state facts in every sentence, and texts of made-up pages, understood
        in this process when names and rules are ready: the fastest of several rounds
pages   made-up web pages into a store that holds the seed: read and understood in several processes
table   a made-up table of cities into an empty store
one     one new page into made-up graphs of different sizes: the first after their tables were loaded, for which
        names are written down, and the median of five others
"""

from __future__ import annotations

import re
import resource
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import stores
from benchmarks.generate import FEWEST, ROOT, generate
from benchmarks.report import mebibytes, ms, progress, say, table
from benchmarks.timing import Spent, Stopwatch
from graph.store import Root, Store, open_store
from loaders import pipeline
from loaders.curated_names import NAMING
from loaders.digests import naming_digest
from loaders.document import Document
from loaders.extract import extract
from loaders.gazetteer import names_of
from loaders.limits import Limits
from loaders.tables import read_table
from schema import policy_model

PLACES: Final = ("Bremen", "Mainz", "Lyon", "Porto", "Bergen", "Turku", "Graz", "Brno", "Varna", "Cork")
SOURCE: Final = "https://example.org/register"


def run(*, quick: bool) -> None:
    """Measure and report."""
    with stores.folder() as folder:
        say(_texts(5 if quick else 50))
        say(_pages(folder, 20 if quick else 1_000))
        say(_table(folder, 500 if quick else 100_000))
        say(_one(folder, (FEWEST,) if quick else (1_000, 10_000, 100_000)))


def page(number: int) -> str:
    """A page of a city about what it does, with furniture around it: some 30 sentences, of which three state facts."""
    city, other = PLACES[number % len(PLACES)], PLACES[(number + 3) % len(PLACES)]
    filler = " ".join(
        f"In meeting {number}-{line} residents, schools and associations talked about what the city could do better."
        for line in range(9)
    )
    facts = (
        f"{city} joined the Intercultural Cities programme in {2008 + number % 12}.",
        f"{city} adopted its Integration Strategy {number} in {2010 + number % 10}.",
        f"{other} is a partner of the project MINTE.",
    )
    text = "".join(f"<p>{fact} {filler}</p>" for fact in facts)
    return (
        f'<!doctype html><html lang="en"><head><title>Page {number}</title></head><body>'
        f'<nav><ul><li><a href="/">Start</a></li></ul></nav><main><h1>Page {number}</h1>{text}</main>'
        "<footer><p>All rights reserved</p></footer></body></html>"
    )


def _texts(rounds: int) -> str:
    progress("understanding texts")
    tables = sorted(Path(stores.SEED).glob("*.csv"))
    read = (read_table(policy_model(), path.name, path.read_bytes()) for path in tables)
    names = names_of(claim for table in read for row in table.rows for claim in row.claims)
    summaries = [path.read_text("utf-8") for path in sorted(Path(stores.SEED).glob("documents/*.md"))]
    pages = [re.sub("<[^>]+>", "\n", page(number)) for number in range(10)]
    rows = []
    for what, texts in (("summaries", summaries), ("made-up pages", pages)):
        documents = [Document(f"{number}.txt", text, "", language="en") for number, text in enumerate(texts)]
        spent = []
        for _ in range(rounds):
            with Stopwatch() as watch:
                for document in documents:
                    extract(document, names)
            spent.append(watch.spent.cpu)
        size = sum(len(text.encode()) for text in texts)
        rows.append([what, f"{size:,}", ms(min(spent)), f"{size / min(spent) / 1e6:.2f}"])
    return table(["texts", "bytes", "CPU, ms", "MB/s"], rows)


def _pages(folder: Path, number: int) -> str:
    progress(f"reading {number:,} pages")
    pages = folder / "pages"
    pages.mkdir()
    for each in range(number):
        (pages / f"{each}.html").write_text(page(each), "utf-8")
    with closing(open_store(f"sqlite:{folder}/pages.sqlite", policy_model())) as store:
        pipeline.load(store, [stores.SEED])
        with Stopwatch() as watch:
            report = pipeline.load(store, [pages])
        with Stopwatch() as again:
            pipeline.load(store, [pages])
    head = ["pages", "claims", "seconds", "pages/s", "again, s", "most memory of a reading process"]
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    wall = watch.spent.wall
    cells = [
        f"{report.documents:,} pages", f"{report.change.claims_added:,}", f"{wall:.1f}", f"{number / wall:.1f}",
        f"{again.spent.wall:.1f}", mebibytes(most),
    ]  # fmt: skip
    return table(head, [cells])


def _table(folder: Path, rows: int) -> str:
    with closing(open_store(f"sqlite:{folder}/table.sqlite", policy_model())) as store:
        return load_table(store, folder, rows)


def load_table(store: Store, folder: Path, rows: int) -> str:
    """Load a made-up table of cities into an empty store: what it took."""
    progress(f"loading a table of {rows:,} rows")
    tables = folder / "tables"
    tables.mkdir()
    (tables / "countries.csv").write_text(f"id,code,name,source\ncountry/de,DE,Germany,{SOURCE}\n", "utf-8")
    lines = (f"city/c{row}-de,City {row},country/de,{SOURCE}\n" for row in range(rows))
    (tables / "cities.csv").write_text("id,name,country,source\n" + "".join(lines), "utf-8")
    with Stopwatch() as watch:
        report = pipeline.load(store, [tables])
    spent = watch.spent
    head = ["a table", "claims", "seconds", "CPU", "rows/s"]
    claims = f"{report.change.claims_added:,}"
    return table(
        head, [[f"{rows:,} rows", claims, f"{spent.wall:.1f}", f"{spent.cpu:.1f}", f"{rows / spent.wall:,.0f}"]]
    )


def _one(folder: Path, sizes: tuple[int, ...]) -> str:
    rows = []
    for nodes in sizes:
        progress(f"one page into {nodes:,} entities")
        origins = generate(nodes)
        naming = {name: (claim for claim in claims if claim.property in NAMING) for name, claims in origins.items()}
        digests = {name: naming_digest(claims) for name, claims in naming.items()}
        with closing(open_store(f"sqlite:{folder}/one-{nodes}.sqlite", policy_model())) as store:
            store.replace_all([Root(ROOT, origins, digests=digests)])
            first, *others = (_new_page(store, folder / f"one-{nodes}", number) for number in range(6))
        wall, cpu = (median(getattr(each, part) for each in others) for part in ("wall", "cpu"))
        rows.append([f"{nodes:,} entities", f"{first.wall:.2f}", f"{first.cpu:.2f}", f"{wall:.2f}", f"{cpu:.2f}"])
    return table(["one new page into a graph of", "the first, s", "CPU", "others, s", "CPU"], rows)


def _new_page(store: Store, folder: Path, number: int) -> Spent:
    new = folder / str(number)
    new.mkdir(parents=True)
    (new / "page.html").write_text(page(number), "utf-8")
    with Stopwatch() as watch:
        pipeline.load(store, [new], limits=Limits(name_cache=str(folder / "names")))
    return watch.spent
