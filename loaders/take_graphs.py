"""The step of a load that reads RDF in worker processes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from graph.rdf import triples
from graph.store import Progress, Store
from loaders.digests import naming_digest
from loaders.rdf import Claims, read_claims
from loaders.sources import Source, opened
from loaders.workers import Workers
from schema.errors import LoadError, ValueProblem
from schema.model import Model


def take_graphs(store: Store, sources: Sequence[Source], workers: Workers, progress: Progress) -> None:
    """Enter the claims of the sources' files of RDF; of a file with an error of syntax, none."""
    files = [(source, name) for source in sources for name in source.found.graphs]
    jobs = (
        ((source, name), (store.model, source.shown(name), data))
        for source, name, data in opened(files, workers.limits)
    )
    for done, ((source, name), result) in enumerate(workers.call(read_graph, jobs)):
        progress("graphs", done, len(files))
        if isinstance(result, LoadError):
            source.fail(name, result)
            continue
        source.claims[name], problems = result
        # Documents are not read with names that come from elsewhere than curators' tables.
        source.digests[name] = naming_digest(())
        for problem in problems:
            source.complain(name, problem)


def read_graph(model: Model, name: str, data: bytes) -> Claims:
    """What `read_claims` finds in the bytes of a file. The work of one call in a worker process. Raises LoadError."""
    suffix = PurePath(name).suffix.lower()
    # A few lines of them can stand for more than any memory holds.
    if suffix == ".rdf" and b"<!ENTITY" in data:
        raise LoadError("expected RDF/XML without entities, got a declaration <!ENTITY; write out what it stands for")
    try:
        return read_claims(model, triples(model, name, suffix, data))
    except (LoadError, ValueProblem) as error:
        raise LoadError(str(error)) from error
