"""Validating RDF against our shapes and those of others, with messages for curators."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from exporters.mapping import Lines
from exporters.ontology import ontology
from exporters.shapes import shapes
from exporters.whole import whole
from graph.rdf import triples
from graph.store import Store
from schema.errors import ValueProblem
from schema.model import Model
from schema.rdf import Terms


@dataclass(frozen=True, order=True)
class Finding:
    """A thing that does not fit a shape."""

    thing: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.thing}: {self.message}" + (f" (it has {self.value!r})" if self.value else "")


def store_graph(store: Store, terms: Terms) -> rdflib.Graph:
    """What a store holds, in memory."""
    text = b"".join(chain.from_iterable(whole(store, Lines(store.model, terms))))
    return rdflib.Graph().parse(data=text, format="nt")


def file_graph(model: Model, path: Path) -> rdflib.Graph:
    """The triples of a file, in memory. Raises ValueProblem, OSError."""
    out = io.BytesIO()
    found = [quad.triple for quad in triples(model, path.name, path.suffix, path.read_bytes())]
    if any(isinstance(triple.object, ox.Triple) for triple in found):
        raise ValueProblem(
            f"{path.name}: expected RDF 1.1, got a triple within a triple, which is RDF 1.2 and cannot be checked here:"
            " take a dump that was written without --rdf12"
        )
    ox.serialize(found, out, format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=out.getvalue(), format="nt")


def findings(
    data: rdflib.Graph, model: Model, terms: Terms, others: Sequence[rdflib.Graph] = (), *, ours: bool = True
) -> list[Finding]:
    """What does not fit our shapes (with `ours`) and those of others, in order."""
    own = rdflib.Graph().parse(data=shapes(model, terms).document(), format="turtle")
    meaning = rdflib.Graph().parse(data=ontology(model, terms).document(), format="turtle")
    found: set[Finding] = set()
    for each in [own] * ours + list(others):
        _, report, _ = pyshacl.validate(data, shacl_graph=each, ont_graph=meaning)
        found.update(_findings(report))
    return sorted(found)


def _findings(report: rdflib.Graph) -> Iterable[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        texts = sorted(str(text) for text in report.objects(result, SH.resultMessage))
        value = report.value(result, SH.value)
        yield Finding(str(report.value(result, SH.focusNode)), " ".join(texts), "" if value is None else str(value))
