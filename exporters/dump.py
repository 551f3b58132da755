"""A dump of the whole graph: a folder with every format, its sums and its description, which appears whole or not."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from exporters.catalogue import LICENCE, UNKNOWN_YEAR, UNNAMED, Counts, Published, Publisher, Version, catalogue, void
from exporters.formats import FORMATS, Format
from exporters.mapping import Lines
from exporters.ontology import ontology
from exporters.shapes import shapes
from exporters.sorting import sorted_lines
from exporters.tables import write_tables
from exporters.whole import quads, whole
from graph.store import Progress, Store, no_progress
from schema.context import context
from schema.edtf import years
from schema.errors import StoreError, ValueProblem
from schema.rdf import DATE_TYPES, Terms

BUFFER: Final = 1 << 18
"""Bytes that are compressed at once: a line is too few."""

CSV: Final = "csv"
KNOWN: Final = (*FORMATS, CSV)
"""The formats in which a dump can be written."""

SUMS: Final = "SHA256SUMS"
_DATE: Final = re.compile(
    b'"([^"]*)"\\^\\^<(?:' + "|".join(re.escape(Terms("").iri(each)) for each in DATE_TYPES).encode() + b")>"
)
_TYPE: Final = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def export(
    store: Store,
    folder: Path,
    terms: Terms,
    *,
    formats: Sequence[str] = KNOWN,
    reifying: bool = False,
    publisher: Publisher = UNNAMED,
    progress: Progress = no_progress,
) -> Path:
    """Write what the store holds into a new folder below `folder`, named by its version; that folder.

    The same graph, loaded at the same time, gives the same bytes. `reifying`: as RDF 1.2 (`Lines`), which is a
    version of its own and cannot be JSON-LD. Raises StoreError when the store is empty, ValueProblem for an unknown
    format or a version that is there already, OSError when the disk is full.
    """
    known = [name for name in KNOWN if not (reifying and name == "jsonld")]
    if unknown := [name for name in formats if name not in known]:
        raise ValueProblem(f"expected formats ({', '.join(known)}), got {', '.join(unknown)}")
    before = store.summary()
    if not before.claims or before.loaded_at is None:
        raise StoreError("the store is empty: load something before it is exported")
    version = Version.of(before, publisher)
    if reifying:
        version = replace(version, name=f"{version.name}-rdf12")
    name = version.name
    target = folder / name
    if target.exists():
        raise ValueProblem(f"{target} is there already; remove it to write this version again")
    folder.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=folder))
    try:
        lines = Lines(store.model, terms, reifying=reifying)
        ordered = work / "sorted"
        with ordered.open("wb") as file:
            counts, examples = _counted(sorted_lines(quads(whole(store, lines, progress), lines), work), file)
        rdf = [FORMATS[suffix] for suffix in dict.fromkeys(formats) if suffix in FORMATS]
        files = [_packed(ordered, work, format, terms, progress) for format in rdf]
        if CSV in formats:
            files.append(_tables(work, store, terms, progress))
        _check_still(store, before.checksum)
        ordered.unlink()
        _describe(work, store, terms, replace(version, examples=tuple(examples)), counts, files, reifying=reifying)
        _publish(work, target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return target


def _check_still(store: Store, checksum: str) -> None:
    if (now := store.summary().checksum) != checksum:
        raise StoreError(f"the store was loaded while it was read ({checksum} became {now}); export again")


def _counted(lines: Iterable[bytes], out: IO[bytes]) -> tuple[Counts, list[str]]:
    """Write the lines; what there is of each, and the first thing of each class as an example."""
    triples = subjects = 0
    classes: Counter[bytes] = Counter()
    properties: Counter[bytes] = Counter()
    examples: dict[bytes, bytes] = {}
    last = b""
    first = UNKNOWN_YEAR
    for line in lines:
        out.write(line)
        subject, property, rest = line.split(b" ", 2)
        triples += 1
        subjects += subject != last
        last = subject
        properties[property] += 1
        if date := _DATE.match(rest):
            # Years of our era: others have no common form in XML Schema.
            first = min([first, *(year for year in years(date[1].decode()) if year and year > 0)])
        if property == _TYPE:
            kind = rest[: rest.index(b" ")]
            classes[kind] += 1
            examples.setdefault(kind, subject)
    counts = Counts(triples, subjects, _texts(classes), _texts(properties), first)
    return counts, sorted({_bare(subject) for subject in examples.values() if b"#" not in subject})


def _texts(counter: Counter[bytes]) -> dict[str, int]:
    return {_bare(iri): number for iri, number in sorted(counter.items())}


def _bare(iri: bytes) -> str:
    return iri[1:-1].decode()


def _packed(ordered: Path, work: Path, format: Format, terms: Terms, progress: Progress) -> Published:
    progress(f"writing {format.name}", 0, 0)
    path = work / f"policygraph.{format.suffix}.gz"
    # Neither the time nor the name stands in the file: the same graph gives the same bytes.
    with (
        ordered.open("rb") as source,
        path.open("wb") as file,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packing,
        io.BufferedWriter(packing, BUFFER) as out,
    ):
        format.write(source, out, terms)
    return _published(path, format.media_type, f"{format.name}, compressed", packed=True)


def _tables(work: Path, store: Store, terms: Terms, progress: Progress) -> Published:
    progress("writing tables", 0, 0)
    path = work / "policygraph-csv.zip"
    write_tables(store, path, terms, LICENCE)
    return _published(path, "application/zip", "Tables in CSV with CSVW metadata, in a ZIP file", packed=False)


def _published(path: Path, media_type: str, title: str, *, packed: bool) -> Published:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Published(path.name, media_type, title, path.stat().st_size, digest, packed)


def _describe(
    work: Path, store: Store, terms: Terms, version: Version, counts: Counts, files: Sequence[Published], *,
    reifying: bool,
) -> None:  # fmt: skip
    (work / "ontology.ttl").write_bytes(ontology(store.model, terms).document())
    (work / "shapes.ttl").write_bytes(shapes(store.model, terms, reifying=reifying).document())
    text = json.dumps(context(store.model, terms), indent=1)
    (work / "context.jsonld").write_text(text + "\n", encoding="utf-8")
    (work / "void.ttl").write_bytes(void(terms, version, counts, files).document())
    (work / "catalogue.ttl").write_bytes(catalogue(terms, version, files, counts.first).document())
    described = [
        _published(path, "", "", packed=False) for path in sorted(work.iterdir()) if path.suffix not in (".gz", ".zip")
    ]
    sums = sorted((f.name, f.sha256) for f in (*files, *described))
    (work / SUMS).write_text("".join(f"{sha256}  {name}\n" for name, sha256 in sums), encoding="ascii")


def _publish(work: Path, target: Path) -> None:
    """Make the folder appear at once, with everything on the disk."""
    for path in (*work.iterdir(), work):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    work.chmod(0o755)
    work.rename(target)
