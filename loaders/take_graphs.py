"""The step of a load that reads RDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from graph.rdf import triples
from graph.store import Progress, Store
from loaders.digests import naming_digest
from loaders.files import read
from loaders.limits import Limits
from loaders.rdf import read_claims
from loaders.sources import Source
from schema.errors import LoadError, ValueProblem


def take_graphs(store: Store, sources: Sequence[Source], limits: Limits, progress: Progress) -> None:
    """Enter the claims of the sources' files of RDF; of a file with an error of syntax, none."""
    files = [(source, name) for source in sources for name in source.found.graphs]
    for done, (source, name) in enumerate(files):
        progress("graphs", done, len(files))
        try:
            data = read(source.found, name, limits)
            statements = list(triples(store.model, source.shown(name), PurePath(name).suffix.lower(), data))
            source.claims[name], problems = read_claims(store.model, statements)
            # Documents are not read with names that come from elsewhere than curators' tables.
            source.digests[name] = naming_digest(())
        except (LoadError, ValueProblem) as error:
            source.fail(name, str(error))
            continue
        for problem in problems:
            source.complain(name, problem)
